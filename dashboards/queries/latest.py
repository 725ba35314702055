"""Reads of the latest figure of each country.

Owns: which figure is a country's latest, and the countries that have none.
Never: takes a projection, or a figure of a year that has not ended, for a figure of the past; lists an aggregate.
"""

from dashboards.queries import indicators
from dashboards.queries.reading import Source, columns

_AREAS = "indicators.reference_areas"
_GROUPS = ("region_code", "region_label", "subregion_code", "subregion_label")


def latest_sql(source: Source, dataset_code: str, items: dict[str, list[str]], as_of_year: int) -> str:
    """The newest figure of the best series per country, one row each; without a value where there is none.

    Args:
        source: the release.
        dataset_code: the dataset.
        items: for each dimension that the dataset has, the one code to show.
        as_of_year: the last year that counts.
    """
    known = columns(source, _AREAS)
    # An older release does not group areas in this way.
    groups = ",\n    ".join(
        f"reference_areas.{name}" if name in known else f"cast(null as varchar) as {name}" for name in _GROUPS
    )
    has_region = "reference_areas.region_code is not null or " if "region_code" in known else ""
    figures = indicators.figures_sql(source, dataset_code, None, items, best=True)
    return f"""with figures as (
{figures}
),
newest as (
    select
        figures.*,
        row_number() over (
            partition by figures.reference_area_code
            order by figures.year desc, figures.time_period desc, figures.source_code
        ) as place
    from figures
    where figures.value is not null
        and figures.year <= {as_of_year}
        and figures.observation_kind is distinct from 'projected'
)
select
    reference_areas.reference_area_code,
    reference_areas.reference_area_label,
    {groups},
    newest.sex_code,
    newest.classification_1_code,
    newest.classification_2_code,
    newest.time_period,
    newest.year,
    newest.value,
    newest.observation_status_code,
    newest.observation_status_label,
    newest.is_modelled,
    newest.observation_kind,
    newest.is_break,
    newest.break_reason,
    newest.source_code,
    newest.source_label,
    newest.snapshot_id,
    (select is_sample from guide.release) as is_sample
from {_AREAS} as reference_areas
left join newest on newest.reference_area_code = reference_areas.reference_area_code and newest.place = 1
where reference_areas.area_type = 'country' and ({has_region}newest.value is not null)
order by reference_areas.reference_area_label, reference_areas.reference_area_code"""
