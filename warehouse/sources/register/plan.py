"""The plan that reports are made against: phases, outputs, indicators, promises, action areas and reporting periods.

Owns: reading these from seeds/, how a planned span is written, and which period is due on a day.
Never: judges a report; changes the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.settings import PROJECT_ROOT
from warehouse.sources.register.codes import Codes, read_codes
from warehouse.sources.register.seed_rows import seed_rows

SEEDS = PROJECT_ROOT / "seeds"
DISCRETE, CONTINUOUS = "discrete", "continuous"


@dataclass(frozen=True)
class Period:
    """One reporting period: a half-year, and the day by which reports on it are due."""

    period_id: str
    label: str
    start: date
    end: date
    due: date


@dataclass(frozen=True)
class Phase:
    """One planned phase of an output; the alternative years are the other reading of the plan, where there is one."""

    phase_id: str
    output_id: str
    output_label: str
    phase_label: str
    nature: str
    start_year: int
    end_year: int
    alternative_start_year: int | None
    alternative_end_year: int | None
    reading_confidence: str
    expected_evidence: str

    @property
    def planned_span(self) -> str:
        """The planned years as people read them; "≈" says that the plan can be read in another way."""
        mark = "" if self.reading_confidence == "high" else "≈ "
        years = str(self.start_year) if self.start_year == self.end_year else f"{self.start_year}–{self.end_year}"
        return mark + years

    @property
    def last_due_date(self) -> date:
        """The last day in time, however the plan is read: to reach a milestone, or to start an activity."""
        if self.nature == CONTINUOUS:
            return date(max(self.start_year, self.alternative_start_year or 0), 12, 31)
        return date(max(self.end_year, self.alternative_end_year or 0), 12, 31)

    def is_late_by(self, period: Period) -> bool:
        """Whether what is still open at the end of the period is late, however the plan is read."""
        return period.end >= self.last_due_date

    def is_ahead(self, period: Period) -> bool:
        """Whether the plan starts this phase only after the period."""
        return self.start_year > period.end.year

    def timing(self, period: Period) -> str:
        """What the plan expects of this phase in a period, in a few words."""
        year = period.end.year
        if self.is_ahead(period):
            return f"Starts in {self.start_year}"
        if self.nature == CONTINUOUS:
            return "Planned to run" if year <= self.end_year else f"Planned until {self.end_year}"
        return f"Due by end {self.end_year}" if year <= self.end_year else f"Was due end {self.end_year}"


@dataclass(frozen=True)
class Indicator:
    """One proposed indicator; `output_id` is empty where its level is not `output`.

    `is_statistic`: its values come from ILOSTAT by country, not from reports on the strategy as a whole.
    """

    indicator_id: str
    label: str
    unit: str
    measure: str
    level: str
    output_id: str
    is_statistic: bool


@dataclass(frozen=True)
class Plan:
    """Phases, periods, indicators, and the labels of outputs, promises and action areas, each by its id, in its order.

    `codes` are the public ones that a target may name; `targets` those that come with the results framework, by column.
    """

    phases: Mapping[str, Phase]
    periods: Mapping[str, Period]
    outputs: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    promises: Mapping[str, str]
    areas: Mapping[str, str]
    codes: Codes
    targets: Sequence[Mapping[str, str]]

    def period_due(self, today: date) -> Period:
        """The period whose reports fall due next; after the last one, the last."""
        periods = list(self.periods.values())
        return next((period for period in periods if period.due >= today), periods[-1])

    def period(self, period_id: str) -> Period:
        """One period by its id, such as 2024H2.

        Raises:
            WarehouseError: there is no such period; all that exist are named.
        """
        if period_id not in self.periods:
            raise WarehouseError(f"There is no reporting period {period_id!r}. Use one of: {', '.join(self.periods)}.")
        return self.periods[period_id]


def read_plan(seeds: Path = SEEDS) -> Plan:
    """Read the plan from the seeds folder.

    Raises:
        WarehouseError: a seed file is missing.
    """
    strategy = seeds / "strategy"
    outputs = {row["output_id"]: row["short_label"] for row in seed_rows(strategy / "outputs.csv")}
    phases = [_phase(row, outputs) for row in seed_rows(strategy / "phasing.csv")]
    periods = [_period(row) for row in seed_rows(seeds / "reporting_periods.csv")]
    return Plan(
        phases={phase.phase_id: phase for phase in phases},
        periods={period.period_id: period for period in periods},
        outputs=outputs,
        indicators={row["indicator_id"]: _indicator(row) for row in seed_rows(strategy / "proposed_indicators.csv")},
        promises=_labels(strategy / "commitments.csv", "commitment_id"),
        areas=_labels(strategy / "action_areas.csv", "action_area_id"),
        codes=read_codes(seeds),
        targets=seed_rows(seeds / "results_framework" / "targets.csv"),
    )


def _labels(path: Path, key: str) -> dict[str, str]:
    return {row[key]: row["short_label"] for row in seed_rows(path)}


def _phase(row: dict[str, str], outputs: Mapping[str, str]) -> Phase:
    return Phase(
        phase_id=row["segment_id"],
        output_id=row["output_id"],
        output_label=outputs[row["output_id"]],
        phase_label=row["milestone_label"],
        nature=row["nature"],
        start_year=int(row["year_start"]),
        end_year=int(row["year_end"]),
        alternative_start_year=int(row["alt_year_start"]) if row["alt_year_start"] else None,
        alternative_end_year=int(row["alt_year_end"]) if row["alt_year_end"] else None,
        reading_confidence=row["reading_confidence"],
        expected_evidence=row["expected_evidence_proposal"],
    )


def _indicator(row: dict[str, str]) -> Indicator:
    output_id = row["scope_id"] if row["level"] == "output" else ""
    return Indicator(
        indicator_id=row["indicator_id"],
        label=row["label"],
        unit=row["unit"],
        measure=row["measure_type"],
        level=row["level"],
        output_id=output_id,
        is_statistic=row["source"] == "ILOSTAT",
    )


def _period(row: dict[str, str]) -> Period:
    start, end, due = (date.fromisoformat(row[name]) for name in ("start_date", "end_date", "due_date"))
    return Period(row["period_id"], row["period_label"], start, end, due)
