-- What the checks say of each indicator, in this release and in each earlier one of the home. A check counts where its
-- table holds a value of the indicator; one that is broken counts against the indicators that it touches, and as passed
-- for the others of its table. Where no check looked, the status says so and is never a pass.
{{ config(tags=['closing']) }}
{% set dimensions = quality_dimensions() %}
with
checks as (
    select * from {{ ref('checks') }}
),

results as (
    select * from {{ ref('results') }}
),

check_reach as (
    select * from {{ ref('check_reach') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

indicator_rows as (
    select *
    from {{ ref('indicator_rows') }}
    where value_count > 0
),

freshness as (
    select * from {{ ref('freshness') }}
),

recency as (
    select * from {{ ref('recency') }}
),

stg_releases__scorecards as (
    select * from {{ ref('stg_releases__scorecards') }}
),

judged as (
    select
        indicator_rows.indicator_id,
        checks.dimension,
        case
            when results.outcome = 'pass' or reached.check_id is null then 1
            when results.outcome = 'warn' then 2
            else 3
        end as outcome_no
    from indicator_rows
    inner join checks
        on indicator_rows.schema_name = checks.schema_name
            and indicator_rows.table_name = checks.table_name
    inner join results
        on checks.check_id = results.check_id
            and results.outcome in ('pass', 'warn', 'fail', 'error')
    left join check_reach as reached
        on checks.check_id = reached.check_id
            and indicator_rows.indicator_id = reached.reached_name
            and reached.reached_kind = 'indicator'
),

counted as (
    select
        indicators.indicator_id,
        {% for dimension in dimensions %}
        {{ worst_of('judged', dimension) }} as {{ dimension }}_no,
        {{ count_of('judged', 'dimension', "'" ~ dimension ~ "'") }} as {{ dimension }}_count,
        {% endfor %}
        {{ count_of('judged', 'outcome_no', 1) }} as checks_passed,
        {{ count_of('judged', 'outcome_no', 2) }} as checks_warned,
        {{ count_of('judged', 'outcome_no', 3) }} as checks_failed
    from indicators
    left join judged
        on indicators.indicator_id = judged.indicator_id
    group by indicators.indicator_id
),

final as (
    select
        indicators.indicator_id,
        '{{ var("release_id") }}' as release_id,
        {{ as_of_date() }} as as_of_date,
        true as is_this_release,
        true as has_scorecard,
        {{ is_sample_run() }} as is_sample,
        {% for dimension in dimensions %}
        {{ status_word('counted.' ~ dimension ~ '_no') }} as {{ dimension }}_status, counted.{{ dimension }}_count,
        {% endfor %}
        counted.checks_passed, counted.checks_warned, counted.checks_failed,
        coalesce(freshness.freshness, 'not_known') as freshness,
        recency.coverage_5_years as coverage
    from indicators
    inner join counted
        on indicators.indicator_id = counted.indicator_id
    left join freshness
        on indicators.dataset_code = freshness.dataset_code
    left join recency
        on indicators.dataset_code = recency.dataset_code
            and recency.group_kind = 'world'
    union all
    select
        indicator_id,
        release_id,
        release_as_of_date as as_of_date,
        false as is_this_release,
        has_scorecard,
        is_sample,
        {% for dimension in dimensions %}
        coalesce({{ dimension }}_status, 'not_checked') as {{ dimension }}_status, {{ dimension }}_count,
        {% endfor %}
        checks_passed, checks_warned, checks_failed,
        coalesce(freshness, 'not_known') as freshness,
        coverage
    from stg_releases__scorecards
)

select * from final
