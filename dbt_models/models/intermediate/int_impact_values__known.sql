-- The values that a plan speaks of: of its indicator by the sheet that holds, its areas, its group and its years, as
-- they are known now, out of the best series of each area. first_known_from: when any value of the area and year became
-- known, in whatever vintage the release carries: a plan registered later could have been made with it in view.
{{ config(meta={'snapshots_of': ['ilostat']}) }}
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

int_impact_areas__listed as (
    select * from {{ ref('int_impact_areas__listed') }}
),

int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

int_indicator_values__yearly as (
    select *
    from {{ ref('int_indicator_values__yearly') }}
    where value is not null
),

observation_vintages as (
    select * from {{ ref('observation_vintages') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

planned as (
    select
        designs.design_id,
        designs.design_version_no,
        designs.indicator_id,
        designs.disaggregation,
        designs.first_year,
        designs.last_year,
        areas.reference_area_code,
        areas.role,
        areas.start_year,
        designs.is_sample
    from int_impact_designs__versioned as designs
    inner join int_impact_areas__listed as areas
        on designs.design_id = areas.design_id
            and designs.design_version_no = areas.design_version_no
),

found as (
    select
        planned.*,
        observed.indicator_version_no,
        observed.dataset_code,
        observed.source_code,
        observed.year,
        observed.value,
        observed.value_kind,
        observed.is_break,
        observed.observation_status_code,
        observed.snapshot_id,
        observed.row_number
    from planned
    inner join int_indicators__sheets as sheets
        on planned.indicator_id = sheets.indicator_id
    inner join int_indicator_values__yearly as observed
        on sheets.indicator_id = observed.indicator_id
            and sheets.indicator_version_no = observed.indicator_version_no
            and planned.reference_area_code = observed.reference_area_code
            and planned.disaggregation = observed.disaggregation
    where observed.year between planned.first_year and planned.last_year
),

cells as (
    select distinct
        dataset_code,
        reference_area_code,
        year
    from found
),

known as (
    select
        cells.dataset_code,
        cells.reference_area_code,
        cells.year,
        min(snapshots.known_from) as first_known_from
    from cells
    inner join observation_vintages as vintages
        on cells.dataset_code = vintages.dataset_code
            and cells.reference_area_code = vintages.reference_area_code
            and cells.year = vintages.year
    inner join stg_landing__snapshots as snapshots
        on vintages.snapshot_id = snapshots.snapshot_id
    where vintages.value is not null
    group by cells.dataset_code, cells.reference_area_code, cells.year
),

final as (
    select
        found.*,
        known.first_known_from
    from found
    left join known
        on found.dataset_code = known.dataset_code
            and found.reference_area_code = known.reference_area_code
            and found.year = known.year
)

select * from final
