{# What "change since baseline" rests on (docs/change_since_baseline.md): which years are before and after, which are the
   pandemic's, and the plain arithmetic of a level and a trend. #}

{% macro first_year_before() -%}
    2018
{%- endmacro %}


{% macro first_year_after() -%}
    2023
{%- endmacro %}


{# 2020 and 2021: a baseline of one of them is marked, and change is told with and without them. #}
{% macro is_pandemic_year(year) -%}
    {{ year }} in (2020, 2021)
{%- endmacro %}


{# The last year that is over by the as-of date: the years up to it are those to expect a value of. #}
{% macro last_whole_year() -%}
    {%- set day = var('as_of') -%}
    {{ day[:4] | int - (0 if day[5:] == '12-31' else 1) }}
{%- endmacro %}


{# How many years are to be expected from one to another, of those that are over. #}
{% macro expected_years(first_year, last_year) -%}
    greatest(least({{ last_year }}, {{ last_whole_year() }}) - {{ first_year }} + 1, 0)
{%- endmacro %}


{# Slope per year of the ordinary least-squares line: (n Σty − Σt Σy) ÷ (n Σt² − (Σt)²). Two points always lie on a
   line, so it takes three. `span` names the columns <span>_count, _sum, _time_sum, _time_square_sum and _product_sum. #}
{% macro slope(span) -%}
    case
        when {{ span }}_count >= 3
            then {% call rounded_to(9) -%}
                ({{ span }}_count * {{ span }}_product_sum - {{ span }}_time_sum * {{ span }}_sum)
                / nullif({{ span }}_count * {{ span }}_time_square_sum - {{ span }}_time_sum * {{ span }}_time_sum, 0)
            {%- endcall %} + 0
    end
{%- endmacro %}


{# The difference of two numbers, at nine decimals; adding nought makes of minus nought a plain one. #}
{% macro difference_of(later, earlier) -%}
    {{ rounded(later ~ ' - ' ~ earlier, 9) }} + 0
{%- endmacro %}


{# How bad a level is, by the direction of the sheet: less is better of what this gives. #}
{% macro badness(level) -%}
    case direction
        when 'down' then {{ level }}
        when 'up' then -{{ level }}
        when 'towards' then {{ progress_measure(level) }}
        when 'band' then {{ progress_measure(level) }}
    end
{%- endmacro %}


{# better, worse or unchanged by the direction of the sheet; not_judged where there is a reason against it. #}
{% macro change_class(later, earlier, reason) -%}
    case
        when {{ reason }} is not null then 'not_judged'
        when {{ rounded(badness(later) ~ ' - ' ~ badness(earlier), 9) }} < 0 then 'better'
        when {{ rounded(badness(later) ~ ' - ' ~ badness(earlier), 9) }} > 0 then 'worse'
        else 'unchanged'
    end
{%- endmacro %}


{# The columns of int_change_series__matched that a reader of the table sees as they are. #}
{% macro change_measures() -%}
    {{ return([
        'before_count', 'before_without_pandemic_count', 'after_count', 'before_whole_year_count',
        'after_whole_year_count', 'projected_count', 'before_mean', 'before_without_pandemic_mean', 'after_mean',
        'difference', 'difference_without_pandemic', 'before_trend', 'before_without_pandemic_trend', 'after_trend',
        'baseline_year', 'baseline_value', 'baseline_rule', 'baseline_kind', 'is_pandemic_baseline', 'is_late_baseline',
        'after_latest_year', 'after_latest_value', 'latest_difference', 'year_without_pandemic',
        'value_without_pandemic', 'latest_difference_without_pandemic', 'reason_no_difference',
        'reason_no_difference_without_pandemic', 'has_break_before', 'has_break_between', 'has_break_after',
        'unknown_break_count', 'break_years', 'source_count', 'source_change_count', 'value_kind', 'is_modelled',
        'known_again_count', 'revised_count', 'fixed_country_count', 'least_country_count', 'most_country_count',
        'has_unfinished_year', 'is_partial', 'snapshot_id',
    ]) }}
{%- endmacro %}
