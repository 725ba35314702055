with
int_results__valued as (
    select * from {{ ref('int_results__valued') }}
),

final as (
    select
        report_id,
        indicator_id,
        output_id,
        reporting_period_id,
        disaggregation,
        indicator_label,
        unit,
        numerator,
        denominator,
        value,
        note,
        correction_code,
        correction_note,
        report_state,
        counts,
        version_no,
        is_latest,
        reporter,
        submitted_date,
        known_from,
        received_at,
        file_sha256,
        is_sample,
        snapshot_id,
        place
    from int_results__valued
)

select * from final
