with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation_questions__graded as (
    select * from {{ ref('int_evaluation_questions__graded') }}
),

int_evaluation__gaps as (
    select * from {{ ref('int_evaluation__gaps') }}
),

links as (
    select
        question_id,
        cast(count(distinct output_id) as integer) as output_count,
        cast(count(distinct indicator_id) as integer) as indicator_count
    from int_evaluation_rows__known
    where record = 'question_link' and is_standing
    group by question_id
),

gaps as (
    select
        question_id,
        cast(count(*) as integer) as gap_count
    from int_evaluation__gaps
    group by question_id
),

final as (
    select
        -- keys
        questions.question_id,
        questions.criterion_code,
        -- question
        questions.question,
        questions.sub_question,
        coalesce(links.output_count, 0) as output_count,
        coalesce(links.indicator_count, 0) as indicator_count,
        -- strength of evidence
        graded.evidence_grade,
        graded.passed_count,
        graded.passes_review,
        graded.passes_recency,
        graded.passes_directness,
        graded.passes_kind,
        graded.passes_sources,
        graded.has_contradiction,
        graded.direction,
        graded.item_count,
        graded.counted_count,
        graded.accepted_count,
        graded.source_count,
        graded.latest_evidence_date,
        coalesce(gaps.gap_count, 0) as gap_count,
        -- version and origin
        questions.version_no,
        questions.reporter as author,
        questions.submitted_date,
        questions.known_from,
        questions.is_sample,
        questions.snapshot_id,
        questions.place
    from int_evaluation_rows__known as questions
    inner join int_evaluation_questions__graded as graded
        on questions.question_id = graded.question_id
    left join links
        on questions.question_id = links.question_id
    left join gaps
        on questions.question_id = gaps.question_id
    where questions.record = 'question' and questions.is_standing
)

select * from final
