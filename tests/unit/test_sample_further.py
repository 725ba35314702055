"""The further sheets of the sample's registers: every kind of row, state and change occurs, and none breaks a rule.

The files are read one after the other, as a home would take them, so that the rule of the locked period is judged too.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import pytest

from warehouse.sample import SAMPLE_AS_OF
from warehouse.sampling.registers import write_registers
from warehouse.settings import get_settings
from warehouse.sources.register.reader import RegisterReading, read_register

Row = dict[str, Any]
RANGES = {"AA1": (5.0, 6.5), "AA2": (1.5, 2.0), "AA3": (1.0, 1.5), "AA4": (8.0, 10.0), "AA5": (1.0, 2.0)}
RANGES |= {"AA6": (1.0, 1.5), "AA7": (1.0, 1.5)}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RegisterReading]:
    """Each file by its name, read in the order of submission with the files before it as the earlier reports."""
    folder, landed = tmp_path_factory.mktemp("registers"), list[Row]()

    def earlier(subjects: Collection[tuple[str, str]]) -> list[Row]:
        return [row for row in landed if (row.get("output_id"), row.get("reporting_period_id")) in subjects]

    def targets(names: Collection[str]) -> list[Row]:
        return [row for row in landed if row.get("target_id") in names]

    found = {}
    for path in write_registers(folder):
        reading = read_register(
            path,
            get_settings(home=folder / "home"),
            today=SAMPLE_AS_OF,
            earlier=earlier,
            earlier_targets=targets,
        )
        found[path.stem.removeprefix("milestone_register_")] = reading
        landed += [{"snapshot_id": path.stem, **row} for row in reading.rows]
    return found


@pytest.fixture(scope="module")
def rows(readings: dict[str, RegisterReading]) -> dict[str, list[Row]]:
    """The rows of all files but the draft, by the kind of record, the earliest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for reading in readings.values():
        for row in [] if reading.is_draft else reading.rows:
            found[row["record"]].append(row)
    return found


def latest(rows: list[Row], *keys: str) -> dict[tuple[Any, ...], Row]:
    return {tuple(row[key] for key in keys): row for row in rows}


def test_the_files_come_in_order_and_none_breaks_a_rule_of_an_approved_period(
    readings: dict[str, RegisterReading],
) -> None:
    assert {name: reading.findings for name, reading in readings.items() if reading.findings} == {}
    days = [reading.submitted_on or date.max for reading in readings.values()]
    assert days == sorted(set(days))
    assert max(days) <= SAMPLE_AS_OF


def test_every_sheet_has_rows_of_most_outputs_periods_and_indicators(rows: dict[str, list[Row]]) -> None:
    assert set(rows) == {"milestone", "narrative", "result", "evidence", "money", "promise", "decision", "target"}
    for record in ("narrative", "result", "evidence"):
        assert len({row["output_id"] for row in rows[record]}) >= 15, record
        assert len({row["reporting_period_id"] for row in rows[record]}) == 7, record
    assert {row["commitment_id"] for row in rows["promise"]} == {f"C0{number}" for number in (1, 2, 3, 5, 6, 7, 8)}
    assert {row["action_area_id"] for row in rows["money"]} == set(RANGES) - {"AA6"}
    assert any(row["disaggregation"] for row in rows["result"])


def test_evidence_is_reviewed_in_every_way_some_of_it_in_a_later_file(rows: dict[str, list[Row]]) -> None:
    versions = Counter(row["evidence_id"] for row in rows["evidence"])
    now = Counter(row["review"] for row in latest(rows["evidence"], "evidence_id").values())
    assert now.keys() == {"accepted", "weak", "rejected", None}
    assert sum(count > 1 for count in versions.values()) >= 5
    first = next(row for row in rows["evidence"] if row["evidence_id"] == "E-2023-001")
    assert (first["review"], latest(rows["evidence"], "evidence_id")[("E-2023-001",)]["review"]) == (None, "accepted")


def test_one_report_is_returned_and_handed_in_again_before_it_is_approved(rows: dict[str, list[Row]]) -> None:
    mine = [row for row in rows["decision"] if (row["output_id"], row["reporting_period_id"]) == ("O04", "2024H2")]
    assert [row["decision"] for row in sorted(mine, key=lambda row: row["decided_on"])] == ["returned", "approved"]
    handed = [row["submitted_on"] for row in rows["milestone"] if row["phase_id"] == "O04-S2"]
    returned, approved = sorted(row["decided_on"] for row in mine)
    assert [day for day in handed if returned < day <= approved] == ["2025-03-14"]
    assert [row["decision"] for row in rows["decision"]].count("returned") == 1


def test_approved_periods_change_by_declared_corrections_only(rows: dict[str, list[Row]]) -> None:
    approved = latest(
        [row for row in rows["decision"] if row["decision"] == "approved"], "output_id", "reporting_period_id"
    )
    codes = Counter[str]()
    for record, key in (("milestone", "phase_id"), ("result", "indicator_id"), ("narrative", "output_id")):
        for row in rows[record]:
            decision = approved.get((row["output_id"], row["reporting_period_id"]))
            if decision and row["submitted_on"] > decision["decided_on"]:
                codes[row["correction_code"] or f"none: {row[key]}"] += 1
    assert codes == {"typing_error": 1, "late_information": 2}


def test_one_change_of_a_report_that_was_not_approved_comes_without_a_reason(rows: dict[str, list[Row]]) -> None:
    mine = [row for row in rows["result"] if (row["indicator_id"], row["reporting_period_id"]) == ("OI16a", "2025H1")]
    assert [(row["value"], row["correction_code"]) for row in mine] == [("3", None), ("2", None)]
    decided = {(row["output_id"], row["reporting_period_id"]) for row in rows["decision"]}
    assert ("O16", "2025H1") not in decided


def test_money_lies_below_within_and_above_the_ranges_and_one_area_has_none(rows: dict[str, list[Row]]) -> None:
    dollars = dict.fromkeys(RANGES, 0.0)
    for row in latest(rows["money"], "money_id").values():
        if row["money_kind"] == "commitment":
            dollars[row["action_area_id"]] += float(row["amount"]) * float(row["usd_rate"] or 1) / 1e6
    below = {area for area, (low, _) in RANGES.items() if dollars[area] < low}
    above = {area for area, (_, high) in RANGES.items() if dollars[area] > high}
    assert (below, above) == ({"AA2", "AA4", "AA6", "AA7"}, {"AA3"})
    assert {row["currency"] for row in rows["money"]} == {"USD", "EUR", "CHF"}
    assert all(row["rate_date"] for row in rows["money"] if row["currency"] != "USD")


def test_the_draft_counts_for_nothing_that_was_handed_in(readings: dict[str, RegisterReading]) -> None:
    draft = readings["2026H1_draft"]
    assert draft.is_draft
    reports = [row for row in draft.rows if row["record"] != "target"]
    assert {(row["output_id"], row["reporting_period_id"]) for row in reports} == {("O12", "2026H1")}
    assert [row["target_id"] for row in draft.rows if row["record"] == "target"] == ["T-OI09a"]
    final = [row for row in readings["2026H1"].rows if row["record"] in ("milestone", "narrative")]
    assert "O12" not in {row["output_id"] for row in final}
