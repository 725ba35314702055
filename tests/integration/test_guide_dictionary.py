"""The dictionary of a release and its file agree both ways, and every word in it leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from support.first_release import FirstRelease
from warehouse.release import citation
from warehouse.release.pointer import current
from warehouse.release.reader import connect
from warehouse.settings import PROJECT_ROOT, get_settings

SCHEMAS = ("strategy", "monitoring", "indicators", "evaluation", "quality", "guide")
MACROS = PROJECT_ROOT / "dbt_models" / "analyses" / "macros"
Rows = list[tuple[str, ...]]


@pytest.fixture
def release(first_release: FirstRelease) -> Iterator[duckdb.DuckDBPyConnection]:
    (database,) = (first_release.home / "releases").glob("*/dwsc_*.duckdb")
    with connect(database) as connection:
        yield connection


@pytest.fixture
def whole_sample(sample_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (database,) = (sample_home / "releases").glob("*/dwsc_*.duckdb")
    with connect(database) as connection:
        yield connection


def _rows(connection: duckdb.DuckDBPyConnection, query: str, *parameters: str) -> Rows:
    return connection.execute(query, parameters).fetchall()


def _macros(connection: duckdb.DuckDBPyConnection) -> Rows:
    return _rows(
        connection,
        "select schema_name, function_name, parameters, comment from duckdb_functions() "
        f"where not internal and schema_name in {SCHEMAS} order by 1, 2",
    )


def test_tables_and_columns_are_those_of_the_file(release: duckdb.DuckDBPyConnection) -> None:
    described = _rows(
        release,
        "select schema_name, table_name, column_name, column_position, data_type from guide.dictionary "
        "where kind = 'column' order by all",
    )
    there = _rows(
        release,
        "select schema_name, table_name, column_name, column_index, lower(data_type) from duckdb_columns() "
        f"where schema_name in {SCHEMAS} order by all",
    )
    assert len(there) > 1_700
    assert described == there


def test_macros_and_parameters_are_those_of_the_file(release: duckdb.DuckDBPyConnection) -> None:
    described = _rows(
        release,
        "select schema_name, table_name, column_name from guide.dictionary where kind = 'parameter' "
        "order by schema_name, table_name, column_position",
    )
    found = _macros(release)
    assert len(found) >= 6
    assert described == [(schema, name, one) for schema, name, parameters, _ in found for one in parameters]


def test_what_a_macro_returns_is_described(release: duckdb.DuckDBPyConnection) -> None:
    """The example of each macro, asked of the file, has the columns that the dictionary promises."""
    for path in MACROS.rglob("*.yml"):
        for macro in yaml.safe_load(path.read_text())["analyses"]:
            promised = _rows(
                release,
                "select column_name, data_type from guide.dictionary where kind = 'result' and schema_name = ? "
                "and table_name = ? order by column_position",
                path.parent.name,
                macro["name"],
            )
            answered = _rows(release, f"describe {macro['config']['meta']['example']}")
            assert promised == [(name, kind.lower()) for name, kind, *_ in answered], macro["name"]


def test_every_table_column_and_macro_is_commented(release: duckdb.DuckDBPyConnection) -> None:
    for listed, name in (("tables", "table_name"), ("columns", "column_name")):
        there = f"from duckdb_{listed}() where schema_name in {SCHEMAS}"
        assert _rows(release, f"select count(*) {there}")[0][0] > 90
        assert not _rows(
            release, f"select schema_name, table_name, {name} {there} and coalesce(trim(comment), '') = ''"
        )
    assert all(comment.strip() for *_, comment in _macros(release))
    assert not _rows(release, f"select view_name from duckdb_views() where schema_name in {SCHEMAS}")


def test_an_example_is_a_value_of_its_column(whole_sample: duckdb.DuckDBPyConnection) -> None:
    listed = _rows(
        whole_sample,
        "select schema_name || '.' || table_name, column_name, example_value from guide.dictionary "
        "where example_value is not null",
    )
    assert len(listed) > 1_500
    for table, column, example in listed:
        said = f"trim(regexp_replace(cast({column} as varchar), '\\s+', ' ', 'g'))"
        start = example.removesuffix("…").rstrip()
        found = _rows(whole_sample, f"select count(*) from {table} where starts_with({said}, ?)", start)
        assert found[0][0], (table, column, example)
        assert len(example) <= 80


def test_no_example_names_a_person_or_what_differs_from_build_to_build(
    whole_sample: duckdb.DuckDBPyConnection,
) -> None:
    people = ("reporter", "reviewed_by", "approver", "rated_by", "registered_by", "author", "who")
    others = ("release_id", "run_id", "built_at", "executed_at", "git_commit", "citation")
    listed = _rows(whole_sample, "select column_name, example_value from guide.dictionary where kind = 'column'")
    assert {name for name, _ in listed} >= {*people, *others}
    assert not [name for name, example in listed if name in {*people, *others} and example is not None]


def test_no_example_is_a_single_item_of_evidence(whole_sample: duckdb.DuckDBPyConnection) -> None:
    """The pages show those to evaluators alone, and the dictionary to everybody (docs/access.md)."""
    for table in ("evidence", "evaluation_matrix"):
        there = f"from guide.dictionary where schema_name = 'evaluation' and table_name = '{table}'"
        described, with_example = _rows(whole_sample, f"select count(*), count(example_value) {there}")[0]
        assert (int(described) > 20, with_example) == (True, 0)
        assert _rows(whole_sample, f"select count(*) from evaluation.{table}")[0][0] > 10


def test_a_column_without_an_example_has_no_value(whole_sample: duckdb.DuckDBPyConnection) -> None:
    """But for names of people, what differs from build to build, and tables on earlier releases and on themselves."""
    listed = _rows(
        whole_sample,
        "select schema_name || '.' || table_name, column_name from guide.dictionary where kind = 'column' "
        "and example_value is null and table_name <> 'dictionary' and source not like '%earlier releases%' "
        "and table_name not in ('evidence', 'evaluation_matrix')",
    )
    filled = {
        (table, column)
        for table, column in listed
        if _rows(whole_sample, f"select count(*) from {table} where cast({column} as varchar) <> ''")[0][0]
    }
    assert {column for _, column in filled} <= {
        *("approver", "assessed_by", "author", "built_at", "citation", "engine_version", "executed_at", "git_commit"),
        *("message", "proposed_by", "rated_by", "registered_by", "release_id", "reporter", "reviewed_by", "run_id"),
        *("sample_rows", "who"),
    }


def test_the_codes_of_a_column_are_those_of_its_list(whole_sample: duckdb.DuckDBPyConnection) -> None:
    assert _unlisted(whole_sample) == {}


def test_the_codes_of_real_files_are_those_of_the_lists_too(real_home: Path) -> None:
    (database,) = (real_home / "releases").glob("*/dwsc_*.duckdb")
    with connect(database) as connection:
        assert _unlisted(connection) == {}


def _unlisted(release: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The codes that stand in a column and not in the list that the dictionary names for it."""
    listed = _rows(
        release,
        "select schema_name || '.' || table_name, column_name, code_list from guide.dictionary "
        "where kind = 'column' and code_list is not null and code_list <> 'this column'",
    )
    assert len(listed) > 250
    found = {}
    for table, column, code_list in listed:
        held = {row[0] for row in _rows(release, f"select distinct {column} from {table}")} - {None}
        found[f"{table}.{column}"] = held - _codes(release, code_list)
    return {name: codes for name, codes in found.items() if codes}


def _codes(release: duckdb.DuckDBPyConnection, code_list: str) -> set[str]:
    """What a code list of the dictionary allows: a variable of code_labels, a column with words beside it, or words."""
    if variable := re.fullmatch(r"indicators\.code_labels\.code of variable (\w+)", code_list):
        query = "select code from indicators.code_labels where variable = ?"
        return {row[0] for row in _rows(release, query, variable[1])}
    if place := re.fullmatch(r"(\w+\.\w+)\.(\w+)((?: or \w+)*)", code_list):
        beside = set(place[3].split(" or ")[1:])
        return {row[0] for row in _rows(release, f"select {place[2]} from {place[1]}")} | beside
    return set(code_list.split(", "))


def test_every_quantity_has_a_unit_and_where_it_says_a_column_there_is_one(release: duckdb.DuckDBPyConnection) -> None:
    listed = _rows(
        release,
        "select schema_name || '.' || table_name, column_name, unit from guide.dictionary "
        "where kind <> 'parameter' and data_type = 'double'",
    )
    assert len(listed) > 170
    columns = {
        f"{s}.{t}.{c}"
        for s, t, c in _rows(release, "select schema_name, table_name, column_name from guide.dictionary")
    }
    for table, column, unit in listed:
        assert unit, (table, column)
        if named := re.match(r"as (\w+) says", unit):
            assert f"{table}.{named[1]}" in columns, (table, column, unit)
        if named := re.match(r"as ([\w.]+\.unit) says of (\w+)", unit):
            assert {named[1], f"{table}.{named[2]}"} <= columns, (table, column, unit)


def test_it_is_cited_in_the_words_of_its_citation_file(first_release: FirstRelease) -> None:
    release = current(get_settings(home=first_release.home))
    assert release is not None
    with connect(release.database) as connection:
        told = dict(_rows(connection, "select form, citation from guide.cite order by cite_no"))
        (inputs,) = _rows(connection, "select inputs_sha256 from guide.release")
    assert list(told) == ["text", "bibtex", "cff", "licence", "checksum"]
    assert told["cff"] == (release.folder / "CITATION.cff").read_text().strip()
    assert told["text"] == citation.citation_text(release.manifest)
    assert told["bibtex"] == citation.bibtex(release.manifest).strip()
    assert told["licence"] in told["cff"]
    assert (told["checksum"],) == inputs
