"""What lies beside the tables of a release: each file is read by a program that shares no code with what wrote it."""

import csv
import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from support import release_build
from support.first_release import FirstRelease, columns_by_table
from warehouse.errors import ReleaseError
from warehouse.release.pointer import Release
from warehouse.release.verify import release_problems
from warehouse.settings import Settings


@pytest.fixture(scope="module")
def release(first_release: FirstRelease) -> Release:
    return first_release.published()


@pytest.fixture(scope="module")
def tables(release: Release) -> dict[str, list[tuple[str, str]]]:
    return columns_by_table(release.database)


@pytest.fixture(scope="module")
def codebook(release: Release) -> dict[str, list[list[Any]]]:
    """Rows of each sheet of the codebook."""
    book = openpyxl.load_workbook(release.folder / "codebook.xlsx", read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def _asked(release: Release, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release.database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_file_of_the_folder_is_in_the_sums_and_proven(release: Release) -> None:
    named = {line.split("  ", 1)[1] for line in (release.folder / "SHA256SUMS").read_text().splitlines()}
    assert {"codebook.xlsx", "quality.html", "croissant.json", "notebooks/trace_a_figure.ipynb"} <= named
    assert list(release_problems(release)) == []


def test_a_changed_paper_is_named(release: Release, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(release.folder, tmp_path / release.release_id))
    for name in ("codebook.xlsx", "quality.html", "croissant.json", "notebooks/trace_a_figure.ipynb"):
        path = folder / name
        path.chmod(0o644)
        path.write_bytes(path.read_bytes() + b" ")
    problems = list(release_problems(Release(release.release_id, folder, release.manifest)))
    assert len(problems) == 4
    assert all("changed since it was published" in problem for problem in problems)


def test_the_codebook_has_every_column_and_says_where_the_rest_is(
    release: Release, codebook: dict[str, list[list[Any]]], tables: dict[str, list[tuple[str, str]]]
) -> None:
    heading, *rows = codebook["Dictionary"][3:]
    said = [dict(zip(heading, row, strict=True)) for row in rows]
    told = Counter(
        (f"{row['schema_name']}.{row['table_name']}", row["column_name"]) for row in said if row["kind"] == "column"
    )
    assert told == Counter((table, column) for table, columns in tables.items() for column, _ in columns)
    left_out = {row[0]: row for row in codebook["Left out"][4:]}
    shown = {sheet for sheet in codebook if "." in sheet}
    guides = {"guide.start_here", "guide.dictionary", "guide.queries", "indicators.code_labels"}
    assert not shown & left_out.keys()
    assert shown | left_out.keys() | guides & tables.keys() == tables.keys()
    counts = " union all ".join(f"select '{table}', count(*) from {table}" for table in left_out)
    assert dict(_asked(release, counts)) == {table: row[2] for table, row in left_out.items()}
    for table, row in left_out.items():
        assert all((release.folder / str(name)).is_file() for name in row[3:5]), table


def test_each_example_query_is_a_file_that_answers_as_the_release_promises(release: Release) -> None:
    promised = _asked(release, "select query_id, question, column_names, least_row_count from guide.queries")
    files = {path.stem: path.read_text(encoding="utf-8") for path in (release.folder / "queries").iterdir()}
    assert len(promised) >= 40
    assert files.keys() == {query_id for query_id, *_ in promised}
    with duckdb.connect(str(release.database), read_only=True) as connection:
        for query_id, question, columns, _ in promised:
            text = files[query_id]
            assert text.startswith("-- SAMPLE DATA")
            assert " ".join(question.split()) in " ".join(text.replace("-- ", "").split())
            answer = connection.execute(text)
            assert ", ".join(column[0] for column in answer.description) == columns, query_id
            answer.fetchall()


@pytest.mark.parametrize("name", ["../outside", "Two words", "", "same"])
def test_a_query_whose_name_can_be_no_file_is_not_published(settings: Settings, name: str) -> None:
    release_build.make_build(settings.build_file)
    with duckdb.connect(str(settings.build_file)) as connection:
        connection.execute(
            "create schema guide; create table guide.queries (query_id varchar, topic varchar, question varchar, "
            "sql varchar); insert into guide.queries values ('same', 'a', 'b', 'select 1'), (?, 'b', 'b', 'select 2')",
            [name],
        )
        connection.execute("comment on table guide.queries is 'Queries.'")
        for column in ("query_id", "topic", "question", "sql"):
            connection.execute(f"comment on column guide.queries.{column} is 'A word.'")
    with pytest.raises(ReleaseError, match="cannot be the name of a file of its own"):
        release_build.publish_build(settings)
    assert not list(settings.releases.glob("*"))


@pytest.mark.parametrize("table", ["strategy.outputs", "monitoring.milestone_status", "quality.known_issues"])
def test_a_sheet_of_the_codebook_holds_what_the_csv_file_holds(
    release: Release, codebook: dict[str, list[list[Any]]], table: str
) -> None:
    path = release.folder / "csv" / f"{table.replace('.', '/')}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, *expected = csv.reader(stream)
    found_heading, *found = codebook[table][3:]
    assert found_heading == heading
    assert Counter(tuple(map(_as_csv, row)) for row in found) == Counter(map(tuple, expected))


def _as_csv(value: Any) -> str:
    if value == "no value":
        return ""
    said = value.date().isoformat() if hasattr(value, "date") else str(value)
    return f"'{said}" if re.match(r"[=+\-@]", said) and isinstance(value, str) else said


def test_the_codebook_can_be_read_without_seeing_it(release: Release) -> None:
    book = openpyxl.load_workbook(release.folder / "codebook.xlsx")
    assert book.sheetnames[:3] == ["Cover", "Contents", "Start here"]
    assert (book.properties.language, "SAMPLE DATA" in book.properties.title) == ("en-GB", True)
    assert "SAMPLE DATA" in str(book["Cover"]["A1"].value)
    cover = " ".join(str(cell.value) for row in book["Cover"].iter_rows() for cell in row)
    assert "docs/ and seeds/ that a description names are in the repository" in cover
    assert "licence: Apache-2.0" in cover
    links = {str(cell.hyperlink.location) for (cell,) in book["Contents"].iter_rows(min_row=5, max_col=1)}
    assert links == {f"'{name}'!A1" for name in book.sheetnames}
    for sheet in book.worksheets[1:]:
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges
        assert all(cell.value is not None for row in sheet.iter_rows(min_row=4) for cell in row), sheet.title
        assert not [cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.data_type == "f"]


class _Page(HTMLParser):
    """What a reader of a page meets: elements with their attributes, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += f" {data} "


def test_the_page_on_quality_says_what_the_release_says_and_asks_nobody(release: Release) -> None:
    page = _Page()
    page.feed((release.folder / "quality.html").read_text(encoding="utf-8"))
    said = " ".join(page.words.split())
    outcomes = dict(_asked(release, "select outcome, count(*) from quality.results group by outcome"))
    assert f"{sum(outcomes.values()):,} checks: {outcomes['pass']:,} passed" in said
    for check, outcome in _asked(release, "select check_id, outcome from quality.results"):
        assert said.count(f" {check} ") >= 1 + (outcome != "pass"), check
    for (issue,) in _asked(release, "select issue from quality.known_issues"):
        assert " ".join(issue.split()) in said
    assert "SAMPLE DATA" in said
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "form"}
    assert [value for _, told in page.tags for name, value in told.items() if name in {"src", "href"}] == [
        f"#{told['id']}" for tag, told in page.tags if tag == "section"
    ]
    headings = [tag for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    assert sum(tag == "table" for tag, _ in page.tags) == sum(tag == "caption" for tag, _ in page.tags) > 6


def test_a_release_without_these_tables_has_what_can_be_told(settings: Settings) -> None:
    release_build.make_build(settings.build_file)
    release = release_build.publish_build(settings, is_sample=False)
    page = (release.folder / "quality.html").read_text(encoding="utf-8")
    assert "Checks have not run for this release" in page
    assert "passed" not in page
    assert not (release.folder / "queries").exists()
    assert not (release.folder / "notebooks").exists()
    book = openpyxl.load_workbook(release.folder / "codebook.xlsx")
    assert book.sheetnames == [
        "Cover",
        "Contents",
        "Dictionary",
        "Left out",
        "strategy.outputs",
        "indicators.observations",
    ]
    told = [[cell.value for cell in row] for row in book["Dictionary"].iter_rows(min_row=5)]
    assert ["strategy", "outputs", 'odd, "name" here'] in [row[:3] for row in told]
    assert "SAMPLE" not in "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert json.loads((release.folder / "croissant.json").read_text())["recordSet"]
    assert list(release_problems(release)) == []
