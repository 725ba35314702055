"""`dwsc evaluation template` and `dwsc evaluation check`, as a person types them."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from support.evaluations import add, write_good
from support.planted import land_one
from support.registers import write_good as write_register
from warehouse.cli.evaluation import evaluation
from warehouse.cli.register import register
from warehouse.errors import WarehouseError
from warehouse.settings import Settings
from warehouse.sources.evaluation.vocabulary import ABOUT, SHEETS


def run(*words: object) -> Result:
    return CliRunner().invoke(evaluation, [str(word) for word in words])


def test_the_form_is_written_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "my form.xlsx"
    assert f"dwsc evaluation check '{path}'\n" in run("template", path).stdout
    again = run("template", path)
    assert isinstance(again.exception, WarehouseError)
    assert "--force" in str(again.exception)
    assert run("template", path, "--force").exit_code == 0
    assert isinstance(run("template", tmp_path / "form.csv").exception, WarehouseError)


def test_the_form_has_its_sheets_and_offers_its_words(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    run("template", path)
    book = load_workbook(path)
    assert book.sheetnames == ["Start here", ABOUT, *(sheet.name for sheet in SHEETS), "Lists"]
    offered = {
        name: {str(one.sqref) for one in book[name].data_validations.dataValidation if one.type == "list"}
        for name in book.sheetnames
    }
    assert len(offered["Evidence"]) == 6
    assert all(book[sheet.name].protection.sheet for sheet in SHEETS)
    dates = [one for one in book["Evidence"].data_validations.dataValidation if one.type == "date"]
    assert {one.formula1 for one in dates} == {"32874"}, "evidence may be older than the strategy"


def test_errors_are_told_with_sheet_and_cell(tmp_path: Path) -> None:
    good = write_good(tmp_path / "good.xlsx")
    bad = write_good(tmp_path / "bad.xlsx", add("Question links", 1, output_id="O99"))
    passed = run("check", good)
    assert (passed.exit_code, "no error" in passed.stdout, "Questions 2" in passed.stdout) == (0, True, True)
    refused = run("check", good, bad)
    assert refused.exit_code == 1
    assert "bad.xlsx: 1 error" in refused.stdout
    assert "Question links!B7 · Output ID holds “O99”" in refused.stdout
    told = json.loads(run("check", good, bad, "--json").stdout)
    assert [one["is_accepted"] for one in told] == [True, False]
    assert told[1]["errors"][0]["place"] == "Question links!B7"


def test_a_register_and_an_evaluation_are_sent_to_the_check_that_is_theirs(tmp_path: Path) -> None:
    register_file, evaluation_file = (
        write_register(tmp_path / "register.xlsx"),
        write_good(tmp_path / "evaluation.xlsx"),
    )
    assert "dwsc register check" in str(run("check", register_file).exception)
    asked = CliRunner().invoke(register, ["check", str(evaluation_file)])
    assert "dwsc evaluation check" in str(asked.exception)


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    assert "cannot be read" in str(run("check", tmp_path / "none.xlsx").exception)


@pytest.mark.parametrize(("held", "given"), [("sample", "real"), ("real", "sample")])
def test_a_workbook_that_this_home_may_not_hold_is_told_before_it_lands(
    held: str, given: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    path = write_good(tmp_path / "mine.xlsx", data_kind=given)
    assert "To load it: dwsc land" in run("check", path).stdout
    land_one(settings, write_good(tmp_path / "theirs.xlsx", data_kind=held))
    told = run("check", path)
    assert (told.exit_code, "To load it" in told.stdout) == (0, False)
    assert "Landing will refuse it here: it holds" in told.stdout
    assert "Land it in another home" in told.stdout
    (mine, theirs) = json.loads(run("check", path, tmp_path / "theirs.xlsx", "--json").stdout)
    assert mine["is_accepted"]
    assert "the two never share a home" in mine["refused_here"]
    assert theirs["refused_here"] is None
    assert land_one(settings, path).outcome == "refused"


def test_the_prompt_of_a_correction_speaks_of_files_and_not_of_periods() -> None:
    hints = {column.hint for sheet in SHEETS for column in sheet.columns if column.key == "correction_code"}
    assert hints == {"Only where an earlier file said something else: choose why it changed."}
