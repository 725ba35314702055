with
evaluation as (
    select * from {{ source('raw', 'evaluation') }}
),

final as (
    select
        -- keys
        record,
        snapshot_id,
        row_number,
        place,
        question_id,
        criterion_code,
        output_id,
        indicator_id,
        evidence_id,
        finding_id,
        recommendation_id,
        design_id,
        -- file
        reporter,
        cast(submitted_on as date) as submitted_date,
        report_state as file_state,
        correction_code,
        correction_note,
        -- questions
        question,
        sub_question,
        -- evidence
        title,
        evidence_kind,
        cast(evidence_date as date) as evidence_date,
        link,
        file_name,
        evidence_sha256,
        source_name,
        source_key,
        directness,
        direction,
        review,
        reviewed_by,
        cast(reviewed_on as date) as reviewed_date,
        note,
        -- ratings and findings
        cast(rating as integer) as rating,
        rating_label,
        justification,
        evidence_ids,
        rated_by,
        cast(rated_on as date) as rated_date,
        finding,
        -- recommendations and responses
        finding_ids,
        recommendation,
        priority,
        addressed_to,
        response,
        action,
        owner,
        cast(due_date as date) as due_date,
        action_state,
        cast(state_date as date) as state_date,
        -- designs and their areas
        design_question,
        method,
        sex_code,
        cast(first_year as integer) as first_year,
        cast(last_year as integer) as last_year,
        cast(start_year as integer) as start_year,
        assumptions,
        spillover_risk,
        spillover_reason,
        registered_by,
        design_sha256,
        reference_area_code,
        role
    from evaluation
)

select * from final
