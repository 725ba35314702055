-- Every yearly value that change is worked out from, of single series and of our figures of regions, each in its place:
-- before (2018 to 2022) or after (2023 and later), in the pandemic or not, and where a break at it would lie. A break
-- is between two values, so the first value of all has none.
{% set series = [
    'indicator_id', 'indicator_version_no', 'reference_area_code', 'area_kind', 'disaggregation', 'aggregation_method',
] %}
with
int_change_points__observed as (
    select * from {{ ref('int_change_points__observed') }}
),

int_change_points__first_known as (
    select * from {{ ref('int_change_points__first_known') }}
),

int_change_points__regional as (
    select * from {{ ref('int_change_points__regional') }}
),

points as (
    select
        {% for key in series[:-1] %}
        observed.{{ key }},
        {% endfor %}
        'as_published' as aggregation_method,
        observed.dataset_code,
        observed.year,
        observed.value,
        observed.value_kind,
        observed.value_kind = 'modelled' as is_modelled,
        observed.is_left_out,
        observed.is_break,
        observed.source_code,
        observed.is_source_changed,
        first_known.first_known_value,
        first_known.vintage_count,
        cast(null as double) as fixed_set_value,
        cast(null as bigint) as country_count,
        cast(null as bigint) as fixed_country_count,
        observed.is_partial,
        observed.snapshot_id
    from int_change_points__observed as observed
    left join int_change_points__first_known as first_known
        on observed.snapshot_id = first_known.snapshot_id
            and observed.row_number = first_known.row_number
    union all
    select
        {{ series | join(',\n        ') }},
        dataset_code,
        year,
        value,
        value_kind,
        is_modelled,
        false as is_left_out,
        cast(null as boolean) as is_break,
        cast(null as string) as source_code,
        cast(null as boolean) as is_source_changed,
        cast(null as double) as first_known_value,
        cast(null as bigint) as vintage_count,
        fixed_set_value,
        country_count,
        fixed_country_count,
        is_partial,
        snapshot_id
    from int_change_points__regional
),

placed as (
    select
        *,
        case when year < {{ first_year_after() }} then 'before' else 'after' end as period,
        min(case when not is_left_out then year end) over (partition by {{ series | join(', ') }}) as first_year,
        min(case when not is_left_out and year >= {{ first_year_after() }} then year end) over (
            partition by {{ series | join(', ') }}
        ) as first_later_year,
        max(case when not is_left_out then year end) over (partition by {{ series | join(', ') }}) as latest_year
    from points
),

final as (
    select
        *,
        {{ is_pandemic_year('year') }} as is_pandemic_year,
        year <= {{ last_whole_year() }} as is_whole_year,
        case
            when is_left_out or year = first_year then null
            when period = 'before' then 'before'
            when year = first_later_year then 'between'
            else 'after'
        end as break_place
    from placed
)

select * from final
