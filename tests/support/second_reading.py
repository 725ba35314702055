"""Reads rows of snapshots a second time, in plain Python, to compare with the tables that dbt makes.

Owns: kinds, cutoffs, totals, breaks and the choice of series, as docs/indicators.md states them.
Never: uses SQL, a code list of ours or a line of the code that it checks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

OTHER_VERSION = "same total in another classification version"
BESIDE, EMPTY = "modelled beside survey", "survey without a value beside modelled"
SAME_PERIOD = "another source for the same period"
EDITION = re.compile(r"(?:modelled estimates|projections), \D*(\d{4})")
TOTALS = {"AGE_YTHADULT_YGE15", "AGE_YTHBANDS_Y15-29", "AGE_CLDVERSION_Y5-17", "GEO_COV_NAT"}
BREAKS = {"Break in series", "Ruptura de serie", "Ruptura de la serie"}
Row = dict[str, Any]


class Series(NamedTuple):
    """What a series is known by inside its snapshot, as the file spells it."""

    area: str
    sex: str
    item_1: str
    item_2: str


def series_of(row: Row) -> Series:
    items = [row[column] or row[f"{column}_label"] or "" for column in ("sex", "classif1", "classif2")]
    return Series(row["resolved_ref_area"], *items)


def source_of(row: Row) -> str:
    return row["source"] or row["source_label"] or ""


def is_modelled(row: Row) -> bool | None:
    if not source_of(row):
        return None
    if row["source"]:
        return bool(row["source"].startswith("XA:"))
    return "Modelled Estimates" in row["source_label"] or "modeladas" in row["source_label"].lower()


def is_total(item: str, codes: Mapping[str, str]) -> bool:
    code = codes.get(item, item)
    return code in TOTALS or (code.endswith("_TOTAL") and code.count("_") == 2)


def cutoff(dataset: dict[str, Any], dictionary: dict[str, str]) -> int:
    """The year before the edition in the label, else before the one in the dictionary where that may speak."""
    known = int(dataset["known_from"][:4])
    own = EDITION.search(dataset["dataset_label"] or "")
    if own:
        return int(own[1]) - 1
    said = EDITION.search(dictionary.get(dataset["indicator_code"], ""))
    is_older = dataset["known_from"] < dictionary["known_from"]
    return (int(said[1]) if said and is_older and int(said[1]) <= known else known) - 1


def breaks(those: list[Row]) -> Iterator[tuple[int, str]]:
    """Rows where a series breaks, and why: against the last period that the series has."""
    sources: dict[Series, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in those:
        if source_of(row):
            sources[series_of(row)][row["time"]].add(source_of(row))
    for row in those:
        reasons = []
        periods = sources[series_of(row)]
        before = [period for period in periods if period < row["time"]]
        if source_of(row) and before and source_of(row) not in periods[max(before)]:
            reasons.append("source change")
        if row["obs_status"] == "B" or row["obs_status_label"] in BREAKS:
            reasons.append("status B")
        notes = [
            (row[f"note_{kind}"] or "", row[f"note_{kind}_label"] or "") for kind in ("classif", "indicator", "source")
        ]
        if any(
            "Break in series" in label or any(code.startswith("I11:") for code in cell.split("_"))
            for cell, label in notes
        ):
            reasons.append("break note")
        if reasons:
            yield row["row_number"], "; ".join(reasons)


def left_out(those: list[Row], codes: Mapping[str, str]) -> dict[int, str]:
    """Row → reason for which it is not in the series; `codes` leads from labels of classification items to codes."""
    by_series: dict[Series, list[Row]] = defaultdict(list)
    for row in those:
        by_series[series_of(row)].append(row)
    out: dict[int, str] = {}
    for mine in by_series.values():
        out |= _other_kind(mine)
    kept = {series: [row for row in mine if row["row_number"] not in out] for series, mine in by_series.items()}
    for best, *others in _rivals(kept, codes):
        out |= {row["row_number"]: OTHER_VERSION for series in others for row in kept[series]}
        out |= _other_sources(kept[best])
    return out


def _has_value(rows: Iterable[Row]) -> bool:
    return any(row["obs_value"] is not None for row in rows)


def _other_kind(mine: list[Row]) -> dict[int, str]:
    surveyed = [row for row in mine if not is_modelled(row)]
    modelled = [row for row in mine if is_modelled(row)]
    if _has_value(surveyed):
        return {row["row_number"]: BESIDE for row in modelled}
    return {row["row_number"]: EMPTY for row in surveyed} if _has_value(modelled) else {}


def _rivals(kept: Mapping[Series, list[Row]], codes: Mapping[str, str]) -> Iterator[list[Series]]:
    """Series that are totals of the same thing, or one alone; the best first."""
    groups: dict[Series, list[Series]] = defaultdict(list)
    for series in kept:
        items = ["" if is_total(item, codes) else item for item in series[2:]]
        groups[Series(series.area, series.sex, *items)].append(series)
    points = Counter({series: sum(row["obs_value"] is not None for row in mine) for series, mine in kept.items()})
    widely: Counter[tuple[str, str]] = Counter()
    for series, count in points.items():
        widely[series.item_1, series.item_2] += count
    for group in groups.values():
        yield sorted(
            group,
            key=lambda one: (
                all(is_modelled(row) for row in kept[one]),
                -points[one],
                -widely[one.item_1, one.item_2],
                one.item_1,
                one.item_2,
            ),
        )


def _other_sources(mine: list[Row]) -> dict[int, str]:
    weight = Counter(source_of(row) for row in mine if row["obs_value"] is not None)
    taken: set[str] = set()
    out: dict[int, str] = {}
    for row in sorted(mine, key=lambda row: (-weight[source_of(row)], source_of(row))):
        if row["time"] in taken:
            out[row["row_number"]] = SAME_PERIOD
        taken.add(row["time"])
    return out
