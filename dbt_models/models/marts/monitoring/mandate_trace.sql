-- From mandate to money: each building block and the output or paragraph that it leads to, with what stands at each
-- step after it. orphan_step: the first step at which nothing follows.
with
stg_strategy__building_blocks as (
    select * from {{ ref('stg_strategy__building_blocks') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

int_outputs__traced as (
    select * from {{ ref('int_outputs__traced') }}
),

final as (
    select
        -- block
        blocks.block_id,
        blocks.part,
        blocks.section,
        blocks.item,
        blocks.block_label,
        blocks.link_type,
        blocks.linked_reference as linked_ref,
        blocks.link_basis,
        -- steps
        traced.output_id,
        traced.action_area_id,
        coalesce(traced.phase_count, 0) as phase_count,
        coalesce(traced.discrete_count, 0) as discrete_count,
        coalesce(traced.indicator_count, 0) as indicator_count,
        coalesce(traced.result_count, 0) as result_count,
        coalesce(traced.evidence_count, 0) as evidence_count,
        coalesce(traced.accepted_evidence_count, 0) as accepted_evidence_count,
        traced.low_amount,
        traced.high_amount,
        traced.committed_usd,
        case
            when traced.output_id is null then 'output'
            when traced.phase_count = 0 then 'milestone'
            when traced.indicator_count = 0 then 'indicator'
            when traced.result_count = 0 then 'result'
            when traced.evidence_count = 0 then 'evidence'
            when traced.commitment_count = 0 then 'money'
        end as orphan_step,
        coalesce(outputs.paragraphs, blocks.linked_reference) as para,
        {{ is_sample_run() }} as is_sample
    from stg_strategy__building_blocks as blocks
    left join int_outputs__traced as traced
        on blocks.linked_reference = traced.output_id
    left join stg_strategy__outputs as outputs
        on blocks.linked_reference = outputs.output_id
)

select * from final
