-- The snapshots behind indicators: of their datasets as shown, and the registers with results that count.
-- plan: yes
with dataset_snapshots as (
    select
        indicators.indicator_id,
        datasets.snapshot_id
    from indicators.indicators
    inner join indicators.datasets
        on indicators.dataset_code = datasets.dataset_code
        and datasets.is_current
)

select snapshot_id, indicator_id as subject_id from dataset_snapshots
union
select snapshot_id, indicator_id from monitoring.output_results where counts
order by 1, 2
