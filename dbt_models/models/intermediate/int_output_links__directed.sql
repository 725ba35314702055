-- The links between outputs, turned the way in which a slip travels: from the output that supplies to the one that
-- draws on it. input_from: the related output supplies. feeds_into: the output supplies. mutual: both ways. parallel:
-- nothing is drawn on, so nothing travels. Two links between the same outputs are one, with the stronger basis.
with
stg_strategy__synergies as (
    select * from {{ ref('stg_strategy__synergies') }}
),

directed as (
    select
        synergy_id,
        related_output_id as supplier_output_id,
        output_id as consumer_output_id,
        basis,
        paragraphs
    from stg_strategy__synergies
    where flow in ('input_from', 'mutual')
    union all
    select
        synergy_id,
        output_id as supplier_output_id,
        related_output_id as consumer_output_id,
        basis,
        paragraphs
    from stg_strategy__synergies
    where flow in ('feeds_into', 'mutual')
),

final as (
    select
        supplier_output_id,
        consumer_output_id,
        min(synergy_id) || case when count(*) > 1 then ' ' || max(synergy_id) else '' end as synergy_ids,
        min(case basis when 'explicit' then 1 when 'section_level' then 2 else 3 end) as basis_rank,
        min(paragraphs) || case when min(paragraphs) <> max(paragraphs) then '; ' || max(paragraphs) else '' end
            as paragraphs
    from directed
    group by supplier_output_id, consumer_output_id
)

select * from final
