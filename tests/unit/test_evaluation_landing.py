"""An evaluation workbook at the door: it becomes a snapshot, or is refused with every error; versions meet there."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as parquet

from support.evaluations import GOOD, add, change, write_good
from support.planted import land_one, reason
from warehouse.raw_tables import EVALUATION_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path


def test_a_good_workbook_becomes_a_snapshot_of_its_rows(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, write_good(tmp_path / "evaluation.xlsx"))
    assert (landed.outcome, landed.source, landed.row_count) == ("loaded", "evaluation", sum(map(len, GOOD.values())))
    [origin] = list_origins(settings, source="evaluation")
    assert (origin.known_from[:10], origin.known_from_rule) == ("2026-03-20", "submission_date")
    assert (origin.producer, origin.licence) == ("Evaluation of the strategy", "Internal")
    table = parquet.read_table(snapshot_path(settings, origin))
    assert tuple(table.column_names) == EVALUATION_COLUMNS
    rows = table.to_pylist()
    assert {row["snapshot_id"] for row in rows} == {origin.snapshot_id}
    assert [row["evidence_ids"] for row in rows if row["record"] == "rating"] == ["EV01;EV02"]
    assert [row["source_key"] for row in rows if row["evidence_id"] == "EV01"] == ["office a"]


def test_a_bad_workbook_is_refused_with_all_its_errors(settings: Settings, tmp_path: Path) -> None:
    bad = write_good(tmp_path / "bad.xlsx", add("Question links", 1, output_id="O99"), change("Ratings", 1, rating=0))
    assert land_one(settings, bad).outcome == "refused"
    told = reason(settings)
    assert (told["source"], told["rule"], told["error_count"]) == ("evaluation", "evaluation rules", 2)
    assert list_origins(settings) == []


def test_what_landed_before_is_known_at_the_door(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, write_good(tmp_path / "first.xlsx"))
    changed = change("Ratings", 1, rating=3)
    later = date(2026, 4, 1)
    second = land_one(settings, write_good(tmp_path / "second.xlsx", changed, submitted_on=later))
    assert (second.outcome, "said something else on 2026-03-20" in second.message) == ("refused", True)
    declared = change("Ratings", 1, correction_code="late_information")
    third = write_good(tmp_path / "third.xlsx", changed, declared, submitted_on=later)
    assert land_one(settings, third).outcome == "loaded"


def test_a_sample_and_a_real_workbook_never_share_a_home(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, write_good(tmp_path / "real.xlsx"))
    assert land_one(settings, write_good(tmp_path / "sample.xlsx", data_kind="sample")).outcome == "refused"
