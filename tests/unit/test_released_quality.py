"""What earlier releases said of their quality is repeated, and what they did not say is no pass."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from warehouse.release.files import write_sums
from warehouse.release.pointer import database_name
from warehouse.released_quality import CHECK_COLUMNS, DIMENSIONS, SCORECARD_COLUMNS, write_released_quality
from warehouse.settings import Settings

DAY = date(2025, 3, 1)
CARD = {f"{side}_{kind}": value for side in DIMENSIONS for kind, value in (("status", "pass"), ("count", 3))} | {
    "indicator_id": "OI02", "is_this_release": True, "checks_passed": 24, "checks_warned": 0, "checks_failed": 0,
    "freshness": "fresh", "coverage": 0.25,
}  # fmt: skip


def _release(settings: Settings, release_id: str, as_of: str, **tables: list[dict[str, Any]]) -> Path:
    """A published release with these tables, named schema__table."""
    folder = settings.releases / release_id
    for name, rows in tables.items():
        path = folder / "parquet" / f"{name.replace('__', '/')}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.Table.from_pylist(rows), path)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "release.json").write_text(json.dumps({"release_id": release_id, "as_of": as_of, "is_sample": True}))
    (folder / database_name(release_id)).write_bytes(b"made")
    write_sums(folder)
    return folder


def _told(settings: Settings, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    folder.mkdir(exist_ok=True)
    write_released_quality(settings, folder, DAY)
    cards = parquet.read_table(folder / "released_scorecards.parquet")
    checks = parquet.read_table(folder / "released_checks.parquet")
    assert tuple(cards.column_names) == SCORECARD_COLUMNS
    assert tuple(checks.column_names) == CHECK_COLUMNS
    return cards.to_pylist(), checks.to_pylist()


def _checks(**outcomes: str) -> dict[str, list[dict[str, Any]]]:
    sides = {"a": "accuracy", "b": "consistency", "c": None, "d": "validity"}
    places = {"schema_name": "indicators", "table_name": "series"}
    return {
        "quality__checks": [{"check_id": one, **places, "dimension": sides[one]} for one in outcomes],
        "quality__results": [{"check_id": one, "outcome": outcome} for one, outcome in outcomes.items()],
    }


def test_a_new_home_has_the_files_without_rows(settings: Settings, tmp_path: Path) -> None:
    assert _told(settings, tmp_path / "inputs") == ([], [])


def test_a_scorecard_is_repeated_once_and_not_what_it_repeats_itself(settings: Settings, tmp_path: Path) -> None:
    repeated = CARD | {"is_this_release": False, "validity_status": "warn"}
    _release(settings, "20250201_120000", "2025-02-01", quality__scorecard=[CARD, repeated])
    _release(settings, "20250302_120000", "2025-03-02", quality__scorecard=[CARD])
    [row], _ = _told(settings, tmp_path / "inputs")
    assert (row["release_id"], row["release_as_of"], row["has_scorecard"]) == ("20250201_120000", "2025-02-01", True)
    assert (row["validity_status"], row["validity_count"], row["coverage"]) == ("pass", "3", "0.25")


def test_a_release_older_than_scorecards_names_its_indicators_and_says_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    _release(settings, "20250201_120000", "2025-02-01", indicators__indicators=[{"indicator_id": "OI02"}])
    _release(settings, "20250101_120000", "2025-01-01", guide__release=[{"release_id": "20250101_120000"}])
    [row], _ = _told(settings, tmp_path / "inputs")
    assert (row["indicator_id"], row["has_scorecard"], row["is_sample"]) == ("OI02", False, True)
    assert {row[f"{side}_status"] for side in DIMENSIONS} == {None}


def test_a_column_that_came_later_is_empty_for_an_older_scorecard(settings: Settings, tmp_path: Path) -> None:
    older = {name: value for name, value in CARD.items() if name not in {"coverage", "reference_status"}}
    _release(settings, "20250201_120000", "2025-02-01", quality__scorecard=[older])
    [row], _ = _told(settings, tmp_path / "inputs")
    assert (row["coverage"], row["reference_status"], row["validity_status"]) == (None, None, "pass")


def test_outcomes_are_counted_by_table_and_side_and_old_words_are_read(settings: Settings, tmp_path: Path) -> None:
    _release(settings, "20250201_120000", "2025-02-01", **_checks(a="pass", b="warn", c="error", d="pass"))
    _, rows = _told(settings, tmp_path / "inputs")
    counts = {row["dimension"]: tuple(row[name] for name in CHECK_COLUMNS[-3:]) for row in rows}
    assert counts == {"integrity": ("1", "1", "0"), "validity": ("1", "0", "1")}
    assert {(row["schema_name"], row["table_name"]) for row in rows} == {("indicators", "series")}


@pytest.mark.parametrize("name", ["scorecard", "checks"])
def test_a_damaged_release_is_left_out_whole_and_named(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    tables = {"quality__scorecard": [CARD], **_checks(a="pass")}
    folder = _release(settings, "20250201_120000", "2025-02-01", **tables)
    _release(settings, "20250202_120000", "2025-02-02", **tables)
    path = folder / "parquet" / "quality" / f"{name}.parquet"
    path.write_bytes(path.read_bytes()[:-9] + b"overwritten"[:9])
    with caplog.at_level(logging.WARNING):
        cards, checks = _told(settings, tmp_path / "inputs")
    assert {row["release_id"] for row in [*cards, *checks]} == {"20250202_120000"}
    assert "20250201_120000" in caplog.text
    assert "dwsc verify" in caplog.text
