-- A data quality assessment of each indicator on USAID's five dimensions, by rule: each measure is a share or an age,
-- of which less is better, and its rating follows from limits in seeds/dqa_limits.csv. Nobody's judgement is in it.
{% set five = ['validity', 'integrity', 'precision', 'reliability', 'timeliness'] %}
with
indicators as (
    select
        *,
        case when dataset_code is null then 'register' else 'ilostat' end as applies_to
    from {{ ref('indicators') }}
),

stg_quality__dqa_limits as (
    select * from {{ ref('stg_quality__dqa_limits') }}
),

dimensions as (
    select dqa_dimension
    from (
        values {% for dimension in five %}
        ('{{ dimension }}'){{ ',' if not loop.last }}{% endfor %}
    ) as listed (dqa_dimension)
),

int_dqa__measured as (
    select * from {{ ref('int_dqa__measured') }}
),

rated as (
    select
        indicators.indicator_id,
        dimensions.dqa_dimension,
        limits.measure,
        limits.measure_label,
        limits.good_up_to,
        limits.adequate_up_to,
        limits.reason,
        coalesce(limits.approval_status, 'proposed') as approval_status,
        measured.measure_value,
        coalesce(measured.counted, 0) as counted,
        case
            when measured.measure_value is null then 0
            when measured.measure_value <= limits.good_up_to then 1
            when measured.measure_value <= limits.adequate_up_to then 2
            else 3
        end as rating_no
    from indicators
    cross join dimensions
    left join stg_quality__dqa_limits as limits
        on indicators.applies_to = limits.applies_to
            and dimensions.dqa_dimension = limits.dqa_dimension
    left join int_dqa__measured as measured
        on indicators.indicator_id = measured.indicator_id
            and limits.measure = measured.measure
),

ranked as (
    select
        *,
        max(rating_no) over (partition by indicator_id, dqa_dimension) as worst_rating_no
    from rated
),

final as (
    select
        indicator_id,
        dqa_dimension,
        coalesce(measure, 'none') as measure,
        measure_label,
        -- figures
        measure_value,
        cast(counted as bigint) as counted,
        good_up_to,
        adequate_up_to,
        -- ratings
        {{ rating_word('rating_no') }} as rating,
        {{ rating_word('worst_rating_no') }} as dimension_rating,
        case
            when measure is null then 'No measure of this side is defined for an indicator that the register gives'
            when measure_value is null then 'Nothing was there to measure it by'
            else
                measure_label || ': ' || cast({{ rounded('measure_value', 3) }} as string)
                || ' (over ' || cast(counted as string) || '); good up to ' || cast(good_up_to as string)
                || ', adequate up to ' || cast(adequate_up_to as string)
        end as basis,
        reason,
        'rule' as assessed_by,
        {{ as_of_date() }} as assessed_date,
        approval_status
    from ranked
)

select * from final
