{# The interim points of a target beside the year of each case: of the last one before and the first one after. Reads
   int_target_points__known. #}
{% macro points_on_the_way(cases) -%}
    select
        cases.case_id,
        max(case when points.year <= cases.year then points.year end) as interim_before_year,
        min(case when points.year > cases.year then points.year end) as interim_after_year
    from {{ cases }} as cases
    inner join int_target_points__known as points
        on cases.target_id = points.target_id
            and cases.target_version_no = points.version_no
            and cases.baseline_year < points.year
            and cases.target_year > points.year
    group by cases.case_id
{%- endmacro %}


{# The method that rates: linear, and trend where there is no target or only a direction. #}
{% macro rating_method(target_type='target_type') -%}
    case when coalesce({{ target_type }}, 'none') in ('none', 'direction_only') then 'trend' else 'linear' end
{%- endmacro %}


{# What a step leaves: nothing where the rating is gone, what it says itself where it has a value, else what was before. #}
{% macro left_by_step(mark, number) -%}
    case
            when not is_known_now then null
            when judged_at_{{ number }} = 1 then said_{{ mark }}_at_{{ number }}
            else {{ mark }}_at_{{ number - 1 }}
        end
{%- endmacro %}


{# The last of the steps 1 to 5 at which a mark became another one, or fell away; else method. #}
{% macro last_step(words, changed) -%}
    {% for word in words | reverse -%}
    {%- set number = words | length - loop.index0 -%}
    when {{ changed | replace('@now', '_at_' ~ number) | replace('@before', '_at_' ~ (number - 1)) }} then '{{ word }}'
            {% endfor -%}
            else 'method'
{%- endmacro %}
