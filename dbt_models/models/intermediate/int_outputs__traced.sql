-- What stands behind each output: planned phases, indicators, reported results, evidence and the money of its area.
with
stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

stg_strategy__indicators as (
    select * from {{ ref('stg_strategy__indicators') }}
),

stg_strategy__building_blocks as (
    select * from {{ ref('stg_strategy__building_blocks') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

int_money__positioned as (
    select * from {{ ref('int_money__positioned') }}
),

phases as (
    select
        output_id,
        count(*) as phase_count,
        sum(case when nature = 'discrete' then 1 else 0 end) as discrete_count
    from stg_strategy__phases
    group by output_id
),

indicators as (
    select
        scope as output_id,
        count(*) as indicator_count
    from stg_strategy__indicators
    where level = 'output'
    group by scope
),

results as (
    select
        output_id,
        count(*) as result_count
    from int_register_rows__decided
    where record = 'result' and is_standing
    group by output_id
),

evidence as (
    select
        output_id,
        count(*) as evidence_count,
        sum(case when review_word = 'accepted' then 1 else 0 end) as accepted_evidence_count
    from int_evidence__reviewed
    where is_standing
    group by output_id
),

blocks as (
    select
        linked_reference as output_id,
        count(*) as block_count
    from stg_strategy__building_blocks
    where link_type = 'output'
    group by linked_reference
),

final as (
    select
        outputs.output_id,
        outputs.output_label,
        outputs.action_area_id,
        outputs.paragraphs,
        cast(coalesce(blocks.block_count, 0) as integer) as block_count,
        cast(coalesce(phases.phase_count, 0) as integer) as phase_count,
        cast(coalesce(phases.discrete_count, 0) as integer) as discrete_count,
        cast(coalesce(indicators.indicator_count, 0) as integer) as indicator_count,
        cast(coalesce(results.result_count, 0) as integer) as result_count,
        cast(coalesce(evidence.evidence_count, 0) as integer) as evidence_count,
        cast(coalesce(evidence.accepted_evidence_count, 0) as integer) as accepted_evidence_count,
        money.low_amount,
        money.high_amount,
        money.committed_usd,
        money.commitment_count
    from stg_strategy__outputs as outputs
    left join phases on outputs.output_id = phases.output_id
    left join indicators on outputs.output_id = indicators.output_id
    left join results on outputs.output_id = results.output_id
    left join evidence on outputs.output_id = evidence.output_id
    left join blocks on outputs.output_id = blocks.output_id
    left join int_money__positioned as money on outputs.action_area_id = money.action_area_id
)

select * from final
