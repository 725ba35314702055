"""Survey files at the door: what is taken, what is refused with every error, and what never gets in."""

import csv
import io
import json
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest

from support.planted import land_one, plant, reason
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.snapshots import list_origins, snapshot_path
from warehouse.sources.survey.rule_words import RULES

HEADER = "survey_id,wave,response_id,constituent_group,country,region,item_id,answer,mode"
ROWS = (
    "CV,2024,R1,worker,KEN,Africa,Q1,5,online",
    "CV,2024,R1,worker,KEN,,Q2,don't know,online",
    "CV,2024,R2,Employers,,X21,Q1,1,Face-to-face",
    "CV,2024,R3,government,DEU,,Q1,3,paper",
)
POPULATION = "survey_id,wave,group,population\nCV,2024,worker,40\nCV,2024,employer,33\n"
ITEMS = "survey_id,item_id,item_label,criterion\nCV,Q1,The strategy answers our priorities,Relevance\n"


def text(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *(rows or ROWS)]) + "\n"


def rows_of(settings: Settings) -> list[dict[str, object]]:
    [origin] = list_origins(settings, source="survey")
    return list(parquet.read_table(snapshot_path(settings, origin)).to_pylist())


def workbook(folder: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    path = folder / "survey.xlsx"
    book.save(path)
    return path


def cells(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content)))


def test_answers_become_a_snapshot_without_the_code_of_a_respondent(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, text(), "answers.csv"))
    assert (landed.outcome, landed.source, landed.row_count) == ("loaded", "survey", 4)
    rows = rows_of(settings)
    shown = [(row["constituent_group"], row["region_code"], row["item_id"], row["answer"], row["mode"]) for row in rows]
    assert shown == [
        ("worker", "X06", "Q1", "5", "online"),
        ("worker", "X06", "Q2", "dont_know", "online"),
        ("employer", "X21", "Q1", "1", "in_person"),
        ("government", "X60", "Q1", "3", "paper"),
    ]
    assert [row["respondent_id"] for row in rows[:2]] == [sha256(b"CV|R1").hexdigest()[:16]] * 2
    assert "R1" not in {value for row in rows for value in row.values()}
    assert {row["wave_order"] for row in rows} == {202400}


@pytest.mark.parametrize(("content", "record"), [(POPULATION, "population"), (ITEMS, "item")])
def test_sizes_and_wordings_come_in_files_of_their_own(
    settings: Settings, tmp_path: Path, content: str, record: str
) -> None:
    assert land_one(settings, plant(tmp_path, content, "side.csv")).outcome == "loaded"
    assert {row["record"] for row in rows_of(settings)} == {record}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_say_the_same(settings: Settings, tmp_path: Path, separator: str) -> None:
    content = "\ufeff" + text().replace(",", separator)
    assert land_one(settings, plant(tmp_path, content, "answers.csv")).outcome == "loaded"
    assert [row["answer"] for row in rows_of(settings)] == ["5", "dont_know", "1", "3"]


def test_a_workbook_says_the_same_as_three_files(settings: Settings, tmp_path: Path) -> None:
    answers = [[int(value) if value.isdigit() else value for value in line] for line in cells(text())]
    path = workbook(tmp_path, Responses=answers, Population=cells(POPULATION), Items=cells(ITEMS), Notes=[["seen"]])
    landed = land_one(settings, path)
    assert (landed.outcome, landed.source, landed.row_count) == ("loaded", "survey", 7)
    assert any("sheet Notes" in warning for warning in landed.warnings)
    rows = rows_of(settings)
    assert [row["record"] for row in rows] == ["response"] * 4 + ["population"] * 2 + ["item"]
    assert [row["answer"] for row in rows[:4]] == ["5", "dont_know", "1", "3"]
    assert [row["place"] for row in (rows[0], rows[4])] == ["Responses!A2", "Population!A2"]
    assert [row["population_count"] for row in rows[4:6]] == ["40", "33"]


def test_the_day_it_was_handed_in_is_when_it_was_known(settings: Settings, tmp_path: Path) -> None:
    content = text(*(row + ",2024-11-30,sample" for row in ROWS), header=HEADER + ",submitted_on,data_kind")
    land_one(settings, plant(tmp_path, content, "answers_2020-01-01.csv"))
    [origin] = list_origins(settings, source="survey")
    assert (origin.known_from[:10], origin.known_from_rule, origin.is_sample) == ("2024-11-30", "submission_date", True)
    assert origin.producer.startswith("Invented")


def test_a_sample_survey_never_joins_real_ones(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, text(), "answers.csv"))
    content = text(*(row + ",sample" for row in ROWS), header=HEADER + ",data_kind")
    landed = land_one(settings, plant(tmp_path, content, "sample.csv"))
    assert landed.outcome == "refused"
    assert "never share a home" in landed.message


@pytest.mark.fault(19)
def test_the_four_errors_of_the_brief_are_told_at_once(settings: Settings, tmp_path: Path) -> None:
    """A column of e-mails, a 6 of five points, a group that there is not, and a response that comes twice."""
    bad = (
        "CV,2024,R1,worker,KEN,Africa,Q1,6,online,anna@example.org",
        "CV,2024,R2,ngo,KEN,Africa,Q1,5,online,",
        "CV,2024,R3,worker,KEN,Africa,Q1,5,online,",
        "CV,2024,R3,worker,KEN,Africa,Q1,4,online,",
    )
    landed = land_one(settings, plant(tmp_path, text(*bad, header=HEADER + ",E-mail"), "answers.csv"))
    assert landed.outcome == "refused"
    told = reason(settings)
    assert told["error_count"] == 4
    shown = [(error["place"], error["column"]) for error in told["errors_shown"]]
    assert sorted(shown) == [
        ("line 1", "E-mail"),
        ("line 2", "answer"),
        ("line 3", "constituent_group"),
        ("line 5", "item_id"),
    ]
    assert "anna" not in json.dumps(told) + landed.message
    assert not list_origins(settings)
    assert [path.read_text() for path in settings.rejected.glob("*.csv")] or (tmp_path / "answers.csv").is_file()


# rule -> (content, how many errors in all)
_LONG = "x" * 61
PLANTED: dict[str, tuple[str | bytes, int]] = {
    "not_utf8": (text().replace("R3", "Ré").encode("latin-1"), 1),
    "broken_quotes": (text() + '"CV,2024', 1),
    "no_rows": (HEADER + "\n", 1),
    "wrong_fields": (text(*ROWS, "CV,2024"), 1),
    "missing_column": (text("CV,2024,worker,KEN,,Q1,5,online", header=HEADER.replace("response_id,", "")), 1),
    "mode_missing": (text("CV,2024,R1,worker,KEN,,Q1,5", header=HEADER.replace(",mode", "")), 1),
    "repeated_column": (text(*(row + ",5" for row in ROWS), header=HEADER + ",answer"), 1),
    "personal_column": (text(*(row + ",Anna" for row in ROWS), header=HEADER + ",First name"), 1),
    "extra_column": (text(*(row + ",1" for row in ROWS), header=HEADER + ",hours"), 1),
    "personal_value": (text("CV,2024,a@b.org,worker,KEN,,Q1,5,online"), 1),
    "blank": (text("CV,2024,R1,worker,KEN,,Q1,,online"), 1),
    "malformed_id": (text("CV,2024,R1,worker,KEN,,Q 1,5,online"), 1),
    "respondent_like_name": (text("CV,2024,Anna,worker,KEN,,Q1,5,online"), 1),
    "unknown_wave": (text("CV,spring,R1,worker,KEN,,Q1,5,online"), 1),
    "mixed_waves": (text(ROWS[0], "CV,26,R2,worker,KEN,,Q1,5,online", "CV,26,R3,worker,KEN,,Q1,5,online"), 1),
    "unknown_group": (text("CV,2024,R1,ngo,KEN,,Q1,5,online"), 1),
    "unknown_area": (text("CV,2024,R1,worker,KENYA,,Q1,5,online"), 1),
    "unknown_region": (text("CV,2024,R1,worker,,Atlantis,Q1,5,online"), 1),
    "other_region": (text("CV,2024,R1,worker,KEN,Americas,Q1,5,online"), 1),
    "not_on_scale": (text("CV,2024,R1,worker,KEN,,Q1,0,online", "CV,2024,R2,worker,KEN,,Q1,4.5,online"), 2),
    "unknown_mode": (text("CV,2024,R1,worker,KEN,,Q1,5,pigeon"), 1),
    "bad_weight": (text(*(row + ",0" for row in ROWS), header=HEADER + ",weight"), 4),
    "weight_here_and_there": (text(ROWS[0] + ",1.5", ROWS[2] + ",", header=HEADER + ",weight"), 1),
    "bad_population": (POPULATION.replace("40", "12.5").replace("33", "0"), 2),
    "unknown_criterion": (ITEMS.replace("Relevance", "Beauty"), 1),
    "unknown_output": (ITEMS.replace("criterion", "output").replace("Relevance", "O21"), 1),
    "repeated_response": (text(ROWS[0], ROWS[0]), 1),
    "repeated_population": (POPULATION + "CV,2024,workers,41\n", 1),
    "repeated_item": (ITEMS + "CV,Q1,Other words,Impact\n", 1),
    "respondent_differs": (text(ROWS[0], "CV,2024,R1,employer,KEN,,Q2,5,online"), 1),
    "label_too_long": (ITEMS.replace("The strategy", "The strategy " * 30), 1),
    "bad_date": (text(ROWS[0] + ",2022-01-01", header=HEADER + ",submitted_on"), 1),
    "unknown_data_kind": (text(ROWS[0] + ",test", header=HEADER + ",data_kind"), 1),
    "facts_differ": (text(ROWS[0] + ",2024-01-01", ROWS[2] + ",2024-01-02", header=HEADER + ",submitted_on"), 1),
}
Spoil = Callable[[openpyxl.Workbook], None]


def _set(cell: str, value: str) -> Spoil:
    return lambda book: setattr(book["Responses"][cell], "value", value)


# rule -> (how a workbook is spoilt, places that are told)
IN_CELLS: dict[str, tuple[Spoil, list[str]]] = {
    "hidden_sheet": (lambda book: setattr(book["Responses"], "sheet_state", "hidden"), ["sheet Responses"]),
    "hidden_part": (lambda book: setattr(book["Responses"].row_dimensions[3], "hidden", True), ["Responses!3"]),
    "merged_cells": (lambda book: book["Responses"].merge_cells("F2:F3"), ["Responses!F2:F3"]),
    "error_value": (_set("E2", "#N/A"), ["Responses!E2"]),
    "formula_without_value": (_set("E3", "=A1"), ["Responses!E3"]),
}
IN_WORKBOOKS = {"no_table", "population_too_small", "too_many_rows", *IN_CELLS}


@pytest.mark.fault(19)
@pytest.mark.parametrize("rule", PLANTED)
def test_one_thing_wrong_is_found_and_nothing_else(settings: Settings, tmp_path: Path, rule: str) -> None:
    content, count = PLANTED[rule]
    landed = land_one(settings, plant(tmp_path, content, "answers.csv"))
    told = reason(settings)
    assert (landed.outcome, told["error_count"]) == ("refused", count), told["errors_shown"]
    [said] = {error["rule"] for error in told["errors_shown"]}
    assert said.startswith(RULES[rule][0].partition("{")[0])
    assert "anna" not in json.dumps(told).lower()


@pytest.mark.fault(19)
@pytest.mark.parametrize("rule", IN_CELLS)
def test_what_nobody_can_see_or_read_in_a_workbook_is_refused_and_not_left_out(
    settings: Settings, tmp_path: Path, rule: str
) -> None:
    """A country behind a formula without a result, or in merged cells, was loaded as if it had not been given."""
    spoil, places = IN_CELLS[rule]
    path = workbook(tmp_path, Responses=cells(text()), Population=cells(POPULATION))
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    assert land_one(settings, path).outcome == "refused"
    errors = reason(settings)["errors_shown"]
    told = [error["place"] for error in errors if error["rule"] == RULES[rule][0]]
    assert told == places


@pytest.mark.fault(25)
@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "XFD2"])
def test_a_blank_cell_far_away_costs_nothing(settings: Settings, tmp_path: Path, cell: str) -> None:
    """A million made-up rows took minutes."""
    path = workbook(tmp_path, Responses=cells(text()), Population=cells(POPULATION))
    book = openpyxl.load_workbook(path)
    book["Responses"][cell] = " "
    book.save(path)
    began = time.process_time()
    landed = land_one(settings, path)
    assert (landed.outcome, landed.row_count) == ("loaded", 6)
    assert time.process_time() - began < 5


def test_every_rule_has_a_case() -> None:
    assert set(PLANTED) | IN_WORKBOOKS == set(RULES)


def test_no_word_of_a_file_is_repeated(settings: Settings, tmp_path: Path) -> None:
    """Any word may be a name: a message tells the place, and of values only numbers."""
    header = "survey_id,wave,response_id,constituent_group,country,region,item_id,answer,mode,weight"
    rows = [
        "Anna B,Anna B,Anna 1,Anna B,Anna B,Anna B,Anna B,Anna B,Anna B,Anna B",
        "CV,2024,R1,worker,KEN,,Q1,7,online,",
    ]
    landed = land_one(settings, plant(tmp_path, text(*rows, header=header), "answers.csv"))
    told = reason(settings)
    assert told["error_count"] == 11
    assert "anna" not in (json.dumps(told) + landed.message).lower()
    assert "holds '7'" in landed.message
    assert "anna" not in "".join(path.read_text() for path in settings.rejected.glob("*.errors.csv")).lower()


def test_more_respondents_than_there_are_in_the_group(settings: Settings, tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        Responses=cells(text(*(f"CV,2024,R{number},worker,KEN,,Q1,5,online" for number in range(3)))),
        Population=cells("survey_id,wave,group,population\nCV,2024,worker,2\n"),
    )
    land_one(settings, path)
    [error] = reason(settings)["errors_shown"]
    assert (error["place"], error["value"]) == ("Population!D2", "2")
    assert error["rule"].startswith("3 respondents answered")


def test_a_workbook_without_headings(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, workbook(tmp_path, Responses=[]))
    [error] = reason(settings)["errors_shown"]
    assert error["rule"] == RULES["no_table"][0]


@pytest.mark.fault(25)
def test_too_many_rows(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.sources.survey.shape.MAX_ROWS", 3)
    land_one(settings, plant(tmp_path, text(), "answers.csv"))
    [error] = reason(settings)["errors_shown"]
    assert error["rule"] == "The table has 4 rows; allowed are 3."


def test_the_page_lists_every_rule() -> None:
    page = (PROJECT_ROOT / "docs" / "surveys.md").read_text(encoding="utf-8")
    for says, remedy in RULES.values():
        assert f"| {says} | {remedy} |" in page
