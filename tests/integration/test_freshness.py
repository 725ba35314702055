"""quality.freshness says of every dataset how old it is, and whether the last look at ILOSTAT failed."""

from datetime import date, datetime
from pathlib import Path

import pytest

from support.dbt_harness import Inputs, dbt, problems, query

FOUR = ("SDG_0001_NOC_RT_A", "SDG_0002_NOC_RT_A", "SDG_0003_NOC_RT_A", "SDG_0004_NOC_RT_A")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three datasets: one fetched, one stale, one landed by hand; and one that never came."""
    folder = tmp_path_factory.mktemp("freshness")
    inputs = Inputs(folder)
    for number, code in enumerate(FOUR[:3]):
        row = {"ref_area": "FRA", "resolved_ref_area": "FRA", "time": "2020", "obs_value": "1", "indicator": code[:-2]}
        known = {"known_from": f"2026-01-0{number + 1}T00:00:00Z", "source_last_update": "2026-01-01T00:00:00Z"}
        inputs.snapshot(f"{number}" * 16, "ilostat", code, [row], **known)
    looked = {"checked_at": "2026-02-01T05:00:00Z", "attempts": "1", "row_count": 1, "address": "http://127.0.0.1/"}
    inputs.fetches = [
        {"dataset_code": FOUR[0], "outcome": "unchanged", "is_stale": False, **looked},
        {"dataset_code": FOUR[1], "outcome": "failed", "is_stale": True, "stale_rule": "empty",
         "stale_reason": "ILOSTAT answered with nothing.", "source_last_update": "2026-01-31T07:00:00Z", **looked},
        {"dataset_code": FOUR[3], "outcome": "failed", "is_stale": True, "stale_rule": "retired",
         "stale_reason": "It is retired.", **looked},
    ]  # fmt: skip
    variables = {"inputs_dir": str(inputs.write()), "as_of": "2026-02-10", "is_sample": False}
    made = ("build", "--select", "+freshness", "--exclude-resource-type", "test", "unit_test")
    for arguments in (made, ("test", "--select", "freshness")):
        assert not problems(dbt(folder, *arguments, **variables))
    return folder


def test_each_dataset_stands_once_with_its_age_and_the_last_look(built: Path) -> None:
    columns = "dataset_code, snapshot_id, age_days, checked_at, outcome, is_stale, stale_reason, source_last_update"
    rows = query(built, f"select {columns} from quality.freshness where source = 'ilostat' order by unit_id")
    looked, first, changed = (
        datetime.fromisoformat(day) for day in ("2026-02-01T05:00", "2026-01-01", "2026-01-31T07:00")
    )
    assert rows == [
        (FOUR[0], "0" * 16, 40, looked, "unchanged", False, None, first),
        (FOUR[1], "1" * 16, 39, looked, "failed", True, "ILOSTAT answered with nothing.", changed),
        (FOUR[2], "2" * 16, 38, None, None, False, None, first),
        (FOUR[3], None, None, looked, "failed", True, "It is retired.", None),
    ]


def test_every_source_has_its_own_rhythm_and_what_has_not_come_is_late(built: Path) -> None:
    columns = "unit_id, last_seen_date, expected_by, days_late, is_stale, freshness"
    rows = {row[0]: row[1:] for row in query(built, f"select {columns} from quality.freshness")}
    looked, annual = date(2026, 2, 1), date(2027, 8, 3)  # a year later, and 183 days
    assert rows[FOUR[0]] == (looked, annual, 0, False, "fresh")
    assert rows[FOUR[3]] == (None, None, None, True, "stale")
    assert rows["2025H1"] == (None, date(2025, 7, 31), 194, True, "stale")
    assert rows["2025H2"] == (None, date(2026, 1, 31), 10, True, "stale")
    assert "2026H1" not in rows, "a half-year that has not ended is not due"
    assert rows["evaluation"] == (None, date(2026, 2, 28), 0, False, "fresh")
    assert rows["survey"] == rows["ilostat_areas"] == (None, None, None, False, "not_known")


def test_the_gate_warns_of_a_stale_dataset_that_is_shown_and_of_no_other(built: Path) -> None:
    from expectations.registry import all_rules
    from expectations.rules import Facts

    (rule,) = [rule for rule in all_rules(Facts(date(2026, 2, 10))) if rule.rule_id == "DWSC-QUA-001"]
    assert not rule.blocks
    found = query(built, rule.test.failing_rows.format(batch=rule.table_key))
    assert [row[0] for row in found] == [FOUR[1]]
