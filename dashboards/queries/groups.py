"""Reads about groups of people and groups of countries.

Owns: the values of women and men with their gap, and the figures of regions beside ILOSTAT's own.
Never: works out a gap or a figure of a region; the marts did.
"""

from dashboards.queries.reading import Source, among, columns, literal, where

GAPS = "indicators.group_gaps"
REGIONS = "indicators.regional_aggregates"


def has_gaps(source: Source) -> bool:
    """Whether the release tells the gaps between women and men."""
    return bool(columns(source, GAPS))


def has_regions(source: Source) -> bool:
    """Whether the release holds figures of regions."""
    return bool(columns(source, REGIONS))


def areas_sql(dataset_code: str) -> str:
    """Areas with values of women and men in one year at least: code, label, is_aggregate, last_year."""
    return f"""select
    gaps.reference_area_code as code,
    coalesce(min(reference_areas.reference_area_label), gaps.reference_area_code) as label,
    bool_or(gaps.is_aggregate) as is_aggregate,
    max(gaps.year) as last_year,
    count(*) as year_count
from {GAPS} as gaps
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = gaps.reference_area_code
where gaps.dataset_code = {literal(dataset_code)} and gaps.difference is not null
group by gaps.reference_area_code
order by label, code"""


def gaps_sql(dataset_code: str, areas: list[str], year: int | None) -> str:
    """Women and men of some areas, one row each: of one year, or of the latest year that has both."""
    filters = [f"dataset_code = {literal(dataset_code)}", among("reference_area_code", areas)]
    filters += ["difference is not null"] if year is None else [f"year = {literal(year)}"]
    return f"""with placed as (
    select
        *,
        row_number() over (partition by reference_area_code order by year desc) as place
    from {GAPS}
    where {where(filters)}
)
select
    placed.dataset_code,
    placed.reference_area_code,
    coalesce(reference_areas.reference_area_label, placed.reference_area_code) as reference_area_label,
    placed.year,
    placed.women_value,
    placed.men_value,
    placed.unit,
    placed.difference,
    placed.ratio,
    placed.reason_no_ratio,
    placed.women_observation_kind,
    placed.men_observation_kind,
    placed.has_same_source,
    placed.is_aggregate,
    placed.is_partial,
    placed.is_sample,
    placed.women_row_number,
    placed.men_row_number,
    placed.snapshot_id
from placed
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = placed.reference_area_code
where placed.place = 1
order by reference_area_label, placed.reference_area_code"""


def regions_sql(dataset_code: str) -> str:
    """Totals of regions, the latest year of each that may be published and, of several, one with ILOSTAT's figure."""
    return f"""with placed as (
    select
        *,
        row_number() over (
            partition by method, group_kind, group_code
            order by ilostat_value is null, is_published desc, year desc
        ) as place
    from {REGIONS}
    where dataset_code = {literal(dataset_code)} and disaggregation = 'total'
)
select
    dataset_code, method, group_kind, group_code, group_label, year, value, unit, is_published, reason_not_published,
    ilostat_value, difference, country_count, member_count, covered_weight_share, missing_countries,
    weight_dataset_code, survey_share, modelled_share, fixed_set_value, composition_effect, fixed_country_count,
    ruled_by, is_partial, is_sample, snapshot_id, ilostat_row_number
from placed
where place = 1
order by
    case group_kind when 'world' then 1 when 'region' then 2 when 'subregion' then 3 else 4 end,
    group_label, group_code, method"""
