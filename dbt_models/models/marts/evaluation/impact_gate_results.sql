-- Every rule of the gate, applied to every version of a plan.
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

rules as (
    select *
    from {{ ref('int_impact_designs__assessed') }}
    where record = 'rule'
),

final as (
    select
        -- keys
        rules.design_id,
        cast(rules.design_version_no as integer) as design_version_no,
        rules.name as rule_id,
        cast(rules.row_no as integer) as rule_no,
        -- what the rule says
        rules.threshold,
        rules.value as measured,
        rules.verdict,
        rules.sentence,
        designs.is_sample
    from rules
    inner join int_impact_designs__versioned as designs
        on rules.design_id = designs.design_id
            and rules.design_version_no = designs.design_version_no
)

select * from final
