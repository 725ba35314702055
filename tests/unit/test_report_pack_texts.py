"""Texts of reports: what an officer writes, what the data say, and never one taken for the other."""

from pathlib import Path

import duckdb
import pytest

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.reports.pack import query
from warehouse.reports.pack.answers import Answers
from warehouse.reports.pack.content import Figure, Heading, Paragraph, Section, Table
from warehouse.reports.pack.written import Writer

HEAD = """-- title: Outputs
-- key: output_id
-- output_id | Code | text
-- told | Words | text
-- due_count | Due | count | milestones due
-- rate | Rate | share | rate | nothing due
-- note | Note | text annex
"""
NASTY = "# no heading\n\n- no item {{ figures }} <b>& [x](y)</b> =1+1 \x02 0 \x03 {%p x %}"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute("create schema monitoring")
    made.execute(
        "create table monitoring.outputs as select * from (values "
        "('O01', 'fine', 0, null, null), ('O02', ?, 1, 0.0, 'n'), ('O03', 'more', 3, 2 / 3, 'n')) "
        "as rows (output_id, told, due_count, rate, note)",
        [NASTY],
    )
    return made


@pytest.fixture
def sections(connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(query, "SQL_FOLDER", tmp_path / "sql")
    (tmp_path / "sql" / "trial").mkdir(parents=True)
    (tmp_path / "sql" / "trial" / "outputs.sql").write_text(f"{HEAD}select * from monitoring.outputs order by 1")
    (tmp_path / "texts").mkdir()

    def write(text: str) -> Section:
        (tmp_path / "texts" / "01_trial.txt").write_text(text)
        (made,) = Writer(Answers(connection, "trial"), "trial", tmp_path / "texts", {"is_sample": True}).sections()
        return made

    return write


def _said(section: Section) -> list[str]:
    return [
        "".join(span if isinstance(span, str) else f"{span.shown}[{span.mark}]" for span in block.spans)
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def test_signs_make_headings_items_quotations_and_paragraphs_run_on(sections) -> None:
    made = sections("# Title\n\nOne\ntwo.\n\n## Part\n- a\n- b\n  more\n> said\n~ note\n")
    assert (made.section_id, made.title) == ("trial", "Title")
    assert made.blocks[1] == Heading(2, "Part", "trial-2")
    told = [(block.style, block.text) for block in made.blocks if isinstance(block, Paragraph)]
    assert told == [("body", "One two."), ("item", "a"), ("item", "b more"), ("quote", "said"), ("note", "note")]


def test_zero_one_many_and_missing_are_told_apart(sections) -> None:
    made = sections(
        "# T\n\n{% for one in rows('outputs') %}\n"
        "- {{ one.due_count|noun('milestone') }}, {% if one.rate is missing %}none{% else %}{{ one.rate }}{% endif %}\n"
        "{% endfor %}"
    )
    assert _said(made) == ["0[1] milestones, none", "1[2] milestone, 0.0 %[3]", "3[4] milestones, 66.7 %[5]"]


def test_a_missing_figure_says_so_and_has_no_mark(sections) -> None:
    assert _said(sections("# T\n\n{{ rows('outputs', output_id='O01').rate }}")) == ["nothing due"]


def test_the_same_figure_keeps_its_mark(sections) -> None:
    text = "{% set one = rows('outputs', output_id='O03') %}{{ one.due_count }} and {{ one.due_count }}"
    made = sections(f"# T\n\n{text}")
    assert _said(made) == ["3[1] and 3[1]"]
    figure = made.blocks[0].spans[0]
    assert isinstance(figure, Figure)
    assert (figure.figure_id, figure.value, figure.meaning) == ("outputs.O03.due_count", 3, "milestones due (O03)")


def test_what_a_reporter_typed_is_never_a_sign(sections) -> None:
    made = sections("# T\n\n> {{ rows('outputs', output_id='O02').told }}\n\nEnd")
    told = [(block.style, block.text) for block in made.blocks if isinstance(block, Paragraph)]
    assert told[0] == ("quote", " ".join(NASTY.replace("\x02", " ").replace("\x03", " ").split()))
    assert told[1] == ("body", "End")


def test_a_table_shows_its_columns_and_the_rows_asked_for(sections) -> None:
    made = sections("# T\n\n{{ table('outputs', title='Of ' ~ 'O03', output_id='O03') }}\n\n{{ table('outputs') }}")
    first, second = (block for block in made.blocks if isinstance(block, Table))
    assert (first.title, first.grid.headings, first.grid.cells) == (
        "Of O03", ("Words", "Due", "Rate"), (("more", "3", "66.7 %"),),
    )  # fmt: skip
    assert second.grid.cells[0] == ("O01", "fine", "0", "nothing due")
    assert (second.number, second.grid.label, len(second.rows)) == (2, "Table 2", 3)


def test_a_table_on_a_line_of_its_own_stands_alone_whatever_is_around_it(sections) -> None:
    made = sections(
        "# T\n\nBefore\n{% if true %}\n{{ table('outputs') }}\n{% endif %}\nafter\n- item\n{{ table('outputs') }}"
    )
    kinds = [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in made.blocks]
    assert kinds == ["Before", "Table", "after", "item", "Table"]


def test_a_long_table_says_where_its_other_rows_are(sections) -> None:
    made = sections("# T\n\n{{ table('outputs', most=2) }}\n\n{{ table('outputs', most=3) }}")
    first, second = made.blocks
    assert (len(first.grid.cells), first.note) == (2, "The first 2 of 3 rows; annex.xlsx has all of them.")
    assert (len(second.grid.cells), second.note) == (3, "")


def test_a_query_must_return_what_its_head_names(sections, tmp_path: Path) -> None:
    path = tmp_path / "sql" / "trial" / "outputs.sql"
    path.write_text(f"{HEAD}select output_id from monitoring.outputs")
    with pytest.raises(WarehouseError, match=r"returns \['output_id'\]"):
        sections("# T\n\n{{ table('outputs') }}")
    path.write_text(f"{HEAD}select * from monitoring.nothing")
    with pytest.raises(ReleaseError, match="earlier version"):
        sections("# T\n\n{{ table('outputs') }}")
    path.write_text("-- a | b | money\nselect 1 as a")
    with pytest.raises(WarehouseError, match="is no column"):
        sections("# T\n\n{{ table('outputs') }}")


def test_a_comparison_with_nothing_names_the_line(sections) -> None:
    with pytest.raises(WarehouseError, match=r"01_trial\.txt cannot be written, line 3.*is missing"):
        sections("# T\n\n{% if rows('outputs', output_id='O01').rate > 0 %}x{% endif %}")
