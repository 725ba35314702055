-- Every proposed indicator has a reference sheet with the same label, and every sheet is of a proposed indicator.
with
proposed as (
    select * from {{ ref('stg_strategy__indicators') }}
),

sheets as (
    select * from {{ ref('indicators__indicator_versions') }}
),

final as (
    select
        coalesce(proposed.indicator_id, sheets.indicator_id) as indicator_id,
        proposed.indicator_label as proposed_label,
        sheets.indicator_label as sheet_label
    from proposed
    full outer join sheets
        on proposed.indicator_id = sheets.indicator_id
    where proposed.indicator_id is null
        or sheets.indicator_id is null
        or (sheets.is_current and proposed.indicator_label <> sheets.indicator_label)
)

select * from final
