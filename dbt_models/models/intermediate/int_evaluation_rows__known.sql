-- Every row of every evaluation workbook known at the as-of date, with its version and whether it stands.
-- subject_key: what the row is a version of. Links of a question stand together, and so do the areas of a design: those
-- of the last file that has any.
{{ config(meta={'snapshots_of': ['evaluation']}) }}
with
stg_evaluation__rows as (
    select * from {{ ref('stg_evaluation__rows') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

dated as (
    select
        evaluation.record,
        evaluation.snapshot_id,
        evaluation.row_number,
        evaluation.place,
        evaluation.question_id,
        evaluation.criterion_code,
        evaluation.output_id,
        evaluation.indicator_id,
        evaluation.evidence_id,
        evaluation.finding_id,
        evaluation.recommendation_id,
        evaluation.design_id,
        evaluation.reporter,
        evaluation.submitted_date,
        evaluation.file_state,
        evaluation.correction_code,
        evaluation.correction_note,
        evaluation.question,
        evaluation.sub_question,
        evaluation.title,
        evaluation.evidence_kind,
        evaluation.evidence_date,
        evaluation.link,
        evaluation.file_name,
        evaluation.evidence_sha256,
        evaluation.source_name,
        evaluation.source_key,
        evaluation.directness,
        evaluation.direction,
        evaluation.review,
        evaluation.reviewed_by,
        evaluation.reviewed_date,
        evaluation.note,
        evaluation.rating,
        evaluation.rating_label,
        evaluation.justification,
        evaluation.evidence_ids,
        evaluation.rated_by,
        evaluation.rated_date,
        evaluation.finding,
        evaluation.finding_ids,
        evaluation.recommendation,
        evaluation.priority,
        evaluation.addressed_to,
        evaluation.response,
        evaluation.action,
        evaluation.owner,
        evaluation.due_date,
        evaluation.action_state,
        evaluation.state_date,
        evaluation.design_question,
        evaluation.method,
        evaluation.sex_code,
        evaluation.first_year,
        evaluation.last_year,
        evaluation.start_year,
        evaluation.assumptions,
        evaluation.spillover_risk,
        evaluation.spillover_reason,
        evaluation.registered_by,
        evaluation.design_sha256,
        evaluation.reference_area_code,
        evaluation.role,
        evaluation.snapshot_id || '_' || cast(evaluation.row_number as string) as row_id,
        evaluation.record || ' ' || case
            when evaluation.record in ('question', 'question_link') then evaluation.question_id
            when evaluation.record = 'evidence' then evaluation.evidence_id
            when evaluation.record = 'rating' then evaluation.criterion_code
            when evaluation.record = 'finding' then evaluation.finding_id
            when evaluation.record in ('recommendation', 'response') then evaluation.recommendation_id
            else evaluation.design_id
        end as subject_key,
        evaluation.file_state = 'draft' as is_draft,
        coalesce(cast(evaluation.submitted_date as timestamp), snapshots.known_from) as known_from,
        snapshots.retrieved_at as received_at,
        snapshots.file_sha256,
        snapshots.is_sample
    from stg_evaluation__rows as evaluation
    inner join stg_landing__snapshots as snapshots
        on evaluation.snapshot_id = snapshots.snapshot_id
),

final as (
    select
        *,
        cast(dense_rank() over (
            partition by subject_key
            order by known_from, snapshot_id
        ) as integer) as version_no,
        not is_draft and dense_rank() over (
            partition by subject_key, is_draft
            order by known_from desc, snapshot_id desc
        ) = 1 as is_standing
    from dated
    where cast(known_from as date) <= {{ as_of_date() }}
)

select * from final
