"""What one row of a survey file may hold.

Owns: the rules of single values, and how each is written in the raw table.
Never: compares one row with another (`together` does).
"""

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from warehouse.rejected import Finding
from warehouse.sources.survey.columns import ANSWERS, CRITERIA, DATA_KINDS, GROUPS, MODES, plain
from warehouse.sources.survey.personal import value_findings
from warehouse.sources.survey.rule_words import finding
from warehouse.sources.survey.shape import Row

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_YEAR_WAVE = re.compile(r"(20\d\d)(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?")
_NUMBER_WAVE = re.compile(r"W?(\d{1,3})")
_LONGEST_LABEL = 300
_FIRST_DAY = date(2023, 1, 1)
# All that a message repeats of a value: any word may be a name.
_NUMBER = re.compile(r"[-+]?[0-9.,]{1,12}")


@dataclass(frozen=True)
class Codes:
    """Public codes: areas by code, regions by plain label and code, the region of each area, and the outputs."""

    areas: Mapping[str, str]
    regions: Mapping[str, str]
    region_labels: Mapping[str, str]
    region_of: Mapping[str, str]
    outputs: frozenset[str]


@dataclass
class Checked:
    """A row as the raw table has it, and what is wrong with it."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def check_row(row: Row, codes: Codes, today: date) -> Checked:
    """Check every value of one row."""
    checked = Checked(row)
    for column, value in row.values.items():
        found = list(value_findings(row.place(column), column, value))
        checked.findings += found
        if not found:
            _check(checked, column, value, codes, today)
    checked.findings += _blank(row)
    checked.findings += _regions(checked, codes)
    return checked


def wave_order(wave: str) -> int | None:
    """A number that grows from wave to wave: year and first month, or the number of the wave; None if it is no wave."""
    found = _YEAR_WAVE.fullmatch(wave)
    if found:
        year, half, quarter, month = found.groups()
        first = int(half) * 6 - 5 if half else int(quarter) * 3 - 2 if quarter else int(month or 0)
        return int(year) * 100 + first
    numbered = _NUMBER_WAVE.fullmatch(wave)
    return int(numbered[1]) if numbered else None


def is_dated(wave: str) -> bool:
    """Whether a wave is a year or a part of one, and not a number."""
    return _YEAR_WAVE.fullmatch(wave) is not None


def pseudonym(survey_id: str, respondent_id: str) -> str:
    """What stands for a respondent in the warehouse: the same for the same code of one survey, and not that code."""
    return hashlib.sha256(f"{survey_id}|{respondent_id}".encode()).hexdigest()[:16]


def _blank(row: Row) -> Iterator[Finding]:
    how = {
        "answer": "Write 1 to 5 or don't know; leave the row out if the item was not asked or not answered.",
        "population_count": "Enter how many there are; leave the row out if nobody knows.",
    }
    for column in row.table.required:
        if column not in row.values and column in row.positions:
            yield finding("blank", row.place(column), column, how=how.get(column, "Fill it in."))
    if row.table.record == "response" and "mode" in row.positions and "mode" not in row.values:
        yield finding("blank", row.place("mode"), "mode", how=f"Use one of: {_listed(MODES)}.")


def _check(checked: Checked, column: str, value: str, codes: Codes, today: date) -> None:
    rule = _RULES[column]
    problem, kept = rule(value, codes, today)
    if problem is None:
        checked.values[column] = kept
        return
    name, words = problem
    shown = value if _NUMBER.fullmatch(value) and column != "respondent_id" else None
    checked.findings.append(finding(name, checked.row.place(column), column, shown, **words))


_Problem = tuple[str, Mapping[str, object]] | None
_Outcome = tuple[_Problem, Any]


def _id(value: str, _codes: Codes, _today: date) -> _Outcome:
    return (None, value) if _ID.fullmatch(value) else (("malformed_id", {}), None)


def _respondent(value: str, codes: Codes, today: date) -> _Outcome:
    if not any(character.isdigit() for character in value):
        return ("respondent_like_name", {}), None
    return _id(value, codes, today)


def _wave(value: str, _codes: Codes, _today: date) -> _Outcome:
    return (None, value) if wave_order(value) is not None else (("unknown_wave", {}), None)


def _group(value: str, _codes: Codes, _today: date) -> _Outcome:
    known = GROUPS.get(plain(value))
    return (None, known) if known else (("unknown_group", {}), None)


def _answer(value: str, _codes: Codes, _today: date) -> _Outcome:
    known = ANSWERS.get(plain(value))
    return (None, known) if known else (("not_on_scale", {}), None)


def _mode(value: str, _codes: Codes, _today: date) -> _Outcome:
    known = MODES.get(plain(value))
    return (None, known) if known else (("unknown_mode", {"allowed": _listed(MODES)}), None)


def _area(value: str, codes: Codes, _today: date) -> _Outcome:
    return (None, value.upper()) if value.upper() in codes.areas else (("unknown_area", {}), None)


def _region(value: str, codes: Codes, _today: date) -> _Outcome:
    known = codes.regions.get(plain(value))
    allowed = ", ".join(codes.region_labels.values())
    return (None, known) if known else (("unknown_region", {"allowed": allowed}), None)


def _weight(value: str, _codes: Codes, _today: date) -> _Outcome:
    try:
        number = float(value)
    except ValueError:
        return ("bad_weight", {}), None
    return (None, value) if number > 0 and math.isfinite(number) else (("bad_weight", {}), None)


def _population(value: str, _codes: Codes, _today: date) -> _Outcome:
    is_whole = value.isascii() and value.isdigit() and 0 < int(value) < 10**10
    return (None, str(int(value))) if is_whole else (("bad_population", {}), None)


def _label(value: str, _codes: Codes, _today: date) -> _Outcome:
    words = {"found": f"{len(value)}", "limit": f"{_LONGEST_LABEL}"}
    return (None, value) if len(value) <= _LONGEST_LABEL else (("label_too_long", words), None)


def _criterion(value: str, _codes: Codes, _today: date) -> _Outcome:
    known = plain(value)
    return (None, known) if known in CRITERIA else (("unknown_criterion", {"allowed": ", ".join(CRITERIA)}), None)


def _output(value: str, codes: Codes, _today: date) -> _Outcome:
    return (None, value.upper()) if value.upper() in codes.outputs else (("unknown_output", {}), None)


def _day(value: str, _codes: Codes, today: date) -> _Outcome:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return ("bad_date", {}), None
    return (None, value) if _FIRST_DAY <= day <= today else (("bad_date", {}), None)


def _kind(value: str, _codes: Codes, _today: date) -> _Outcome:
    return (None, plain(value)) if plain(value) in DATA_KINDS else (("unknown_data_kind", {}), None)


_RULES = {
    "survey_id": _id,
    "wave": _wave,
    "respondent_id": _respondent,
    "constituent_group": _group,
    "item_id": _id,
    "answer": _answer,
    "reference_area_code": _area,
    "region_code": _region,
    "mode": _mode,
    "weight": _weight,
    "population_count": _population,
    "item_label": _label,
    "criterion_code": _criterion,
    "output_id": _output,
    "submitted_on": _day,
    "data_kind": _kind,
}


def _regions(checked: Checked, codes: Codes) -> Iterator[Finding]:
    """A country lies in one region; where only the country is given, its region follows."""
    area, region = checked.values.get("reference_area_code"), checked.values.get("region_code")
    lies_in = codes.region_of.get(area) if area else None
    if lies_in and region and region != lies_in:
        words = {"area": codes.areas[str(area)], "region": codes.region_labels[lies_in]}
        yield finding("other_region", checked.row.place("region_code"), "region_code", region, **words)
    elif lies_in:
        checked.values["region_code"] = lies_in


def _listed(words: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(words.values()))
