-- The weights that the rules of aggregation ask for, by country, disaggregation and year: every figure of the weight's
-- dataset under its own disaggregation, or one item of it, which then weighs totals alone (its split by sex is two
-- dimensions away from the total).
with
int_aggregation_rules__chosen as (
    select * from {{ ref('int_aggregation_rules__chosen') }}
),

int_series_values__placed as (
    select * from {{ ref('int_series_values__placed') }}
),

weights as (
    select distinct
        weight_dataset_code,
        coalesce(weight_item_code, '') as weight_item_code
    from int_aggregation_rules__chosen
    where weight_dataset_code is not null
),

final as (
    select
        weights.weight_dataset_code,
        weights.weight_item_code,
        figures.reference_area_code,
        case when weights.weight_item_code = '' then figures.disaggregation else 'total' end as disaggregation,
        figures.year,
        figures.value as weight
    from int_series_values__placed as figures
    inner join weights
        on figures.dataset_code = weights.weight_dataset_code
            and (
                weights.weight_item_code = ''
                or figures.disaggregation = 'classif1=' || weights.weight_item_code
            )
    where not figures.is_aggregate
        and figures.value > 0
)

select * from final
