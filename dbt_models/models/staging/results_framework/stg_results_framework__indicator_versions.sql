with
indicator_versions as (
    select * from {{ ref('indicator_versions') }}
),

final as (
    select
        -- keys
        indicator_id,
        cast(version_no as integer) as indicator_version_no,
        -- what
        label as indicator_label,
        level,
        scope_ids as scope,
        role,
        cast(specificity as integer) as specificity,
        definition,
        inclusions,
        -- how it is measured
        unit,
        measure_type,
        numerator,
        denominator,
        cast(factor as double) as factor,
        direction,
        cast(direction_low as double) as direction_low,
        cast(direction_high as double) as direction_high,
        cast(natural_limit_low as double) as natural_limit_low,
        cast(natural_limit_high as double) as natural_limit_high,
        cumulation,
        disaggregations,
        -- where it comes from
        source,
        dataset_code,
        collection_method,
        frequency,
        cast(release_lag_months as integer) as release_lag_months,
        responsible_unit,
        -- how it is judged
        baseline_rule,
        target_type,
        aggregation_rule,
        weight_dataset_code,
        allowed_methods,
        known_limits,
        quality_plan,
        -- version
        cast(valid_from as date) as valid_from_date,
        approver,
        reason,
        status as approval_status
    from indicator_versions
)

select * from final
