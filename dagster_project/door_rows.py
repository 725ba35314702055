"""The rules of the door as check results: which of them refused a file of this home.

Owns: one row per rule of the door, and one for all of them together.
Never: judges a file; repeats a value of a refused file.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from dagster_project.check_words import OWNERS
from dagster_project.run_state import RunState
from dagster_project.translator import DATA_ENGINEERING, MONITORING
from expectations.counting import SAMPLE_ROWS
from warehouse.checks import CheckResult
from warehouse.door_rules import FORMS, DoorRule, broken_rules, door_rules
from warehouse.rejected import Rejection
from warehouse.settings import Settings

EVERY_FILE = "DWSC-LND-001"
_REASONS = {
    "file": "A file that is not what it should be is loaded as wrong or missing figures without a word",
    "rows": "One bad row in a file says that the rest of it cannot be trusted either",
    "form": "What is wrong in a form is mended by whoever filled it in, before it becomes a figure",
}


def from_landing(settings: Settings, state: RunState, rejections: Sequence[Rejection]) -> list[CheckResult]:
    """One row for all files together, and one per rule with the files that broke it.

    Args:
        settings: names the home.
        state: the run.
        rejections: the refusals that the run knows.

    Raises:
        OSError: a list of errors beside a refused file cannot be read.
    """
    broken = [(one, broken_rules(settings, one)) for one in rejections]
    every = dict.fromkeys(one.rejected_id for one in rejections)
    rows = [_row(state, _together(), len(every), [(one, 1) for one in rejections], EVERY_FILE)]
    for rule in door_rules():
        files = [(one, counts[rule.rule_id]) for one, counts in broken if rule.rule_id in counts]
        rows.append(_row(state, rule, len(every), files, rule.rule_id))
    return rows


def _together() -> DoorRule:
    return DoorRule(
        "file",
        "every_file_could_be_taken",
        "validity",
        "Every file that was handed in could be read and was taken",
        "Correct the file as its message says and land it again; delete it from rejected/ once that is done",
    )


def _row(
    state: RunState, rule: DoorRule, refused: int, files: Sequence[tuple[Rejection, int]], check_id: str
) -> CheckResult:
    shown = [_shown(one, count) for one, count in files[:SAMPLE_ROWS]]
    return CheckResult(
        run_id=state.run_id,
        check_id=check_id,
        check_name=rule.name,
        kind="landing",
        schema_name="quality",
        table_name="rejected_files",
        column_name=None,
        dimension=rule.dimension,
        severity="warning",
        description=rule.says,
        remedy=rule.remedy,
        outcome="warn" if files else "pass",
        failing_count=len(files),
        checked_count=state.snapshot_count + refused,
        message=_message(rule, len(files)) if files else None,
        sample_rows=json.dumps(shown, ensure_ascii=False) if files else None,
        executed_at=datetime.now(UTC),
        owner=OWNERS[MONITORING if rule.source in FORMS else DATA_ENGINEERING],
        reason=_REASONS["form" if rule.source in FORMS else rule.source],
    )


def _shown(one: Rejection, count: int) -> Mapping[str, object]:
    return {"file_name": one.file_name, "rule": one.rule, "errors": count}


def _message(rule: DoorRule, count: int) -> str:
    files = "1 of the files handed in was" if count == 1 else f"{count} of the files handed in were"
    return f"{files} refused; each says why." if rule.source == "file" else f"{files} refused: {rule.says}."
