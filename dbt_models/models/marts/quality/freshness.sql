-- How old is what each source shows, did the last look at ILOSTAT succeed, and did what was expected come in time? A
-- dataset that never came has no snapshot. What came late is late and no longer stale.
with
int_freshness__rhythms as (
    select * from {{ ref('int_freshness__rhythms') }}
),

int_freshness__due as (
    select * from {{ ref('int_freshness__due') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

listed as (
    select * from int_freshness__rhythms
    union all
    select
        source,
        unit_id,
        cast(null as string) as snapshot_id,
        cast(null as timestamp) as known_from,
        cast(null as timestamp) as source_last_update,
        cast(null as timestamp) as checked_at,
        cast(null as string) as outcome,
        false as has_failed,
        cast(null as string) as stale_reason,
        arrived_date as last_seen_date,
        arrived_date,
        expected_by,
        rhythm
    from int_freshness__due
),

late as (
    select
        *,
        case
            when arrived_date > expected_by then {{ days_between('expected_by', 'arrived_date') }}
            when arrived_date is null and expected_by < {{ as_of_date() }}
                then {{ days_between('expected_by', as_of_date()) }}
            when expected_by is not null then 0
        end as days_late
    from listed
),

judged as (
    select
        *,
        has_failed or (arrived_date is null and coalesce(days_late, 0) > 0) as is_stale
    from late
),

final as (
    select
        judged.source,
        judged.unit_id,
        coalesce(datasets.dataset_label, periods.reporting_period_label, judged.unit_id) as unit_label,
        case when judged.source = 'ilostat' then judged.unit_id end as dataset_code,
        judged.snapshot_id,
        -- times
        judged.known_from,
        judged.source_last_update,
        judged.checked_at,
        judged.outcome,
        judged.last_seen_date,
        judged.rhythm,
        judged.expected_by,
        judged.days_late,
        -- verdict
        judged.is_stale,
        case
            when judged.has_failed then judged.stale_reason
            when judged.is_stale
                then 'Expected by ' || cast(judged.expected_by as string) || ' and not come: '
                    || cast(judged.days_late as string) || ' days late'
        end as stale_reason,
        case
            when judged.is_stale then 'stale'
            when judged.expected_by is null then 'not_known'
            else 'fresh'
        end as freshness,
        {{ days_between('cast(judged.known_from as date)', as_of_date()) }} as age_days
    from judged
    left join int_datasets__ranked as datasets
        on judged.snapshot_id = datasets.snapshot_id
    left join stg_calendar__reporting_periods as periods
        on judged.unit_id = periods.reporting_period_id
)

select * from final
