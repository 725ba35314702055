{# Parts of the methods of progress: how a number is measured, why there may be no class, what every method gives
   (docs/progress.md). #}

{# A number as a method measures it: as it is, or, where a point or band is aimed at, its distance from there. #}
{% macro progress_measure(number) -%}
    case
            when goal_low is null and goal_high is null then {{ number }}
            when {{ number }} is not null
                then greatest(coalesce(goal_low - {{ number }}, 0), coalesce({{ number }} - goal_high, 0), 0)
        end
{%- endmacro %}


{% macro is_nought(number) -%}
    {{ rounded(number, 9) }} = 0
{%- endmacro %}


{# A share, cut off at 0 and 1. #}
{% macro within_0_and_1(number) -%}
    least(greatest({{ number }}, 0), 1) + 0
{%- endmacro %}


{# Why no method at all, or not this one, may say anything here; the first that holds. #}
{% macro progress_gate(method) -%}
    case
            when not coalesce(is_sheet_complete, false) then 'sheet_incomplete'
            when coalesce(direction, 'none') = 'none' then 'no_direction'
            when direction in ('towards', 'band') and direction_low is null and direction_high is null
                then 'no_direction'
            when baseline_value is null or baseline_year is null then 'no_baseline'
            {% if method == 'trend' -%}
            when coalesce(target_type, 'none') not in ('none', 'direction_only') then 'has_target'
            {% else -%}
            when coalesce(target_type, 'none') = 'none' then 'no_target'
            {% endif -%}
            when ';' || coalesce(allowed_methods, '') || ';' not like '%;{{ method }};%' then 'method_not_allowed'
            {% if method != 'trend' -%}
            when target_type = 'relative_change' and baseline_value = 0 then 'baseline_is_zero'
            when target_type = 'done_by_date' and year < target_year and not is_met then 'not_due'
            {% endif -%}
        end
{%- endmacro %}


{# The class of a ratio of progress made to progress expected. #}
{% macro progress_ratio_class(ratio) -%}
    case
            when is_met then 'achieved'
            when {{ rounded(ratio, 9) }} >= 0.95 then 'on_track'
            when {{ rounded(ratio, 9) }} >= 0.60 then 'needs_acceleration'
            when {{ rounded(ratio, 9) }} >= 0 then 'limited'
            else 'deterioration'
        end
{%- endmacro %}


{# The columns that every method gives, from `classed`: a ratio only where the method applies, a class only where nothing
   speaks against it. #}
{% macro progress_result(method) -%}
    select
        -- key
        case_id,
        '{{ method }}' as method,
        {% if method == 'trend' -%}
        cast(null as double) as target_value,
        cast(null as double) as expected_value,
        cast(null as double) as expected_share,
        false as is_interim,
        cast(null as double) as progress_share,
        {% else -%}
        -- target
        target_value,
        expected_value,
        expected_share,
        is_interim,
        progress_share,
        {% endif -%}
        -- result
        case when coalesce(gate_reason, method_reason) is null then method_ratio + 0 end as ratio,
        case when coalesce(gate_reason, method_reason, quality_reason, early_reason) is null then method_class end
            as class,
        case when coalesce(gate_reason, method_reason, early_reason) is null then method_class end as class_ungated,
        coalesce(gate_reason, method_reason, quality_reason, early_reason) as reason_not_rated
    from classed
{%- endmacro %}


{# No rating while less than a tenth of the way was to be expected. A date is met or not, so it has no such time. #}
{% macro progress_early() -%}
    case when {{ rounded('expected_share', 9) }} < 0.10 and target_type <> 'done_by_date' then 'too_early' end
{%- endmacro %}


{# The score that lets ratings be averaged (Open SDG): -2.5 at a ratio of 0, 0 at 0.60, 2.5 at 0.95, from -5 to 5. Open SDG
   writes the two slopes as 7.1429 and 4.1667; they are 1 / 0.14 and 1 / 0.24. #}
{% macro progress_score(ratio) -%}
    case
            when {{ ratio }} is not null
                then least(greatest(({{ ratio }} - 0.6) / case when {{ ratio }} >= 0.6 then 0.14 else 0.24 end, -5), 5)
        end
{%- endmacro %}
