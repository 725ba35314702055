-- The snapshots behind indicators of the strategy and its outputs: of their datasets as shown, and the registers with results that count.
-- plan: yes
with shown as (
    select distinct indicator_id
    from indicators.tracking_table
    where is_latest and reference_area_code = 'STRATEGY'
),

dataset_snapshots as (
    select
        indicators.indicator_id,
        datasets.snapshot_id
    from indicators.indicators
    inner join indicators.datasets
        on indicators.dataset_code = datasets.dataset_code
        and datasets.is_current
)

select dataset_snapshots.snapshot_id, dataset_snapshots.indicator_id as subject_id
from dataset_snapshots
inner join shown
    on dataset_snapshots.indicator_id = shown.indicator_id
union
select results.snapshot_id, results.indicator_id
from monitoring.output_results as results
inner join shown
    on results.indicator_id = shown.indicator_id
where results.counts
order by 1, 2
