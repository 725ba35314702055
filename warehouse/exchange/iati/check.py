"""The file against the release: each figure in it is one of the release, and the other way round.

Owns: the reading of a written file, and the comparison.
Never: uses what wrote the file: it reads the tables by a query of its own.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
from lxml import etree

from warehouse.errors import WarehouseError
from warehouse.exchange.choice import Choice
from warehouse.exchange.queries import sql
from warehouse.exchange.xml import xml_text

# kind, indicator, area, name of the group, group, year, value
Key = tuple[str, str, str, str, str, int, float | None]
_SHOWN = 5


def verify(path: Path, connection: duckdb.DuckDBPyConnection, choice: Choice) -> int:
    """Compare every figure; gives how many there are.

    Raises:
        WarehouseError: a figure is missing, differs, or stands in the file alone.
    """
    written, held = Counter(in_file(path)), Counter(in_release(connection, choice))
    if written != held:
        missing, alone = held - written, written - held
        shown = [f"missing: {one}" for one in [*missing][:_SHOWN]] + [f"not held: {one}" for one in [*alone][:_SHOWN]]
        raise WarehouseError(
            f"The file does not say what the release says: {missing.total():,} figures are missing and "
            f"{alone.total():,} stand in it alone ({'; '.join(shown)}). It was not kept; please report this."
        )
    return written.total()


def in_file(path: Path) -> Iterator[Key]:
    """The figures of a file, read an indicator at a time."""
    for _, indicator in etree.iterparse(str(path), tag="indicator", resolve_entities=False, no_network=True):
        code = indicator.find("reference").get("code")
        for one in indicator.findall("baseline"):
            yield _read("BASELINE", code, one, one.get("year"))
        for period in indicator.findall("period"):
            year = period.find("period-start").get("iso-date")[:4]
            for name in ("target", "actual"):
                for one in period.findall(name):
                    yield _read(name.upper(), code, one, year)
        indicator.clear()


def addresses_in(path: Path) -> int:
    """How many addresses of evidence and reports the file makes public."""
    found = 0
    for _, link in etree.iterparse(str(path), tag="document-link", resolve_entities=False, no_network=True):
        found += 1
        link.clear(keep_tail=True)
    return found


def in_release(connection: duckdb.DuckDBPyConnection, choice: Choice) -> Iterator[Key]:
    """The figures of the release, straight from its tables."""
    for kind, indicator_id, area, group, year, value in connection.execute(sql("iati_figures")).fetchall():
        if (not choice.indicators or indicator_id in choice.indicators) and (not choice.areas or area in choice.areas):
            name, sign, code = group.partition("=")
            named = ("", "") if group == "total" else (name, code) if sign else ("group", group)
            yield kind, indicator_id, xml_text(area), xml_text(named[0]), xml_text(named[1]), year, value


def _read(kind: str, indicator_id: str, element: etree._Element, year: str) -> Key:
    said = {one.get("name"): one.get("value") for one in element.findall("dimension")}
    area = said.pop("ref_area", "STRATEGY")
    ((name, code),) = said.items() or {("", "")}
    value = element.get("value")
    return kind, indicator_id, area, name, code, int(year), None if value is None else float(value)
