"""The same file taken in by others.

Owns: DuckDB's bare copy (the practical floor), pandas, and dlt in an environment of its own.
Never: checks a row; that is the point.
"""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench.measure import Measured, once

_FLOOR = """
import duckdb, sys
duckdb.sql(f"copy (select * from read_csv('{sys.argv[1]}')) to '{sys.argv[2]}' (format parquet)")
"""
_PANDAS = "import pandas, sys; pandas.read_csv(sys.argv[1], low_memory=False).to_parquet(sys.argv[2])"
_DLT = """
import pathlib, sys
import dlt
from dlt.sources.filesystem import filesystem, read_csv
source, target = map(pathlib.Path, sys.argv[1:])
target.unlink(missing_ok=True)
pipeline = dlt.pipeline(
    "bench", destination=dlt.destinations.duckdb(str(target)), dataset_name="bench",
    pipelines_dir=str(target.with_suffix(".state")), dev_mode=True,
)
files = filesystem(bucket_url=source.parent.as_uri(), file_glob=source.name)
pipeline.run((files | read_csv(chunksize=100_000)).with_name("observations"), write_disposition="replace")
"""


def floor(source: Path, work: Path) -> Callable[[], Measured]:
    """DuckDB's `copy (select * from read_csv(...)) to ... (format parquet)`."""
    return lambda: once([sys.executable, "-c", _FLOOR, source, work / "floor.parquet"])


def pandas(source: Path, work: Path) -> Callable[[], Measured]:
    """pandas: `read_csv(...).to_parquet(...)`."""
    return lambda: once([sys.executable, "-c", _PANDAS, source, work / "pandas.parquet"])


def dlt(source: Path, work: Path, python: Path) -> Callable[[], Measured]:
    """The filesystem source of dlt with its CSV reader, into a DuckDB file; `python` is that of its environment."""
    quiet = {"RUNTIME__DLTHUB_TELEMETRY": "false", "DLT_DATA_DIR": str(work / "dlt_data")}
    return lambda: once([python, "-c", _DLT, source, work / "dlt.duckdb"], **quiet)


def dlt_python(work: Path) -> tuple[Path | None, str]:
    """Make dlt's environment with uv; its Python and version, or None and why there is none."""
    home = work / "dlt"
    python = home / "bin" / "python"
    uv = Path(sys.executable).parent / "uv"
    wanted = ["dlt[duckdb,filesystem]", f"duckdb=={version('duckdb')}", "pandas", "pyarrow"]
    asked = [python, "-c", "from importlib.metadata import version; print(version('dlt'), end='')"]
    try:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, home], check=True, capture_output=True)
        install = [uv, "pip", "install", "--quiet", "--python", python, *wanted]
        subprocess.run(install, check=True, capture_output=True, timeout=600)
        return python, subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        return None, f"dlt could not be installed here ({type(error).__name__})"
