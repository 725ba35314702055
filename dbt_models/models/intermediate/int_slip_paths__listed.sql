-- Which outputs a late output touches: every way along the strategy's own links that visits no output twice.
with
int_outputs__late as (
    select * from {{ ref('int_outputs__late') }}
),

int_output_links__chained as (
    select * from {{ ref('int_output_links__chained') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

final as (
    select
        -- keys
        late.reading,
        late.output_id as late_output_id,
        chained.output_id,
        outputs.action_area_id,
        chained.path,
        -- slip
        late.phase_id as late_phase_id,
        late.late_reason,
        cast(late.delay_days as integer) as delay_days,
        -- way
        chained.length,
        chained.is_shortest,
        chained.synergy_ids,
        chained.basis,
        chained.basis_path,
        outputs.paragraphs as para,
        {{ is_sample_run() }} as is_sample
    from int_outputs__late as late
    inner join int_output_links__chained as chained
        on late.output_id = chained.first_output_id
    inner join stg_strategy__outputs as outputs
        on chained.output_id = outputs.output_id
)

select * from final
