-- One figure per group, method, disaggregation and year, with what it is made of, and whether it may be published: more
-- than half of the countries of the group, and 65 % of the weight where there is a weight. Percentages are put together
-- from their parts: the sum of weight times value, over the sum of weights.
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

summed as (
    select
        dataset_code,
        method,
        group_kind,
        group_code,
        disaggregation,
        year,
        {{ exact_sum('value') }} as value_sum,
        {{ exact_sum('factor * value') }} as product_sum,
        {{ exact_sum('factor') }} as factor_sum,
        {{ exact_sum('weight') }} as covered_weight,
        count(*) as country_count,
        count(case when weight_year <> year then 1 end) as nearest_weight_count,
        count(case when observation_kind = 'survey' then 1 end) as survey_count,
        count(case when observation_kind = 'modelled' then 1 end) as modelled_count,
        count(case when observation_kind = 'modelled' and observation_status_code = 'R' then 1 end) as anchored_count
    from {{ ref('int_regional_members__counted') }}
    group by dataset_code, method, group_kind, group_code, disaggregation, year
),

sizes as (
    select
        group_kind,
        group_code,
        min(group_label) as group_label,
        count(*) as member_count
    from int_area_groups__current
    group by group_kind, group_code
),

expected as (
    select
        weights.weight_dataset_code,
        weights.weight_item_code,
        weights.disaggregation,
        weights.year,
        memberships.group_kind,
        memberships.group_code,
        {{ exact_sum('weights.weight') }} as expected_weight
    from int_weights__nearest as weights
    inner join int_area_groups__current as memberships
        on weights.reference_area_code = memberships.reference_area_code
    group by
        weights.weight_dataset_code,
        weights.weight_item_code,
        weights.disaggregation,
        weights.year,
        memberships.group_kind,
        memberships.group_code
),

measured as (
    select
        summed.*,
        sizes.group_label,
        sizes.member_count,
        rules.ruled_by,
        rules.weight_dataset_code,
        rules.weight_item_code,
        case
            when summed.method = 'sum' then summed.value_sum
            else summed.product_sum / nullif(summed.factor_sum, 0)
        end as exact_value,
        {{ rounded(
            'coalesce(summed.covered_weight, 0) / nullif(expected.expected_weight, 0)', 6
        ) }} as covered_weight_share
    from summed
    inner join int_aggregation_rules__chosen as rules
        on summed.dataset_code = rules.dataset_code
    inner join sizes
        on summed.group_kind = sizes.group_kind
            and summed.group_code = sizes.group_code
    left join expected
        on rules.weight_dataset_code = expected.weight_dataset_code
            and coalesce(rules.weight_item_code, '') = expected.weight_item_code
            and summed.disaggregation = expected.disaggregation
            and summed.year = expected.year
            and summed.group_kind = expected.group_kind
            and summed.group_code = expected.group_code
),

final as (
    select
        *,
        {{ rounded('exact_value', 6) }} as value,
        case
            when country_count * 2 <= member_count then 'too_few_countries'
            when covered_weight_share < {{ least_covered_weight() }} then 'too_little_weight'
        end as reason_not_published
    from measured
)

select * from final
