with
int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

final as (
    select
        -- keys
        evidence_source,
        evidence_id,
        question_id,
        output_id,
        indicator_id,
        -- item
        title,
        evidence_kind,
        evidence_date,
        link,
        file_name,
        evidence_sha256,
        source_name,
        directness,
        direction,
        -- review
        review,
        reviewed_by,
        reviewed_date as reviewed_on,
        note,
        -- what it counts for
        is_counted,
        is_accepted,
        is_recent,
        -- origin
        submitted_date,
        known_from,
        file_sha256,
        is_sample,
        snapshot_id,
        place
    from int_evaluation__evidence
)

select * from final
