"""What dbt makes of one random register as of several days, and the second reading of the same register beside it.

Owns: one build per day, and what the marts of delivery hold after it.
Never: says what they should hold.
"""

from pathlib import Path
from typing import Any, NamedTuple

from support import dbt_harness
from support.delivery_oracle import Register, plan
from support.random_registers import Chance

_MARTS = ("milestone_status", "output_progress", "action_area_progress", "strategy_progress", "slip_paths")
_STRATEGY = ("outputs", "phases", "phase_years", "synergies", "resource_envelopes", "commitments")
_STATUSES = """
    select
        phase_id, reading, status, is_due, delay_days, reporting_period_id, active_periods, elapsed_periods,
        evidence_review, forecast_slip_days, year(due_date) as due_year
    from monitoring.milestone_status"""
_PATHS = """
    select
        reading, path, late_output_id, output_id, late_phase_id, late_reason, delay_days, length, is_shortest,
        synergy_ids, basis, basis_path
    from monitoring.slip_paths"""
_PROGRESS = """
    select
        {subject} as subject_id, reporting_period_id, reading, due_count, due_on_time_count, achieved_on_time_count,
        achieved_late_count, overdue_count, not_reported_count, cancelled_count, not_due_count,
        planned_continuous_count, active_count, elapsed_phase_periods, active_phase_periods, {reported},
        on_time_rate, activity_rate, {last}
    from monitoring.{table}"""
_OF_SUMS = {"reported": "reported_output_count, reported_in_time_count", "last": "reporting_rate"}
_OF_OUTPUT = {"reported": "cast(is_reported as integer), cast(is_reported_in_time as integer)", "last": "tracks"}

Row = tuple[Any, ...]


class Built(NamedTuple):
    """The marts after a build, and the second reading of its register.

    `progress` is by subject, half-year and reading; `totals` counts the rows of the plan; `silent` has the outputs on
    which nothing was handed in or decided after the first day.
    """

    name: str
    statuses: list[Row]
    progress: dict[tuple[str, str, str], Row]
    paths: list[Row]
    totals: dict[str, int]
    register: Register
    silent: set[str]


def build(folder: Path, random_seed: int, *days: str) -> dict[str, Built]:
    """Build one random register as of each of the days; half of its outputs hand nothing in after the first."""
    files = Chance(random_seed, plan(), days, quiet_after=days[0]).register()
    inputs = dbt_harness.Inputs(folder)
    for snapshot_id, rows in files.items():
        inputs.snapshot(snapshot_id, "register", "milestone_reports", rows, known_from_rule="submission_date",
                        known_from=f"{rows[0]['submitted_on']}T00:00:00Z")  # fmt: skip
    inputs_dir = str(inputs.write())
    all_rows = [row for rows in files.values() for row in rows]
    late = {row["output_id"] for row in all_rows if max(row["submitted_on"], row["decided_on"] or "") > days[0]}
    silent = {phase.output_id for phase in plan()} - late
    found = {}
    for day in days:
        done = dbt_harness.dbt(
            folder, "build", "--select", "+path:models/marts/strategy", *(f"+{mart}" for mart in _MARTS),
            "--exclude-resource-type", "test", "unit_test", inputs_dir=inputs_dir, as_of=day, is_sample=False,
            fingerprint="f", release_id="20280201_120000", run_id="run", built_at="2028-02-01 12:00:00",
        )  # fmt: skip
        assert not dbt_harness.problems(done)
        found[day] = _read(folder, f"seed {random_seed}, as of {day}", Register(files, day), silent)
    return found


def _read(folder: Path, name: str, register: Register, silent: set[str]) -> Built:
    rows = [
        *_progress(folder, "output_id", "output_progress", **_OF_OUTPUT),
        *_progress(folder, "action_area_id", "action_area_progress", **_OF_SUMS),
        *_progress(folder, "'strategy'", "strategy_progress", **_OF_SUMS),
    ]
    progress = {row[:3]: row[3:] for row in rows}
    assert len(progress) == len(rows), "one row per subject, half-year and reading"
    totals = {table: dbt_harness.query(folder, f"select count(*) from strategy.{table}")[0][0] for table in _STRATEGY}
    statuses, paths = (dbt_harness.query(folder, sql) for sql in (_STATUSES, _PATHS))
    return Built(name, statuses, progress, paths, totals, register, silent)


def _progress(folder: Path, subject: str, table: str, **columns: str) -> list[Row]:
    return dbt_harness.query(folder, _PROGRESS.format(subject=subject, table=table, **columns))
