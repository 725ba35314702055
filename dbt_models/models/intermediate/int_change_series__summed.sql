-- One row per series: points, means and slopes of the years before and after, with and without the pandemic years, and
-- what a reader must know of the values. Means and slopes rest on exact sums, so no order of files can change them.
{% set series = [
    'indicator_id', 'indicator_version_no', 'reference_area_code', 'area_kind', 'disaggregation', 'aggregation_method',
] %}
{% set spans = {
    'before': "period = 'before'",
    'before_without_pandemic': "period = 'before' and not is_pandemic_year",
    'after': "period = 'after'",
} %}
{% set places = ['before', 'between', 'after'] %}
with
int_change_points__placed as (
    select * from {{ ref('int_change_points__placed') }}
),

points as (
    select
        *,
        year - {{ first_year_before() }} as elapsed_years
    from int_change_points__placed
    where not is_left_out
),

projected as (
    select
        {{ series | join(',\n        ') }},
        count(*) as projected_count
    from int_change_points__placed
    where is_left_out
    group by {{ series | join(', ') }}
),

summed as (
    select
        {{ series | join(',\n        ') }},
        min(dataset_code) as dataset_code,
        {% for span, holds in spans.items() %}
        count(case when {{ holds }} then value end) as {{ span }}_count,
        {{ exact_sum('case when ' ~ holds ~ ' then value end') }} as {{ span }}_sum,
        {{ exact_sum('case when ' ~ holds ~ ' then elapsed_years * value end') }} as {{ span }}_product_sum,
        sum(case when {{ holds }} then elapsed_years end) as {{ span }}_time_sum,
        sum(case when {{ holds }} then elapsed_years * elapsed_years end) as {{ span }}_time_square_sum,
        {% endfor %}
        {% for period in ['before', 'after'] %}
        count(case when period = '{{ period }}' and is_whole_year then value end) as {{ period }}_whole_year_count,
        {% for part in ['first_known', 'fixed_set'] %}
        {{ exact_sum("case when period = '" ~ period ~ "' then " ~ part ~ "_value end") }}
            as {{ period }}_{{ part }}_sum,
        {% endfor %}
        {% endfor %}
        max(case when period = 'after' then year end) as after_latest_year,
        max(case when period = 'after' and year = latest_year then value end) as after_latest_value,
        {% for place in places %}
        case
            when max(case when break_place = '{{ place }}' and is_break then 1 else 0 end) = 1 then true
            when max(case when break_place = '{{ place }}' and is_break is null then 1 else 0 end) = 0 then false
        end as has_break_{{ place }},
        {% endfor %}
        count(case when break_place is not null and is_break is null then 1 end) as unknown_break_count,
        {{ joined_text('case when break_place is not null and is_break then cast(year as string) end', '; ') }}
            as break_years,
        count(distinct source_code) as source_count,
        count(case when is_source_changed then 1 end) as source_change_count,
        count(first_known_value) as first_known_count,
        count(case when vintage_count > 1 then 1 end) as known_again_count,
        count(
            case when vintage_count > 1 and {{ rounded('value - first_known_value', 9) }} <> 0 then 1 end
        ) as revised_count,
        count(fixed_set_value) as fixed_count,
        max(fixed_country_count) as fixed_country_count,
        min(country_count) as least_country_count,
        max(country_count) as most_country_count,
        min(value_kind) as first_kind,
        max(value_kind) as last_kind,
        max(case when is_modelled then 1 else 0 end) as modelled_rank,
        max(case when is_whole_year then 0 else 1 end) as unfinished_rank,
        max(case when is_partial then 1 else 0 end) as partial_rank,
        case when min(snapshot_id) = max(snapshot_id) then min(snapshot_id) end as snapshot_id
    from points
    group by {{ series | join(', ') }}
),

final as (
    select
        summed.*,
        {% for span in spans %}
        {{ rounded(span ~ '_sum / nullif(' ~ span ~ '_count, 0)', 9) }} as {{ span }}_mean,
        {{ slope(span) }} as {{ span }}_trend,
        {% endfor %}
        {% for period in ['before', 'after'] %}
        {{ period }}_first_known_sum / nullif({{ period }}_count, 0) as {{ period }}_first_known_mean,
        {{ period }}_fixed_set_sum / nullif({{ period }}_count, 0) as {{ period }}_fixed_set_mean,
        {% endfor %}
        case when summed.first_kind = summed.last_kind then summed.first_kind else 'mixed' end as value_kind,
        summed.modelled_rank = 1 as is_modelled,
        summed.unfinished_rank = 1 as has_unfinished_year,
        summed.partial_rank = 1 as is_partial,
        coalesce(projected.projected_count, 0) as projected_count
    from summed
    left join projected
        on {% for key in series %}
            summed.{{ key }} = projected.{{ key }}{{ ' and' if not loop.last }}{% endfor %}
)

select * from final
