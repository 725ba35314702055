-- What has no value of 2018 or later: for each indicator that ILOSTAT measures one row that counts the countries and
-- territories of our list without one, and a row for each other indicator that nothing was reported on.
with
int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

stg_strategy__area_groups as (
    select * from {{ ref('stg_strategy__area_groups') }}
),

int_datasets__ranked as (
    select *
    from {{ ref('int_datasets__ranked') }}
    where is_current
),

valued as (
    select distinct
        indicator_id,
        reference_area_code
    from {{ ref('int_change_points__observed') }}
    where not is_left_out
),

expected as (
    select
        sheets.indicator_id,
        areas.reference_area_code
    from int_indicators__sheets as sheets
    cross join stg_strategy__area_groups as areas
    where sheets.dataset_code is not null
    union all
    select
        indicator_id,
        'STRATEGY' as reference_area_code
    from int_indicators__sheets
    where dataset_code is null
),

counted as (
    select
        expected.indicator_id,
        count(*) as area_count
    from expected
    left join valued
        on expected.indicator_id = valued.indicator_id
            and expected.reference_area_code = valued.reference_area_code
    where valued.indicator_id is null
    group by expected.indicator_id
),

final as (
    select
        sheets.indicator_id,
        sheets.indicator_version_no,
        case when sheets.dataset_code is null then 'STRATEGY' else 'NO_VALUE' end as reference_area_code,
        case when sheets.dataset_code is null then 'strategy' else 'without_value' end as area_kind,
        sheets.dataset_code,
        counted.area_count,
        case
            when sheets.dataset_code is not null and datasets.dataset_code is null then 'dataset_not_loaded'
            else 'no_value'
        end as reason_no_difference
    from counted
    inner join int_indicators__sheets as sheets
        on counted.indicator_id = sheets.indicator_id
    left join int_datasets__ranked as datasets
        on sheets.dataset_code = datasets.dataset_code
)

select * from final
