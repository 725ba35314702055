"""Targets at landing: what the home holds of a target is what a new version is compared with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from support.registers import REPORTS
from support.targets import SHEET
from warehouse.earlier import earlier_targets
from warehouse.landing import Landed, land_paths
from warehouse.settings import get_settings
from warehouse.snapshots import list_origins, snapshot_path
from warehouse.sources.register.template import write_register

Row = dict[str, object]
Land = Callable[..., Landed]
FIRST, LATER = date(2025, 1, 31), date(2025, 3, 1)
TARGET: Row = {"target_id": "T-1", "indicator_id": "IL10", "reference_area_code": "CHL", "target_type": "value",
               "target_year": 2027, "target_value": 24.5, "target_status": "proposed"}  # fmt: skip


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Land:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    number = iter(range(1, 99))

    def one(day: date, *targets: Row, state: str = "submitted") -> Landed:
        path = tmp_path / f"register_{next(number)}.xlsx"
        further = {SHEET: list(targets)} if targets else {}
        write_register(
            path, REPORTS, submitted_on=day, reporter="Unit A", data_kind="real", further=further, report_state=state
        )
        [landed] = land_paths(get_settings(), [path])
        return landed

    return one


def test_a_silent_change_is_refused_and_a_declared_one_lands(land: Land) -> None:
    assert land(FIRST, TARGET).outcome == "loaded"
    landed = land(LATER, {**TARGET, "target_value": 23})
    assert landed.outcome == "refused"
    assert "Target T-1 said something else on 2025-01-31." in landed.message
    declared = {"correction_code": "other", "correction_note": "Agreed anew"}
    assert land(LATER, {**TARGET, "target_value": 23, **declared}).outcome == "loaded"
    [first, second] = earlier_targets(get_settings())(["T-1", "T-2"])
    assert (first["target_value"], first["correction_code"]) == ("24.5", None)
    assert (second["target_value"], second["correction_note"]) == ("23", "Agreed anew")


def test_an_area_never_changes(land: Land) -> None:
    assert land(FIRST, TARGET).outcome == "loaded"
    landed = land(LATER, {**TARGET, "reference_area_code": "PER", "correction_code": "typing_error"})
    assert "Target T-1 is for IL10 CHL total since 2025-01-31." in landed.message


def test_a_draft_holds_nobody_to_it(land: Land) -> None:
    assert land(FIRST, TARGET, state="draft").outcome == "loaded"
    assert land(LATER, {**TARGET, "reference_area_code": "PER", "target_value": 23}).outcome == "loaded"


def test_a_snapshot_of_an_earlier_form_has_no_targets_and_is_no_obstacle(land: Land) -> None:
    assert land(FIRST).outcome == "loaded"
    [origin] = list_origins(get_settings(), source="register")
    path = snapshot_path(get_settings(), origin)
    table = parquet.read_table(path)
    parquet.write_table(table.drop_columns([name for name in table.column_names if "target" in name]), path)
    assert earlier_targets(get_settings())(["T-1"]) == []
    assert land(LATER, TARGET).outcome == "loaded"
    assert [row["target_id"] for row in earlier_targets(get_settings())(["T-1"])] == ["T-1"]
