"""Figures as a report writes them: rounding, yes and no, the word for what is missing, colours of parts."""

from pathlib import Path

import duckdb
import openpyxl
import pytest

from warehouse.errors import WarehouseError
from warehouse.reports.pack import charts, query
from warehouse.reports.pack.answers import Answers
from warehouse.reports.pack.content import About, Grid, Report, Section
from warehouse.reports.pack.query import Answer
from warehouse.reports.pack.shown import shown
from warehouse.reports.pack.writers.xlsx import xlsx

HEAD = """-- title: Indicators
-- key: code
-- code | Code | text
-- unit | Unit | text
-- value | Value | measure | latest value | = why
-- known | Known | flag | | not known
-- good_count | Good | count | good ones
-- bad_count | Bad | count | bad ones
-- why | Why there is none | text annex
"""
ROWS = """select code, unit, cast(value as double) as value, known, good_count, bad_count, why from (values
    ('A', 'yes/no', 1.0, true, 3, 0, null), ('B', 'yes/no', 0.0, null, 1, 2, null),
    ('C', 'yes/no', 0.5, true, 0, 0, null), ('D', 'persons', 1.0, true, 0, 0, null),
    ('E', 'persons', null, true, 0, 0, 'not yet'), ('F', 'persons', null, true, 0, 0, 'withheld')
) as rows (code, unit, value, known, good_count, bad_count, why) order by code"""


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr(query, "SQL_FOLDER", tmp_path)
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "values.sql").write_text(f"{HEAD}{ROWS}")
    return Answers(duckdb.connect(), "trial").ask("values")


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (0.8125, "share", "81.3 %"), (0.10050, "share", "10.1 %"), (0.925, "share", "92.5 %"), (0.0, "share", "0.0 %"),
        (0.9999, "share", "99.9 %"), (1.0, "share", "100.0 %"), (0.0004, "share", "under 0.1 %"),
        (0.26450000000000001, "points", "26.5"), (-0.26450000000000001, "points", "-26.5"), (-0.0001, "points", "0.0"),
        (2.5, "usd", "USD 3"), (1234567.5, "usd", "USD 1,234,568"), (10.25, "number", "10.3"),
        (2.675, "number", "2.68"), (-0.0625, "number", "-0.063"), (1e-9, "number", "under 0.001"),
    ],
)  # fmt: skip
def test_halves_are_rounded_up(value: float, kind: str, said: str) -> None:
    assert shown(value, kind) == said


def test_yes_or_no_is_no_number_and_each_row_says_what_is_missing(answer: Answer) -> None:
    column = answer.query.columns["value"]
    told = [answer.shown(place, column) for place in range(len(answer.rows))]
    assert told == ["yes", "no", "0.500", "1.00", "not yet", "withheld"]


def test_the_workbook_keeps_numbers_and_says_what_is_missing(answer: Answer, tmp_path: Path) -> None:
    about = About("progress", "T", "S", "r", "2025-03-01", "2025-03-02T08:00:00+00:00", False, "c", "l", "c")
    grids = tuple(
        Grid(name, ("A", "B", "C", "D", "E", "F"), (False,) * 6, ()) for name in ("Figures", "Tables", "Files")
    )
    report = Report(about, (), (Section("annex", "Annex", grids),), (), (answer,))
    (tmp_path / "annex.xlsx").write_bytes(xlsx(report))
    sheet = openpyxl.load_workbook(tmp_path / "annex.xlsx")["01 values"]
    rows = [[cell.value for cell in row[2:4]] for row in sheet.iter_rows(min_row=5)]
    assert rows == [[1, "yes"], [0, "not known"], [0.5, "yes"], [1, "yes"], ["not yet", "yes"], ["withheld", "yes"]]


def test_each_part_of_a_bar_has_the_colour_of_its_tone(answer: Answer) -> None:
    what = {"category": "code", "parts": ["good_count", "bad_count"], "tones": ["best", "worst"]}
    svg, _, _ = charts.draw("parts", answer, "Title", what)
    assert charts.TONES["best"] in svg
    assert charts.TONES["worst"] in svg
    for wrong in (["best"], [], ["best", "ugly"]):
        with pytest.raises(WarehouseError, match="its tone, one of best"):
            charts.draw("parts", answer, "Title", what | {"tones": wrong})
