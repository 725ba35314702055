with
int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

final as (
    select
        -- keys
        target_id,
        version_no,
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        -- what is aimed at
        target_type,
        target_year,
        target_value,
        change_pct,
        band_low,
        band_high,
        -- version
        status,
        is_current,
        is_draft,
        reason,
        proposed_by,
        approver,
        approved_date,
        known_from,
        -- origin
        origin,
        snapshot_id,
        place,
        is_sample
    from int_targets__known
)

select * from final
