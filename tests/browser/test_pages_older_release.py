"""A release made before a table existed: its page says so, and no page breaks."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from support import made_release
from warehouse.settings import PROJECT_ROOT

TABLES = {
    "resources": ["resource_absorption", "resource_total", "resource_years", "resource_commitments", "expenditures"],
    "promises": ["commitment_status"],
    "overview": ["attention"],
    "output": ["output_progress"],
    "milestones": ["slip_paths"],
    "framework": ["mandate_trace", "mandate_orphans", "planned_tensions"],
    "impact": [
        "evaluation.impact_designs", "evaluation.impact_estimates", "evaluation.impact_gate_results",
        "evaluation.impact_diagnostics", "evaluation.impact_values",
    ],
    "change": ["evaluation.change_since_baseline"],
    "data": ["guide.dictionary", "guide.queries"],
    "views": ["evaluation.constituent_views", "evaluation.view_divergence"],
    "evidence": [f"evaluation.{name}" for name in ("questions", "evidence", "evaluation_matrix", "evidence_gaps")],
    "ratings": ["evaluation.ratings", "evaluation.findings", "evaluation.recommendations"],
}  # fmt: skip
# What came with progress, all of it at once: a release has all of these or none.
PROGRESS = (
    "progress", "targets", "target_points", "indicator_versions", "tracking_table", "group_gaps", "regional_aggregates",
)  # fmt: skip
_SAYS_SO = "made by an earlier version of the warehouse"


def _opened(page: str, home: Path, monkeypatch: pytest.MonkeyPatch, **asked: str) -> AppTest:
    monkeypatch.setenv("DWSC_HOME", str(home))
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=30).run()
    for name, value in asked.items():
        app.query_params[name] = value
    app = app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


@pytest.mark.parametrize("page", TABLES)
def test_a_release_from_before_says_so(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(made_release.make_release(tmp_path, "20260704_080000"))) as connection:
        for table in TABLES[page]:
            connection.execute(f"drop table {table if '.' in table else f'monitoring.{table}'}")
    view = {"view": "dictionary"} if page == "data" else {}
    assert _SAYS_SO in _opened(page, tmp_path, monkeypatch, **view).info[0].value


@pytest.fixture(scope="module")
def without_progress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose release was made before there were baselines, targets and progress."""
    home = tmp_path_factory.mktemp("without_progress")
    with duckdb.connect(str(made_release.make_release(home, "20260705_080000"))) as connection:
        for table in PROGRESS:
            connection.execute(f"drop table indicators.{table}")
    return home


@pytest.mark.parametrize("page", ["tracking", "countries"])
def test_a_release_from_before_progress_says_so(
    page: str, without_progress: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened(page, without_progress, monkeypatch)
    assert [_SAYS_SO in each.value for each in app.info] == [True]
    assert "does not say baselines, targets and progress" in app.info[0].value


@pytest.mark.parametrize(
    ("view", "missing"),
    [
        ("figures", None),
        ("progress", "baselines, targets and progress"),
        ("groups", "the gaps between women and men"),
        ("map", None),
        ("regions", "figures of regions"),
        ("about", None),
    ],
)
def test_the_views_of_an_indicator_stand_without_progress(
    view: str, missing: str | None, without_progress: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened("indicator", without_progress, monkeypatch, view=view)
    assert app.segmented_control(key="indicator.view").value == view
    told = [each.value for each in app.info if _SAYS_SO in each.value]
    assert len(told) == (missing is not None)
    assert all(missing in each for each in told)
