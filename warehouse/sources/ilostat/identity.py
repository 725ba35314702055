"""Which dataset a file holds, and whether it is all of it.

Owns: dataset, frequency, partial mark and sample mark of a file whose rows are good.
Never: reads a row that the tables' distinct values do not show.
"""

from dataclasses import dataclass

import duckdb

from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.codes import Known
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.names import dataset_of, is_indicator_code, partial_mark
from warehouse.sources.ilostat.periods import FREQUENCIES, frequency_of
from warehouse.sources.ilostat.prepared import Prepared
from warehouse.sources.ilostat.table import normalised

# The mark on every invented row: a note code in code files, its words in label files.
SAMPLE_NOTE, SAMPLE_WORDS = "Z0:1", "Invented sample data"
_ONE_FILE = "Land each dataset as a file of its own."


@dataclass(frozen=True)
class Identity:
    """What a file turned out to be; `warnings` say where name and content disagree."""

    indicator_code: str
    frequency_code: str
    label: str | None
    partial_reason: str | None
    warnings: tuple[str, ...]

    @property
    def dataset_code(self) -> str:
        """ILOSTAT's id of the dataset: indicator and frequency."""
        return f"{self.indicator_code}_{self.frequency_code}"


def identify(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, received: Received, indicators: Known
) -> Identity:
    """The dataset by the content, else by the file name; where they disagree the content wins, with a warning.

    Raises:
        FileRefusedError: several datasets in one file, or none that can be told.
    """
    code, label = _only(connection, prepared, "indicator"), _only(connection, prepared, "indicator_label")
    named = dataset_of(received.path)
    resolved = code or (_by_label(connection, label, indicators) if label else None) or (named[0] if named else None)
    if not resolved or not is_indicator_code(resolved):
        raise _unidentified(resolved, label)
    period = connection.execute(f"select any_value(time) from {prepared.relation}").fetchone()
    frequency = frequency_of(period[0]) if period else None
    if not frequency:
        raise whole_file("no period", "no time could be read.", "Download the dataset again.", SOURCE)
    mark = partial_mark(received.path)
    reason = f"the file name says {mark}: its downloader kept only some rows" if mark else None
    return Identity(resolved, frequency, label, reason, _disagreement(named, resolved, frequency))


def sample_mark(connection: duckdb.DuckDBPyConnection, prepared: Prepared) -> bool:
    """Whether every row is marked as invented.

    Raises:
        FileRefusedError: some rows are marked and others are not.
    """
    marked, rows = connection.execute(
        f"""
        select
            count(*) filter (
                list_contains(string_split(note_source, '_'), '{SAMPLE_NOTE}')
                or contains(note_source_label, '{SAMPLE_WORDS}')
            ),
            count(*)
        from {prepared.relation}
        """
    ).fetchone() or (0, 0)
    if marked not in {0, rows}:
        found = f"{marked:,} of its {rows:,} rows are marked as invented ({SAMPLE_NOTE}), the others are not."
        raise whole_file("sample among real", found, "Land sample data and real data as files of their own.", SOURCE)
    return bool(marked == rows)


def _only(connection: duckdb.DuckDBPyConnection, prepared: Prepared, column: str) -> str | None:
    rows = connection.execute(
        f"select {column}, count(*) from {prepared.relation} group by 1 order by 2 desc, 1"
    ).fetchall()
    if len(rows) > 1:
        name = column.replace("_label", ".label")
        rule = "the file holds more than one dataset; this one has {:,} rows."
        raise refused(
            "several datasets",
            *(Finding("the file", name, value, rule.format(count), _ONE_FILE) for value, count in rows),
            source=SOURCE,
        )
    return str(rows[0][0]) if rows and rows[0][0] is not None else None


def _by_label(connection: duckdb.DuckDBPyConnection, label: str, indicators: Known) -> str | None:
    """The one indicator of the landed dictionaries with this label; two with the same label are none."""
    wanted = _normalise(connection, label)
    found = {code for name, code in indicators.labels if _normalise(connection, name) == wanted}
    return found.pop() if len(found) == 1 else None


def _normalise(connection: duckdb.DuckDBPyConnection, label: str) -> str:
    row = connection.execute(f"select {normalised('$1')}", [label]).fetchone()
    return str(row[0]) if row else label


def _disagreement(named: tuple[str, str] | None, indicator: str, frequency: str) -> tuple[str, ...]:
    if not named or named == (indicator, frequency):
        return ()
    held = f"{indicator}_{frequency} ({FREQUENCIES[frequency]})"
    return (f"The file name says {'_'.join(named)}; its content is {held} and was loaded as that.",)


def _unidentified(code: str | None, label: str | None) -> Exception:
    if code:
        found = f"its indicator code {code!r} is none that ILOSTAT could use."
    elif label:
        found = f"its indicator {label!r} is in no landed dictionary, and the file name does not name a dataset."
    else:
        found = "neither its content nor its name says which dataset it holds."
    remedy = "Name the file as ILOSTAT does, such as SDG_0831_SEX_ECO_RT_A.csv, or download it with type=both."
    return whole_file("unknown dataset", found, remedy, SOURCE)
