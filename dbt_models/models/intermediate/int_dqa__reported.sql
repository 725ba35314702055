-- What a data quality assessment of an indicator of the register rests on: its results that count, the evidence filed
-- for it, and the half-years that were due by the as-of day since its first result was.
with
results as (
    select *
    from {{ ref('int_results__valued') }}
    where counts
),

int_evidence__reviewed as (
    select *
    from {{ ref('int_evidence__reviewed') }}
    where counts
        and is_standing
),

stg_calendar__reporting_periods as (
    select *
    from {{ ref('stg_calendar__reporting_periods') }}
    where due_date <= {{ as_of_date() }}
),

standing as (
    select
        indicator_id,
        reporting_period_id,
        max(version_no) as version_no
    from results
    where is_latest
    group by
        indicator_id,
        reporting_period_id
),

evidenced as (
    select distinct
        indicator_id,
        reporting_period_id
    from int_evidence__reviewed
    where indicator_id is not null
),

counted as (
    select
        standing.indicator_id,
        count(*) as result_count,
        count(case when evidenced.indicator_id is null then 1 end) as without_evidence_count,
        count(case when standing.version_no > 1 then 1 end) as corrected_count,
        count(periods.reporting_period_id) as reported_due_count
    from standing
    left join evidenced
        on standing.indicator_id = evidenced.indicator_id
            and standing.reporting_period_id = evidenced.reporting_period_id
    left join stg_calendar__reporting_periods as periods
        on standing.reporting_period_id = periods.reporting_period_id
    group by standing.indicator_id
),

due as (
    select count(*) as due_count
    from stg_calendar__reporting_periods
),

final as (
    {% for measure, part, whole in [
        ('without_evidence_share', 'counted.without_evidence_count', 'counted.result_count'),
        ('corrected_share', 'counted.corrected_count', 'counted.result_count'),
        ('unreported_share', 'due.due_count - counted.reported_due_count', 'due.due_count'),
    ] %}
    select
        counted.indicator_id,
        '{{ measure }}' as measure,
        cast({{ part }} as double) / nullif({{ whole }}, 0) as measure_value,
        {{ whole }} as counted
    from counted
    cross join due
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
)

select * from final
