-- The weight of each country in each year that a figure is of: that year's, else the last one before, else the first
-- one after. So a country without a figure weighs something too, and what is missing can be measured.
with
int_aggregation_rules__chosen as (
    select * from {{ ref('int_aggregation_rules__chosen') }}
),

int_series_values__placed as (
    select * from {{ ref('int_series_values__placed') }}
),

int_weights__listed as (
    select * from {{ ref('int_weights__listed') }}
),

asked as (
    select distinct
        rules.weight_dataset_code,
        coalesce(rules.weight_item_code, '') as weight_item_code,
        figures.disaggregation,
        figures.year
    from int_series_values__placed as figures
    inner join int_aggregation_rules__chosen as rules
        on figures.dataset_code = rules.dataset_code
    where rules.aggregation_rule <> 'none'
        and rules.weight_dataset_code is not null
        and not figures.is_aggregate
),

candidates as (
    select
        asked.weight_dataset_code,
        asked.weight_item_code,
        asked.disaggregation,
        asked.year,
        listed.reference_area_code,
        coalesce(
            max(case when listed.year <= asked.year then listed.year end),
            min(case when listed.year > asked.year then listed.year end)
        ) as weight_year
    from asked
    inner join int_weights__listed as listed
        on asked.weight_dataset_code = listed.weight_dataset_code
            and asked.weight_item_code = listed.weight_item_code
            and asked.disaggregation = listed.disaggregation
    group by
        asked.weight_dataset_code,
        asked.weight_item_code,
        asked.disaggregation,
        asked.year,
        listed.reference_area_code
),

final as (
    select
        candidates.weight_dataset_code,
        candidates.weight_item_code,
        candidates.disaggregation,
        candidates.reference_area_code,
        candidates.year,
        candidates.weight_year,
        listed.weight
    from candidates
    inner join int_weights__listed as listed
        on candidates.weight_dataset_code = listed.weight_dataset_code
            and candidates.weight_item_code = listed.weight_item_code
            and candidates.disaggregation = listed.disaggregation
            and candidates.reference_area_code = listed.reference_area_code
            and candidates.weight_year = listed.year
)

select * from final
