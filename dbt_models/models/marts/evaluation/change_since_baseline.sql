-- Before the strategy and since, by indicator and area. It describes what changed and claims no cause.
with
int_change_rows__listed as (select * from {{ ref('int_change_rows__listed') }}),

int_change_points__observed as (select * from {{ ref('int_change_points__observed') }}),

indicators as (select * from {{ ref('indicators') }}),

indicators__reference_areas as (select * from {{ ref('indicators__reference_areas') }}),

int_code_labels__by_code as (select * from {{ ref('int_code_labels__by_code') }}),

outliers as (select * from {{ ref('outliers') }}),

outlying as (
    select
        points.indicator_id,
        points.reference_area_code,
        points.disaggregation,
        count(distinct points.year) as outlier_count
    from int_change_points__observed as points
    inner join outliers
        on points.snapshot_id = outliers.snapshot_id
            and points.row_number = outliers.row_number
    where not points.is_left_out
    group by points.indicator_id, points.reference_area_code, points.disaggregation
),

final as (
    select
        -- keys
        changes.indicator_id,
        changes.reference_area_code,
        changes.area_kind,
        changes.disaggregation,
        changes.aggregation_method,
        -- indicator, area and group by name
        {% for column in [
            'indicator_version_no', 'indicator_label', 'level', 'role', 'unit', 'direction', 'dataset_code',
        ] %}
        indicators.{{ column }},
        {% endfor %}
        case changes.reference_area_code
            when 'STRATEGY' then 'The strategy as a whole'
            when 'NO_VALUE' then 'Countries and territories without a value'
            else coalesce(areas.reference_area_label, changes.reference_area_code)
        end as reference_area_label,
        case
            when changes.disaggregation = 'total' then 'Total' else coalesce(items.label, changes.disaggregation)
        end as disaggregation_label,
        cast(changes.area_count as integer) as area_count,
        -- values that there are, of how many years to expect
        {% for period in ['before', 'after'] %}
        cast(changes.{{ period }}_count as integer) as {{ period }}_count,
        cast(changes.{{ period }}_expected_count as integer) as {{ period }}_expected_count,
        changes.{{ period }}_coverage,
        {% endfor %}
        cast(changes.before_without_pandemic_count as integer) as before_without_pandemic_count,
        cast(changes.projected_count as integer) as projected_count,
        changes.has_unfinished_year,
        -- levels and differences, with the pandemic years and without; trends; from the baseline to the latest value
        {% for column in [
            'before_mean', 'after_mean', 'difference', 'reason_no_difference', 'change_class', 'reason_not_judged',
            'before_without_pandemic_mean', 'difference_without_pandemic', 'reason_no_difference_without_pandemic',
            'change_class_without_pandemic', 'reason_not_judged_without_pandemic', 'before_trend',
            'reason_no_before_trend', 'before_without_pandemic_trend', 'reason_no_before_without_pandemic_trend',
            'after_trend', 'reason_no_after_trend', 'baseline_year', 'baseline_value', 'baseline_rule',
            'baseline_kind', 'is_pandemic_baseline', 'is_late_baseline', 'reason_no_baseline', 'after_latest_year',
            'after_latest_value', 'latest_difference', 'reason_no_latest_difference', 'year_without_pandemic',
            'value_without_pandemic', 'latest_difference_without_pandemic',
            'reason_no_latest_difference_without_pandemic',
        ] %}
        changes.{{ column }},
        {% endfor %}
        -- how comparable the values are
        changes.has_break,
        changes.has_break_before,
        changes.has_break_between,
        changes.has_break_after,
        changes.break_years,
        changes.reason_break_unknown,
        cast(changes.source_count as integer) as source_count,
        cast(changes.source_change_count as integer) as source_change_count,
        changes.value_kind,
        changes.is_modelled,
        cast(coalesce(outlying.outlier_count, 0) as integer) as outlier_count,
        -- what part is revision, what part composition
        {% for column in ['known_again_count', 'revised_count'] %}
        cast(changes.{{ column }} as integer) as {{ column }},
        {% endfor %}
        {% for part in ['revision', 'composition'] %}
        changes.{{ part }}_part,
        changes.{{ part }}_share,
        changes.reason_no_{{ part }}_share,
        {% endfor %}
        {% for column in ['fixed_country_count', 'least_country_count', 'most_country_count'] %}
        cast(changes.{{ column }} as integer) as {{ column }},
        {% endfor %}
        -- marks and origin
        indicators.approval_status = 'proposed' as is_proposed,
        changes.is_partial,
        {{ is_sample_run() }} as is_sample,
        changes.snapshot_id
    from int_change_rows__listed as changes
    inner join indicators
        on changes.indicator_id = indicators.indicator_id
    left join indicators__reference_areas as areas
        on changes.reference_area_code = areas.reference_area_code
    left join int_code_labels__by_code as items
        on split_part(changes.disaggregation, '=', 2) = items.code
            and items.variable
            = case split_part(changes.disaggregation, '=', 1) when 'sex' then 'sex' else 'classification' end
    left join outlying
        on changes.indicator_id = outlying.indicator_id
            and changes.reference_area_code = outlying.reference_area_code
            and changes.disaggregation = outlying.disaggregation
            and changes.aggregation_method = 'as_published'
)

select * from final
