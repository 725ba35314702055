"""Results and their indicators.

Owns: which indicators stand in one result, what type it has, and what an indicator element says.
Never: writes an indicator twice; says of an indicator without a direction which way is better.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
from lxml import etree

from warehouse.exchange.iati import elements
from warehouse.exchange.iati.facts import Document, Figure

# IATI's ResultType; how the Office works (process) has no type of its own.
_TYPES = {"output": "1", "outcome": "2", "impact": "3", "process": "9"}
# IATI's IndicatorMeasure: yes or no is nominal, shares are percentages, everything else is a unit.
_MEASURES = {"percent": "2", "binary": "3"}
_ASCENDING = {"up": "true", "down": "false"}
_TITLES = {
    "process": "How the Office delivers the strategy",
    "outcome": "Outcomes: what others do differently",
    "impact": "Impact: what changes in working lives",
}
_CONTEXT = "Context: these indicators tell of whole economies, and the strategy claims no part in their change."
_DIRECT = "Direct: the strategy claims a part in what these indicators measure."
_PROPOSED = "Proposed, and not approved yet: the strategy itself sets no indicator."


@dataclass(frozen=True)
class Result:
    """One result: its title and what it holds.

    Attributes:
        type: code of IATI's ResultType.
        title: the output, or the level.
        description: more about it.
        output_id: for results of type 1.
        indicators: sheets of the indicators.
    """

    type: str
    title: str
    description: str
    output_id: str | None
    indicators: tuple[dict[str, Any], ...]


def results(connection: duckdb.DuckDBPyConnection, sheets: Iterable[dict[str, Any]]) -> list[Result]:
    """One result for each output, then one for each other level and role; an output without an indicator has none."""
    outputs = {
        output_id: (f"Output {number}: {label}", summary)
        for output_id, number, label, summary in connection.execute(
            "select output_id, output_no, output_label, summary from strategy.outputs"
        ).fetchall()
    }
    grouped = groupby(sorted(sheets, key=_place), key=_place)
    found = []
    for (_, level, role, output_id), inside in grouped:
        title, said = outputs.get(output_id) or (_TITLES.get(level, level.capitalize()), "")
        claim = _CONTEXT if role == "context" else _DIRECT
        told = " ".join(part for part in (said, claim) if part)
        found.append(Result(_TYPES[level], title, told, output_id or None, tuple(inside)))
    return found


def heading(result: Result, documents: Sequence[Document]) -> list[etree._Element]:
    """What stands in a result before its indicators."""
    title, description = (
        elements.narrative("title", result.title),
        elements.narrative("description", result.description),
    )
    return [title, description, *(elements.document(one) for one in documents)]


def indicator(sheet: Mapping[str, Any], figures: Sequence[Figure], documents: Sequence[Document]) -> etree._Element:
    """One indicator with its baselines and its years."""
    attributes = {"measure": _MEASURES.get(sheet["measure_type"], "1")}
    if sheet["direction"] in _ASCENDING:
        attributes["ascending"] = _ASCENDING[sheet["direction"]]
    attributes["aggregation_status"] = "true" if sheet["aggregation_rule"] == "sum" else "false"
    element = elements.empty("indicator", **attributes)
    element.append(elements.narrative("title", sheet["indicator_label"]))
    element.append(elements.narrative("description", _description(sheet)))
    element.extend(elements.document(one) for one in documents)
    code = sheet["indicator_id"]
    element.append(
        elements.empty("reference", vocabulary="99", code=code, indicator_uri=f"urn:x-dwsc:indicator:{code}")
    )
    element.extend(elements.baseline(one) for one in figures if one.kind == "BASELINE")
    dated = sorted((one for one in figures if one.kind != "BASELINE"), key=lambda one: one.year)
    for year, inside in groupby(dated, key=lambda one: one.year):
        element.append(elements.period(year, list(inside)))
    return element


def _place(sheet: Mapping[str, Any]) -> tuple[int, str, str, str]:
    levels = list(_TYPES)
    return levels.index(sheet["level"]), sheet["level"], sheet["role"], sheet["output_id"] or ""


def _description(sheet: Mapping[str, Any]) -> str:
    told = [_sentence(sheet["definition"]), f"Unit: {sheet['unit']}.", _direction(sheet)]
    told.append(f"Over time: {sheet['cumulation']}.")
    if sheet["dataset_code"]:
        told.append(f"Source: {sheet['source']}, dataset {sheet['dataset_code']}.")
    else:
        told.append(f"Source: {sheet['source']}.")
    if sheet["known_limits"]:
        told.append(f"Limits: {_sentence(sheet['known_limits'])}")
    told.append(_PROPOSED if sheet["approval_status"] == "proposed" else f"Sheet: {sheet['approval_status']}.")
    return " ".join(part for part in told if part)


def _direction(sheet: Mapping[str, Any]) -> str:
    low, high = sheet["direction_low"], sheet["direction_high"]
    if sheet["direction"] == "towards" and low is not None:
        return f"Better is nearer to {low!r}."
    if sheet["direction"] == "band" and low is not None and high is not None:
        return f"Better is nearer to the band from {low!r} to {high!r}."
    return {"up": "More is better.", "down": "Less is better."}.get(
        sheet["direction"], "No direction is agreed: whether more or less is better is not said."
    )


def _sentence(text: str | None) -> str:
    said = (text or "").strip()
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."
