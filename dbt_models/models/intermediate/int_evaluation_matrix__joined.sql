-- One row per question, output, indicator and item of evidence; where there is no item, one row without.
-- An item of the evaluators stands at the links of its question that name its output or indicator, else in a row of its
-- own; an item of the register stands at every link that names its output or indicator.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

questions as (
    select question_id
    from int_evaluation_rows__known
    where record = 'question' and is_standing
),

links as (
    select
        links.question_id,
        links.output_id,
        links.indicator_id
    from int_evaluation_rows__known as links
    inner join questions
        on links.question_id = questions.question_id
    where links.record = 'question_link' and links.is_standing
),

at_links as (
    select
        links.question_id,
        links.output_id,
        links.indicator_id,
        evidence.evidence_source,
        evidence.evidence_id,
        evidence.snapshot_id,
        evidence.row_number
    from links
    left join int_evaluation__evidence as evidence
        on (links.output_id = evidence.output_id or links.indicator_id = evidence.indicator_id)
            and (evidence.evidence_source = 'register' or links.question_id = evidence.question_id)
),

placed as (
    select distinct
        question_id,
        evidence_id
    from at_links
    where evidence_source = 'evaluation'
),

beside_links as (
    select
        evidence.question_id,
        evidence.output_id,
        evidence.indicator_id,
        evidence.evidence_source,
        evidence.evidence_id,
        evidence.snapshot_id,
        evidence.row_number
    from int_evaluation__evidence as evidence
    inner join questions
        on evidence.question_id = questions.question_id
    left join placed
        on evidence.question_id = placed.question_id and evidence.evidence_id = placed.evidence_id
    where placed.evidence_id is null
),

stated as (
    select * from at_links
    union all
    select * from beside_links
),

bare as (
    select questions.question_id
    from questions
    left join stated
        on questions.question_id = stated.question_id
    where stated.question_id is null
),

final as (
    select
        question_id,
        output_id,
        indicator_id,
        evidence_source,
        evidence_id,
        snapshot_id,
        row_number
    from stated
    union all
    select
        question_id,
        cast(null as string) as output_id,
        cast(null as string) as indicator_id,
        cast(null as string) as evidence_source,
        cast(null as string) as evidence_id,
        cast(null as string) as snapshot_id,
        cast(null as bigint) as row_number
    from bare
)

select * from final
