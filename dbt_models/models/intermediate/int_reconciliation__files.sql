-- Rows of each file on their way into the warehouse: counted by the reader, stored in the snapshot, read by staging.
-- Files of surveys are summed up, because a release tells no count of one of them.
{% set staged = {
    'ilostat_dictionaries': 'stg_ilostat__dictionary_entries',
    'ilostat_areas': 'stg_ilostat__areas',
    'register': 'stg_register__rows',
    'survey': 'stg_survey__rows',
    'evaluation': 'stg_evaluation__rows',
} %}
with
stg_landing__snapshots as (
    select *
    from {{ ref('stg_landing__snapshots') }}
    where source <> 'ilostat_contents'
),

counted as (
    {% for source, model in staged.items() %}
    select
        snapshot_id,
        count(*) as row_count
    from {{ ref(model) }}
    group by snapshot_id
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

stored as (
    select
        1 as step_no,
        'file to snapshot' as step,
        snapshots.source,
        snapshots.snapshot_id,
        snapshots.file_name,
        snapshots.row_count as rows_in,
        snapshots.stored_row_count as rows_out
    from stg_landing__snapshots as snapshots
),

staged as (
    select
        2 as step_no,
        'snapshot to staging' as step,
        snapshots.source,
        snapshots.snapshot_id,
        snapshots.file_name,
        snapshots.stored_row_count as rows_in,
        coalesce(counted.row_count, 0) as rows_out
    from stg_landing__snapshots as snapshots
    left join counted
        on snapshots.snapshot_id = counted.snapshot_id
    where snapshots.source <> 'ilostat'
),

unioned as (
    select * from stored
    union all
    select * from staged
),

final as (
    select
        step_no,
        step,
        source,
        'file' as unit_kind,
        snapshot_id as unit_id,
        file_name as unit_label,
        rows_in,
        rows_out,
        cast(0 as bigint) as rows_left_out,
        cast(null as string) as reason
    from unioned
    where source <> 'survey'
    union all
    select
        step_no,
        step,
        source,
        'source' as unit_kind,
        source as unit_id,
        'All survey files together' as unit_label,
        sum(rows_in) as rows_in,
        sum(rows_out) as rows_out,
        cast(0 as bigint) as rows_left_out,
        cast(null as string) as reason
    from unioned
    where source = 'survey'
    group by
        step_no,
        step,
        source
)

select * from final
