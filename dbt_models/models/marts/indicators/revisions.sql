-- Only cells with some difference become rows; revision_summary counts the rest. Cells are matched by narrow rows (a
-- number for the cell, its value and source); the codes come afterwards, for the cells that differ. Gained and lost
-- cells of an extract say nothing about the dataset, so they are left out.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_vintages__paired'), key=['old_snapshot_id', 'new_snapshot_id']) }}",
) }}
with
int_vintages__paired as (
    select * from {{ ref('int_vintages__paired') }}
),

new_pairs as (
    select *
    from int_vintages__paired
    where {{ is_new('old_snapshot_id') }}
        or {{ is_new('new_snapshot_id') }}
),

{{ matched_cells('new_pairs') }},

flagged as (
    select
        matched.*,
        pairs.old_snapshot_id,
        pairs.new_snapshot_id,
        pairs.has_labels,
        pairs.is_partial_comparison,
        matched.old_row_number is not null and matched.new_row_number is not null as is_common,
        coalesce(
            case
                when matched.old_source_code is not null and matched.new_source_code is not null
                    then matched.old_source_code <> matched.new_source_code
                when pairs.has_source_labels then matched.old_source_key <> matched.new_source_key
            end,
            false
        ) as has_other_source
    from matched
    inner join numbered_pairs as pairs
        on matched.pair_no = pairs.pair_no
),

compared as (
    select
        *,
        is_common and (old_value is distinct from new_value) as is_value_changed,
        is_common and has_other_source as is_source_changed,
        is_common
        and has_labels
        and (
            old_label_key <> new_label_key
            or (not has_other_source and old_source_label_key <> new_source_label_key)
        ) as is_label_changed
    from flagged
),

differing as (
    select *
    from compared
    where is_value_changed
        or is_source_changed
        or is_label_changed
        or (not is_common and not is_partial_comparison)
),

final as (
    select
        -- the two vintages
        pairs.dataset_code,
        pairs.old_snapshot_id,
        pairs.new_snapshot_id,
        pairs.old_known_from,
        pairs.new_known_from,
        pairs.is_partial_comparison,
        -- the cell
        cells.reference_area_code,
        cells.sex_code,
        cells.classification_1_code,
        cells.classification_2_code,
        cells.time_period,
        cells.year,
        -- what became of it
        case
            when differing.old_row_number is null then 'gained'
            when differing.new_row_number is null then 'lost'
            when differing.is_value_changed then 'changed'
            when differing.is_source_changed then 'source_changed'
            else 'label_changed'
        end as change,
        differing.old_value,
        differing.new_value,
        {{ rounded('differing.new_value - differing.old_value', 9) }} as difference,
        (differing.new_value - differing.old_value) / nullif(abs(differing.old_value), 0) as relative_difference,
        differing.old_source_code,
        differing.new_source_code,
        differing.is_value_changed,
        differing.is_source_changed,
        differing.is_label_changed,
        differing.old_observation_status_code as old_status_code,
        differing.new_observation_status_code as new_status_code,
        -- marks and origin
        pairs.is_sample,
        differing.old_row_number,
        differing.new_row_number
    from differing
    inner join int_vintages__paired as pairs
        on differing.new_snapshot_id = pairs.new_snapshot_id
    inner join {{ ref('observation_vintages') }} as cells
        on coalesce(differing.new_row_number, differing.old_row_number) = cells.row_number
            and case
                when differing.new_row_number is null then differing.old_snapshot_id
                else differing.new_snapshot_id
            end = cells.snapshot_id
)

select * from final
