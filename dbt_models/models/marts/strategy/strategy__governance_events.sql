with
stg_strategy__governance_events as (
    select * from {{ ref('stg_strategy__governance_events') }}
),

final as (
    select
        event_id,
        body,
        event_label,
        start_date,
        end_date,
        date_precision,
        relevance,
        paragraphs
    from stg_strategy__governance_events
)

select * from final
