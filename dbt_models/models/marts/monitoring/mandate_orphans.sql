-- Where the way from mandate to money breaks off, step by step.
with
stg_strategy__building_blocks as (
    select * from {{ ref('stg_strategy__building_blocks') }}
),

stg_strategy__commitments as (
    select * from {{ ref('stg_strategy__commitments') }}
),

stg_strategy__indicators as (
    select * from {{ ref('stg_strategy__indicators') }}
),

stg_strategy__action_areas as (
    select * from {{ ref('stg_strategy__action_areas') }}
),

int_outputs__traced as (
    select * from {{ ref('int_outputs__traced') }}
),

resource_absorption as (
    select * from {{ ref('resource_absorption') }}
),

unlinked_blocks as (
    select
        block_id,
        min(block_label) as block_label,
        min(linked_reference) as linked_reference
    from stg_strategy__building_blocks
    group by block_id
    having sum(case when link_type = 'output' then 1 else 0 end) = 0
),

listed as (
    select
        'output' as step,
        'building block' as subject_kind,
        block_id as subject_id,
        block_label as subject_label,
        'It leads to a paragraph of the strategy and to no output.' as reason,
        linked_reference as para
    from unlinked_blocks
    {% for step, count, words in [
        ('building block', 'block_count', 'No building block leads to this output.'),
        ('milestone', 'discrete_count', 'No milestone is planned; only activity can be tracked.'),
        ('indicator', 'indicator_count', 'No indicator is proposed for this output.'),
        ('result', 'result_count', 'No value of its indicators has been reported.'),
        ('evidence', 'evidence_count', 'No item of evidence has been handed in.'),
    ] %}
    union all
    select
        '{{ step }}' as step,
        'output' as subject_kind,
        output_id as subject_id,
        output_label as subject_label,
        '{{ words }}' as reason,
        paragraphs as para
    from int_outputs__traced
    where {{ count }} = 0
    {% endfor %}
    union all
    select
        'money' as step,
        'action area' as subject_kind,
        areas.action_area_id as subject_id,
        areas.action_area_label as subject_label,
        'No commitment is recorded for this action area.' as reason,
        areas.paragraphs as para
    from stg_strategy__action_areas as areas
    inner join resource_absorption as money
        on areas.action_area_id = money.action_area_id
    where money.commitment_count = 0
    union all
    select
        'output' as step,
        'promise' as subject_kind,
        commitment_id as subject_id,
        commitment_label as subject_label,
        'It is promised outside the outputs, so no output, milestone or envelope carries it.' as reason,
        paragraphs as para
    from stg_strategy__commitments
    union all
    select
        'output' as step,
        'indicator' as subject_kind,
        indicator_id as subject_id,
        indicator_label as subject_label,
        'It is about the strategy as a whole, not about an output.' as reason,
        cast(null as string) as para
    from stg_strategy__indicators
    where scope = 'STRATEGY'
),

final as (
    select
        *,
        {{ is_sample_run() }} as is_sample
    from listed
)

select * from final
