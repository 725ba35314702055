-- Figures of regions from figures of countries, ILOSTAT's own aggregate of the same area and year beside them. A figure
-- that may not be published stands with the reason, so that nobody takes a gap for an oversight.
{% set parts = {'sex': 'sex_code', 'classif1': 'classification_1_code', 'classif2': 'classification_2_code'} %}
with
int_regional_figures__judged as (
    select * from {{ ref('int_regional_figures__judged') }}
),

int_regional_figures__missing as (
    select * from {{ ref('int_regional_figures__missing') }}
),

int_regional_sets__fixed as (
    select * from {{ ref('int_regional_sets__fixed') }}
),

stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

of_ilostat as (
    select *
    from {{ ref('int_series_values__placed') }}
    where is_aggregate
),

final as (
    select
        -- keys
        figures.dataset_code,
        datasets.indicator_code,
        figures.method,
        figures.group_kind,
        figures.group_code,
        figures.group_label,
        figures.disaggregation,
        {% for part, column in parts.items() %}
        case
            when figures.disaggregation like '{{ part }}=%' then split_part(figures.disaggregation, '=', 2)
        end as {{ column }},
        {% endfor %}
        figures.year,
        -- the figure
        figures.value,
        catalogue.unit,
        figures.reason_not_published is null as is_published,
        figures.reason_not_published,
        -- what it is made of
        cast(figures.country_count as integer) as country_count,
        cast(figures.member_count as integer) as member_count,
        figures.covered_weight_share,
        coalesce(missing.missing_countries, '') as missing_countries,
        figures.weight_dataset_code,
        figures.weight_item_code,
        cast(figures.nearest_weight_count as integer) as nearest_weight_count,
        figures.ruled_by,
        {{ rounded('figures.survey_count / nullif(cast(figures.country_count as double), 0)', 6) }} as survey_share,
        {{ rounded('figures.modelled_count / nullif(cast(figures.country_count as double), 0)', 6) }} as modelled_share,
        {{ rounded('figures.anchored_count / nullif(cast(figures.country_count as double), 0)', 6) }} as anchored_share,
        -- the same on a fixed set of countries
        fixed.fixed_set_value,
        {{ rounded('figures.value - fixed.fixed_set_value', 6) }} as composition_effect,
        cast(coalesce(fixed.fixed_country_count, 0) as integer) as fixed_country_count,
        fixed.first_year as fixed_first_year,
        fixed.last_year as fixed_last_year,
        -- ILOSTAT's own
        of_ilostat.value as ilostat_value,
        {{ rounded('figures.value - of_ilostat.value', 6) }} as difference,
        of_ilostat.row_number as ilostat_row_number,
        -- marks and origin
        datasets.is_partial,
        datasets.is_sample,
        datasets.snapshot_id
    from int_regional_figures__judged as figures
    inner join int_datasets__ranked as datasets
        on figures.dataset_code = datasets.dataset_code
            and datasets.is_current
    inner join stg_catalogue__datasets as catalogue
        on figures.dataset_code = catalogue.dataset_code
    left join int_regional_figures__missing as missing
        on {{ same_regional_figure('figures', 'missing') }}
            and figures.year = missing.year
    left join int_regional_sets__fixed as fixed
        on {{ same_regional_figure('figures', 'fixed') }}
            and figures.year = fixed.year
    left join of_ilostat
        on figures.dataset_code = of_ilostat.dataset_code
            and figures.group_code = of_ilostat.reference_area_code
            and figures.disaggregation = of_ilostat.disaggregation
            and figures.year = of_ilostat.year
)

select * from final
