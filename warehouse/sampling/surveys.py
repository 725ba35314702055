"""The invented survey of constituents of the sample: two waves, the first as CSV files, the second as a workbook.

Owns: what is asked, who answers and what; writing the files.
Never: uses chance: each answer depends on its own key (`numbers`).

What it tells: governments and workers see more progress in 2026, employers about as much; on due diligence employers
are far from the others; in 2024 too few employers were asked about remedy to be shown, and no worker about trade talks.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from warehouse.sampling.areas import countries
from warehouse.sampling.layouts import stored_zip
from warehouse.sampling.numbers import choice, uniform
from warehouse.sources.survey.columns import DONT_KNOW, ITEMS, POPULATION, RESPONSES

SURVEY = "CONSTITUENTS"
GROUPS = ("government", "employer", "worker")
WAVES = {"2024": "2024-11-29", "2026": "2026-05-15"}
# Of how many, and how many answer in each wave, by group in the order of GROUPS.
_POPULATION = (60, 45, 50)
_REACHED = {"2024": (33, 14, 27), "2026": (41, 19, 31)}
_CREATED = datetime(2026, 5, 15, tzinfo=UTC).replace(tzinfo=None)  # the library takes no zone
_NEUTRAL, _UNKNOWN = 0.16, 0.06


@dataclass(frozen=True)
class Item:
    """One statement: what it is about, and the share of each group that agrees, by wave in the order of WAVES."""

    item_id: str
    label: str
    criterion_code: str
    output_id: str
    agreeing: tuple[tuple[float, float, float], tuple[float, float, float]]


ASKED = (
    Item("V01", "The strategy answers our priorities", "relevance", "", ((0.7, 0.6, 0.68), (0.78, 0.62, 0.76))),
    Item("V02", "Research on supply chains is useful to us", "relevance", "O11", ((0.6, 0.5, 0.5), (0.72, 0.6, 0.64))),
    Item("V03", "ILO offices act as one", "coherence", "O20", ((0.4, 0.45, 0.38), (0.55, 0.48, 0.5))),
    Item("V04", "National dialogue has brought results", "effectiveness", "O06", ((0.5, 0.42, 0.3), (0.66, 0.5, 0.52))),
    Item("V05", "We can use the procedures for remedy", "effectiveness", "O09", ((0.5, 0.5, 0.4), (0.6, 0.55, 0.55))),
    Item("V06", "Due diligence materials fit our needs", "effectiveness", "O18", ((0.8, 0.3, 0.75), (0.9, 0.25, 0.85))),
    Item("V07", "Support comes in time", "efficiency", "O15", ((0.35, 0.4, 0.3), (0.5, 0.42, 0.45))),
    Item("V08", "Work in supply chains has become more decent", "impact", "", ((0.3, 0.4, 0.15), (0.4, 0.45, 0.22))),
    Item("V09", "We will go on without support", "sustainability", "O10", ((0.4, 0.5, 0.25), (0.5, 0.52, 0.35))),
    Item("V10", "We can take part in trade talks", "sustainability", "O17", ((0.5, 0.3, 0.3), (0.55, 0.4, 0.45))),
)
# Fewer are asked than answer the rest: (wave, item, group) -> how many.
_ASKED_OF = {("2024", "V05", "employer"): 3, ("2026", "V05", "employer"): 7, ("2024", "V10", "worker"): 0}


def write_surveys(folder: Path) -> list[Path]:
    """Write the files of the survey into `folder`, each row marked as sample data; return the files."""
    paths = [
        _write_csv(folder / "constituents_survey_2024_answers.csv", RESPONSES.columns, answers("2024")),
        _write_csv(folder / "constituents_survey_2024_population.csv", POPULATION.columns, populations("2024")),
        _write_csv(folder / "constituents_survey_items.csv", ITEMS.columns, items("2024")),
    ]
    tables = {
        RESPONSES.sheet: (RESPONSES.columns, list(answers("2026"))),
        POPULATION.sheet: (POPULATION.columns, list(populations("2026"))),
    }
    return [*paths, _write_workbook(folder / "constituents_survey_2026.xlsx", tables)]


def answers(wave: str) -> Iterator[dict[str, str]]:
    """One row per respondent and item."""
    for group, reached in zip(GROUPS, _REACHED[wave], strict=True):
        for person in range(1, reached + 1):
            who = f"{group[0].upper()}{person:03}"
            for item in ASKED:
                if person <= _ASKED_OF.get((wave, item.item_id, group), reached):
                    yield _answer(wave, group, who, item)


def populations(wave: str) -> Iterator[dict[str, str]]:
    """One row per group."""
    for group, count in zip(GROUPS, _POPULATION, strict=True):
        yield {"wave": wave, "constituent_group": group, "population_count": str(count), **_facts(wave)}


def items(wave: str) -> Iterator[dict[str, str]]:
    """One row per statement."""
    for item in ASKED:
        about = {"item_id": item.item_id, "item_label": item.label, "criterion_code": item.criterion_code}
        yield {**about, "output_id": item.output_id, **_facts(wave)}


def _answer(wave: str, group: str, who: str, item: Item) -> dict[str, str]:
    agreeing = item.agreeing[list(WAVES).index(wave)][GROUPS.index(group)]
    row = {
        "wave": wave,
        "respondent_id": who,
        "constituent_group": group,
        "reference_area_code": choice(tuple(area.code for area in countries()), "survey", wave, who),
        "item_id": item.item_id,
        "answer": _point(uniform("survey", wave, who, item.item_id), agreeing),
        "mode": choice(("online", "online", "telephone", "in_person"), "survey mode", wave, who),
        **_facts(wave),
    }
    # Only the second wave has weights.
    return {**row, "weight": choice(("0.8", "1", "1.3"), "survey weight", who)} if wave == "2026" else row


def _point(drawn: float, agreeing: float) -> str:
    """From the ends inwards: who does not know, who agrees (a third strongly), who is undecided, who does not agree."""
    if drawn < _UNKNOWN:
        return DONT_KNOW
    place = (drawn - _UNKNOWN) / (1.0 - _UNKNOWN)
    for point, limit in (("5", agreeing / 3), ("4", agreeing), ("3", agreeing + (1 - agreeing) * _NEUTRAL / 0.5)):
        if place < limit:
            return point
    return "1" if place > 1.0 - (1.0 - agreeing) * 0.25 else "2"


def _facts(wave: str) -> dict[str, str]:
    return {"survey_id": SURVEY, "submitted_on": WAVES[wave], "data_kind": "sample"}


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterator[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _write_workbook(path: Path, tables: dict[str, tuple[tuple[str, ...], list[dict[str, str]]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "Survey of constituents 2026 (invented sample)", "created": _CREATED})
        for name, (columns, rows) in tables.items():
            sheet = book.add_worksheet(name)
            for line, values in enumerate([columns, *([row.get(one, "") for one in columns] for row in rows)]):
                sheet.write_row(line, 0, values)
    path.write_bytes(stored_zip(path.read_bytes()))
    return path
