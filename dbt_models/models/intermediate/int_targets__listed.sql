-- Every version of every target known at the as-of date. The versions of a target are numbered in the order in which
-- they became known, wherever they come from. A register names no version of the indicator's sheet: it means the latest
-- one that was valid on the day of its submission.
with
stg_results_framework__targets as (
    select * from {{ ref('stg_results_framework__targets') }}
),

int_register__targets as (
    select * from {{ ref('int_register__targets') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

dated as (
    select
        targets.snapshot_id,
        targets.row_number,
        max(sheets.indicator_version_no) as indicator_version_no
    from int_register__targets as targets
    inner join int_indicators__sheets as sheets
        on targets.indicator_id = sheets.indicator_id
            and sheets.valid_from_date <= cast(targets.known_from as date)
            and sheets.approval_status <> 'withdrawn'
    group by
        targets.snapshot_id,
        targets.row_number
),

unioned as (
    select
        target_id,
        version_no as given_version_no,
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        target_type,
        target_year,
        target_value,
        change_pct,
        band_low,
        band_high,
        interim_2023,
        interim_2024,
        interim_2025,
        interim_2026,
        status,
        reason,
        proposed_by,
        approver,
        approved_date,
        known_from,
        false as is_draft,
        'framework' as origin,
        cast(null as string) as snapshot_id,
        cast(null as bigint) as row_number,
        'Results framework, targets' as place,
        false as is_sample
    from stg_results_framework__targets
    union all
    select
        targets.target_id,
        cast(null as integer) as given_version_no,
        targets.indicator_id,
        coalesce(dated.indicator_version_no, 1) as indicator_version_no,
        targets.reference_area_code,
        targets.disaggregation,
        targets.target_type,
        targets.target_year,
        targets.target_value,
        targets.change_pct,
        targets.band_low,
        targets.band_high,
        targets.interim_2023,
        targets.interim_2024,
        targets.interim_2025,
        targets.interim_2026,
        targets.target_status as status,
        targets.reason,
        targets.reporter as proposed_by,
        targets.approver,
        targets.approved_date,
        targets.known_from,
        targets.file_state = 'draft' as is_draft,
        'register' as origin,
        targets.snapshot_id,
        targets.row_number,
        targets.place,
        targets.is_sample
    from int_register__targets as targets
    left join dated
        on targets.snapshot_id = dated.snapshot_id
            and targets.row_number = dated.row_number
),

final as (
    select
        *,
        cast(row_number() over (
            partition by target_id
            order by known_from, origin, coalesce(given_version_no, 0), snapshot_id, row_number
        ) as integer) as version_no
    from unioned
    where cast(known_from as date) <= {{ as_of_date() }}
)

select * from final
