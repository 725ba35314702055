"""The ledger counts each try once, whoever made it, and a session with a try that was not survived fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.fault_ledger import FaultLedger, Record, catalogue, totals
from support.fault_table import page
from warehouse.settings import PROJECT_ROOT

TESTS = """
import pytest


@pytest.mark.fault(3)
@pytest.mark.parametrize("offset", [1, 2, 3])
def test_cut(offset):
    assert offset


@pytest.mark.fault(5, 21)
def test_page():
    pass


@pytest.mark.fault(3)
def test_counts_itself(fault_ledger):
    fault_ledger.record(3, "cuts", tries=20, survived=20)


@pytest.mark.fault(4)
@pytest.mark.skip
def test_not_run():
    pass


def test_of_no_fault():
    pass
"""


def _session(folder: Path, tests: str, *more: str) -> tuple[int, str, dict[int, tuple[int, int, int]]]:
    """Run these tests in a session of their own; its exit code, what it printed, and what its records add up to."""
    (folder / "test_made.py").write_text(tests)
    records = folder / "records.jsonl"
    command = [sys.executable, "-m", "pytest", "-p", "support.fault_ledger", "-p", "no:cacheprovider", *more]
    ran = subprocess.run(
        [*command, "--fault-records", records, "test_made.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{PROJECT_ROOT / 'tests'}:{PROJECT_ROOT}"},
        capture_output=True,
        text=True,
    )
    lines = [json.loads(line) for line in records.read_text().splitlines()] if records.exists() else []
    kept = [Record(**{name: one[name] for name in Record.__dataclass_fields__}) for one in lines]
    return ran.returncode, ran.stdout + ran.stderr, totals(kept)


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["alone", "side by side"])
def test_each_try_is_counted_once_in_whichever_process_it_ran(tmp_path: Path, processes: tuple[str, ...]) -> None:
    code, said, counted = _session(tmp_path, TESTS, *processes)
    assert code == 0, said
    assert counted == {3: (23, 23, 0), 5: (1, 1, 0), 21: (1, 1, 0)}
    assert f"23       23     0   3. {catalogue()[3].fault}" in said


def test_a_session_with_a_try_that_was_not_survived_fails(tmp_path: Path) -> None:
    recorded = "fault_ledger.record(1, 'kills', tries=20, survived=19, lost=1)"
    code, said, counted = _session(tmp_path, f"def test_kills(fault_ledger):\n    {recorded}\n")
    assert "1 passed" in said, "the test itself saw nothing wrong"
    assert (code, counted) == (1, {1: (20, 19, 1)})


def test_a_marked_test_that_fails_is_a_try_that_was_not_survived(tmp_path: Path) -> None:
    code, _, counted = _session(tmp_path, "import pytest\n@pytest.mark.fault(7)\ndef test_a():\n    assert 0\n")
    assert (code, counted) == (1, {7: (1, 0, 0)})


def test_a_mark_names_a_fault_that_there_is(tmp_path: Path) -> None:
    code, said, _ = _session(tmp_path, "import pytest\n@pytest.mark.fault(45)\ndef test_a():\n    pass\n")
    assert code != 0
    assert "no fault [45]" in said


@pytest.mark.parametrize("numbers", [(45, 1, 1, 0), (1, 0, 0, 0), (1, 2, 2, 1), (1, 2, -1, 0)])
def test_what_cannot_be_is_not_recorded(request: pytest.FixtureRequest, numbers: tuple[int, int, int, int]) -> None:
    number, tries, survived, lost = numbers
    with pytest.raises(ValueError):
        FaultLedger(request.node).record(number, "anything", tries, survived, lost)


def test_the_page_has_one_row_a_fault_and_says_what_was_not_tried() -> None:
    here = "tests/unit/test_fault_ledger.py::test_what_cannot_be_is_not_recorded[a]"
    one = {"number": 3, "test": here, "what": "", "tries": 4, "survived": 4, "lost": 0}
    made = page([one | {"commit": "abc", "at": "2026-01-02T03:04:05Z"}])
    rows = [line for line in made.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [int(row.split("|")[1]) for row in rows] == list(range(1, 45))
    assert rows[2].endswith("| 1 | 4 | 4 | 0 |")
    assert rows[3].endswith("Not in these records. | – | – | – | – |")
    assert "on 2026-01-02 at commit abc" in made
    assert "- `tests/unit/test_fault_ledger.py::test_what_cannot_be_is_not_recorded`: 4" in made
