-- Versions of targets, as handed in. Every row with the same target_id is a version; which one holds is decided later.
{{ config(meta={'snapshots_of': ['register']}) }}
with
stg_register__rows as (
    select * from {{ ref('stg_register__rows') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

final as (
    select
        -- keys
        reports.snapshot_id,
        reports.row_number,
        reports.place,
        reports.target_id,
        reports.indicator_id,
        reports.reference_area_code,
        reports.disaggregation,
        -- content
        reports.target_type,
        reports.target_year,
        reports.target_value,
        reports.change_pct,
        reports.band_low,
        reports.band_high,
        reports.interim_2023,
        reports.interim_2024,
        reports.interim_2025,
        reports.interim_2026,
        reports.target_status,
        reports.reason,
        reports.approver,
        reports.approved_date,
        reports.correction_code,
        reports.correction_note,
        -- report
        reports.reporter,
        reports.submitted_date,
        reports.file_state,
        coalesce(cast(reports.submitted_date as timestamp), snapshots.known_from) as known_from,
        snapshots.is_sample
    from stg_register__rows as reports
    inner join stg_landing__snapshots as snapshots
        on reports.snapshot_id = snapshots.snapshot_id
    where reports.record = 'target'
)

select * from final
