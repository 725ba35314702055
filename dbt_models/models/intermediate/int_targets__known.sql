-- Which version of a target holds for its indicator, area and group. A withdrawal ends the versions before it: what is
-- handed in after it counts anew. A draft is kept and never holds.
with
int_targets__listed as (
    select * from {{ ref('int_targets__listed') }}
),

withdrawn as (
    select
        target_id,
        max(version_no) as version_no
    from int_targets__listed
    where status = 'withdrawn' and not is_draft
    group by target_id
),

judged as (
    select
        listed.*,
        listed.is_draft or listed.version_no <= coalesce(withdrawn.version_no, 0) as is_out
    from int_targets__listed as listed
    left join withdrawn
        on listed.target_id = withdrawn.target_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by indicator_id, indicator_version_no, reference_area_code, disaggregation
            order by
                case when is_out then 1 else 0 end asc,
                case when status = 'approved' then 0 else 1 end asc,
                known_from desc,
                version_no desc,
                target_id desc
        ) as current_rank
    from judged
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
        interim_2023,
        interim_2024,
        interim_2025,
        interim_2026,
        -- version
        status,
        current_rank = 1 and not is_out as is_current,
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
    from ranked
)

select * from final
