-- What the current file of each annual dataset of the catalogue has for each country of a region: the last year with a
-- national value, the last one with any value, and which of the expected dimensions that year is split by.
with
stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

int_area_groups__current as (
    select * from {{ ref('int_area_groups__current') }}
),

int_aggregation_rules__chosen as (
    select * from {{ ref('int_aggregation_rules__chosen') }}
),

int_weights__listed as (
    select * from {{ ref('int_weights__listed') }}
),

expected as (
    select
        datasets.dataset_code,
        datasets.snapshot_id,
        datasets.is_sample,
        datasets.is_partial,
        countries.reference_area_code,
        case
            when catalogue.disaggregations is null then 0
            else length(catalogue.disaggregations) - length(replace(catalogue.disaggregations, ';', '')) + 1
        end as expected_dimension_count
    from int_datasets__ranked as datasets
    inner join stg_catalogue__datasets as catalogue
        on datasets.dataset_code = catalogue.dataset_code
    inner join int_area_groups__current as countries
        on countries.group_kind = 'world'
    where datasets.is_current
        and datasets.frequency_code = 'A'
),

last_years as (
    select
        dataset_code,
        reference_area_code,
        max(case when observation_kind = 'survey' then year end) as latest_year,
        max(year) as latest_any_year
    from {{ ref('int_series_values__placed') }}
    where not is_aggregate
    group by dataset_code, reference_area_code
),

split_by as (
    select
        figures.dataset_code,
        figures.reference_area_code,
        count(distinct case
            when figures.disaggregation <> 'total' then split_part(figures.disaggregation, '=', 1)
        end) as dimension_count
    from {{ ref('int_series_values__placed') }} as figures
    inner join last_years
        on figures.dataset_code = last_years.dataset_code
            and figures.reference_area_code = last_years.reference_area_code
            and figures.year = last_years.latest_year
    where figures.observation_kind = 'survey'
    group by figures.dataset_code, figures.reference_area_code
),

weights as (
    select
        weight_dataset_code,
        weight_item_code,
        reference_area_code,
        weight,
        row_number() over (
            partition by weight_dataset_code, weight_item_code, reference_area_code
            order by year desc
        ) as year_rank
    from int_weights__listed
    where disaggregation = 'total'
),

final as (
    select
        expected.dataset_code,
        expected.reference_area_code,
        last_years.latest_year,
        cast(extract(year from {{ as_of_date() }}) as integer) - last_years.latest_year as recency_years,
        last_years.latest_any_year,
        expected.expected_dimension_count,
        least(coalesce(split_by.dimension_count, 0), expected.expected_dimension_count) as present_dimension_count,
        rules.weight_dataset_code,
        weights.weight,
        expected.is_partial,
        expected.is_sample,
        expected.snapshot_id
    from expected
    left join last_years
        on expected.dataset_code = last_years.dataset_code
            and expected.reference_area_code = last_years.reference_area_code
    left join split_by
        on expected.dataset_code = split_by.dataset_code
            and expected.reference_area_code = split_by.reference_area_code
    left join int_aggregation_rules__chosen as rules
        on expected.dataset_code = rules.dataset_code
    left join weights
        on rules.weight_dataset_code = weights.weight_dataset_code
            and coalesce(rules.weight_item_code, '') = weights.weight_item_code
            and expected.reference_area_code = weights.reference_area_code
            and weights.year_rank = 1
)

select * from final
