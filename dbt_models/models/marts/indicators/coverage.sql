-- The best that the current snapshot has for an area in a year; for datasets of the catalogue, years without a row are
-- spelled out for every country of an ILO region. Observations are named in each part, not held in memory.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_datasets__ranked'), only='is_current') }}",
) }}
{% set years = range(1900, 2101) %}
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

stg_strategy__area_groups as (
    select * from {{ ref('stg_strategy__area_groups') }}
),

counted as (
    select
        snapshot_id,
        reference_area_code,
        year,
        count(*) as observation_count,
        count(value) as value_count,
        max(case when value is not null and observation_kind = 'survey' then 1 else 0 end) as has_survey,
        max(case when value is not null and observation_kind = 'unknown' then 1 else 0 end) as has_unknown,
        max(case when value is not null and observation_kind = 'modelled' then 1 else 0 end) as has_modelled,
        max(case when value is null and observation_status_code in ('U', 'S', 'C') then 1 else 0 end) as has_suppressed
    from {{ ref('observations') }}
    where {{ is_new('snapshot_id') }}
    group by snapshot_id, reference_area_code, year
),

followed as (
    select
        counted.snapshot_id,
        min(counted.year) as first_year,
        max(counted.year) as last_year
    from counted
    inner join int_datasets__ranked as datasets
        on counted.snapshot_id = datasets.snapshot_id
    inner join stg_catalogue__datasets as catalogue
        on datasets.dataset_code = catalogue.dataset_code
    group by counted.snapshot_id
),

years as (
    select year
    from (
        values {% for year in years %}
        ({{ year }}){{ ',' if not loop.last }}{% endfor %}
    ) as listed (year)
),

cells as (
    select
        snapshot_id,
        reference_area_code,
        year
    from counted
    union
    select
        followed.snapshot_id,
        areas.reference_area_code,
        years.year
    from followed
    inner join years
        on years.year between followed.first_year and followed.last_year
    cross join stg_strategy__area_groups as areas
),

worded as (
    select
        cells.snapshot_id,
        cells.reference_area_code,
        cells.year,
        coalesce(counted.observation_count, 0) as observation_count,
        coalesce(counted.value_count, 0) as value_count,
        case
            when counted.has_survey = 1 then 'survey'
            when counted.has_unknown = 1 then 'unknown'
            when counted.has_modelled = 1 then 'modelled'
            when counted.value_count > 0 then 'projected'
            when counted.has_suppressed = 1 then 'suppressed'
            else 'missing'
        end as coverage
    from cells
    left join counted
        on cells.snapshot_id = counted.snapshot_id
            and cells.reference_area_code = counted.reference_area_code
            and cells.year = counted.year
),

final as (
    select
        datasets.dataset_code,
        worded.reference_area_code,
        worded.year,
        worded.coverage,
        case worded.coverage
            when 'survey' then 'S'
            when 'unknown' then '?'
            when 'modelled' then 'M'
            when 'projected' then 'P'
            when 'suppressed' then 'U'
            else '–'
        end as coverage_letter,
        worded.observation_count,
        worded.value_count,
        worded.snapshot_id,
        datasets.is_sample
    from worded
    inner join int_datasets__ranked as datasets
        on worded.snapshot_id = datasets.snapshot_id
)

select * from final
