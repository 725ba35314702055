with
stg_strategy__indicators as (
    select * from {{ ref('stg_strategy__indicators') }}
),

stg_results_framework__indicator_versions as (
    select * from {{ ref('stg_results_framework__indicator_versions') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

final as (
    select
        -- what
        sheets.indicator_id,
        sheets.indicator_version_no,
        sheets.indicator_label,
        sheets.level,
        versions.scope,
        sheets.role,
        sheets.specificity,
        versions.definition,
        -- how it is measured
        sheets.unit,
        sheets.measure_type,
        sheets.direction,
        sheets.direction_low,
        sheets.direction_high,
        sheets.natural_limit_low,
        sheets.natural_limit_high,
        sheets.cumulation,
        -- how it is judged
        sheets.target_type,
        proposals.target_type as target_proposal,
        sheets.baseline_rule,
        sheets.allowed_methods,
        sheets.aggregation_rule,
        sheets.weight_dataset_code,
        -- where it comes from
        versions.source,
        proposals.indicator_code,
        sheets.dataset_code,
        versions.release_lag_months,
        proposals.disaggregation,
        proposals.caution,
        versions.known_limits,
        -- the sheet itself
        sheets.is_sheet_complete,
        sheets.missing_fields,
        sheets.approval_status
    from int_indicators__sheets as sheets
    inner join stg_results_framework__indicator_versions as versions
        on sheets.indicator_id = versions.indicator_id
            and sheets.indicator_version_no = versions.indicator_version_no
    left join stg_strategy__indicators as proposals
        on sheets.indicator_id = proposals.indicator_id
    where sheets.is_current
)

select * from final
