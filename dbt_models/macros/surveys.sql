{# Intervals of small surveys. z is the 97.5th percentile of the normal distribution.
   Wilson's score interval for x of n (Brown, Cai and DasGupta 2001), with n replaced by n(N-1)/(N-n) where the n are drawn
   from a group of N (O'Neill 2021). When all N answered, the share is exact and there is no interval. #}
{% macro effective_count(answers, population) -%}
    case
        when {{ answers }} = 0 then null
        when {{ population }} is null or {{ population }} < {{ answers }} then cast({{ answers }} as double)
        when {{ population }} > {{ answers }}
            then {{ answers }} * cast({{ population }} - 1 as double) / ({{ population }} - {{ answers }})
    end
{%- endmacro %}


{% macro wilson_bound(share, effective, sign) -%}
    {%- set z2 = '3.8414588206941254e0' -%}
    case
        when {{ effective }} > 0 then
            (
                {{ share }} + {{ z2 }} / (2 * {{ effective }})
                {{ sign }} 1.959963984540054 * sqrt(
                    {{ share }} * (1 - {{ share }}) / {{ effective }} + {{ z2 }} / (4 * {{ effective }} * {{ effective }})
                )
            ) / (1 + {{ z2 }} / {{ effective }})
    end
{%- endmacro %}


{# Which interval a share has: the words of the column interval_method. #}
{% macro interval_method(answers, population) -%}
    case
        when {{ answers }} = 0 then null
        when {{ population }} is null then 'wilson'
        when {{ population }} < {{ answers }} then 'wilson_population_too_small'
        when {{ population }} = {{ answers }} then 'none_all_answered'
        else 'wilson_finite'
    end
{%- endmacro %}


{# The answer at a place of the row of all answers in order, from the counts of the five points. #}
{% macro answer_at(place) -%}
    case
        when {{ place }} <= answer_1_count then 1
        when {{ place }} <= answer_1_count + answer_2_count then 2
        when {{ place }} <= answer_1_count + answer_2_count + answer_3_count then 3
        when {{ place }} <= answer_1_count + answer_2_count + answer_3_count + answer_4_count then 4
        else 5
    end
{%- endmacro %}


{# The cell of a group is not shown: fewer than five answers of a group of whom somebody was reached. #}
{% macro is_small_cell(answers, dont_know) -%}
    {{ answers }} < 5 and {{ answers }} + {{ dont_know }} > 0
{%- endmacro %}


{# One limit of the difference of two independent shares, from a limit of each. #}
{% macro difference_bound(later, later_limit, earlier, earlier_limit, sign) -%}
    {{ later }} - {{ earlier }} {{ sign }} sqrt(
        ({{ later }} - {{ later_limit }}) * ({{ later }} - {{ later_limit }})
        + ({{ earlier }} - {{ earlier_limit }}) * ({{ earlier }} - {{ earlier_limit }})
    )
{%- endmacro %}


{# How far one group agrees more than another where their intervals do not touch; null where they do or one is not shown. #}
{% macro apart(one, other) -%}
    case
        when {{ one }}_low > {{ other }}_high or {{ other }}_low > {{ one }}_high
            then {{ rounded(one ~ '_share - ' ~ other ~ '_share', 9) }}
    end
{%- endmacro %}
