-- Versions of the plans of impact designs: the same plan handed in twice is one version, registered when it was first
-- known; a plan that reads otherwise is another version, and both stay. A draft registers nothing.
with
int_evaluation_rows__known as (
    select *
    from {{ ref('int_evaluation_rows__known') }}
    where record = 'design'
        and not is_draft
),

handed_in as (
    select
        *,
        row_number() over (
            partition by design_id, design_sha256
            order by known_from, snapshot_id, row_number
        ) as hand_in_no,
        max(known_from) over (partition by design_id, design_sha256) as last_handed_in_at
    from int_evaluation_rows__known
),

final as (
    select
        -- keys
        design_id,
        cast(row_number() over (
            partition by design_id
            order by known_from, snapshot_id, row_number
        ) as integer) as design_version_no,
        design_sha256,
        -- plan
        question_id,
        design_question,
        indicator_id,
        method,
        coalesce(sex_code, 'SEX_T') as sex_code,
        case when coalesce(sex_code, 'SEX_T') = 'SEX_T' then 'total' else 'sex=' || sex_code end as disaggregation,
        first_year,
        last_year,
        start_year,
        assumptions,
        spillover_risk,
        spillover_reason,
        -- registration
        registered_by,
        known_from as registered_at,
        received_at,
        lead(known_from) over (
            partition by design_id
            order by known_from, snapshot_id, row_number
        ) as known_to,
        row_number() over (
            partition by design_id
            order by last_handed_in_at desc, known_from desc, snapshot_id desc, row_number desc
        ) = 1 as is_current,
        correction_code,
        correction_note,
        -- origin
        snapshot_id,
        row_number,
        place,
        is_sample
    from handed_in
    where hand_in_no = 1
)

select * from final
