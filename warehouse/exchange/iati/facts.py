"""What of a release goes into the IATI file, read from its tables.

Owns: the indicators, figures and documents as plain records, and the sentence beside each figure.
Never: writes XML; counts a figure that is not published.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from warehouse.exchange.choice import Choice
from warehouse.exchange.iati.addresses import web_address
from warehouse.exchange.queries import sql, union

WHOLE = "STRATEGY"
# By kind, area, group and year.
Notes = Mapping[tuple[str, str, str, int], str]
_YEARLY = ("actuals", "baselines", "targets", "points")


@dataclass(frozen=True)
class Figure:
    """One baseline, target or actual value.

    Attributes:
        kind: ACTUAL, BASELINE, TARGET or INTERIM_TARGET.
        area: reference area; STRATEGY is the strategy as a whole.
        group: disaggregation such as total or sex=SEX_F.
        year: that it stands for.
        value: none where a target is no number.
        comment: status, kind, notes and what else the value cannot say.
    """

    kind: str
    area: str
    group: str
    year: int
    value: float | None
    comment: str


@dataclass(frozen=True)
class Document:
    """Evidence or a report with an address."""

    title: str
    link: str
    category: str
    date: date | None
    about: str


@dataclass(frozen=True)
class Documents:
    """Documents by what they are about."""

    of_indicator: Mapping[str, list[Document]]
    of_output: Mapping[str, list[Document]]
    of_strategy: list[Document]


def indicators(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[dict[str, Any]]:
    """The indicators of the framework that are asked for, with the fields of their sheets."""
    cursor = connection.execute(sql("iati_indicators"))
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row for row in rows if not choice.indicators or row["indicator_id"] in choice.indicators]


def figures(connection: duckdb.DuckDBPyConnection, indicator_id: str, choice: Choice) -> list[Figure]:
    """All figures of one indicator, in the order of area, group and year."""
    cursor = connection.execute(
        f"select * from (\n{union(_YEARLY)}\n) where indicator = ?\n"
        "order by ref_area, disaggregation <> 'total', disaggregation, time_period, value_type",
        [indicator_id],
    )
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    labels = _status_labels(connection)
    notes = _notes(connection, indicator_id)
    return [_figure(row, labels, notes) for row in rows if not choice.areas or row["ref_area"] in choice.areas]


def documents(connection: duckdb.DuckDBPyConnection) -> Documents:
    """Every document that was not rejected and has a web address that may be published."""
    found = connection.execute(
        "select indicator_id, output_id, title, link, category, document_date, evidence_kind, review\n"
        f"from (\n{sql('iati_documents')}\n) order by indicator_id, output_id, link, category"
    ).fetchall()
    by_indicator: dict[str, list[Document]] = defaultdict(list)
    by_output: dict[str, list[Document]] = defaultdict(list)
    others: list[Document] = []
    for indicator_id, output_id, title, link, category, day, kind, review in found:
        address = web_address(link)
        if address is None:
            continue
        one = Document(title or link, address, category, day, f"{kind or 'document'}; review: {review}".capitalize())
        place = by_indicator[indicator_id] if indicator_id else by_output[output_id] if output_id else others
        place.append(one)
    return Documents(by_indicator, by_output, others)


def _figure(row: Mapping[str, Any], labels: Mapping[str, str], notes: Notes) -> Figure:
    place = row["value_type"], row["ref_area"] or WHOLE, row["disaggregation"], int(row["time_period"])
    kind, area, group, year = place
    told = {"ACTUAL": _actual, "BASELINE": _baseline}.get(kind, _target)(row)
    flag = row["obs_status_source"]
    if flag:
        told.append(f"Observation status: {flag} ({labels.get(flag, 'not in the code list')}).")
    if place in notes:
        told.append(f"Notes: {notes[place]}")
    return Figure(kind, area, group, year, row["obs_value"], " ".join(told))


def _actual(row: Mapping[str, Any]) -> list[str]:
    told = [f"Value: {row['obs_kind']}."]
    if row["source"]:
        told.append(f"Source: {row['source']}.")
    if row["is_partial"]:
        told.append("The year was not over.")
    if row["has_break_since_baseline"]:
        told.append("The series breaks since the baseline.")
    return told


def _baseline(row: Mapping[str, Any]) -> list[str]:
    told = [f"Baseline: {row['obs_kind']}, by the rule {row['baseline_rule']} ({row['approval']})."]
    if row["source"]:
        told.append(f"Source: {row['source']}.")
    if row["is_late"]:
        told.append("It lies after the start of the strategy.")
    if row["is_pandemic_year"]:
        told.append("It lies in a year of the pandemic.")
    return told


def _target(row: Mapping[str, Any]) -> list[str]:
    what = "Point on the way to target" if row["value_type"] == "INTERIM_TARGET" else "Target"
    told = [f"{what} {row['target_id']} ({row['approval']}), type: {row['target_type']}."]
    if row["change_pct"] is not None:
        told.append(f"Change aimed at since the baseline: {row['change_pct']!r} %.")
    if row["band_low"] is not None or row["band_high"] is not None:
        told.append(f"Band aimed at: from {_end(row['band_low'])} to {_end(row['band_high'])}.")
    return told


def _end(value: float | None) -> str:
    return "no lower or upper end" if value is None else repr(value)


def _status_labels(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = connection.execute("select code, label from indicators.code_labels where variable = 'obs_status'")
    return dict(found.fetchall())


def _notes(connection: duckdb.DuckDBPyConnection, indicator_id: str) -> Notes:
    """What ILOSTAT notes on a value or baseline, and what was reported beside the half-years of a year."""
    told: dict[tuple[str, str, str, int], list[str]] = defaultdict(list)
    for *place, note in connection.execute(
        f"select kind, reference_area_code, disaggregation, year, notes from (\n{sql('iati_notes')}\n)\n"
        "where indicator_id = ? order by kind, reference_area_code, disaggregation, year, notes",
        [indicator_id],
    ).fetchall():
        told[tuple(place)].append(note)
    for group, period, note in connection.execute(
        f"select disaggregation, time_period, comment_obs from (\n{sql('results')}\n)\n"
        "where indicator = ? and comment_obs is not null order by disaggregation, time_period",
        [indicator_id],
    ).fetchall():
        told["ACTUAL", WHOLE, group, int(period[:4])].append(f"{period}: {note}")
    return {place: " | ".join(texts) for place, texts in told.items()}
