-- ILOSTAT snapshots in the order in which they became known. Current is the latest complete one of a dataset, a partial
-- one only where none is complete. Each is compared with the complete one before it, and only where there is none with
-- the one right before it, so that an extract never breaks the chain of complete vintages (docs/vintages.md).
{{ config(meta={'snapshots_of': ['ilostat']}) }}
{% set order = 'known_from desc, source_last_update desc nulls last, row_count desc, snapshot_id desc' %}
with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by dataset_code
            order by {{ order }}
        ) as vintage_no,
        row_number() over (
            partition by dataset_code
            order by case when is_partial then 1 else 0 end, {{ order }}
        ) as dataset_rank
    from stg_landing__snapshots
    where source = 'ilostat'
),

sequenced as (
    select
        *,
        min(case when not is_partial then vintage_no end) over (
            partition by dataset_code
            order by vintage_no desc
            rows between unbounded preceding and 1 preceding
        ) as complete_vintage_no
    from ranked
),

final as (
    select
        vintages.snapshot_id,
        vintages.dataset_code,
        vintages.indicator_code,
        vintages.frequency_code,
        vintages.dataset_label,
        {{ unit_text('vintages.dataset_label') }} as unit_text,
        vintages.language,
        -- origin
        vintages.sha256,
        vintages.bytes,
        vintages.row_count,
        vintages.key_count,
        vintages.retrieved_at,
        vintages.known_from,
        vintages.known_from_rule,
        vintages.source_last_update,
        -- place among the vintages
        cast(vintages.vintage_no as integer) as vintage_no,
        previous.snapshot_id as previous_snapshot_id,
        -- marks
        vintages.dataset_rank = 1 as is_current,
        {{ var('release_vintages') }} = 0 or vintages.dataset_rank <= {{ var('release_vintages') }} as is_carried,
        vintages.is_partial,
        vintages.is_sample,
        -- file
        vintages.file_name,
        vintages.layout,
        vintages.licence,
        vintages.producer,
        vintages.warnings
    from sequenced as vintages
    left join sequenced as previous
        on vintages.dataset_code = previous.dataset_code
            and coalesce(vintages.complete_vintage_no, vintages.vintage_no + 1) = previous.vintage_no
)

select * from final
