-- What the evidence of each question lacks, one row per gap; docs/evaluation.md says when each one holds.
with
int_evaluation_questions__graded as (
    select * from {{ ref('int_evaluation_questions__graded') }}
),

int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

links as (
    select
        questions.question_id,
        links.output_id,
        links.indicator_id
    from int_evaluation_questions__graded as questions
    inner join int_evaluation_rows__known as links
        on questions.question_id = links.question_id
            and links.record = 'question_link'
            and links.is_standing
),

linked as (
    select distinct question_id
    from links
),

judged as (
    select
        questions.*,
        linked.question_id is not null as has_link
    from int_evaluation_questions__graded as questions
    left join linked
        on questions.question_id = linked.question_id
),

{% set subjects = {'output_without_evidence': 'output_id', 'indicator_without_evidence': 'indicator_id'} %}
uncovered as (
    {% for gap, key in subjects.items() %}
    select
        links.question_id,
        '{{ gap }}' as gap_code,
        {{ 'links.output_id' if key == 'output_id' else 'cast(null as string)' }} as output_id,
        {{ 'links.indicator_id' if key == 'indicator_id' else 'cast(null as string)' }} as indicator_id
    from links
    left join int_evaluation__evidence as evidence
        on links.{{ key }} = evidence.{{ key }}
            and evidence.review <> 'rejected'
            and (evidence.evidence_source = 'register' or links.question_id = evidence.question_id)
    where links.{{ key }} is not null
    group by links.question_id, links.{{ key }}
    having count(evidence.evidence_id) = 0
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

{% set gaps = {
    'no_evidence': 'counted_count = 0',
    'one_source': 'counted_count > 0 and source_count = 1',
    'all_old': 'counted_count > 0 and not has_recent',
    'none_reviewed': 'counted_count > 0 and not has_review',
    'none_direct': 'counted_count > 0 and not has_direct',
    'no_link': 'not has_link',
} %}
final as (
    {% for gap, condition in gaps.items() %}
    select
        question_id,
        '{{ gap }}' as gap_code,
        cast(null as string) as output_id,
        cast(null as string) as indicator_id
    from judged
    where {{ condition }}
    union all
    {% endfor %}
    select
        question_id,
        gap_code,
        output_id,
        indicator_id
    from uncovered
)

select * from final
