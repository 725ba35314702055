"""The evaluation workbooks of the sample break no rule, and every kind of row, grade and gap occurs in them.

The files are read one after the other, as a home would take them.
"""

from typing import Any

import pytest

from warehouse.sample import SAMPLE_AS_OF
from warehouse.sampling.evaluations import write_evaluations
from warehouse.settings import get_settings
from warehouse.sources.evaluation.reader import EvaluationReading, read_evaluation
from warehouse.sources.evaluation.vocabulary import SHEETS
from warehouse.sources.evaluation.words import (
    ACTION_STATES,
    CRITERIA,
    DIRECTIONS,
    EVIDENCE_KINDS,
    PRIORITIES,
    RESPONSES,
)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, EvaluationReading]:
    folder, landed = tmp_path_factory.mktemp("evaluations"), list[dict[str, Any]]()

    def earlier() -> list[dict[str, Any]]:
        return list(landed)

    found = {}
    for path in sorted(write_evaluations(folder)):
        settings = get_settings(home=folder / "home")
        reading = read_evaluation(path, settings, today=SAMPLE_AS_OF, earlier=earlier)
        found[path.stem] = reading
        landed += [{"snapshot_id": path.stem, **row} for row in reading.rows]
    return found


def test_no_file_breaks_a_rule_and_all_are_marked(readings: dict[str, EvaluationReading]) -> None:
    assert {name: reading.findings for name, reading in readings.items() if reading.findings} == {}
    assert all(
        reading.is_sample and reading.submitted_on <= SAMPLE_AS_OF
        for reading in readings.values()
        if reading.submitted_on
    )
    assert [reading.is_draft for reading in readings.values()].count(True) == 1


def test_every_sheet_and_word_occurs(readings: dict[str, EvaluationReading]) -> None:
    rows = [row for reading in readings.values() for row in reading.rows]
    assert {row["record"] for row in rows} == {sheet.record for sheet in SHEETS}
    said = {key: {row.get(key) for row in rows} for key in rows[0] | {key: 0 for row in rows for key in row}}
    for key, words in {
        "criterion_code": CRITERIA,
        "evidence_kind": EVIDENCE_KINDS,
        "direction": DIRECTIONS,
        "priority": PRIORITIES,
        "response": RESPONSES,
    }.items():
        assert said[key] >= set(words), key
    assert said["action_state"] >= set(ACTION_STATES) - {"dropped"}
    assert said["review"] >= {"accepted", "weak", "rejected", None}


def test_the_same_bytes_come_out_every_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = (write_evaluations(tmp_path_factory.mktemp("twice")) for _ in range(2))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
