-- Indicators of the framework with what an indicator element says, and the output that it belongs to.
with indicators as (

    select *
    from indicators.indicators

),

outputs as (

    select
        links.indicator_id,
        min(outputs.output_id) as output_id
    from indicators.indicator_links as links
    inner join strategy.outputs as outputs
        on links.scope_id = outputs.output_id
    where links.scope_kind = 'output'
    group by links.indicator_id

),

final as (

    select
        indicators.indicator_id,
        indicators.indicator_label,
        indicators.level,
        indicators.role,
        indicators.definition,
        indicators.unit,
        indicators.measure_type,
        indicators.direction,
        indicators.direction_low,
        indicators.direction_high,
        indicators.cumulation,
        indicators.aggregation_rule,
        indicators.source,
        indicators.dataset_code,
        indicators.known_limits,
        indicators.approval_status,
        outputs.output_id
    from indicators
    left join outputs
        on indicators.indicator_id = outputs.indicator_id

)

select * from final
order by indicator_id
