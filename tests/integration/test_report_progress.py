"""The progress report of March 2025, read back from every form and compared with its release by other queries.

A wrong figure in a Governing Body paper is the worst that this warehouse could do.
"""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import duckdb
import openpyxl
import pypdf
import pytest

from support.first_release import FirstRelease
from support.reported import AS_OF, Page, Reported, pdf_text, squeezed, word_tables, word_text
from support.reported import reported as reported_once

MILESTONE = "nature = 'discrete'"
# Figures of the report by another way: from other tables than its queries read, or by other means.
SECOND = {
    "strategy.primary.due_count": (
        "select count(*) from monitoring.milestone_status where reading = 'primary' and is_due"
    ),
    "strategy.alternative.due_count": (
        "select count(*) from monitoring.milestone_status where reading = 'alternative' and is_due"
    ),
    "strategy.primary.due_on_time_count": (
        "select count(*) from monitoring.milestone_status where reading = 'primary' and is_due "
        "and status = 'achieved_on_time'"
    ),
    "strategy.primary.on_time_rate": (
        "select avg(case when status = 'achieved_on_time' then 1.0 else 0 end) from monitoring.milestone_status "
        "where reading = 'primary' and is_due"
    ),
    "strategy.alternative.on_time_rate": (
        "select avg(case when status = 'achieved_on_time' then 1.0 else 0 end) from monitoring.milestone_status "
        "where reading = 'alternative' and is_due"
    ),
    "strategy.primary.overdue_count": (
        "select count(*) from monitoring.milestone_status where reading = 'primary' and status = 'overdue'"
    ),
    "strategy.primary.not_reported_count": (
        f"select count(*) from monitoring.milestone_status where reading = 'primary' and status = 'not_reported' "
        f"and {MILESTONE}"
    ),
    "strategy.primary.activity_rate": (
        "select sum(active_periods) / sum(elapsed_periods) from monitoring.milestone_status "
        "where reading = 'primary' and nature = 'continuous'"
    ),
    "reporting.2024H2.reported_output_count": (
        "select count(distinct output_id) from monitoring.milestone_reports "
        "where reporting_period_id = '2024H2' and counts"
    ),
    "resource_total.committed_usd": (
        "select sum(amount * usd_rate) from monitoring.resource_commitments where counts and is_latest"
    ),
    "resource_total.spent_usd": "select sum(amount * usd_rate) from monitoring.expenditures where counts and is_latest",
    "attention_counts.high_count": "select count(*) from monitoring.attention where severity = 'high'",
    "commitment_counts.kept_count": (
        "select count(*) from monitoring.commitment_status where actual_date is not null and status like 'kept%'"
    ),
    "check_counts.warned_count": "select count(*) from quality.results where outcome = 'warn'",
    "slip_counts.longest_days": (
        "select max(total) from (select sum(slip_days) as total from monitoring.forecast_slips group by phase_id)"
    ),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(shared_folder: Path, first_release: FirstRelease) -> Reported:
    found = reported_once(shared_folder / "reported", first_release)
    assert found.run.returncode == 0, found.run.stdout + found.run.stderr
    return found


@pytest.fixture(scope="module")
def told(made: Reported) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((made.folder / "manifest.json").read_text())
    return content


@pytest.fixture
def release(made: Reported) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(made.database), read_only=True) as connection:
        yield connection


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return connection.execute(sql).fetchall()[0][0]


def _rows(connection: duckdb.DuckDBPyConnection, folder: Path, name: str) -> list[dict[str, Any]]:
    """A query of the pack, as anybody runs it."""
    result = connection.execute((folder / name).read_text())
    names = [each[0] for each in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_a_day_without_a_release_gets_one_and_readers_see_what_they_saw(
    made: Reported, told: dict[str, Any], first_release: FirstRelease
) -> None:
    before = json.loads((first_release.home / "releases" / "current.json").read_text())
    assert json.loads((made.home / "releases" / "current.json").read_text()) == before
    assert told["as_of"] == told["release"]["as_of"] == AS_OF
    assert told["release"]["release_id"] != before["release_id"]
    assert f"There is no release as of {AS_OF} yet" in made.run.stdout


def test_nothing_known_after_the_day_is_in_it(release: duckdb.DuckDBPyConnection, told: dict[str, Any]) -> None:
    assert _one(release, "select cast(max(known_from) as date) from monitoring.milestone_reports") <= date(2025, 3, 1)
    assert max(source["known_from"] for source in told["sources"]) <= AS_OF
    assert "milestone_register_2024H2.xlsx" in {source["file_name"] for source in told["sources"]}
    assert "milestone_register_2025H1.xlsx" not in {source["file_name"] for source in told["sources"]}


@pytest.mark.parametrize("figure_id", SECOND)
def test_headline_figures_equal_a_second_reading(
    figure_id: str, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    value = {figure["figure_id"]: figure["value"] for figure in told["figures"]}[figure_id]
    assert value == pytest.approx(_one(release, SECOND[figure_id]), abs=1e-9 * max(1, abs(value)))


def test_milestones_reached_before_they_are_due_are_counted_apart(
    made: Reported, release: duckdb.DuckDBPyConnection
) -> None:
    (name,) = (made.folder / "queries").glob("*_strategy.sql")
    for row in _rows(release, made.folder, f"queries/{name.name}"):
        early = (
            "select count(*) from monitoring.milestone_status where status = 'achieved_on_time' "
            f"and due_date > date '{AS_OF}' and reading = '{row['reading']}'"
        )
        assert row["early_count"] == _one(release, early)
        parts = ("due_count", "early_count", "not_due_count", "cancelled_count")
        assert sum(row[part] for part in parts) == row["milestone_count"]


def test_each_figure_equals_its_query_run_on_the_release(
    made: Reported, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    assert len(told["figures"]) > 150
    answers: dict[str, list[dict[str, Any]]] = {}
    for figure in told["figures"]:
        rows = answers.setdefault(figure["query"], _rows(release, made.folder, figure["query"]))
        query = re.sub(r"^queries/\d+_|\.sql$", "", figure["query"])
        key, _, column = figure["figure_id"].removeprefix(f"{query}.").rpartition(".")
        found = [row[column] for row in rows if not key or key in {str(value) for value in row.values()}]
        assert found == [figure["value"]], figure["figure_id"]


def test_each_figure_stands_with_its_mark_in_every_form(made: Reported, told: dict[str, Any]) -> None:
    page = Page((made.folder / "report.html").read_text())
    texts = {
        "docx": squeezed(word_text(made.folder / "report.docx")),
        "pdf": squeezed(pdf_text(made.folder / "report.pdf")),
        "html": squeezed(page.text),
    }
    for figure in told["figures"]:
        said = squeezed(f"{figure['shown']}[{figure['mark']}]")
        for form, text in texts.items():
            assert said in text, (form, figure["figure_id"])
    sheet = openpyxl.load_workbook(made.folder / "annex.xlsx")["Figures"]
    listed = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=5)]
    assert listed == [[f"[{one['mark']}]", one["shown"], one["value"], one["meaning"]] for one in told["figures"]]


def test_what_is_shown_is_the_value(told: dict[str, Any]) -> None:
    for figure in told["figures"]:
        assert _is_number(figure["shown"], figure["value"]), figure


def _is_number(shown: str, value: float) -> bool:
    """Whether a text says a number, rounded to the decimals that it shows; only nothing and all are 0 % and 100 %."""
    said = re.fullmatch(r"(?:USD )?(-?[\d,]+)(\.\d+)?( %)?", shown)
    if not said:
        return shown == "under 0.1 %" and 0 < value < 0.001
    number = float(f"{said[1].replace(',', '')}{said[2] or ''}")
    exact = value * 100 if said[3] else value
    if said[3] and number in (0, 100):
        return bool(exact == number)
    return abs(number - exact) <= (
        0.1 if said[3] and number == 99.9 else 0.5000001 * 10 ** -max(len(said[2] or ".") - 1, 0)
    )


def test_no_number_of_the_text_lacks_a_mark(made: Reported) -> None:
    """Numbers are figures with a mark, names (O03, 2024H2, GB.347), days, or words of a reporter."""
    document = docx.Document(str(made.folder / "report.docx"))
    names = r"\[\d+\]|\b(?:O|AA|C)\d+(?:-S\d)?\b|\d{4}H[12]|GB\.347/INS/8|2023–27|2023-27|\d{8}_\d{6}|\d{4}-\d\d-\d\d"
    days = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
    for paragraph in document.paragraphs:
        if paragraph.style.name not in ("Normal", "List Bullet"):
            continue
        text = re.sub(r"(USD )?-?\d[\d,.]*( %)?\[\d+\]", " ", paragraph.text)
        assert not re.search(r"\d", re.sub(f"{days}|{names}", " ", text)), paragraph.text


def _as_read(value: Any, shown: str) -> bool:
    """Whether a cell says a value; written apart from the code that writes cells."""
    if value is None:
        return shown != "" and not re.search(r"\d", shown)
    if isinstance(value, bool):
        return shown == ("yes" if value else "no")
    if isinstance(value, date):
        return shown == f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, int | float):
        return _is_number(shown, value) or (value in (0, 1) and shown == ("yes" if value else "no"))
    return shown == " ".join(value.split()) or shown == value.replace("_", " ") or shown in WORDED.get(value, ())


WORDED = {
    "primary": ("primary reading",),
    "alternative": ("alternative reading",),
    "no_value": ("no value yet",),
    "no_direction": ("no direction agreed",),
    "no_numeric_target": ("target without one number",),
    "modelled": ("modelled, not rated",),
    "origin_unknown": ("source unknown, not rated",),
    "too_early": ("too early to rate",),
    "sheet_incomplete": ("reference sheet incomplete",),
    "stale": ("too old, not rated",),
    "promise_open": ("promise not kept",),
    "undeclared_change": ("change without a reason",),
    "slip_inherited": ("draws on late work",),
    "planned_tension": ("tension in the plan",),
}


def test_each_table_of_the_word_file_equals_its_query(
    made: Reported, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    shown = [one for one in told["tables"] if one["kind"] == "table"]
    tables = word_tables(made.folder / "report.docx")
    assert len(tables) == len(shown) + 3
    for entry, (_, *cells) in zip(shown, tables, strict=False):
        rows = [list(row.values()) for row in _rows(release, made.folder, entry["query"])]
        assert cells
        if cells == [["no row", *[""] * (len(cells[0]) - 1)]]:
            continue
        for line in cells:
            assert any(_holds(row, line) for row in rows), (entry, line)
        if not entry["title"].startswith("Phases of"):
            assert len(cells) == len(rows), entry


def _holds(values: list[Any], line: list[str]) -> bool:
    """Whether the cells are values of the row, in its order."""
    left = iter(values)
    return all(any(_as_read(value, cell) for value in left) for cell in line)


def test_html_and_pdf_have_the_tables_of_the_word_file(made: Reported) -> None:
    tables = word_tables(made.folder / "report.docx")
    page = Page((made.folder / "report.html").read_text())
    told = [[[cell for cell in row if cell] for row in table] for table in tables]
    assert [[[cell for cell in row if cell] for row in table] for table in page.tables] == told
    text = squeezed(pdf_text(made.folder / "report.pdf"))
    lines = [squeezed("".join(row)) for table in tables for row in table[1:]]
    assert [line for line in lines if line not in text] == []


def test_the_workbook_holds_every_row_of_every_query(
    made: Reported, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    book = openpyxl.load_workbook(made.folder / "annex.xlsx")
    for number, query in enumerate(told["queries"], 1):
        sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith(f"{number:02d} "))
        rows = _rows(release, made.folder, query["query"])
        lines = [list(line) for line in sheet.iter_rows(min_row=5, values_only=True)]
        assert len(lines) == max(len(rows), 1)
        for row, line in zip(rows, lines, strict=False):
            for value, cell in zip(row.values(), line, strict=True):
                assert cell is not None
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert cell == pytest.approx(value, rel=1e-14)
                elif isinstance(value, date):
                    assert cell.date() == (value.date() if isinstance(value, datetime) else value)
                else:
                    assert _as_read(value, str(cell)) or str(cell) == value


def test_a_figure_leads_to_query_tables_snapshot_and_file(
    made: Reported, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    files = {source["snapshot_id"]: source for source in told["sources"]}
    published = {f"{schema}.{table}" for schema, table in release.execute(
        "select schema_name, table_name from duckdb_tables()").fetchall()}  # fmt: skip
    for figure in told["figures"]:
        assert (made.folder / figure["query"]).is_file()
        assert figure["tables"]
        assert set(figure["tables"]) <= published
        assert figure["sources"]
        for snapshot in figure["snapshots"]:
            known = release.execute("select file_name from guide.inputs where snapshot_id = ?", [snapshot]).fetchall()
            assert [(files[snapshot]["file_name"],)] == known
    money = next(one for one in told["figures"] if one["figure_id"] == "resource_total.committed_usd")
    said = {row[0] for row in release.execute(
        "select snapshot_id from monitoring.resource_commitments union "
        "select snapshot_id from monitoring.expenditures").fetchall()}  # fmt: skip
    assert set(money["snapshots"]) == said
    narrow = next(one for one in told["figures"] if one["figure_id"] == "outputs.O03.due_count")
    assert set(narrow["snapshots"]) < {source["snapshot_id"] for source in told["sources"]}
    half_year = next(one for one in told["figures"] if one["figure_id"] == "reporting.2024H2.reported_output_count")
    assert set(half_year["snapshots"]) == {row[0] for row in release.execute(
        "select snapshot_id from monitoring.milestone_reports where counts and reporting_period_id = '2024H2'"
    ).fetchall()}  # fmt: skip


def test_indicators_of_areas_name_no_register(
    made: Reported, told: dict[str, Any], release: duckdb.DuckDBPyConnection
) -> None:
    (areas,) = [one for one in told["queries"] if one["query"].endswith("_area_indicators.sql")]
    found = {row[0] for row in release.execute((made.folder / areas["snapshot_query"]).read_text()).fetchall()}
    sources = dict(release.execute("select snapshot_id, source from guide.inputs").fetchall())
    assert {sources[snapshot] for snapshot in found} == {"ilostat"}
    lines = [row for table in word_tables(made.folder / "report.docx") for row in table]
    (listed,) = [row for row in lines if row[0].startswith("Table") and row[2].endswith("_area_indicators.sql")]
    numbers = {one["source_id"] for one in told["sources"] if sources.get(one["snapshot_id"]) == "register"}
    assert numbers
    assert not numbers & _numbers(listed[-1])


def _numbers(listed: str) -> set[str]:
    """S1–S3, S7 as S1, S2, S3, S7."""
    found = set()
    for part in listed.split(", "):
        first, _, last = part.partition("–")
        places = range(int(first[1:]), int((last or first)[1:]) + 1)
        found |= {f"{first[0]}{place}" for place in places}
    return found


def test_the_manifest_knows_every_file(made: Reported, told: dict[str, Any]) -> None:
    inside = {
        path.relative_to(made.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.folder.rglob("*")
        if path.is_file() and "release" not in path.relative_to(made.folder).parts and path.name != "manifest.json"
    }
    assert told["files"] == inside
    sums = (made.folder / "release" / "SHA256SUMS").read_bytes()
    assert told["release"]["sums_sha256"] == hashlib.sha256(sums).hexdigest()
    for line in sums.decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((made.folder / "release" / name).read_bytes()).hexdigest() == digest


def test_every_page_says_sample_and_draft(made: Reported) -> None:
    for page in pypdf.PdfReader(made.folder / "report.pdf").pages:
        text = page.extract_text()
        assert "SAMPLE DATA: every figure is invented" in text
        assert "Draft text made from the figures" in text
    document = docx.Document(str(made.folder / "report.docx"))
    for section in document.sections:
        head = "".join(paragraph.text for paragraph in section.header.paragraphs)
        assert "SAMPLE DATA" in head
        assert "Draft text" in head
    page = Page((made.folder / "report.html").read_text())
    assert page.text.count("Draft text made from the figures") == 11
    assert page.text.count("SAMPLE DATA: every figure is invented") == 12
    for sheet in openpyxl.load_workbook(made.folder / "annex.xlsx").worksheets:
        assert any("SAMPLE DATA" in str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row), sheet.title
    assert "SAMPLE DATA" in (made.folder / "README.txt").read_text()


def test_the_pdf_is_tagged_and_has_language_title_and_alternatives(made: Reported) -> None:
    reader = pypdf.PdfReader(made.folder / "report.pdf")
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a BooleanObject)
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Progress report: decent work in supply chains 2023–27"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = list(_tags(root["/StructTreeRoot"]))
    names = [kind for kind, _ in kinds]
    assert names.count("/Table") == len(word_tables(made.folder / "report.docx"))
    assert {"/H1", "/H2", "/H3", "/TH", "/TD", "/Figure", "/Caption", "/Link"} <= set(names)
    alternatives = [element.get("/Alt") for kind, element in kinds if kind == "/Figure"]
    assert len(alternatives) == 3
    assert all(alternatives)
    assert reader.outline


def _tags(element: Any) -> Iterator[tuple[str, Any]]:
    stack = [element]
    while stack:
        one = stack.pop().get_object()
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, dict):
            if "/S" in one:
                yield str(one["/S"]), one
            if "/K" in one and not isinstance(one["/K"], int):
                stack.append(one["/K"])


def test_the_page_stands_alone_and_can_be_heard(made: Reported) -> None:
    page = Page((made.folder / "report.html").read_text())
    assert page.named("html") == [{"lang": "en-GB"}]
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "base", "form"}
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "srcset") for name in attributes), tag
        assert attributes.get("href", "#").startswith("#")
        assert "http" not in " ".join(value for name, value in attributes.items() if name != "content"), tag
    content = (made.folder / "report.html").read_text()
    assert "url(" not in content
    assert "@import" not in content
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {attributes["href"][1:] for attributes in page.named("a")} <= set(names)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert len(page.named("caption")) == len(page.tables)
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.named("th"))
    pictures = [attributes for attributes in page.named("div") if attributes.get("role") == "img"]
    assert len(pictures) == 3
    assert all(len(attributes["aria-label"]) > 100 for attributes in pictures)


def test_the_word_file_has_headings_heading_rows_and_alternatives(made: Reported) -> None:
    document = docx.Document(str(made.folder / "report.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 11
    assert styles.count("Heading 3") == 20
    for table in document.tables:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
        assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val")[0]
    alternatives = document.element.xpath("//wp:docPr/@descr")
    assert len(alternatives) == 3
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title.startswith("Progress report")
    anchors = set(document.element.xpath("//w:hyperlink/@w:anchor"))
    assert anchors
    assert anchors <= set(document.element.xpath("//w:bookmarkStart/@w:name"))


def test_the_workbook_is_accessible(made: Reported) -> None:
    book = openpyxl.load_workbook(made.folder / "annex.xlsx")
    assert book.properties.language == "en-GB"
    assert book.properties.title.startswith("Annex. Progress report")
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.title == "Cover" or len(sheet.tables) == 1
        for table in sheet.tables.values():
            for row in sheet[table.ref]:
                for cell in row:
                    assert cell.value not in (None, ""), (sheet.title, cell.coordinate)
                    assert cell.data_type != "f"
