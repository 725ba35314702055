-- What each design was to estimate. Where the gate refuses it, the row is there, without any number.
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

estimates as (
    select *
    from {{ ref('int_impact_designs__assessed') }}
    where record = 'estimate'
),

final as (
    select
        -- keys
        estimates.design_id,
        cast(estimates.design_version_no as integer) as design_version_no,
        estimates.name as quantity,
        designs.indicator_id,
        sheets.unit,
        designs.method,
        designs.is_current,
        -- gate
        estimates.verdict,
        estimates.sentence as refusal_reasons,
        -- estimate
        estimates.value as estimate,
        estimates.interval_low,
        estimates.interval_high,
        estimates.interval_method,
        estimates.p_value,
        estimates.standard_error,
        -- what it rests on
        cast(estimates.treated_count as integer) as treated_count,
        cast(estimates.comparison_count as integer) as comparison_count,
        cast(estimates.points_before as integer) as points_before,
        cast(estimates.points_after as integer) as points_after,
        -- what it may be called
        estimates.claim,
        estimates.claim_words,
        designs.is_sample
    from estimates
    inner join int_impact_designs__versioned as designs
        on estimates.design_id = designs.design_id
            and estimates.design_version_no = designs.design_version_no
    left join int_indicators__sheets as sheets
        on designs.indicator_id = sheets.indicator_id
)

select * from final
