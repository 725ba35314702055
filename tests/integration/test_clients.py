"""A release opens in every client of docs/clients.md, each in an environment of its own, and all answer the same."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet
import pytest

from support import clients
from support.first_release import FirstRelease
from warehouse.settings import PROJECT_ROOT

pytestmark = pytest.mark.slow

# Of these every client must read the same sum; the value has decimals, the dates and truth values are many.
LARGEST, MIXED = "indicators.observations", "monitoring.milestone_status"


@pytest.fixture(scope="module")
def folder(first_release: FirstRelease) -> Path:
    assert first_release.run.returncode == 0, first_release.run.stdout + first_release.run.stderr
    return next((first_release.home / "releases").glob("*/release.json")).parent


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    return next(folder.glob("*.duckdb"))


@pytest.fixture(scope="module")
def questions(database: Path) -> dict[str, str]:
    asked = clients.questions(database)
    assert sum(name.startswith("query ") for name in asked) >= 40
    assert sum(name.startswith("table ") for name in asked) > 90
    assert sum(name.startswith("macro ") for name in asked) >= 6
    return asked


@pytest.fixture(scope="module")
def expected(database: Path, questions: dict[str, str]) -> dict[str, Any]:
    """What the client says that the release was made with."""
    return clients.answers(duckdb.__version__, "open", database, questions)


@pytest.mark.parametrize("mode", ["open", "attach"])
@pytest.mark.parametrize("version", clients.DUCKDB)
def test_every_duckdb_client_answers_the_same(
    version: str, mode: str, database: Path, questions: dict[str, str], expected: dict[str, Any]
) -> None:
    """Opened directly, and attached under another name and used: macros are resolved in the database in use alone."""
    found = clients.answers(version, mode, database, questions)
    wrong = {name: told["error"] for name, told in found.items() if "error" in told}
    assert not wrong
    assert found.keys() == expected.keys()
    for name, told in expected.items():
        assert found[name]["columns"] == told["columns"], name
        assert sorted(map(repr, found[name]["rows"])) == sorted(map(repr, told["rows"])), name


def test_the_command_line_of_duckdb_answers_the_same(
    database: Path, questions: dict[str, str], expected: dict[str, Any]
) -> None:
    program = clients.python_of("duckdb-cli-1.5.6").with_name("duckdb")
    examples = [name for name in questions if name.startswith("query ")]
    for name in (*examples[:10], f"table {LARGEST}"):
        command = [program, "-readonly", "-csv", "-nullvalue", "\x01", database, questions[name]]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert ended.returncode == 0, (name, ended.stderr)
        heading, *rows = csv.reader(io.StringIO(ended.stdout))
        assert heading == expected[name]["columns"], name
        assert sorted(map(_words, rows)) == sorted(map(_words, expected[name]["rows"])), name


def test_pandas_and_pyarrow_read_every_file_as_the_database_has_it(folder: Path, database: Path) -> None:
    for table in clients.tables(database):
        path = folder / "parquet" / table.schema / f"{table.name}.parquet"
        frame, rows = pd.read_parquet(path), parquet.read_table(path)
        assert (len(frame), rows.num_rows) == (table.rows, table.rows), table.label
        assert list(frame) == rows.column_names == [column.name for column in table.columns]
        text = folder / "csv" / table.schema / f"{table.name}.csv"
        read = pd.read_csv(text, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        assert (list(read), len(read)) == (list(frame), table.rows), table.label
        options = arrow_csv.ParseOptions(newlines_in_values=True)
        if table.rows:
            assert arrow_csv.read_csv(text, parse_options=options).num_rows == table.rows, table.label
    for label in (LARGEST, MIXED):
        frame = pd.read_parquet(folder / "parquet" / f"{label.replace('.', '/')}.parquet")
        assert _sums(frame) == _sums_of_database(database, label)


def test_polars_reads_parquet_and_csv_as_the_database_has_it(folder: Path, database: Path) -> None:
    code = """
import json, sys
import polars
told = {}
for kind, read in (("parquet", polars.read_parquet), ("csv", lambda path: polars.read_csv(path, infer_schema=False))):
    for path in sys.argv[2:]:
        frame = read(f"{sys.argv[1]}/{kind}/{path}.{kind}")
        told[f"{kind} {path}"] = [frame.columns, frame.height, [int(frame[n].count()) for n in frame.columns]]
print(json.dumps(told))
"""
    tables = clients.tables(database)
    names = [table.label.replace(".", "/") for table in tables]
    command = [clients.python_of("polars"), "-I", "-c", code, folder, *names]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-2000:]
    told = json.loads(ended.stdout)
    for table, name in zip(tables, names, strict=True):
        columns = [column.name for column in table.columns]
        for kind in ("parquet", "csv"):
            assert told[f"{kind} {name}"][:2] == [columns, table.rows], (kind, name)
        assert told[f"parquet {name}"][2] == _filled(database, table.sql_name, columns), name


def test_r_reads_every_csv_file_as_the_database_has_it(folder: Path, database: Path) -> None:
    """Debian's R has no driver for DuckDB or Parquet; its own reader of CSV needs none."""
    code = r"""
folder <- commandArgs(TRUE)[1]
for (path in list.files(file.path(folder, "csv"), "[.]csv$", recursive = TRUE)) {
  rows <- read.csv(file.path(folder, "csv", path), fileEncoding = "UTF-8-BOM", check.names = FALSE,
                   colClasses = "character", na.strings = NULL)
  cat(path, nrow(rows), paste(names(rows), collapse = " "), sep = "\t", fill = FALSE); cat("\n")
}
progress <- read.csv(file.path(folder, "csv/indicators/observations.csv"), fileEncoding = "UTF-8-BOM")
cat("sum", format(sum(progress$value, na.rm = TRUE), digits = 12), sum(is.na(progress$value)), sep = "\t"); cat("\n")
"""
    command = [clients.program("Rscript"), "-e", code, str(folder)]
    plain = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, env=plain)
    assert ended.returncode == 0, ended.stderr[-2000:]
    *lines, last = [line.split("\t") for line in ended.stdout.splitlines()]
    told = {path: (int(rows), names.split(" ")) for path, rows, names in lines}
    tables = clients.tables(database)
    assert told == {f"{t.schema}/{t.name}.csv": (t.rows, [column.name for column in t.columns]) for t in tables}
    total, missing = _sums_of_database(database, LARGEST)["value"]
    assert float(last[1]) == pytest.approx(total, rel=1e-9)
    assert int(last[2]) == missing


@pytest.mark.parametrize("name", ["codebook.xlsx", "csv/monitoring/milestone_status.csv"])
def test_libreoffice_opens_what_a_release_has_for_spreadsheets(name: str, folder: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    reading = ["--infilter=CSV:44,34,76,1"] if name.endswith(".csv") else []
    command = [clients.program("soffice"), profile, "--headless", *reading, "--convert-to", kind, "--outdir", tmp_path]
    ended = subprocess.run([*command, folder / name], capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    read = {path: list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in tmp_path.glob("*.csv")}
    assert read, ended.stdout + ended.stderr
    cells = {cell for rows in read.values() for row in rows for cell in row}
    assert not {cell for cell in cells if re.match(r"#(REF|NAME|VALUE|N/A)|Err:\d", cell)}
    if name.endswith(".csv"):
        [rows] = read.values()
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            assert [row[:3] for row in rows] == [row[:3] for row in csv.reader(file)]
    else:
        assert "indicators.observations" in " ".join(cells)


def test_the_page_on_clients_names_each_that_is_tested() -> None:
    page = (PROJECT_ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    for version in clients.DUCKDB:
        assert f"| DuckDB, Python | {version} |" in page
    pins = sorted(path.stem for path in (PROJECT_ROOT / "tools" / "clients").glob("*.txt"))
    assert pins == ["duckdb-1.4.5", "duckdb-1.5.6", "duckdb-2.0.0", "duckdb-cli-1.5.6", "mlcroissant-1.1.1", "polars"]


def _words(row: list[Any]) -> list[str]:
    """A row as text; numbers to eleven digits, whatever the client writes behind them."""
    words = []
    for cell in row:
        told = "\x01" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
        is_number = re.fullmatch(r"-?\d+\.\d+(e[-+]?\d+)?|-?\d+e[-+]?\d+", told)
        words.append(f"{float(told):.11g}" if is_number else told)
    return words


def _sums(frame: pd.DataFrame) -> dict[str, tuple[float, int]]:
    numbers = frame.select_dtypes("number")
    return {name: (round(float(numbers[name].sum()), 4), int(numbers[name].isna().sum())) for name in numbers}


def _sums_of_database(database: Path, label: str) -> dict[str, tuple[float, int]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = connection.execute(f"describe {label}").fetchall()
        numbers = [row[0] for row in columns if row[1] in {"DOUBLE", "INTEGER", "BIGINT"}]
        parts = ", ".join(f"coalesce(sum({name}), 0), count(*) - count({name})" for name in numbers)
        [found] = connection.execute(f"select {parts} from {label}").fetchall()
    return {name: (round(float(found[2 * n]), 4), found[2 * n + 1]) for n, name in enumerate(numbers)}


def _filled(database: Path, name: str, columns: list[str]) -> list[int]:
    with duckdb.connect(str(database), read_only=True) as connection:
        parts = ", ".join(f'count("{column}")' for column in columns)
        return list(connection.execute(f"select {parts} from {name}").fetchall()[0])
