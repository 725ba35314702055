-- How figures of countries become figures of regions, one rule per dataset: the reference sheet of an indicator says
-- it, and for datasets that no sheet speaks of, the catalogue. The catalogue also names the item that is the weight.
with
int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

stg_catalogue__aggregation_rules as (
    select * from {{ ref('stg_catalogue__aggregation_rules') }}
),

of_sheets as (
    select
        dataset_code,
        aggregation_rule,
        weight_dataset_code,
        natural_limit_low,
        natural_limit_high,
        row_number() over (partition by dataset_code order by indicator_id) as sheet_rank
    from int_indicators__sheets
    where is_current
        and dataset_code is not null
),

first_sheets as (
    select *
    from of_sheets
    where sheet_rank = 1
),

final as (
    select
        coalesce(sheets.dataset_code, catalogue.dataset_code) as dataset_code,
        case when sheets.dataset_code is null then 'catalogue' else 'reference sheet' end as ruled_by,
        case
            when sheets.dataset_code is null then catalogue.aggregation_rule
            else coalesce(sheets.aggregation_rule, 'none')
        end as aggregation_rule,
        case
            when sheets.dataset_code is null then catalogue.weight_dataset_code
            else sheets.weight_dataset_code
        end as weight_dataset_code,
        case
            when sheets.dataset_code is null or sheets.weight_dataset_code = catalogue.weight_dataset_code
                then catalogue.weight_item_code
        end as weight_item_code,
        case
            when sheets.dataset_code is null then catalogue.natural_limit_low
            else sheets.natural_limit_low
        end as natural_limit_low,
        case
            when sheets.dataset_code is null then catalogue.natural_limit_high
            else sheets.natural_limit_high
        end as natural_limit_high
    from first_sheets as sheets
    full outer join stg_catalogue__aggregation_rules as catalogue
        on sheets.dataset_code = catalogue.dataset_code
)

select * from final
