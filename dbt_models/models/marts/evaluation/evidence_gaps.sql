with
int_evaluation__gaps as (
    select * from {{ ref('int_evaluation__gaps') }}
),

questions as (
    select * from {{ ref('questions') }}
),

final as (
    select
        -- keys
        gaps.question_id,
        questions.criterion_code,
        gaps.gap_code,
        gaps.output_id,
        gaps.indicator_id,
        -- what it means
        questions.question,
        questions.evidence_grade,
        case gaps.gap_code
            when 'no_evidence' then 'No item of evidence counts.'
            when 'one_source' then 'All evidence comes from one source.'
            when 'all_old' then 'All evidence is more than three years old.'
            when 'none_reviewed' then 'Nobody has reviewed the evidence.'
            when 'none_direct' then 'No evidence speaks directly of what is asked.'
            when 'no_link' then 'The question names no output and no indicator.'
            when 'output_without_evidence' then 'Nothing speaks of output ' || gaps.output_id || '.'
            when 'indicator_without_evidence' then 'Nothing speaks of indicator ' || gaps.indicator_id || '.'
        end as gap_label,
        -- marks
        questions.is_sample
    from int_evaluation__gaps as gaps
    inner join questions
        on gaps.question_id = questions.question_id
)

select * from final
