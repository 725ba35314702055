with
targets as (
    select * from {{ ref('targets') }}
),

final as (
    select
        -- keys
        target_id,
        cast(version_no as integer) as version_no,
        indicator_id,
        cast(indicator_version_no as integer) as indicator_version_no,
        reference_area_code,
        disaggregation,
        -- what is aimed at
        target_type,
        cast(target_year as integer) as target_year,
        cast(target_value as double) as target_value,
        cast(change_pct as double) as change_pct,
        cast(band_low as double) as band_low,
        cast(band_high as double) as band_high,
        cast(interim_2023 as double) as interim_2023,
        cast(interim_2024 as double) as interim_2024,
        cast(interim_2025 as double) as interim_2025,
        cast(interim_2026 as double) as interim_2026,
        -- version
        status,
        reason,
        proposed_by,
        approver,
        cast(approved_on as date) as approved_date,
        cast(known_from as timestamp) as known_from
    from targets
)

select * from final
