with
baseline_versions as (
    select * from {{ ref('baseline_versions') }}
),

final as (
    select
        -- keys
        indicator_id,
        cast(indicator_version_no as integer) as indicator_version_no,
        reference_area_code,
        disaggregation,
        cast(baseline_version_no as integer) as baseline_version_no,
        -- baseline
        cast(baseline_year as integer) as baseline_year,
        cast(baseline_value as double) as baseline_value,
        -- version
        reason,
        approver,
        status as approval_status,
        cast(known_from as timestamp) as known_from
    from baseline_versions
)

select * from final
