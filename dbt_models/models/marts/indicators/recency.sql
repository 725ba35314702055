-- How recent the national values of a dataset are, for each country and each group of countries. A country is a group
-- of one, so every column means the same for both.
{% set spans = [3, 5] %}
with
int_recency__by_country as (
    select * from {{ ref('int_recency__by_country') }}
),

indicators__area_groups as (
    select * from {{ ref('indicators__area_groups') }}
),

memberships as (
    select
        reference_area_code,
        group_kind,
        group_code,
        group_label
    from indicators__area_groups
    union all
    select
        reference_area_code,
        'country' as group_kind,
        reference_area_code as group_code,
        reference_area_label as group_label
    from indicators__area_groups
    where group_kind = 'world'
),

counted as (
    select
        countries.dataset_code,
        memberships.group_kind,
        memberships.group_code,
        min(memberships.group_label) as group_label,
        count(*) as member_count,
        {{ exact_sum('countries.weight') }} as member_weight,
        {% for span in spans %}
        count(case when countries.recency_years <= {{ span }} then 1 end) as country_count_{{ span }}_years,
        coalesce(
            {{ exact_sum('case when countries.recency_years <= ' ~ span ~ ' then countries.weight end') }}, 0
        ) as weight_{{ span }}_years,
        {% endfor %}
        max(countries.latest_year) as latest_year,
        min(countries.recency_years) as recency_years,
        max(countries.latest_any_year) as latest_any_year,
        count(countries.latest_year) as country_count,
        max(countries.expected_dimension_count) as expected_dimension_count,
        min(
            case when countries.latest_year is not null then countries.present_dimension_count end
        ) as least_dimension_count,
        max(countries.present_dimension_count) as most_dimension_count,
        min(countries.weight_dataset_code) as weight_dataset_code,
        max(case when countries.is_partial then 1 else 0 end) = 1 as is_partial,
        max(case when countries.is_sample then 1 else 0 end) = 1 as is_sample,
        min(countries.snapshot_id) as snapshot_id
    from int_recency__by_country as countries
    inner join memberships
        on countries.reference_area_code = memberships.reference_area_code
    group by countries.dataset_code, memberships.group_kind, memberships.group_code
),

final as (
    select
        -- keys
        dataset_code,
        group_kind,
        group_code,
        group_label,
        -- how recent
        latest_year,
        recency_years,
        latest_any_year,
        -- how many
        cast(member_count as integer) as member_count,
        cast(country_count as integer) as country_count,
        {% for span in spans %}
        cast(country_count_{{ span }}_years as integer) as country_count_{{ span }}_years,
        {{ rounded(
            'country_count_' ~ span ~ '_years / nullif(cast(member_count as double), 0)', 6
        ) }} as coverage_{{ span }}_years,
        {{ rounded('weight_' ~ span ~ '_years / nullif(member_weight, 0)', 6) }} as weighted_coverage_{{ span }}_years,
        {% endfor %}
        weight_dataset_code,
        -- split by what is expected
        cast(expected_dimension_count as integer) as expected_dimension_count,
        case
            when expected_dimension_count = 0 then 'not_expected'
            when country_count = 0 then 'no_value'
            when least_dimension_count = expected_dimension_count then 'all'
            when most_dimension_count = 0 then 'none'
            else 'some'
        end as disaggregation_status,
        -- marks and origin
        is_partial,
        is_sample,
        snapshot_id
    from counted
)

select * from final
