"""The activity that holds the results: who reports, what it is, when and where.

Owns: the identifiers, and the placeholder that stands for one that nobody has set.
Never: invents the identifier of an organisation; claims an activity in a country.
"""

from datetime import UTC, date, datetime

import duckdb
from lxml import etree

from warehouse.errors import WarehouseError
from warehouse.exchange.iati import elements
from warehouse.release.pointer import Release

PLACEHOLDER = "XX-NOT-SET"
SAMPLE = "SAMPLE DATA: every figure is invented."
_TITLE = "ILO strategy on decent work in supply chains 2023–27"
_MULTILATERAL = "40"
_NOT_ALLOWED = set("/&|? \t\r\n")


def reporter(setting: str) -> tuple[str, str]:
    """Identifier and name of the organisation that reports, from the setting; the placeholder where it is empty.

    Raises:
        WarehouseError: the identifier has a sign that IATI does not allow, or the name is missing.
    """
    if not setting.strip():
        return PLACEHOLDER, "Reporting organisation not set (DWSC_IATI_REPORTER)"
    identifier, _, name = setting.strip().partition(" ")
    if set(identifier) & _NOT_ALLOWED or not name.strip():
        raise WarehouseError(
            f"DWSC_IATI_REPORTER={setting!r} should be an IATI identifier without / & | ?, a blank, and the name of "
            "the organisation."
        )
    return identifier, name.strip()


def made_at(release: Release) -> str:
    """When the release was made, so that the same release gives the same file."""
    return datetime.strptime(release.release_id, "%Y%m%d_%H%M%S").replace(tzinfo=UTC).isoformat()


def heading(connection: duckdb.DuckDBPyConnection, release: Release, who: tuple[str, str]) -> list[etree._Element]:
    """Everything of the activity that comes before its documents and results."""
    identifier, name = who
    activity_id = f"{identifier}-DWSC-2023-2027{'-SAMPLE' if release.is_sample else ''}"
    started, ends = _years(connection)
    told = etree.Element("iati-identifier")
    told.text = activity_id
    return [
        told,
        elements.narrative("reporting-org", name, ref=identifier, type=_MULTILATERAL),
        elements.narrative("title", f"{SAMPLE} {_TITLE}" if release.is_sample else _TITLE),
        elements.narrative("description", _description(release, identifier), type="1"),
        elements.narrative("participating-org", "International Labour Organization", role="4", type=_MULTILATERAL),
        elements.empty("activity-status", code=_status(release, started, ends)),
        elements.empty("activity-date", type="1", iso_date=f"{started}-01-01"),
        elements.empty("activity-date", type="3", iso_date=f"{ends}-12-31"),
        elements.empty("activity-scope", code="1"),
        elements.narrative("recipient-region", "World", code="001", vocabulary="2"),
        elements.narrative(
            "sector",
            "Decent work in supply chains (own code, not of a public list)",
            code="DWSC",
            vocabulary="99",
        ),
    ]


def _description(release: Release, identifier: str) -> str:
    told = [
        SAMPLE if release.is_sample else "",
        f"Results of the strategy in document GB.347/INS/8, as release {release.release_id} of the monitoring "
        f"warehouse holds them; figures as known on {release.manifest['as_of']}.",
        "Indicators and targets are proposed: the strategy sets none.",
        f"The identifier {PLACEHOLDER} is a placeholder and not registered; set DWSC_IATI_REPORTER before this file is "
        "published."
        if identifier == PLACEHOLDER
        else "",
    ]
    return " ".join(part for part in told if part)


def _years(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    first, last = connection.execute("select min(start_year), max(end_year) from strategy.phases").fetchall()[0]
    return int(first), int(last)


def _status(release: Release, started: int, ends: int) -> str:
    """IATI's ActivityStatus on the as-of date: planned, under way, or over with the evaluation to come."""
    year = date.fromisoformat(str(release.manifest["as_of"])).year
    return "1" if year < started else "2" if year <= ends else "3"
