-- Every version of every target known at the as-of date. The versions of a target are numbered in the order in which
-- they became known, wherever they come from.
with
stg_results_framework__targets as (
    select * from {{ ref('stg_results_framework__targets') }}
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
),

final as (
    select
        *,
        cast(row_number() over (
            partition by target_id
            order by known_from, origin, given_version_no, snapshot_id, row_number
        ) as integer) as version_no
    from unioned
    where cast(known_from as date) <= {{ as_of_date() }}
)

select * from final
