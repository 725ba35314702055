"""CHANGES.md tells which ratings of the release before are others now, and says where they were not compared with."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.raw_rows import write_rows
from warehouse.release.changes import changes_text
from warehouse.release.pointer import Release
from warehouse.release.rerated import SHOWN, Rerated, read_rerated, rerated_text
from warehouse.release.tables import Table

BEFORE = Release("20250201_120000", Path("before"), {})
TABLES = [Table("indicators", "rating_changes", "Ratings that changed.", (), 0)]
COLUMNS = """release_id varchar, indicator_id varchar, reference_area_code varchar, disaggregation varchar,
    class_before varchar, class_now varchar, reason_before varchar, reason_now varchar, ratio_before double,
    ratio_now double, ratio_change double, change_kind varchar, cause varchar"""


@pytest.fixture
def connection() -> Any:
    with duckdb.connect() as opened:
        opened.execute("attach ':memory:' as target")
        opened.execute("create schema target.indicators")
        opened.execute(f"create table target.indicators.rating_changes ({COLUMNS})")
        yield opened


def _add(connection: Any, indicator_id: str, *rest: Any, release_id: str = BEFORE.release_id) -> None:
    marks = ", ".join("?" for _ in range(13))
    row = [release_id, indicator_id, "KEN", "total", *rest]
    connection.execute(f"insert into target.indicators.rating_changes values ({marks})", row)


def _compared(folder: Path, *release_ids: str) -> Path:
    write_rows(folder / "released_progress.parquet", [{"release_id": one} for one in release_ids], ("release_id",))
    return folder


def test_another_class_is_told_before_a_ratio_that_moved(connection: Any, tmp_path: Path) -> None:
    _add(connection, "OI01a", "limited", "limited", None, None, 0.2, 0.5, 0.3, "ratio_moved", "new_period")
    _add(connection, "OI02", "on_track", None, None, "stale", 1.0, 1.0, 0.0, "class_changed", "quality_gate")
    _add(
        connection, "OI03", "limited", "on_track", None, None, 0.2, 1.0, 0.8, "class_changed", "target", release_id="x"
    )
    rerated = read_rerated(connection, TABLES, BEFORE, _compared(tmp_path, BEFORE.release_id, "x"))
    assert (rerated.class_count, rerated.change_count) == (1, 2)
    assert [line for line in rerated_text(rerated) if line.startswith("| OI")] == [
        "| OI02 | KEN | total | on_track | stale | 1.000 | 1.000 | "
        "what is said of origin or age of the figures is another thing |",
        "| OI01a | KEN | total | limited | limited | 0.200 | 0.500 | a new year came in |",
    ]
    assert not [line for line in rerated_text(rerated) if line.startswith("And ")]


def test_no_more_than_some_are_shown_and_the_others_counted(connection: Any, tmp_path: Path) -> None:
    for number in range(SHOWN + 2):
        rest = ("limited", "limited", None, None, 0.1, 0.2, 0.1, "ratio_moved", "baseline")
        _add(connection, f"OI{number:02}", *rest)
    lines = rerated_text(read_rerated(connection, TABLES, BEFORE, _compared(tmp_path, BEFORE.release_id)))
    assert sum(line.startswith("| OI") for line in lines) == SHOWN
    assert "And 2 more changed ratings." in lines


def test_a_release_that_was_not_compared_with_is_never_said_to_agree(connection: Any, tmp_path: Path) -> None:
    agrees = "Every indicator is rated as in the release before."
    assert agrees in rerated_text(read_rerated(connection, TABLES, BEFORE, _compared(tmp_path, BEFORE.release_id)))
    other = tmp_path / "other"
    other.mkdir()
    for told in (
        read_rerated(connection, TABLES, BEFORE, _compared(other, "20250101_120000")),
        read_rerated(connection, TABLES, BEFORE, tmp_path / "nothing"),
        read_rerated(connection, [], BEFORE, tmp_path),
    ):
        assert told == Rerated()
        assert agrees not in rerated_text(told)


def test_the_first_release_has_no_word_of_ratings() -> None:
    manifest = {"release_id": "20260701_000000", "as_of": "2026-06-30", "is_sample": False}
    assert "rating" not in changes_text(manifest, None)
    assert "## Changed ratings" in changes_text(manifest, manifest)
