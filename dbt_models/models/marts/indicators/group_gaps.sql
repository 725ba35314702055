-- Women beside men: the ratio and the difference of the two values of a year, both kept. A ratio that cannot be is
-- empty, and says why.
with
int_series_values__placed as (
    select * from {{ ref('int_series_values__placed') }}
),

stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

women as (
    select *
    from int_series_values__placed
    where disaggregation = 'sex=SEX_F'
),

men as (
    select *
    from int_series_values__placed
    where disaggregation = 'sex=SEX_M'
),

paired as (
    select
        coalesce(women.dataset_code, men.dataset_code) as dataset_code,
        coalesce(women.indicator_code, men.indicator_code) as indicator_code,
        coalesce(women.reference_area_code, men.reference_area_code) as reference_area_code,
        coalesce(women.is_aggregate, men.is_aggregate) as is_aggregate,
        coalesce(women.year, men.year) as year,
        women.value as women_value,
        men.value as men_value,
        case
            when women.value is null then 'women_value_missing'
            when men.value is null then 'men_value_missing'
            when men.value = 0 then 'men_value_is_zero'
            when men.value < 0 or women.value < 0 then 'negative_value'
        end as reason_no_ratio,
        women.observation_kind as women_observation_kind,
        men.observation_kind as men_observation_kind,
        women.source_code = men.source_code as has_same_source,
        women.row_number as women_row_number,
        men.row_number as men_row_number,
        coalesce(women.is_partial, men.is_partial) as is_partial,
        coalesce(women.is_sample, men.is_sample) as is_sample,
        coalesce(women.snapshot_id, men.snapshot_id) as snapshot_id
    from women
    full outer join men
        on women.dataset_code = men.dataset_code
            and women.reference_area_code = men.reference_area_code
            and women.year = men.year
),

final as (
    select
        -- keys
        paired.dataset_code,
        paired.indicator_code,
        paired.reference_area_code,
        paired.year,
        -- both values
        paired.women_value,
        paired.men_value,
        datasets.unit,
        -- the gap
        case
            when paired.reason_no_ratio is null
                then {{ rounded('paired.women_value / nullif(paired.men_value, 0)', 6) }}
        end as ratio,
        paired.reason_no_ratio,
        {{ rounded('paired.women_value - paired.men_value', 6) }} as difference,
        -- what the values are
        paired.women_observation_kind,
        paired.men_observation_kind,
        paired.has_same_source,
        paired.is_aggregate,
        -- marks and origin
        paired.is_partial,
        paired.is_sample,
        paired.women_row_number,
        paired.men_row_number,
        paired.snapshot_id
    from paired
    inner join stg_catalogue__datasets as datasets
        on paired.dataset_code = datasets.dataset_code
)

select * from final
