-- The evaluation matrix: every question with what it is about and what speaks to it, live. The class of an indicator
-- stands beside as context and does not move the grade.
with
int_evaluation_matrix__joined as (
    select * from {{ ref('int_evaluation_matrix__joined') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

questions as (
    select * from {{ ref('questions') }}
),

outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

progress as (
    select * from {{ ref('progress') }}
),

classes as (
    select
        indicator_id,
        cast(count(class) as integer) as rated_count,
        cast(count(case when class in ('achieved', 'on_track') then 1 end) as integer) as on_track_count,
        cast(count(case when class in ('deterioration', 'off_track', 'not_met') then 1 end) as integer) as worse_count
    from progress
    where method = 'linear' and is_latest and disaggregation = 'total'
    group by indicator_id
),

final as (
    select
        -- keys
        matrix.question_id,
        questions.criterion_code,
        matrix.output_id,
        matrix.indicator_id,
        matrix.evidence_source,
        matrix.evidence_id,
        -- question
        questions.question,
        questions.evidence_grade,
        questions.has_contradiction,
        -- what it is about
        outputs.output_label,
        indicators.indicator_label,
        coalesce(classes.rated_count, 0) as indicator_rated_count,
        coalesce(classes.on_track_count, 0) as indicator_on_track_count,
        coalesce(classes.worse_count, 0) as indicator_worse_count,
        -- item
        evidence.title,
        evidence.evidence_kind,
        evidence.evidence_date,
        evidence.source_name,
        evidence.directness,
        evidence.direction,
        evidence.review,
        coalesce(evidence.is_counted, false) as is_counted,
        coalesce(evidence.is_recent, false) as is_recent,
        evidence.link,
        evidence.file_name,
        -- origin
        questions.is_sample,
        evidence.snapshot_id,
        evidence.place
    from int_evaluation_matrix__joined as matrix
    inner join questions
        on matrix.question_id = questions.question_id
    left join int_evaluation__evidence as evidence
        on matrix.snapshot_id = evidence.snapshot_id
            and matrix.row_number = evidence.row_number
            and matrix.evidence_source = evidence.evidence_source
    left join outputs
        on matrix.output_id = outputs.output_id
    left join indicators
        on matrix.indicator_id = indicators.indicator_id
    left join classes
        on matrix.indicator_id = classes.indicator_id
)

select * from final
