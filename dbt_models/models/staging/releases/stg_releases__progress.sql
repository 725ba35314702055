with
released_progress as (
    select * from {{ source('raw', 'released_progress') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        indicator_id,
        cast(indicator_version_no as integer) as indicator_version_no,
        reference_area_code,
        disaggregation,
        cast(year as integer) as year,
        method,
        cast(baseline_year as integer) as baseline_year,
        cast(baseline_value as double) as baseline_value,
        baseline_kind,
        target_id,
        cast(target_version_no as integer) as target_version_no,
        target_type,
        cast(target_year as integer) as target_year,
        cast(target_value as double) as target_value,
        cast(change_pct as double) as change_pct,
        cast(band_low as double) as band_low,
        cast(band_high as double) as band_high,
        cast(value as double) as value,
        value_kind,
        cast(ratio as double) as ratio,
        class,
        reason_not_rated,
        cast(is_proposed as boolean) as is_proposed
    from released_progress
)

select * from final
