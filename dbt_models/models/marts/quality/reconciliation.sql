-- Rows in = rows out + rows left out, at every step from the file to the published table. Of surveys, a release tells
-- no number of rows, only whether they add up.
{% set published = [
    ('milestone', ['milestone_reports']),
    ('narrative', ['output_narratives']),
    ('result', ['output_results']),
    ('evidence', ['evidence_items']),
    ('money', ['resource_commitments', 'expenditures']),
] %}
with
int_reconciliation__files as (
    select * from {{ ref('int_reconciliation__files') }}
),

int_reconciliation__observations as (
    select * from {{ ref('int_reconciliation__observations') }}
),

int_reconciliation__forms as (
    select * from {{ ref('int_reconciliation__forms') }}
),

in_register as (
    {% for record, models in published %}
    {% for model in models %}
    select
        '{{ record }}' as record,
        '{{ models | join(" and ") }}' as tables,
        count(*) as row_count
    from {{ ref(model) }}
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

in_register_tables as (
    select
        record,
        tables,
        sum(row_count) as rows_out
    from in_register
    group by
        record,
        tables
),

unioned as (
    select * from int_reconciliation__files
    union all
    select * from int_reconciliation__observations
    union all
    select * from int_reconciliation__forms
    union all
    select
        8 as step_no,
        'known rows to published tables' as step,
        known.source,
        'record' as unit_kind,
        known.unit_id,
        'monitoring: ' || published.tables as unit_label,
        known.rows_out as rows_in,
        published.rows_out,
        cast(0 as bigint) as rows_left_out,
        cast(null as string) as reason
    from int_reconciliation__forms as known
    inner join in_register_tables as published
        on known.unit_id = published.record
    where known.source = 'register'
),

final as (
    select
        -- what
        cast(step_no as integer) as step_no,
        step,
        source,
        unit_kind,
        unit_id,
        unit_label,
        -- counts
        case when source <> 'survey' then cast(rows_in as bigint) end as rows_in,
        case when source <> 'survey' then cast(rows_out as bigint) end as rows_out,
        case when source <> 'survey' then cast(rows_left_out as bigint) end as rows_left_out,
        reason,
        cast(rows_in - rows_out - rows_left_out as bigint) as difference
    from unioned
)

select * from final
