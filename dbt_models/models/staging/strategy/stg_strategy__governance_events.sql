with
governance_events as (
    select * from {{ ref('governance_events') }}
),

final as (
    select
        event_id,
        body,
        label as event_label,
        {{ first_day_of('start_date') }} as start_date,
        {{ last_day_of('end_date') }} as end_date,
        date_precision,
        relevance,
        source_ref as paragraphs
    from governance_events
)

select * from final
