-- Rows of ILOSTAT data from the stored files to the series. What is left out is counted apart, so a lost row shows.
{{ config(meta={'snapshots_of': ['ilostat']}) }}
{% set counts = {
    'observations': 'count(*)', 'series': 'count(*)',
    'series_left_out': 'sum(observation_count)', 'coverage': 'sum(observation_count)',
} %}
{% set setting = 'The setting DWSC_RELEASE_VINTAGES leaves this older file out' %}
{% set older = 'Rows of older files of the dataset, which a newer file replaces' %}
{% set other = 'Rows that another series is preferred to; indicators.series_left_out counts them by reason' %}
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

snapshots as (
    select
        ranked.snapshot_id,
        ranked.dataset_code,
        ranked.file_name,
        ranked.is_current,
        ranked.is_carried,
        origins.stored_row_count
    from int_datasets__ranked as ranked
    inner join stg_landing__snapshots as origins
        on ranked.snapshot_id = origins.snapshot_id
),

in_vintages as (
    select
        snapshot_id,
        dataset_code,
        count(*) as row_count
    from {{ ref('observation_vintages') }}
    group by
        snapshot_id,
        dataset_code
),

per_table as (
    {% for table, count in counts.items() %}
    select
        '{{ table }}' as table_name,
        dataset_code,
        {{ count }} as row_count
    from {{ ref(table) }}
    group by dataset_code
    union all
    {% endfor %}
    select
        'observation_vintages' as table_name,
        dataset_code,
        sum(row_count) as row_count
    from in_vintages
    group by dataset_code
    union all
    select
        'older_vintages' as table_name,
        dataset_code,
        sum(stored_row_count) as row_count
    from snapshots
    where is_carried
        and not is_current
    group by dataset_code
),

datasets as (
    select
        codes.dataset_code,
        {% for table in counts %}
        {{ rows_of('per_table', table) }} as {{ table }},
        {% endfor %}
        {{ rows_of('per_table', 'observation_vintages') }} as observation_vintages,
        {{ rows_of('per_table', 'older_vintages') }} as older_vintages
    from (select distinct dataset_code from snapshots) as codes
    left join per_table
        on codes.dataset_code = per_table.dataset_code
    group by codes.dataset_code
),

final as (
    select
        3 as step_no,
        'snapshot to observation_vintages' as step,
        'ilostat' as source,
        'file' as unit_kind,
        snapshots.snapshot_id as unit_id,
        snapshots.file_name as unit_label,
        snapshots.stored_row_count as rows_in,
        coalesce(in_vintages.row_count, 0) as rows_out,
        case when snapshots.is_carried then 0 else snapshots.stored_row_count end as rows_left_out,
        case when not snapshots.is_carried then '{{ setting }}' end as reason
    from snapshots
    left join in_vintages
        on snapshots.snapshot_id = in_vintages.snapshot_id
    {% for number, from_table, to_table, left_out, reason in [
        (4, 'observation_vintages', 'observations', 'older_vintages', older),
        (5, 'observations', 'series', 'series_left_out', other),
        (6, 'observations', 'coverage', '0', ''),
    ] %}
    union all
    select
        {{ number }} as step_no,
        '{{ from_table }} to {{ to_table }}' as step,
        'ilostat' as source,
        'dataset' as unit_kind,
        dataset_code as unit_id,
        dataset_code as unit_label,
        {{ from_table }} as rows_in,
        {{ to_table }} as rows_out,
        {{ left_out }} as rows_left_out,
        case when {{ left_out }} > 0 then '{{ reason }}' end as reason
    from datasets
    {% endfor %}
)

select * from final
