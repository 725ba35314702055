"""The notebooks of a release run as they are, beside its DuckDB file; their figures are those of pages and files."""

import csv
import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient

from dashboards.queries import monitoring
from support.first_release import FirstRelease
from warehouse.release.papers import examples
from warehouse.release.pointer import current
from warehouse.reports.tracking import Choice, rows_sql
from warehouse.settings import get_settings

NOTEBOOKS = sorted(path.name for path in (Path(examples.__file__).parent / "notebooks").glob("*.ipynb"))
_TOLD = {
    "baseline_to_latest.ipynb": (
        "[indicator_id, reference_area_code, disaggregation, under, "
        "after.to_json(orient='records', double_precision=15)]"
    ),
    "delivery_of_outputs.ipynb": "[len(mine), len(different), counted.to_json(orient='records')]",
    "trace_a_figure.ipynb": "[figure.to_json(), row.iloc[0].to_json(), origin.iloc[0].to_json(), len(vintages)]",
}


@pytest.fixture(scope="module")
def folder(first_release: FirstRelease) -> Path:
    release = current(get_settings(home=first_release.home))
    assert release is not None, first_release.run.stderr
    return release.folder


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a notebook of the release where it lies; return its cells and what the last line says of its figures."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")

    def _run(name: str, choice: str = "") -> tuple[Any, list[Any]]:
        notebook = nbformat.read(folder / "notebooks" / name, as_version=4)
        if choice:
            place = next(place for place, cell in enumerate(notebook.cells) if "To choose yourself" in cell.source)
            notebook.cells.insert(place + 1, nbformat.v4.new_code_cell(choice))
        notebook.cells.append(nbformat.v4.new_code_cell(f"import json; print('told', json.dumps({_TOLD[name]}))"))
        where = {"metadata": {"path": str(folder / "notebooks")}}
        NotebookClient(notebook, timeout=120, resources=where).execute()
        text = notebook.cells[-1].outputs[0].text
        return notebook.cells, json.loads(text.removeprefix("told "))

    return _run


def _asked(folder: Path, sql: str, given: list[Any] | None = None) -> list[dict[str, Any]]:
    with duckdb.connect(str(next(folder.glob("*.duckdb"))), read_only=True) as connection:
        answer = connection.execute(sql, given or [])
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def test_every_notebook_is_in_the_release_without_answers_and_is_tried_here(folder: Path) -> None:
    assert NOTEBOOKS == sorted(_TOLD) == sorted(path.name for path in (folder / "notebooks").iterdir())
    for name in NOTEBOOKS:
        notebook = nbformat.read(folder / "notebooks" / name, as_version=4)
        nbformat.validate(notebook)
        assert not [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")]
        text = "".join(cell.source for cell in notebook.cells)
        assert "://" not in text
        assert 'Path("..").glob("dwsc_*.duckdb")' in text


def test_from_baseline_to_latest_says_what_the_tracking_page_says(run: Any, folder: Path) -> None:
    cells, (indicator, area, group, _, told) = run("baseline_to_latest.ipynb")
    found = json.loads(told)
    page = _asked(folder, rows_sql(Choice()))
    mine = {
        row["year"]: row
        for row in page
        if (row["indicator_id"], row["reference_area_code"], row["disaggregation"]) == (indicator, area, group)
    }
    assert found
    for row in found:
        shown = mine[row["year"]]
        assert (row["value"], row["baseline_value"]) == (shown["value"], shown["baseline_value"])
        assert row["class"] == shown["class"]
        assert (row["met_share"] is None) == (shown["met_share"] is None)
        if row["met_share"] is not None:
            assert row["share_met"] == pytest.approx(row["met_share"], abs=1e-12)
            assert row["met_share"] == pytest.approx(shown["met_share"], abs=1e-12)
    chart = cells[-2].outputs[-1].data
    assert any("vegalite" in kind for kind in chart) or "text/html" in chart
    assert "SAMPLE DATA" in str(chart)


def test_a_chart_of_values_from_several_sources_names_each(run: Any, folder: Path) -> None:
    key = ("indicator_id", "reference_area_code", "disaggregation")
    sources: dict[tuple[str, ...], list[str]] = {}
    for row in _asked(folder, "select * from indicators.tracking_table where value is not null order by year"):
        if row["source_label"]:
            sources.setdefault(tuple(row[name] for name in key), []).append(row["source_label"])
    chosen = next(one for one, labels in sorted(sources.items()) if len(set(labels)) > 1)
    _, (*told, under, _) = run("baseline_to_latest.ipynb", f"{', '.join(key)} = {chosen!r}")
    assert tuple(told) == chosen
    assert under.partition("Source: ")[2].split("; ") == list(dict.fromkeys(sources[chosen]))


def test_delivery_counts_what_the_page_milestones_shows(run: Any, folder: Path) -> None:
    _, (compared, different, told) = run("delivery_of_outputs.ipynb")
    assert compared > 10
    assert different == 0
    found = {(row["output_id"], row["status"]): row["milestone_count"] for row in json.loads(told)}
    page = _asked(folder, monitoring.milestones_sql("primary", areas=[], output_ids=[], statuses=[]))
    assert found == Counter((row["output_id"], row["status"]) for row in page if row["nature"] == "discrete")


def test_the_trace_leads_to_the_row_of_the_file_that_was_handed_in(
    run: Any, first_release: FirstRelease, folder: Path
) -> None:
    cells, (figure, row, origin, vintage_count) = run("trace_a_figure.ipynb")
    figure, row, origin = json.loads(figure), json.loads(row), json.loads(origin)
    path = first_release.sample / origin["file_name"]
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    assert origin["sha256"] == hashlib.sha256(content).hexdigest()
    assert origin["file_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    lines = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert origin["row_count"] == len(lines)
    line = lines[row["row_number"] - 1]
    assert float(line["obs_value"]) == row["value"] == figure["value"]
    assert (line["ref_area"][:3], line["time"]) == (row["reference_area_code"], row["time_period"])
    assert vintage_count >= 1
    assert "as published" in cells[-2].outputs[0].text
    sums = (folder / "SHA256SUMS").read_text()
    assert cells[-2].outputs[0].text.split()[-1] in sums
