-- The figures of countries that a figure of a group is made of, once for each way of making it: a sum or an unweighted
-- mean takes every country with a value, a weighted mean those that have a weight too. Countries only: areas that are
-- aggregates themselves are in no group.
with
int_aggregation_rules__chosen as (
    select * from {{ ref('int_aggregation_rules__chosen') }}
),

int_area_groups__current as (
    select * from {{ ref('int_area_groups__current') }}
),

int_weights__nearest as (
    select * from {{ ref('int_weights__nearest') }}
),

ways as (
    select
        *,
        aggregation_rule as method
    from int_aggregation_rules__chosen
    where aggregation_rule <> 'none'
    union all
    select
        *,
        'unweighted_mean' as method
    from int_aggregation_rules__chosen
    where aggregation_rule = 'weighted_mean'
),

final as (
    select
        -- the figure of the group
        figures.dataset_code,
        ways.method,
        memberships.group_kind,
        memberships.group_code,
        figures.disaggregation,
        figures.year,
        -- the country in it
        figures.reference_area_code,
        figures.value,
        weights.weight,
        weights.weight_year,
        case when ways.method = 'weighted_mean' then weights.weight else 1 end as factor,
        figures.observation_kind,
        figures.observation_status_code,
        figures.snapshot_id
    from {{ ref('int_series_values__placed') }} as figures
    inner join ways
        on figures.dataset_code = ways.dataset_code
    inner join int_area_groups__current as memberships
        on figures.reference_area_code = memberships.reference_area_code
    left join int_weights__nearest as weights
        on ways.weight_dataset_code = weights.weight_dataset_code
            and coalesce(ways.weight_item_code, '') = weights.weight_item_code
            and figures.disaggregation = weights.disaggregation
            and figures.reference_area_code = weights.reference_area_code
            and figures.year = weights.year
    where not figures.is_aggregate
        and (ways.method <> 'weighted_mean' or weights.weight is not null)
)

select * from final
