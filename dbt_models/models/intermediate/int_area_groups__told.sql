-- What the newest table of contents by area says of each country: its region, subregions and income group. One that is
-- no newer than our list of regions, or names no region, says nothing here; neither do the entries of aggregate areas.
{{ config(meta={'snapshots_of': ['ilostat_areas']}) }}
{% set told_kinds = {
    'region': 'region', 'subregion': 'subregion_detailed', 'broad_subregion': 'subregion_broad',
    'income_group': 'income_group',
} %}
with
stg_ilostat__areas as (
    select * from {{ ref('stg_ilostat__areas') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

naming_regions as (
    select distinct snapshot_id
    from stg_ilostat__areas
    where given_region_code is not null
),

contents as (
    select
        snapshots.snapshot_id,
        snapshots.known_from,
        row_number() over (order by snapshots.known_from desc, snapshots.snapshot_id desc) as contents_rank
    from stg_landing__snapshots as snapshots
    inner join naming_regions
        on snapshots.snapshot_id = naming_regions.snapshot_id
    where cast(snapshots.known_from as date) > {{ area_list_date() }}
),

countries as (
    select
        areas.*,
        contents.known_from
    from stg_ilostat__areas as areas
    inner join contents
        on areas.snapshot_id = contents.snapshot_id
    where contents.contents_rank = 1
        and not {{ is_aggregate_code('areas.reference_area_code') }}
),

final as (
    {% for kind, column in told_kinds.items() %}
    select
        reference_area_code,
        '{{ kind }}' as group_kind,
        {{ group_code('min(given_' ~ column ~ '_code)') }} as group_code,
        min({{ column }}_label) as group_label,
        min(snapshot_id) as snapshot_id,
        min(known_from) as known_from
    from countries
    where given_{{ column }}_code is not null
    group by reference_area_code
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from final
