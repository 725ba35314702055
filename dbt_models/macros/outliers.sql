{# The limits of what is worth a look (docs/regions.md). They make nothing wrong: a row of indicators.outliers is a
   question to the source. #}
{% macro least_steps() -%}
    5
{%- endmacro %}


{% macro outlier_threshold() -%}
    3.5
{%- endmacro %}


{# A step whose larger end is three times the smaller one. #}
{% macro step_threshold() -%}
    0.5
{%- endmacro %}


{% macro revision_threshold() -%}
    0.2
{%- endmacro %}


{% macro largest_false_share() -%}
    0.05
{%- endmacro %}


{# A value of Student's t as the normal value that is as unlikely (Wallace 1959). Near the middle it is off by a few per
   cent of the probability; far out with few degrees of freedom it says too large a probability, never too small a one. #}
{% macro as_normal(t_value, degrees) -%}
    (8 * {{ degrees }} + 1) / (8 * {{ degrees }} + 3)
    * sqrt({{ degrees }} * ln(1 + power({{ t_value }}, 2) / {{ degrees }}))
{%- endmacro %}


{# How likely a normal value lies at least so many standard deviations away, on either side: the complementary error
   function of z over the root of two, as a fit of Chebyshev polynomials (Press et al., Numerical Recipes, 6.2), off by
   less than 1.2e-7 of itself everywhere. Beyond 37 it is no more than 1e-299. #}
{% macro two_sided_tail(z_value) -%}
    {%- set x = 'least(' ~ z_value ~ ', 37) / sqrt(2)' -%}
    {%- set t = '(1 / (1 + ' ~ x ~ ' / 2))' -%}
    {%- set terms = [
        1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
    ] -%}
    case
        when {{ z_value }} is not null
            then {{ t }} * exp(
                -power({{ x }}, 2) - 1.26551223
                {%- for term in terms %} + power({{ t }}, {{ loop.index }}) * ({{ term }}){% endfor %}
            )
    end
{%- endmacro %}
