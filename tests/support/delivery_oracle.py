"""The rules of docs/monitoring.md read a second time, in plain Python, to judge what the SQL makes of a register.

Owns: which reports count, how each phase stands on a day, and the counts of each output by half-year.
Never: reads SQL or the build. It shares nothing with the code it judges but the seeds, which it reads by itself.

Days are ISO text, as in the register: they compare as days do.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
READINGS = ("primary", "alternative")
MILESTONE_WORDS = ("not_due", "achieved_on_time", "achieved_late", "overdue", "not_reported", "cancelled")
ACTIVITY_WORDS = ("active", "inactive", "not_started")
REVIEWS_BEST_FIRST = ("accepted", "weak", "not reviewed", "rejected")
_SAYS = ("status", "actual_date", "forecast_date", "reason", "evidence_link")

Row = Mapping[str, Any]
Files = Mapping[str, Sequence[Row]]
Key = tuple[str, str]


def seed(name: str) -> list[dict[str, str]]:
    """Rows of a CSV under seeds/."""
    with (SEEDS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def days(first: str, second: str) -> int:
    """Days from one to the other, negative when the second is earlier."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


@dataclass(frozen=True)
class Phase:
    """A phase of the plan, with first and last year under each reading."""

    phase_id: str
    output_id: str
    area_id: str
    is_milestone: bool
    years: Mapping[str, tuple[int, int]]

    def due(self, reading: str) -> str:
        """31 December of the last year of its span."""
        return f"{self.years[reading][1]}-12-31"


def plan() -> list[Phase]:
    """The phases of seeds/strategy/phasing.csv."""
    phases = []
    for row in seed("strategy/phasing.csv"):
        primary = int(row["year_start"]), int(row["year_end"])
        other = int(row["alt_year_start"] or primary[0]), int(row["alt_year_end"] or primary[1])
        years = {"primary": primary, "alternative": other}
        is_milestone = row["nature"] == "discrete"
        phases.append(Phase(row["segment_id"], row["output_id"], row["action_area_id"], is_milestone, years))
    return phases


@dataclass(frozen=True)
class Stand:
    """How a phase stands: `said_in` is the half-year of the report, or of the activity, that decides."""

    status: str
    is_due: bool = False
    delay_days: int | None = None
    said_in: str | None = None
    active: int | None = None
    elapsed: int | None = None


class Register:
    """What the files of a register say by the end of a day, as far as it counts."""

    def __init__(self, files: Files, as_of: str) -> None:
        self.as_of = as_of
        self.periods = seed("reporting_periods.csv")
        self.decisions: dict[Key, list[Row]] = defaultdict(list)
        self.versions: dict[Key, list[Row]] = defaultdict(list)
        self.items: dict[Key, list[str]] = defaultdict(list)
        self._take_in(_known(files, as_of))
        self.counting = {key: list(self._counting(versions)) for key, versions in self.versions.items()}
        self.standing: dict[str, dict[str, Row]] = defaultdict(dict)
        for (phase_id, period_id), versions in self.counting.items():
            if versions:
                self.standing[phase_id][period_id] = versions[-1]

    def _take_in(self, known: Sequence[Row]) -> None:
        evidence: dict[str, Row] = {}
        for row in known:
            if row["record"] == "milestone":
                self.versions[row["phase_id"], _period(row)].append(row)
            elif not _is_draft(row) and row["record"] == "evidence":
                evidence[row["evidence_id"]] = row
            elif not _is_draft(row) and row["decided_on"] <= self.as_of:
                self.decisions[row["output_id"], _period(row)].append(row)
        for said in self.decisions.values():
            said.sort(key=lambda one: one["decided_on"])
        for row in evidence.values():
            self.items[row["phase_id"], _period(row)].append(row["review"] or "not reviewed")

    def _counting(self, versions: Sequence[Row]) -> Iterator[Row]:
        handed_in = [version for version in versions if not _is_draft(version)]
        for place, version in enumerate(handed_in):
            decisions = self.decisions[version["output_id"], version["reporting_period_id"]]
            until = handed_in[place + 1]["submitted_on"] if place + 1 < len(handed_in) else "9999"
            after = [one for one in decisions if version["submitted_on"] <= one["decided_on"] < until]
            is_returned = bool(after) and after[-1]["decision"] == "returned"
            before = [one for one in decisions if one["decided_on"] < version["submitted_on"]]
            if not is_returned and not (before and _is_silent_change(version, before[-1], handed_in)):
                yield version

    def review(self, phase_id: str, period_id: str | None) -> str:
        """The best word on the evidence of what was said about a phase in a half-year; none where there is none."""
        report = self.standing[phase_id].get(period_id or "")
        items = self.items[phase_id, period_id or ""] if report else []
        if items:
            return min(items, key=REVIEWS_BEST_FIRST.index)
        return "not reviewed" if report and report["evidence_link"] else "none"

    def milestone(self, phase: Phase, reading: str, day: str, last_period: str = "9999") -> Stand:
        """How a discrete phase stands at the end of a day, by what was said about half-years up to the last one.

        A completion counts from its day on, in whichever half-year it was reported.
        """
        due = phase.due(reading)
        newest_first = sorted(self.standing[phase.phase_id].values(), key=_period, reverse=True)
        done = [row for row in newest_first if row["status"] == "completed" and row["actual_date"] <= day]
        if done:
            actual = done[0]["actual_date"]
            word = "achieved_on_time" if actual <= due else "achieved_late"
            return Stand(word, due <= day, days(due, actual), _period(done[0]))
        heard = [row for row in newest_first if _period(row) <= last_period]
        if not heard:
            return Stand("not_reported" if due <= day else "not_due", due <= day)
        if heard[0]["status"] == "cancelled":
            return Stand("cancelled", said_in=_period(heard[0]))
        delay = days(due, day) if due <= day else None
        forecast = heard[0]["forecast_date"] or ""
        if forecast > max(day, due):
            delay = days(due, forecast)
        return Stand("overdue" if due <= day else "not_due", due <= day, delay, _period(heard[0]))

    def activity(self, phase: Phase, reading: str, last_period: str = "9999") -> Stand:
        """How a continuous phase stands by the latest elapsed half-year of its span."""
        first_year, last_year = phase.years[reading]
        words = {}
        for period in self.periods:
            period_id = period["period_id"]
            is_in_span = first_year <= int(period_id[:4]) <= last_year and period_id <= last_period
            report = self.standing[phase.phase_id].get(period_id)
            if is_in_span and period["start_date"] <= self.as_of and (report or period["due_date"] <= self.as_of):
                words[period_id] = self._activity_word(report)
        active = sum(word == "active" for word in words.values())
        last = max(words, default=None)
        return Stand(words[last] if last else "not_started", said_in=last, active=active, elapsed=len(words))

    def _activity_word(self, report: Row | None) -> str:
        if report is None or report["status"] in {"inactive", "cancelled"}:
            return "inactive"
        if report["status"] == "active":
            is_evidenced = self.review(report["phase_id"], _period(report)) not in {"none", "rejected"}
            return "active" if is_evidenced else "inactive"
        return "not_started"

    def now(self, phase: Phase, reading: str) -> Stand:
        """How a phase stands at the end of the as-of date."""
        return self.milestone(phase, reading, self.as_of) if phase.is_milestone else self.activity(phase, reading)

    def forecast_slip(self, phase: Phase) -> int | None:
        """Last expected day of a milestone less the first, over all reports that count, to its completion."""
        named: list[str] = []
        for period_id in sorted(period_id for phase_id, period_id in self.counting if phase_id == phase.phase_id):
            for row in self.counting[phase.phase_id, period_id]:
                named += [day for day in (row["actual_date"] or row["forecast_date"],) if day]
                if row["status"] == "completed" and row is self.standing[phase.phase_id][period_id]:
                    return days(named[0], named[-1]) if len(named) > 1 else None
        return days(named[0], named[-1]) if len(named) > 1 else None

    def counts(self, phases: Sequence[Phase], period: Row, reading: str) -> Counter[str]:
        """What monitoring.output_progress counts of the phases of an output at the end of a half-year."""
        period_id, year = period["period_id"], int(period["period_id"][:4])
        day = min(period["end_date"], self.as_of)
        found: Counter[str] = Counter()
        for phase in phases:
            first_year, last_year = phase.years[reading]
            if phase.is_milestone:
                stand = self.milestone(phase, reading, day, period_id)
                found[stand.status] += 1
                found["due"] += stand.is_due
                found["due_on_time"] += stand.is_due and stand.status == "achieved_on_time"
                found["ahead"] += year <= last_year
            else:
                stand = self.activity(phase, reading, period_id)
                found.update({"elapsed": stand.elapsed, "active_so_far": stand.active})
                found["active_now"] += stand.status == "active" and stand.said_in == period_id
                found["planned"] += first_year <= year <= last_year
        counting = [row for phase in phases for row in self.counting.get((phase.phase_id, period_id), [])]
        found["reported"] += bool(counting)
        found["reported_in_time"] += any(row["submitted_on"] <= period["due_date"] for row in counting)
        return found


def _known(files: Files, as_of: str) -> list[Row]:
    """The rows handed in by the end of the day, in the order in which versions stand: day, snapshot, row."""
    placed = [(snapshot_id, place, row) for snapshot_id, rows in files.items() for place, row in enumerate(rows)]
    placed.sort(key=lambda one: (one[2]["submitted_on"], *one[:2]))
    return [row for *_, row in placed if row["submitted_on"] <= as_of]


def _is_draft(row: Row) -> bool:
    return row["report_state"] == "draft"


def _period(row: Row) -> str:
    return str(row["reporting_period_id"])


def _is_silent_change(version: Row, decision: Row, handed_in: Sequence[Row]) -> bool:
    """Whether it says otherwise than what was approved before it, and names no reason."""
    if decision["decision"] != "approved" or version["correction_code"]:
        return False
    stood = [one for one in handed_in if one["submitted_on"] <= decision["decided_on"]]
    return not stood or any(stood[-1][field] != version[field] for field in _SAYS)
