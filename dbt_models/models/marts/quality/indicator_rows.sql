-- In which tables an indicator stands, and whether with a value: a check of a table says nothing of an indicator that
-- has no value there. Tables of ILOSTAT data name the dataset, the others the indicator itself.
{% set by_dataset = {
    'observation_vintages': ('observation_vintages', 'value'),
    'observations': ('observations', 'value'),
    'series': ('series', 'value'),
    'series_left_out': ('series_left_out', 'null'),
    'coverage': ('coverage', 'nullif(value_count, 0)'),
    'datasets': ('indicators__datasets', 'nullif(loaded_row_count, 0)'),
    'revisions': ('revisions', 'coalesce(new_value, old_value)'),
    'revision_summary': ('revision_summary', 'nullif(common_count, 0)'),
    'label_changes': ('label_changes', 'null'),
    'outliers': ('outliers', 'value'),
    'recency': ('recency', 'latest_year'),
    'group_gaps': ('group_gaps', 'coalesce(women_value, men_value)'),
    'regional_aggregates': ('regional_aggregates', 'value'),
    'catalogue': ('catalogue', 'null'),
} %}
{% set by_indicator = {
    'indicators.indicators': ('indicators', 'null'),
    'indicators.indicator_versions': ('indicators__indicator_versions', 'null'),
    'indicators.indicator_links': ('indicators__indicator_links', 'null'),
    'indicators.targets': ('indicators__targets', 'null'),
    'indicators.baselines': ('baselines', 'baseline_value'),
    'indicators.progress': ('progress', 'value'),
    'indicators.rating_changes': ('rating_changes', 'value_now'),
    'indicators.tracking_table': ('tracking_table', 'value'),
    'monitoring.output_results': ('output_results', 'value'),
    'monitoring.evidence_items': ('evidence_items', 'null'),
    'evaluation.evidence': ('evidence', 'null'),
    'evaluation.evaluation_matrix': ('evaluation_matrix', 'null'),
    'evaluation.evidence_gaps': ('evidence_gaps', 'null'),
    'evaluation.change_since_baseline': ('change_since_baseline', 'coalesce(before_mean, after_mean)'),
    'evaluation.impact_designs': ('impact_designs', 'null'),
    'evaluation.impact_estimates': ('impact_estimates', 'estimate'),
    'evaluation.impact_values': ('impact_values', 'value'),
} %}
with
indicators as (
    select * from {{ ref('indicators') }}
),

freshness as (
    select * from {{ ref('freshness') }}
),

datasets_counted as (
    {% for table, (model, value) in by_dataset.items() %}
    select
        'indicators' as schema_name,
        '{{ table }}' as table_name,
        dataset_code,
        count(*) as row_count,
        count({{ value }}) as value_count
    from {{ ref(model) }}
    group by dataset_code
    union all
    {% endfor %}
    select
        'quality' as schema_name,
        'freshness' as table_name,
        dataset_code,
        count(*) as row_count,
        count(snapshot_id) as value_count
    from freshness
    where dataset_code is not null
    group by dataset_code
),

indicators_counted as (
    {% for table, (model, value) in by_indicator.items() %}
    select
        '{{ table.split('.')[0] }}' as schema_name,
        '{{ table.split('.')[1] }}' as table_name,
        indicator_id,
        count(*) as row_count,
        count({{ value }}) as value_count
    from {{ ref(model) }}
    where indicator_id is not null
    group by indicator_id
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

final as (
    select
        indicators.indicator_id,
        counted.schema_name,
        counted.table_name,
        counted.row_count,
        counted.value_count
    from indicators
    inner join datasets_counted as counted
        on indicators.dataset_code = counted.dataset_code
    union all
    select
        indicators.indicator_id,
        counted.schema_name,
        counted.table_name,
        counted.row_count,
        counted.value_count
    from indicators
    inner join indicators_counted as counted
        on indicators.indicator_id = counted.indicator_id
)

select * from final
