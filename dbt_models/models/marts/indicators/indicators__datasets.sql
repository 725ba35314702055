with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

int_datasets__editions as (
    select * from {{ ref('int_datasets__editions') }}
),

observation_vintages as (
    select * from {{ ref('observation_vintages') }}
),

int_observation_labels__grouped as (
    select * from {{ ref('int_observation_labels__grouped') }}
),

int_observation_labels__resolved as (
    select * from {{ ref('int_observation_labels__resolved') }}
),

loaded as (
    select
        snapshot_id,
        count(*) as loaded_row_count,
        count(*) - count(value) as null_value_count
    from observation_vintages
    group by snapshot_id
),

unresolved as (
    select
        labels.snapshot_id,
        count(*) as unresolved_label_count
    from int_observation_labels__grouped as labels
    inner join int_observation_labels__resolved as resolved
        on labels.variable = resolved.variable
            and labels.given_code = resolved.given_code
            and labels.given_label = resolved.given_label
            and labels.area_code = resolved.area_code
    where resolved.code is null
        and resolved.variable <> 'note'
    group by labels.snapshot_id
),

final as (
    select
        datasets.snapshot_id,
        datasets.dataset_code,
        datasets.indicator_code,
        datasets.frequency_code,
        -- what it is
        datasets.dataset_label,
        datasets.unit_text,
        editions.edition_year,
        datasets.language,
        -- origin
        datasets.sha256,
        datasets.bytes,
        datasets.row_count,
        datasets.key_count,
        datasets.retrieved_at,
        datasets.known_from,
        datasets.known_from_rule,
        datasets.source_last_update,
        -- marks
        datasets.is_current,
        datasets.is_carried,
        datasets.vintage_no,
        datasets.previous_snapshot_id,
        datasets.is_partial,
        datasets.is_sample,
        -- file
        datasets.file_name,
        datasets.layout,
        datasets.licence,
        datasets.producer,
        datasets.warnings,
        -- counts
        coalesce(loaded.loaded_row_count, 0) as loaded_row_count,
        coalesce(loaded.null_value_count, 0) as null_value_count,
        coalesce(unresolved.unresolved_label_count, 0) as unresolved_label_count
    from int_datasets__ranked as datasets
    left join int_datasets__editions as editions
        on datasets.snapshot_id = editions.snapshot_id
    left join loaded
        on datasets.snapshot_id = loaded.snapshot_id
    left join unresolved
        on datasets.snapshot_id = unresolved.snapshot_id
)

select * from final
