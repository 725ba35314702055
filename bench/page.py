"""Runs one page on one release and tells how long it took: `python -m bench.page HOME '{"page": …}'`.

Owns: one page in one process, with the queries that it sent.
Never: chooses the pages; that is `bench.pages`.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from unittest import mock
from urllib.parse import urlencode

import duckdb
import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.measure import ROOT
from bench.pages import percentile
from dashboards.queries import reading
from warehouse.release import reader


def main() -> None:
    """Print one line of JSON: milliseconds of the script cold and warm, and of each query at the 95th percentile."""
    home, asked = sys.argv[1], json.loads(sys.argv[2])
    os.environ["DWSC_HOME"] = home
    sent: list[tuple[str, str]] = []
    send = reading._run  # noqa: SLF001 - the one door that every query passes

    def noted(source: reading.Source, sql: str) -> duckdb.DuckDBPyConnection:
        sent.append((source.database, sql))
        return send(source, sql)

    with mock.patch.object(reading, "_run", noted):
        cold, warm = _script(asked["page"], asked["params"], asked["times"])
    queries = {sql: _query(Path(database), sql, asked["times"]) for database, sql in dict.fromkeys(sent)}
    print(json.dumps({"cold": cold, "warm": warm, "queries": queries}))


def _script(page: str, params: dict[str, str], times: int) -> tuple[float, float]:
    # A server that is up has drawn the frame at least; what it kept of that is thrown away.
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=120).run()
    st.cache_data.clear()
    st.cache_resource.clear()
    app.switch_page(f"app_pages/{page.replace('-', '_')}.py")
    for name, value in params.items():
        app.query_params[name] = value
    took = []
    for _ in range(times + 1):
        before = time.perf_counter()
        app.run()
        took.append((time.perf_counter() - before) * 1000)
        if app.exception:
            raise SystemExit(f"{page}?{urlencode(params)}: {app.exception[0].message}")
    return took[0], statistics.median(took[1:])


def _query(database: Path, sql: str, times: int) -> float:
    took = []
    with reader.connect(database) as connection:
        for _ in range(times):
            before = time.perf_counter()
            connection.cursor().execute(sql).df()
            took.append((time.perf_counter() - before) * 1000)
    return percentile(took)


if __name__ == "__main__":
    main()
