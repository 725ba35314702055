-- Each source that comes by a rhythm of months: the day on which something of it was last seen, and the day by which
-- the next is expected. A look at ILOSTAT that found nothing new is as good as a new file; one that failed is not.
{{ config(meta={'snapshots_of': ['ilostat', 'ilostat_dictionaries', 'ilostat_areas', 'survey']}) }}
{% set never = "cast('1900-01-01' as timestamp)" %}
with
int_datasets__ranked as (
    select *
    from {{ ref('int_datasets__ranked') }}
    where is_current
),

stg_landing__fetches as (
    select * from {{ ref('stg_landing__fetches') }}
),

stg_landing__snapshots as (
    select *
    from {{ ref('stg_landing__snapshots') }}
    where source in ('ilostat_dictionaries', 'ilostat_areas', 'survey')
),

stg_calendar__update_rhythms as (
    select * from {{ ref('stg_calendar__update_rhythms') }}
),

datasets as (
    select
        'ilostat' as source,
        coalesce(shown.dataset_code, fetches.dataset_code) as unit_id,
        shown.snapshot_id,
        shown.known_from,
        coalesce(fetches.source_last_update, shown.source_last_update) as source_last_update,
        fetches.checked_at,
        fetches.outcome,
        coalesce(fetches.is_stale, false) as has_failed,
        fetches.stale_reason,
        coalesce(shown.frequency_code, right(fetches.dataset_code, 1)) as frequency_code
    from int_datasets__ranked as shown
    full join stg_landing__fetches as fetches
        on shown.dataset_code = fetches.dataset_code
),

newest as (
    select
        *,
        row_number() over (
            partition by source
            order by known_from desc, snapshot_id asc
        ) as recency_no
    from stg_landing__snapshots
),

others as (
    select
        rhythms.source,
        rhythms.source as unit_id,
        newest.snapshot_id,
        newest.known_from,
        newest.source_last_update,
        cast(null as timestamp) as checked_at,
        cast(null as string) as outcome,
        false as has_failed,
        cast(null as string) as stale_reason,
        cast(null as string) as frequency_code
    from stg_calendar__update_rhythms as rhythms
    left join newest
        on rhythms.source = newest.source
            and newest.recency_no = 1
    where rhythms.source <> 'ilostat'
),

by_rhythm as (
    select * from datasets
    union all
    select * from others
),

seen as (
    select
        *,
        case
            when known_from is not null or outcome <> 'failed' then
                cast(greatest(
                    coalesce(known_from, {{ never }}),
                    coalesce(source_last_update, {{ never }}),
                    case when outcome <> 'failed' then coalesce(checked_at, {{ never }}) else {{ never }} end
                ) as date)
        end as last_seen_date
    from by_rhythm
),

final as (
    select
        seen.source,
        seen.unit_id,
        seen.snapshot_id,
        seen.known_from,
        seen.source_last_update,
        seen.checked_at,
        seen.outcome,
        seen.has_failed,
        seen.stale_reason,
        seen.last_seen_date,
        cast(null as date) as arrived_date,
        {{ days_after(months_after('seen.last_seen_date', 'rhythms.rhythm_months'), 'rhythms.grace_days') }}
            as expected_by,
        'Every ' || cast(rhythms.rhythm_months as string) || ' months, with '
        || cast(rhythms.grace_days as string) || ' days of grace' as rhythm
    from seen
    left join stg_calendar__update_rhythms as rhythms
        on seen.source = rhythms.source
            and coalesce(seen.frequency_code, '') = coalesce(rhythms.frequency_code, '')
)

select * from final
