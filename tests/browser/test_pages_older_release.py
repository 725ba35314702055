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
}


@pytest.mark.parametrize("page", TABLES)
def test_a_release_from_before_says_so(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(made_release.make_release(tmp_path, "20260704_080000"))) as connection:
        for table in TABLES[page]:
            connection.execute(f"drop table monitoring.{table}")
    monkeypatch.setenv("DWSC_HOME", str(tmp_path))
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=30).run()
    app = app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception
    assert "made by an earlier version of the warehouse" in app.info[0].value
    assert not app.error
