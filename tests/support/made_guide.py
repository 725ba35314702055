"""The guide of a release made by hand, and the papers of its folder, for tests of the page *Data and citation*.

Owns: guide.start_here, guide.dictionary of what stands in the file, guide.queries, SHA256SUMS, CHANGES.md, a CSV file.
Never: describes a table that the file does not hold; a question or a word of the sample.
"""

from pathlib import Path

import duckdb

from support.made_mandate import fill
from warehouse.release import files

# Signs that Markdown, HTML and SQL would read: a page shows them as they are.
HOSTILE = "A <b>share</b> in *percent*, \"often\" 'due' | [late](https://example.org)"
QUERIES = (
    ("outputs_of_the_strategy", "strategy", "Which outputs are there?",
     "select output_id\nfrom strategy.outputs\norder by 1"),
    ("overdue_steps", "monitoring", "Which steps are overdue?",
     "select phase_id\nfrom monitoring.milestone_status\nwhere status = 'overdue'\norder by 1"),
    ("figures_by_kind", "indicators", "How many figures are modelled?",
     "select observation_kind, count(*) as figures\nfrom indicators.observations\ngroup by 1\norder by 1"),
)  # fmt: skip
_MACRO_SQL = "select output_id from strategy.outputs where action_area_id = area"
MACRO_CALL = "select * from strategy.outputs_of(''AA1'')"
_MACRO = ((("area", 1, "varchar"), "parameter"), (("output_id", 2, "varchar"), "result"))


def add_guide(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the tables of the guide; the dictionary describes every table made before it."""
    fill(connection, "guide.start_here", [_start("Which outputs are there?", "strategy.outputs")])
    queries = [
        {"query_no": number, "query_id": name, "topic": topic, "question": question, "sql": sql, "note": "As it is."}
        for number, (name, topic, question, sql) in enumerate(QUERIES, 1)
    ]
    fill(connection, "guide.queries", queries)
    found = connection.execute(
        "select table_schema, table_name, column_name, ordinal_position, data_type from information_schema.columns "
        "where table_catalog = current_catalog() order by all"
    ).fetchall()
    connection.execute(f"create macro strategy.outputs_of(area) as table {_MACRO_SQL}")
    connection.execute(f"comment on macro table strategy.outputs_of is 'Made. Example: {MACRO_CALL}'")
    rows = [_column(*row) for row in found]
    rows += [_column("strategy", "outputs_of", *each) | {"kind": kind} for each, kind in _MACRO]
    fill(connection, "guide.dictionary", rows)


def _start(question: str, table: str) -> dict[str, object]:
    return {
        "topic_no": 1,
        "question": question,
        "table_name": table,
        "what_one_row_is": "One output",
        "note": "All 20.",
    }


def _column(schema: str, table: str, column: str, position: int, data_type: str) -> dict[str, object]:
    meaning = HOSTILE if (table, column) == ("observations", "value") else f"Made meaning of {column}."
    return {
        "schema_name": schema, "table_name": table, "column_name": column, "column_position": position,
        "data_type": data_type.lower(), "description": meaning, "table_description": f"Made rows of {table}.",
        "kind": "column",
        "key_position": 1 if (table, column) == ("outputs", "output_id") else None,
    }  # fmt: skip


def write_papers(folder: Path) -> None:
    """Put the papers of a release into its folder, and the checksums last."""
    (folder / "csv" / "strategy").mkdir(parents=True)
    (folder / "csv" / "strategy" / "outputs.csv").write_text("﻿output_id\nO01\n", encoding="utf-8")
    (folder / "CHANGES.md").write_text("# Changes\n\n<b>made</b> *changes*\n", encoding="utf-8")
    files.write_sums(folder)
