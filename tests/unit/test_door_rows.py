"""A refused file is told once for all and once per rule that it broke, by name and never by what stands in it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from dagster_project.door_rows import EVERY_FILE, from_landing
from dagster_project.run_state import RunState
from warehouse.door_rules import door_rules
from warehouse.landing import land_paths
from warehouse.rejected import list_rejections
from warehouse.settings import Settings
from warehouse.sources.survey.rule_words import RULES


def _state(folder: Path) -> RunState:
    return RunState(
        run_id="run", release_id="r", as_of=date(2026, 6, 30), folder=folder, fingerprint="f", is_sample=False,
        built_at=datetime.now(UTC), git_commit="", snapshot_count=3, row_count=1, sources=("ilostat",),
    )  # fmt: skip


def test_where_nothing_was_refused_every_rule_passed_on_all_files(settings: Settings, tmp_path: Path) -> None:
    rows = from_landing(settings, _state(tmp_path), [])
    assert [row.check_id for row in rows] == [EVERY_FILE, *(rule.rule_id for rule in door_rules())]
    assert {(row.outcome, row.failing_count, row.checked_count, row.sample_rows) for row in rows} == {
        ("pass", 0, 3, None)
    }
    assert all(row.owner and row.reason and row.remedy and row.dimension and row.kind == "landing" for row in rows)


def test_refused_files_are_named_under_the_rules_that_they_broke(settings: Settings, tmp_path: Path) -> None:
    page, bad = tmp_path / "page.csv", tmp_path / "LAI_INDE_NOC_RT_A.csv"
    page.write_text("<!doctype html><title>503</title>")
    bad.write_text(
        "ref_area,source,indicator,time,obs_value\nKEN,BA:1,LAI_INDE_NOC_RT,2020,secret-value\n"
        "QQQ,BA:1,LAI_INDE_NOC_RT,2020,1\nQQR,BA:1,LAI_INDE_NOC_RT,2020,1\n"
    )
    land_paths(settings, [page, bad])
    rows = from_landing(settings, _state(tmp_path), list_rejections(settings))
    broken = {row.check_id: row for row in rows if row.outcome != "pass"}
    assert set(broken) == {
        EVERY_FILE, "landing.file.web_page", "landing.file.bad_rows", "landing.rows.value", "landing.rows.area",
    }  # fmt: skip
    assert {row.outcome for row in broken.values()} == {"warn"}
    assert (broken[EVERY_FILE].failing_count, broken[EVERY_FILE].checked_count) == (2, 5)
    assert json.loads(broken["landing.rows.area"].sample_rows or "") == [
        {"file_name": bad.name, "rule": "bad rows", "errors": 2}
    ]
    assert not any("secret-value" in f"{row.sample_rows} {row.message}" for row in rows)


def test_rules_of_a_form_are_for_monitoring_and_evaluation_to_mend(settings: Settings, tmp_path: Path) -> None:
    rows = {row.check_id: row for row in from_landing(settings, _state(tmp_path), [])}
    assert {rows[f"landing.survey.{name}"].owner for name in RULES} == {"Monitoring and evaluation"}
    assert rows["landing.rows.value"].owner == "Data engineering"
