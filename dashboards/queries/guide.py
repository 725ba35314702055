"""Reads about what stands in a release: its tables and columns, and questions with their query.

Owns: the search of the dictionary, and the example queries of a release with those that fit any release beside them.
Never: runs an example; reads a column of the dictionary that a release does not have.
"""

from collections.abc import Sequence

import pandas as pd

from dashboards.queries import examples
from dashboards.queries.reading import Source, columns, literal, rows, where

DICTIONARY = "guide.dictionary"
_QUERIES = "guide.queries"
_EXAMPLE = "Example: "
_MAYBE = ("kind", "unit", "code_list", "source", "example_value")
_SEARCHED = ("schema_name", "table_name", "column_name", "description", "table_description")


def is_described(source: Source) -> bool:
    """Whether the release says what its columns mean."""
    return bool(columns(source, DICTIONARY))


def tables(source: Source) -> pd.DataFrame:
    """Every table and macro: label, table_description, is_macro, and how many columns it has."""
    return rows(source, tables_sql(has_kind="kind" in columns(source, DICTIONARY)))


def tables_sql(*, has_kind: bool) -> str:
    """One row per table and, where the dictionary tells them apart, per macro."""
    return f"""select
    schema_name || '.' || table_name as label,
    table_description,
    {"max(case when kind <> 'column' then 1 else 0 end) = 1" if has_kind else "false"} as is_macro,
    count(*) as column_count
from guide.dictionary
group by schema_name, table_name, table_description
order by label, table_description"""


def macro_call(source: Source, macro: str) -> str:
    """How a macro is called, as its comment ends; nothing where the comment has no example."""
    found = rows(
        source,
        f"""select distinct comment
from duckdb_functions()
where schema_name || '.' || function_name = {literal(macro)} and comment is not null
order by comment""",
    )
    return str(found["comment"].iloc[0]).partition(_EXAMPLE)[2] if len(found) else ""


def dictionary_sql(source: Source, table: str, find: str, *, examples: bool) -> str:
    """Columns in whose name, table or meaning every word stands; those that are called so first, as in columns_about.

    Args:
        source: the release.
        table: schema.table, or nothing for all.
        find: words, parted by blanks; large and small letters are the same.
        examples: whether a value of the column may be shown.
    """
    known = columns(source, DICTIONARY)
    maybe = [name for name in _MAYBE if name in known and (examples or name != "example_value")]
    words = find.split()
    filters = [f"schema_name || '.' || table_name = {literal(table)}"] if table else []
    filters += [_all_stand_in(_SEARCHED, words)] if words else []
    chosen = ",\n    ".join(("schema_name", "table_name", "column_name", "data_type", "description", *maybe))
    return f"""select
    {chosen},
    (select is_sample from guide.release) as is_sample
from guide.dictionary
where {where(filters)}
order by {_nearness(words) if words else ""}schema_name, table_name, column_position, column_name"""


def _all_stand_in(names: Sequence[str], words: Sequence[str]) -> str:
    text = " || ' ' || ".join(f"coalesce({name}, '')" for name in names)
    return " and ".join(f"contains(lower({text}), lower({literal(word)}))" for word in words)


def _nearness(words: Sequence[str]) -> str:
    return f"""case
    when {_all_stand_in(["column_name"], words)} then 1
    when {_all_stand_in(["column_name", "description"], words)} then 2
    else 3
end, """


def example_queries(source: Source) -> pd.DataFrame:
    """Questions with query_id, topic, question, sql and note; a release without any gets the usual ones."""
    if not columns(source, _QUERIES):
        return pd.DataFrame(examples.EVERY_RELEASE)
    return rows(source, QUERIES_SQL)


QUERIES_SQL = """select query_id, topic, question, sql, note
from guide.queries
order by query_no, query_id"""
