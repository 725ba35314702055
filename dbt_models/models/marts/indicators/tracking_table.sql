-- Years with a value stand as the linear method judges them; what has no value yet follows, in rows without a year.
{% set known = [
    'indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation', 'baseline_year', 'baseline_value',
    'baseline_rule', 'baseline_kind', 'is_pandemic_baseline', 'is_late_baseline', 'target_id', 'target_version_no',
    'target_type', 'target_status', 'target_year', 'target_value', 'band_low', 'band_high', 'reason_not_rated',
] %}
{% set judged = [
    'year', 'sex_code', 'classification_1_code', 'classification_2_code', 'value', 'value_kind', 'latest_year',
    'expected_value', 'is_interim', 'progress_share', 'progress_share_capped', 'class', 'source_code',
    'has_break_since_baseline', 'is_partial', 'snapshot_id', 'row_number',
] %}
with
progress as (select * from {{ ref('progress') }}),

int_tracking__steps as (select * from {{ ref('int_tracking__steps') }}),

int_tracking__missing as (select * from {{ ref('int_tracking__missing') }}),

indicators as (select * from {{ ref('indicators') }}),

strategy__outputs as (select * from {{ ref('strategy__outputs') }}),

indicators__reference_areas as (select * from {{ ref('indicators__reference_areas') }}),

int_code_labels__by_code as (select * from {{ ref('int_code_labels__by_code') }}),

periods as (
    select
        {% for column in known + judged %}
        linear.{{ column }},
        {% endfor %}
        linear.is_latest,
        steps.trend,
        steps.trend_from_year,
        untargeted.class as trend_class
    from progress as linear
    left join progress as untargeted
        on untargeted.method = 'trend'
            {% for key in known[:4] + ['year'] %}
            and linear.{{ key }} = untargeted.{{ key }}
            {% endfor %}
    left join int_tracking__steps as steps
        on linear.year = steps.year
            {% for key in known[:4] %}
            and linear.{{ key }} = steps.{{ key }}
            {% endfor %}
    where linear.method = 'linear'
    union all
    select
        {% for column in known %}
        {{ column }},
        {% endfor %}
        {% for column in judged %}
        null as {{ column }},
        {% endfor %}
        true as is_latest,
        null as trend,
        null as trend_from_year,
        null as trend_class
    from int_tracking__missing
),

final as (
    select
        -- keys
        periods.indicator_id,
        periods.reference_area_code,
        periods.disaggregation,
        periods.year,
        -- indicator
        {% for column in [
            'indicator_version_no', 'indicator_label', 'level', 'role', 'scope', 'unit', 'direction', 'cumulation',
            'dataset_code', 'source',
        ] %}
        indicators.{{ column }},
        {% endfor %}
        coalesce(outputs.action_area_id, indicators.scope) as action_area_ids,
        -- area, group and source by name
        case
            when periods.reference_area_code = 'STRATEGY' then 'The strategy as a whole'
            else coalesce(areas.reference_area_label, periods.reference_area_code)
        end as reference_area_label,
        case
            when periods.disaggregation = 'total' then 'Total' else coalesce(items.label, periods.disaggregation)
        end as disaggregation_label,
        case
            when periods.value is not null then coalesce(sources.label, periods.source_code, indicators.source)
        end as source_label,
        -- baseline, target, actual and judgement
        {% for column in known[4:] + judged[1:6] + judged[7:9] + judged[11:12] + judged[13:] %}
        periods.{{ column }},
        {% endfor %}
        periods.latest_year as data_year,
        periods.progress_share as met_share,
        periods.progress_share_capped as met_share_capped,
        periods.trend,
        periods.trend_from_year,
        periods.trend_class,
        -- marks
        periods.is_latest,
        coalesce(periods.target_status, '') = 'proposed' or indicators.approval_status = 'proposed' as is_proposed,
        {{ is_sample_run() }} as is_sample
    from periods
    inner join indicators
        on periods.indicator_id = indicators.indicator_id
            and periods.indicator_version_no = indicators.indicator_version_no
    left join strategy__outputs as outputs
        on indicators.scope = outputs.output_id
    left join indicators__reference_areas as areas
        on periods.reference_area_code = areas.reference_area_code
    left join int_code_labels__by_code as items
        on split_part(periods.disaggregation, '=', 2) = items.code
            and items.variable
            = case split_part(periods.disaggregation, '=', 1) when 'sex' then 'sex' else 'classification' end
    left join int_code_labels__by_code as sources
        on periods.source_code = sources.code
            and sources.variable = 'source'
)

select * from final
