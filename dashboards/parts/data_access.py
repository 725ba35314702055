"""Which access for whom, on the page *Data and citation*.

Owns: the table of readers with what fits them, and how the release is opened from each program.
Never: names a file that the release does not have.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, release_files
from dashboards.address import Address
from dashboards.downloads import snippets
from dashboards.queries import reading
from warehouse.release.pointer import Release

_PAGES = "These pages; the rows of each chart and table as Excel or CSV"
_NO_API = "No web API is served. A published release never changes: keep its files and read them"


def show(_address: Address, shown: frame.Shown, release: Release) -> None:
    """Readers with the access that fits each, then how to open the release."""
    frame.section("Which access for whom", "All of them hold the same figures: those of one release.")
    names = {each.name for each in release_files.listed(release)}
    readers = [(f"**{who}**, {want}", access) for who, want, access in _readers(names)]
    table = pd.DataFrame(readers, columns=["You are, and want", "Then take"])
    st.table(table, hide_index=True, alt="Readers, what they want and the access that fits", border="horizontal")
    _openings(shown, release, names)


def _readers(names: set[str]) -> list[tuple[str, str, str]]:
    book = "`codebook.xlsx`; " if "codebook.xlsx" in names else ""
    notebooks = "; `notebooks/`" if any(name.startswith("notebooks/") for name in names) else ""
    reports = "*Reports* (Word, PDF, Excel annex); the workbook of the *Tracking table*"
    return [
        ("M&E officer", "to see what is late, off track or not reported", _PAGES),
        ("M&E officer", "a document, or a table to work in", reports),
        ("Evaluator", "to reproduce a figure", f"*Reproduce* under its chart, with the DuckDB file{notebooks}"),
        ("Evaluator", "to ask a question of your own", "The DuckDB file, or *Ask in SQL* on these pages"),
        ("Evaluator", "to know what a column means", f"{book}*Dictionary* on this page"),
        (
            "Statistician",
            "series with status, notes and vintages",
            "The DuckDB file, Parquet or CSV, in R, Python or Stata",
        ),
        ("Statistician", "to exchange series with another system", "SDMX-CSV and SDMX-ML: `dwsc export sdmx`"),
        ("Publisher of aid data", "results, targets and actual values", "IATI 2.03: `dwsc export iati`"),
        ("Data engineer", "every table in a pipeline", "Parquet with `datapackage.json`; `dwsc query --json`"),
        ("Developer", "an address that answers requests", _NO_API),
    ]


def _openings(shown: frame.Shown, release: Release, names: set[str]) -> None:
    frame.section("Open the release", "Each of these runs as it is in the folder of the release.")
    start = "from guide.start_here" if reading.columns(shown.source, "guide.start_here") else "show all tables"
    in_duckdb, in_python, in_r, in_excel = st.tabs(["DuckDB", "Python", "R", "Excel"])
    in_duckdb.code(snippets.sql(start, release.release_id), language="sql")
    in_python.code(snippets.python(start, release.release_id), language="python")
    in_r.code(snippets.r(start, release.release_id), language="r")
    book = "`codebook.xlsx` opens by itself. " if "codebook.xlsx" in names else ""
    in_excel.markdown(
        f"{book}For one table: *Data → From Text/CSV*, a file of `csv/`, origin *65001: Unicode (UTF-8)*. "
        "For many rows: *Data → Get Data → From File → From Parquet*, a file of `parquet/`. "
        "Tables with more rows than Excel takes are in `parquet/` alone."
    )
