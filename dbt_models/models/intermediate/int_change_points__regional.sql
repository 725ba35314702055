-- Our own figures of regions for the datasets of the indicators, from 2018 on, in the years in which they may be
-- published; beside each the same figure of a fixed set of countries.
with
int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

int_datasets__ranked as (
    select *
    from {{ ref('int_datasets__ranked') }}
    where is_current
),

int_regional_figures__judged as (
    select *
    from {{ ref('int_regional_figures__judged') }}
    where reason_not_published is null
        and year between {{ first_year_before() }} and extract(year from {{ as_of_date() }})
),

int_regional_sets__fixed as (
    select * from {{ ref('int_regional_sets__fixed') }}
),

final as (
    select
        -- keys
        sheets.indicator_id,
        sheets.indicator_version_no,
        figures.group_code as reference_area_code,
        figures.disaggregation,
        figures.method as aggregation_method,
        figures.group_kind as area_kind,
        figures.year,
        figures.dataset_code,
        -- value
        figures.value,
        case
            when figures.survey_count = figures.country_count then 'survey'
            when figures.modelled_count = figures.country_count then 'modelled'
            when figures.survey_count + figures.modelled_count = 0 then 'unknown'
            else 'mixed'
        end as value_kind,
        figures.modelled_count > 0 as is_modelled,
        -- countries
        figures.country_count,
        fixed.fixed_set_value,
        fixed.fixed_country_count,
        -- marks and origin
        datasets.is_partial,
        datasets.snapshot_id
    from int_regional_figures__judged as figures
    inner join int_indicators__sheets as sheets
        on figures.dataset_code = sheets.dataset_code
    inner join int_datasets__ranked as datasets
        on figures.dataset_code = datasets.dataset_code
    left join int_regional_sets__fixed as fixed
        on {{ same_regional_figure('figures', 'fixed') }}
            and figures.year = fixed.year
)

select * from final
