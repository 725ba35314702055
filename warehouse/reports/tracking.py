"""The tracking table out of a release: which rows, and as which file.

Owns: the query for a choice of indicators, areas, groups, classes and years, shared by the page and `dwsc export`; and
the way from a release to a workbook.
Never: writes a file; computes a figure.
"""

from dataclasses import dataclass, fields, replace

import duckdb
import pyarrow as pa

from warehouse.errors import ReleaseError
from warehouse.release.codes import as_held, spellings
from warehouse.release.licences import licence_note
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.release.tables import text
from warehouse.reports.tracking_workbook import About, workbook

LATEST, EVERY = "latest", "all"
NOT_RATED, NO_VALUE = "not_rated", "no_value"


@dataclass(frozen=True)
class Choice:
    """What of the tracking table is asked for; an empty choice does not filter.

    Attributes:
        action_areas: codes such as AA1; an indicator of the strategy as a whole belongs to STRATEGY.
        levels: output, process, outcome or impact.
        indicators: ids.
        areas: reference areas.
        groups: disaggregations such as total or sex=SEX_F.
        statuses: classes, `not_rated` (a value, and no class) or `no_value`.
        period: `latest` for the last value of each series, `all`, or a year.
    """

    action_areas: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    period: str = EVERY

    @property
    def codes(self) -> list[str]:
        """Everything that was chosen, as codes, for the name of a file."""
        chosen = [getattr(self, each.name) for each in fields(self) if each.name != "period"]
        return [code for codes in chosen for code in codes] + ([] if self.period == EVERY else [self.period])


def rows_sql(choice: Choice, years: tuple[int, ...] = ()) -> str:
    """The rows of a choice, in a fixed order.

    Args:
        choice: what is asked for.
        years: years whose actual values stand beside each row as actual_<year>.
    """
    series = _all(_series(choice))
    rows = _all([*_series(choice), *_rows(choice)])
    if not years:
        return f"select chosen.*\nfrom indicators.tracking_table as chosen\nwhere {rows}\n{_ORDER}"
    actuals = ",\n        ".join(f"max(case when year = {year} then value end) as actual_{year}" for year in years)
    named = ",\n    ".join(f"actuals.actual_{year}" for year in years)
    return f"""with chosen as (
    select *
    from indicators.tracking_table
    where {rows}
),
actuals as (
    select
        indicator_id,
        reference_area_code,
        disaggregation,
        {actuals}
    from indicators.tracking_table
    where {series}
    group by indicator_id, reference_area_code, disaggregation
)
select
    chosen.*,
    {named}
from chosen
inner join actuals
    on chosen.indicator_id = actuals.indicator_id
    and chosen.reference_area_code is not distinct from actuals.reference_area_code
    and chosen.disaggregation = actuals.disaggregation
{_ORDER}"""


def export(release: Release, choice: Choice) -> bytes:
    """The rows of a choice as a workbook.

    Raises:
        WarehouseError: a code is not in the release, or there are too many rows for a sheet.
        ReleaseError: the release has no tracking table, or is damaged.
    """
    with connect(release.database) as connection:
        try:
            choice = _as_held(connection, choice)
            rows: pa.Table = connection.execute(rows_sql(choice)).to_arrow_table()
        except duckdb.CatalogException as error:
            raise ReleaseError(
                f"Release {release.release_id} has no tracking table: an earlier version of the warehouse made it. "
                "`dwsc run` publishes one that has."
            ) from error
    return workbook(rows, about(release, filters(choice)))


def about(release: Release, chosen: tuple[str, ...]) -> About:
    """What the cover of a workbook says of its rows."""
    told = release.manifest
    return About(release.release_id, str(told["as_of"]), release.is_sample, licence_note(told), chosen)


def filters(choice: Choice) -> tuple[str, ...]:
    """A choice in words, for a cover."""
    named = {
        "action area": choice.action_areas, "level": choice.levels, "indicator": choice.indicators,
        "area": choice.areas, "group": choice.groups, "status": choice.statuses,
    }  # fmt: skip
    told = [f"{name} = {', '.join(codes).replace('_', ' ')}" for name, codes in named.items() if codes]
    period = {EVERY: [], LATEST: ["period = latest value of each series"]}
    return tuple(told + period.get(choice.period, [f"period = {choice.period}"]))


_ORDER = """order by
    chosen.indicator_id,
    chosen.reference_area_label nulls last,
    chosen.reference_area_code nulls last,
    chosen.disaggregation <> 'total',
    chosen.disaggregation,
    chosen.year nulls last"""


def _series(choice: Choice) -> list[str]:
    """Conditions that hold for all years of a series alike."""
    found = {"level": choice.levels, "indicator_id": choice.indicators, "reference_area_code": choice.areas}
    conditions = [_among(column, codes) for column, codes in found.items() if codes]
    if choice.groups:
        conditions.append(_among("disaggregation", choice.groups))
    if choice.action_areas:
        each = (f"';' || action_area_ids || ';' like {text(f'%;{code};%')}" for code in choice.action_areas)
        conditions.append(f"({' or '.join(each)})")
    return conditions


def _rows(choice: Choice) -> list[str]:
    conditions = []
    if choice.period == LATEST:
        conditions.append("is_latest")
    elif choice.period != EVERY:
        conditions.append(f"year = {int(choice.period)}")
    if choice.statuses:
        apart = {NOT_RATED: "class is null and value is not null", NO_VALUE: "value is null"}
        each = [f"({apart[code]})" if code in apart else f"class = {text(code)}" for code in choice.statuses]
        conditions.append(f"({' or '.join(each)})")
    return conditions


def _all(conditions: list[str]) -> str:
    return "\n        and ".join(conditions) or "true"


def _among(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} in ({', '.join(text(code) for code in codes)})"


def _as_held(connection: duckdb.DuckDBPyConnection, choice: Choice) -> Choice:
    """The choice with indicators and areas as the table spells them; case does not count."""
    found = {}
    for part, column in (("indicators", "indicator_id"), ("areas", "reference_area_code")):
        codes = connection.execute(f"select distinct {column} from indicators.tracking_table").fetchall()
        held = spellings(str(code) for (code,) in codes if code is not None)
        what = f"The tracking table has no {part.removesuffix('s')}"
        found[part] = as_held(
            getattr(choice, part), held, what, f"Its codes are in {column} of indicators.tracking_table."
        )
    return replace(choice, indicators=found["indicators"], areas=found["areas"])
