"""Registers by chance: a history of every phase, with drafts, decisions, corrections, and files in any order.

Owns: the rows of such a register, the same for the same seed.
Never: judges them. What the door would refuse is mostly left out, but a completion may lie ahead of its report.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from support.delivery_oracle import Phase, seed

Row = dict[str, Any]
# What a phase tends to be: the chance that a milestone is said to be completed or cancelled, rising with each period.
_TEMPERS = {"open": (0.0, 0.0), "done": (0.2, 0.0), "dropped": (0.0, 0.6), "wild": (0.15, 0.2)}
_EMPTY: Row = {
    "record": "milestone", "phase_id": None, "output_id": None, "reporting_period_id": None, "status": None,
    "actual_date": None, "forecast_date": None, "reason": None, "evidence_link": None, "correction_code": None,
    "evidence_id": None, "review": None, "decision": None, "decided_on": None,
}  # fmt: skip


class Chance:
    """Draws the rows of one register. `days` are days that matter to whoever judges it: they are drawn often."""

    def __init__(self, random_seed: int, phases: Sequence[Phase], days: Sequence[str], quiet_after: str) -> None:
        self.random = Random(random_seed)
        self.phases = phases
        self.periods = seed("reporting_periods.csv")
        self.days = days
        self.quiet_after = quiet_after
        outputs = sorted({phase.output_id for phase in phases})
        self.quiet = set(self.random.sample(outputs, len(outputs) // 2))
        matter = [*days, *(period[name] for period in self.periods for name in ("end_date", "due_date"))]
        anywhere = [_plus("2023-01-15", self.random.randrange(1900)) for _ in range(30)]
        self.hand_in_days = sorted({*matter, *anywhere})
        self.files: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
        self.said_on: dict[tuple[str, str], list[str]] = defaultdict(list)

    def register(self) -> dict[str, list[Row]]:
        """All files by the id of their snapshot, which says nothing about when they were handed in."""
        for phase in self.phases:
            self._phase(phase)
        for number in range(260):
            self._evidence(number)
        for output in sorted({phase.output_id for phase in self.phases}):
            for period in self.periods:
                for _ in range(self.random.choice([0, 1, 1, 2])):
                    self._decision(output, period)
        return {f"{self.random.getrandbits(64):016x}": rows for _, rows in sorted(self.files.items())}

    def _hand_in(self, row: Row, earliest: str) -> str:
        """Put a row into a file of a day not before the earliest one; the day."""
        possible = [day for day in self.hand_in_days if day >= earliest]
        soon = possible[: self.random.choice([3, 6, 12, len(possible)])]
        day = self.random.choice(soon)
        if row["output_id"] in self.quiet and max(day, row["decided_on"] or "") > self.quiet_after:
            return day
        state = "draft" if self.random.random() < 0.2 else "submitted"
        rows = self.files[day, state, self.random.randrange(2)]
        if not (row["record"] == "decision" and any(_is_same_decision(row, other) for other in rows)):
            same = {"submitted_on": day, "report_state": state, "reporter": "Unit A", "place": f"row {len(rows) + 1}"}
            rows.append({**row, **same})
        return day

    def _phase(self, phase: Phase) -> None:
        if self.random.random() < 0.15:
            return
        completes, cancels = _TEMPERS[self.random.choice(list(_TEMPERS))]
        spoken: list[Row] = []
        for number, period in enumerate(self.periods):
            day = period["start_date"]
            for _ in range(self.random.choice([0, 1, 1, 1, 2, 2, 3, 4])):
                odds = (completes * (1 + number / 4), cancels)
                row = self._milestone(phase, day, odds) if phase.is_milestone else self._activity()
                if spoken and self.random.random() < 0.3:
                    row = self.random.choice(spoken)
                if self.random.random() < 0.25:
                    row = {**row, "correction_code": self.random.choice(["typing_error", "late_information"])}
                keys = {"phase_id": phase.phase_id, "output_id": phase.output_id}
                day = self._hand_in({**_EMPTY, **row, **keys, "reporting_period_id": period["period_id"]}, day)
                self.said_on[phase.output_id, period["period_id"]].append(day)
                spoken = [*spoken[-2:], row]

    def _milestone(self, phase: Phase, day: str, odds: tuple[float, float]) -> Row:
        drawn = self.random.random()
        said = {"reason": self.random.choice([None, None, "Late comments", "Staff"])}
        edges = [phase.due(reading) for reading in phase.years] + list(self.days)
        if drawn < odds[0]:
            due = phase.due(self.random.choice(list(phase.years)))
            near = _plus(self.random.choice(edges), self.random.randint(-1, 1))
            actual = self.random.choice([due, near, _plus(day, self.random.randint(-200, 0)), _plus(day, 300)])
            return {**said, "status": "completed", "actual_date": actual, "evidence_link": self._link()}
        if drawn < sum(odds):
            return {**said, "status": "cancelled"}
        near = _plus(self.random.choice(edges), self.random.randint(-1, 1))
        slipped = _plus(edges[0], self.random.randint(1, 400))
        forecast = self.random.choice([None, near, slipped, _plus(day, self.random.randint(1, 600))])
        return {**said, "status": self.random.choice(["not_started", "in_progress"]), "forecast_date": forecast}

    def _activity(self) -> Row:
        status = self.random.choice(["active"] * 5 + ["inactive", "not_started", "cancelled"])
        return {"status": status, "evidence_link": self._link() if status == "active" else None}

    def _link(self) -> str | None:
        return self.random.choice([None, "https://example.org/1", "https://example.org/2"])

    def _evidence(self, number: int) -> None:
        phase = self.random.choice(self.phases)
        period = self.random.choice(self.periods)
        item = {**_EMPTY, "record": "evidence", "evidence_id": f"E{number}", "output_id": phase.output_id,
                "phase_id": self.random.choice([phase.phase_id] * 5 + [None]),
                "reporting_period_id": period["period_id"]}  # fmt: skip
        day = period["start_date"]
        for _ in range(self.random.choice([1, 1, 2, 3])):
            review = self.random.choice([None, "accepted", "weak", "rejected", "rejected"])
            day = self._hand_in({**item, "review": review}, day)

    def _decision(self, output: str, period: Row) -> None:
        soon = [day for day in self.hand_in_days if day >= period["end_date"]][:14]
        days = self.random.choice([soon, self.said_on[output, period["period_id"]] or soon])
        decided = _plus(self.random.choice(days), self.random.choice([0, 0, 0, 1, 5]))
        word = self.random.choice(["approved", "approved", "returned"])
        row = {**_EMPTY, "record": "decision", "output_id": output, "reporting_period_id": period["period_id"],
               "decision": word, "decided_on": decided}  # fmt: skip
        self._hand_in(row, min(decided, self.hand_in_days[-1]))


def _is_same_decision(row: Row, other: Row) -> bool:
    return all(row[key] == other[key] for key in ("record", "output_id", "reporting_period_id", "decided_on"))


def _plus(day: str, count: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
