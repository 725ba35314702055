-- How the checks of each table and side of quality ended, in this release and in each earlier one of the home.
{{ config(tags=['closing']) }}
with
checks as (
    select * from {{ ref('checks') }}
),

results as (
    select * from {{ ref('results') }}
),

stg_releases__checks as (
    select * from {{ ref('stg_releases__checks') }}
),

counted as (
    select
        checks.schema_name,
        checks.table_name,
        checks.dimension,
        cast(count(case when results.outcome = 'pass' then 1 end) as integer) as checks_passed,
        cast(count(case when results.outcome = 'warn' then 1 end) as integer) as checks_warned,
        cast(count(case when results.outcome in ('fail', 'error') then 1 end) as integer) as checks_failed
    from checks
    inner join results
        on checks.check_id = results.check_id
    group by
        checks.schema_name,
        checks.table_name,
        checks.dimension
),

final as (
    select
        '{{ var("release_id") }}' as release_id,
        {{ as_of_date() }} as as_of_date,
        true as is_this_release,
        {{ is_sample_run() }} as is_sample,
        schema_name,
        table_name,
        dimension,
        checks_passed,
        checks_warned,
        checks_failed
    from counted
    union all
    select
        release_id,
        release_as_of_date as as_of_date,
        false as is_this_release,
        is_sample,
        schema_name,
        table_name,
        dimension,
        checks_passed,
        checks_warned,
        checks_failed
    from stg_releases__checks
)

select * from final
