-- How far the current vintage of a dataset departs from the one before it, cell by cell: the difference over the sum of
-- both sizes and a tenth of the spread of the dataset (BARD, 0 to 1). A value that is gone scores 1.
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

revised as (
    select revisions.*
    from {{ ref('revisions') }} as revisions
    inner join int_datasets__ranked as datasets
        on revisions.new_snapshot_id = datasets.snapshot_id
    where datasets.is_current
        and revisions.old_value is not null
        and (revisions.is_value_changed or revisions.change = 'lost')
),

revised_datasets as (
    select distinct new_snapshot_id as snapshot_id
    from revised
),

spreads as (
    select
        observations.snapshot_id,
        (
            percentile_cont(0.95) within group (order by observations.value)
            - percentile_cont(0.05) within group (order by observations.value)
        ) / 10 as tolerance
    from {{ ref('observations') }} as observations
    inner join revised_datasets
        on observations.snapshot_id = revised_datasets.snapshot_id
    where observations.value is not null
    group by observations.snapshot_id
),

scored as (
    select
        revised.*,
        spreads.tolerance,
        abs(revised.new_value - revised.old_value) as size,
        abs(revised.new_value) + abs(revised.old_value) + coalesce(spreads.tolerance, 0) as scale
    from revised
    left join spreads
        on revised.new_snapshot_id = spreads.snapshot_id
),

judged as (
    select
        *,
        case when new_value is null then 1 else {{ rounded('size / nullif(scale, 0)', 6) }} end as score
    from scored
),

final as (
    select
        new_snapshot_id,
        old_row_number,
        new_row_number,
        dataset_code,
        reference_area_code,
        sex_code,
        classification_1_code,
        classification_2_code,
        time_period,
        year,
        old_value,
        new_value,
        tolerance,
        score,
        is_sample
    from judged
    where score >= {{ revision_threshold() }}
)

select * from final
