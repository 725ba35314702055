with
stg_results_framework__indicator_versions as (
    select * from {{ ref('stg_results_framework__indicator_versions') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

final as (
    select
        -- keys
        versions.indicator_id,
        versions.indicator_version_no,
        sheets.is_current,
        -- what
        versions.indicator_label,
        versions.level,
        versions.scope,
        versions.role,
        versions.specificity,
        versions.definition,
        versions.inclusions,
        -- how it is measured
        versions.unit,
        versions.measure_type,
        versions.numerator,
        versions.denominator,
        versions.factor,
        versions.direction,
        versions.direction_low,
        versions.direction_high,
        versions.natural_limit_low,
        versions.natural_limit_high,
        versions.cumulation,
        versions.disaggregations,
        -- where it comes from
        versions.source,
        versions.dataset_code,
        versions.collection_method,
        versions.frequency,
        versions.release_lag_months,
        versions.responsible_unit,
        -- how it is judged
        versions.baseline_rule,
        versions.target_type,
        versions.aggregation_rule,
        versions.weight_dataset_code,
        versions.allowed_methods,
        versions.known_limits,
        versions.quality_plan,
        -- the sheet itself
        versions.valid_from_date,
        sheets.approver,
        versions.reason,
        versions.approval_status,
        sheets.is_sheet_complete,
        sheets.missing_fields
    from stg_results_framework__indicator_versions as versions
    inner join int_indicators__sheets as sheets
        on versions.indicator_id = sheets.indicator_id
            and versions.indicator_version_no = sheets.indicator_version_no
)

select * from final
