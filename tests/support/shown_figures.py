"""The figures that pages show, each with the code that stands under it, and the same code run outside.

Owns: finding numbers in tables and in what charts tell of their marks; running the code in a process of its own in the
folder of the release; whether a row of its answer holds the figure.
Never: uses a function of the pages to compare; takes a number for found because it stands in the row of something else.

A page may show a share in percent or an amount in millions; rows counted on a page are no figures of the release.
"""

import json
import math
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from warehouse.settings import PROJECT_ROOT

VISITS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("overview", {}), ("milestones", {}), ("output", {"output": "O05"}), ("resources", {}), ("tracking", {}),
    ("indicator", {}), ("indicator", {"view": "groups"}), ("indicator", {"view": "map"}),
    ("indicator", {"view": "regions"}), ("indicator", {"view": "history"}), ("countries", {"geo": "BGD"}),
    ("coverage", {}), ("views", {}), ("views", {"neutrals": "edge"}), ("evidence", {}), ("change", {}),
    ("change", {"areas": "regions"}), ("impact", {}), ("quality", {}), ("quality", {"view": "indicators"}),
    ("quality", {"view": "sources"}),
)  # fmt: skip
# Told by the page from cells that it shows in the same row: how many years are reported, and which is the last.
COUNTED = frozenset({("coverage", "Reported years"), ("coverage", "Latest")})
_TABLES = frozenset({"dataframe", "arrow_data_frame", "table", "arrow_table"})
_CHART = "vega_lite_chart"
_TIMES = (1.0, 100.0, 1e-6)
Rows = list[dict[str, Any]]
_RUN = """
import json, pickle, sys
import duckdb
answers = []
for code in json.load(open(sys.argv[1], encoding="utf-8")):
    names = {}
    exec(compile(code["python"], "snippet", "exec"), names)
    client = duckdb.connect(code["file"], read_only=True)
    told = client.execute(code["sql"])
    heading = [column[0] for column in told.description]
    answers.append((names["rows"], heading, told.fetchall()))
    client.close()
pickle.dump(answers, open(sys.argv[2], "wb"))
"""


@dataclass(frozen=True)
class Code:
    """The code under a figure: SQL, Python and R for the same rows."""

    sql: str
    python: str
    r: str


@dataclass(frozen=True)
class Figure:
    """One number as shown: where, under which name, in which row, and the code that stands under it."""

    page: str
    view: Mapping[str, str]
    name: str
    value: float
    row: Mapping[str, Any] = field(repr=False)
    codes: tuple[Code, ...] = field(repr=False)


def figures_of(home: Path, page: str, view: Mapping[str, str], **asked: str) -> list[Figure]:
    """Every figure of a view of a page, over the release of a home that DWSC_HOME names."""
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=120).run()
    for name, value in {**view, **asked}.items():
        app.query_params[name] = value
    app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception, (home, page, view)
    elements = [each for each in app._tree if isinstance(each, Element)]
    return [
        Figure(page, view, name, value, row, codes)
        for place, element in enumerate(elements)
        if element.type in _TABLES or element.type == _CHART
        if (codes := _codes(elements[place + 1 :]))
        for row, names in _rows(element)
        for name in names
        if (page, name) not in COUNTED and (value := _number(row.get(name))) is not None
    ]


def _codes(after: list[Element]) -> tuple[Code, ...]:
    """The first code that follows, with what stands beside it; none where another heading comes first."""
    found: dict[str, list[str]] = {"sql": [], "python": [], "r": []}
    for element in after:
        if element.type == "code" and element.proto.language in found:
            found[element.proto.language].append(element.value)
        elif element.type == "header" or (found["r"] and element.type in {*_TABLES, _CHART}):
            break
    return tuple(Code(*each) for each in zip(*found.values(), strict=True))


def _rows(element: Element) -> Iterator[tuple[Mapping[str, Any], list[str]]]:
    """The rows of a table or chart, each with the names under which a reader meets its numbers."""
    if element.type in _TABLES:
        for row in element.value.to_dict("records"):
            yield row, list(row)
        return
    told = dict(_told(json.loads(element.proto.spec), ""))
    for data in element.proto.datasets:
        for row in pa.ipc.open_stream(data.data.data).read_all().to_pylist():
            yield row, sorted(told.get(data.name, ()))


def _told(node: Any, data: str) -> Iterator[tuple[str, frozenset[str]]]:
    """For each data set of a chart, the numbers that its marks tell in words: tooltips and texts."""
    found: dict[str, set[str]] = {}
    waiting = [(node, data)]
    while waiting:
        each, name = waiting.pop()
        if isinstance(each, list):
            waiting += [(one, name) for one in each]
        elif isinstance(each, dict):
            name = each.get("data", {}).get("name", name) if isinstance(each.get("data"), dict) else name
            encoding = each.get("encoding") or {}
            channels = [encoding.get(channel) for channel in ("tooltip", "text")]
            for one in (one for channel in channels for one in (channel if isinstance(channel, list) else [channel])):
                if isinstance(one, dict) and one.get("type") == "quantitative" and "field" in one:
                    found.setdefault(name, set()).add(one["field"])
            waiting += [(value, name) for key, value in each.items() if key != "data"]
    return iter({name: frozenset(fields) for name, fields in found.items()}.items())


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None


def answers(figures: list[Figure], folder: Path, scratch: Path) -> dict[Code, tuple[Rows, Rows]]:
    """Run each code under the figures, once, in the folder of the release: its rows by Python, and by SQL."""
    distinct = list(dict.fromkeys(code for figure in figures for code in figure.codes))
    codes = [{"python": code.python, "sql": code.sql} for code in distinct]
    (file,) = folder.glob("*.duckdb")
    asked, told = scratch / "codes.json", scratch / "answers.pickle"
    asked.write_text(json.dumps([code | {"file": file.name} for code in codes]), encoding="utf-8")
    command = [sys.executable, "-I", "-c", _RUN, str(asked), str(told)]
    ran = subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    found = {}
    for code, (frame, heading, rows) in zip(distinct, pickle.loads(told.read_bytes()), strict=True):
        by_sql = [dict(zip(heading, row, strict=True)) for row in rows]
        found[code] = frame.to_dict("records"), by_sql
    return found


def holds(figure: Figure, rows: Rows) -> bool:
    """Whether a row of the answer that shares most with the row shown, the figure aside, holds the figure."""
    others = [_plain(value) for name, value in figure.row.items() if name != figure.name]
    known = {value for value in others if value not in {None, ""}}
    cells = [[_plain(value) for value in row.values()] for row in rows]
    shared = [len(known & set(row)) for row in cells]
    nearest = [row for row, count in zip(cells, shared, strict=True) if count == max(shared)]
    return any(_same(figure.value, value) for row in nearest for value in row)


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, date | pd.Timestamp):
        return pd.Timestamp(value).isoformat()
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _same(shown: float, value: Any) -> bool:
    if not isinstance(value, float):
        return False
    # A table may show a share as a whole percentage.
    rounded = shown.is_integer() and 0 < shown < 100 and abs(shown - 100 * value) <= 0.5
    return rounded or any(math.isclose(shown, value * times, rel_tol=1e-9, abs_tol=1e-12) for times in _TIMES)
