-- What a data quality assessment rests on, one row per indicator and measure that has data: shares of observations of
-- the current file for ILOSTAT, shares of results and half-years for the register. Less is better in each.
with
indicators as (
    select
        indicator_id,
        dataset_code
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

int_datasets__ranked as (
    select *
    from {{ ref('int_datasets__ranked') }}
    where is_current
),

revisions as (
    select
        new_snapshot_id,
        count(case when is_value_changed then 1 end) as changed_count,
        count(case when change = 'gained' then 1 end) as gained_count
    from {{ ref('revisions') }}
    where not is_partial_comparison
    group by new_snapshot_id
),

observed as (
    select
        dataset_code,
        count(*) as observation_count,
        count(value) as value_count,
        count(case when value is not null and observation_kind = 'modelled' then 1 end) as modelled_count,
        count(case when observation_status_code = 'U' then 1 end) as unreliable_count,
        count(case when is_break then 1 end) as break_count
    from {{ ref('series') }}
    group by dataset_code
),

recent as (
    select
        dataset_code,
        count(*) as country_count,
        count(latest_year) as reporting_count,
        count(case when latest_year is null or recency_years > 5 then 1 end) as uncovered_count,
        median(recency_years) as median_age_years
    from {{ ref('int_recency__by_country') }}
    group by dataset_code
),

revised as (
    select
        datasets.dataset_code,
        datasets.row_count - coalesce(revisions.gained_count, 0) as common_count,
        coalesce(revisions.changed_count, 0) as changed_count
    from int_datasets__ranked as datasets
    inner join {{ ref('int_vintages__paired') }} as pairs
        on datasets.snapshot_id = pairs.new_snapshot_id
            and not pairs.is_partial_comparison
    left join revisions
        on datasets.snapshot_id = revisions.new_snapshot_id
),

by_dataset as (
    {% for measure, table, part, whole in [
        ('modelled_share', 'observed', 'modelled_count', 'value_count'),
        ('revised_share', 'revised', 'changed_count', 'common_count'),
        ('unreliable_share', 'observed', 'unreliable_count', 'observation_count'),
        ('uncovered_share', 'recent', 'uncovered_count', 'country_count'),
        ('break_share', 'observed', 'break_count', 'observation_count'),
    ] %}
    select
        dataset_code,
        '{{ measure }}' as measure,
        cast({{ part }} as double) / nullif({{ whole }}, 0) as measure_value,
        {{ whole }} as counted
    from {{ table }}
    union all
    {% endfor %}
    select
        dataset_code,
        'median_age_years' as measure,
        median_age_years as measure_value,
        reporting_count as counted
    from recent
),

final as (
    select
        indicators.indicator_id,
        by_dataset.measure,
        by_dataset.measure_value,
        by_dataset.counted
    from indicators
    inner join by_dataset
        on indicators.dataset_code = by_dataset.dataset_code
    union all
    select
        indicator_id,
        measure,
        measure_value,
        counted
    from {{ ref('int_dqa__reported') }}
)

select * from final
