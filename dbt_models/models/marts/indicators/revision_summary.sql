-- What is not in revisions is the same in both files, so where both are complete the cells in common are those of the
-- newer file but for the gained ones. Where one is an extract they are counted one by one.
with
int_vintages__paired as (
    select * from {{ ref('int_vintages__paired') }}
),

datasets as (
    select * from {{ ref('indicators__datasets') }}
),

revisions as (
    select * from {{ ref('revisions') }}
),

partial_pairs as (
    select *
    from int_vintages__paired
    where is_partial_comparison
),

{{ matched_cells('partial_pairs') }},

common_in_part as (
    select
        numbered_pairs.new_snapshot_id,
        count(*) as common_count
    from matched
    inner join numbered_pairs
        on matched.pair_no = numbered_pairs.pair_no
    where matched.old_row_number is not null
        and matched.new_row_number is not null
    group by numbered_pairs.new_snapshot_id
),

counted as (
    select
        new_snapshot_id,
        count(case when change = 'gained' then 1 end) as gained_count,
        count(case when change = 'lost' then 1 end) as lost_count,
        count(case when is_value_changed then 1 end) as changed_count,
        count(case when is_source_changed then 1 end) as source_changed_count,
        count(case when is_label_changed then 1 end) as label_changed_count,
        max(abs(difference)) as largest_difference
    from revisions
    group by new_snapshot_id
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
        -- cells
        case
            when pairs.is_partial_comparison then coalesce(common_in_part.common_count, 0)
            else datasets.loaded_row_count - coalesce(counted.gained_count, 0)
        end as common_count,
        coalesce(counted.changed_count, 0) as changed_count,
        case when not pairs.is_partial_comparison then coalesce(counted.gained_count, 0) end as gained_count,
        case when not pairs.is_partial_comparison then coalesce(counted.lost_count, 0) end as lost_count,
        coalesce(counted.source_changed_count, 0) as source_changed_count,
        coalesce(counted.label_changed_count, 0) as label_changed_count,
        counted.largest_difference,
        pairs.is_sample
    from int_vintages__paired as pairs
    inner join datasets
        on pairs.new_snapshot_id = datasets.snapshot_id
    left join counted
        on pairs.new_snapshot_id = counted.new_snapshot_id
    left join common_in_part
        on pairs.new_snapshot_id = common_in_part.new_snapshot_id
)

select * from final
