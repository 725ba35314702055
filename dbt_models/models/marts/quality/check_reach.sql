-- What the failure of a check touches: published tables and pages downstream of its table by dbt's own lineage, and
-- indicators. Where rows that break the rule name datasets or indicators, these alone; else those that stand in the
-- table; where none stands in it, those that stand in a table downstream of it.
{{ config(tags=['closing']) }}
with
checks as (
    select * from {{ ref('checks') }}
),

results as (
    select * from {{ ref('results') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

indicator_rows as (
    select * from {{ ref('indicator_rows') }}
),

int_tables__reached as (
    select * from {{ ref('int_tables__reached') }}
),

judged as (
    select
        checks.check_id,
        checks.schema_name,
        checks.table_name,
        results.outcome,
        results.failing_subjects
    from checks
    inner join results
        on checks.check_id = results.check_id
),

things as (
    select
        judged.check_id,
        reached.reached_kind,
        reached.reached_name,
        reached.reached_label
    from judged
    inner join int_tables__reached as reached
        on judged.schema_name = reached.schema_name
            and judged.table_name = reached.table_name
),

own_indicators as (
    select distinct
        schema_name,
        table_name,
        indicator_id
    from indicator_rows
),

further_indicators as (
    select distinct
        reached.schema_name,
        reached.table_name,
        own_indicators.indicator_id
    from int_tables__reached as reached
    inner join own_indicators
        on reached.reached_name = own_indicators.schema_name || '.' || own_indicators.table_name
    left join own_indicators as nearer
        on reached.schema_name = nearer.schema_name
            and reached.table_name = nearer.table_name
    where reached.reached_kind = 'table'
        and nearer.indicator_id is null
),

table_indicators as (
    select * from own_indicators
    union all
    select * from further_indicators
),

final as (
    select * from things
    union all
    select
        judged.check_id,
        'indicator' as reached_kind,
        indicators.indicator_id as reached_name,
        indicators.indicator_label as reached_label
    from judged
    inner join table_indicators
        on judged.schema_name = table_indicators.schema_name
            and judged.table_name = table_indicators.table_name
    inner join indicators
        on table_indicators.indicator_id = indicators.indicator_id
    where judged.failing_subjects is null
        or {{ is_named('indicators.indicator_id', 'judged.failing_subjects') }}
        or {{ is_named('indicators.dataset_code', 'judged.failing_subjects') }}
)

select * from final
