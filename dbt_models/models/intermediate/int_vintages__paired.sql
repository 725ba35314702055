-- Each vintage beside the one that it is compared with, where a release carries the rows of both. Labels are compared
-- only where both files have them in the same language: what a file does not say has not changed.
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

vintages as (
    select
        *,
        layout in ('label', 'both', 'workbook') as has_labels,
        layout in ('label', 'both', 'workbook', 'pivot_workbook', 'sdmx_csv') as has_source_labels,
        coalesce(language, 'en') as label_language
    from int_datasets__ranked
    where is_carried
),

final as (
    select
        new_vintages.dataset_code,
        old_vintages.snapshot_id as old_snapshot_id,
        new_vintages.snapshot_id as new_snapshot_id,
        old_vintages.known_from as old_known_from,
        new_vintages.known_from as new_known_from,
        old_vintages.is_partial or new_vintages.is_partial as is_partial_comparison,
        old_vintages.has_labels
        and new_vintages.has_labels
        and old_vintages.label_language = new_vintages.label_language as has_labels,
        old_vintages.has_source_labels
        and new_vintages.has_source_labels
        and old_vintages.label_language = new_vintages.label_language as has_source_labels,
        new_vintages.is_sample
    from vintages as new_vintages
    inner join vintages as old_vintages
        on new_vintages.previous_snapshot_id = old_vintages.snapshot_id
)

select * from final
