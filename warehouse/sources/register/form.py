"""What stands in a form before it becomes a workbook or a CSV.

Owns: which rows a form has, in which order, and what is filled in beforehand.
Never: knows how a form looks; writes a file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from warehouse.sources.register.further import Row, further_rows
from warehouse.sources.register.plan import Period, Phase, Plan
from warehouse.sources.register.standing import Reported, Standing, standing_reports


@dataclass(frozen=True)
class Form:
    """A form, empty or filled in.

    `rows` are those of the milestones, by column key, `further` those of each other sheet, by the sheet's name.
    `standing` holds what was reported last, which the form shows and nobody reads back.
    `made_on` is the date that the file carries as its own: equal forms are equal bytes.
    """

    plan: Plan
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]
    made_on: date
    submitted_on: date | None
    reporter: str | None
    data_kind: str
    further: Mapping[str, tuple[Row, ...]]
    report_state: str = "submitted"
    standing: Standing = field(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        """Whether every entry is invented."""
        return self.data_kind == "sample"

    @property
    def only_period_id(self) -> str:
        """The period that the whole report is on, which holds for rows that name none; empty if there are several."""
        return self.periods[0].period_id if len(self.periods) == 1 else ""

    @property
    def period_words(self) -> str:
        """The periods as people read them."""
        return ", ".join(period.label for period in self.periods)


def empty_form(
    plan: Plan,
    periods: Sequence[Period],
    made_on: date,
    data_kind: str = "real",
    reported: Iterable[Reported] = (),
) -> Form:
    """A form with one empty row per phase and period; beside it stands what was reported last."""
    rows, further = tuple(_planned(plan, periods)), further_rows(plan, periods, {})
    standing = standing_reports(reported, periods)
    return Form(plan, tuple(periods), rows, made_on, None, None, data_kind, further, standing=standing)


def filled_form(
    plan: Plan,
    reports: Iterable[Mapping[str, object]],
    *,
    submitted_on: date,
    reporter: str,
    data_kind: str,
    further: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    report_state: str = "submitted",
) -> Form:
    """A form with reports in it, and empty rows for the phases that have none.

    A report on a phase or period that the plan has not, or the second on one, follows at the end as it is given.
    """
    given, more = [dict(report) for report in reports], further or {}
    asked = [str(report.get("reporting_period_id")) for report in (*given, *chain.from_iterable(more.values()))]
    periods = [period for period in plan.periods.values() if period.period_id in asked]
    rows = _planned(plan, periods or [plan.period_due(submitted_on)])
    places = {(row["phase_id"], row["reporting_period_id"]): row for row in rows}
    for report in given:
        row = places.pop((report.get("phase_id"), report.get("reporting_period_id")), None)
        if row is None:
            row = _stray(plan, report)
            rows.append(row)
        row.update({key: value for key, value in report.items() if value not in (None, "")})
    used = tuple(periods) or (plan.period_due(submitted_on),)
    return Form(
        plan=plan,
        periods=used,
        rows=tuple(rows),
        made_on=submitted_on,
        submitted_on=submitted_on,
        reporter=reporter,
        data_kind=data_kind,
        further=further_rows(plan, used, more),
        report_state=report_state,
    )


def _planned(plan: Plan, periods: Sequence[Period]) -> list[Row]:
    return [_prefilled(phase, period) for period in periods for phase in plan.phases.values()]


def _prefilled(phase: Phase, period: Period) -> Row:
    return {
        "phase_id": phase.phase_id,
        "phase_label": phase.phase_label,
        "output_id": phase.output_id,
        "output_label": phase.output_label,
        "nature": phase.nature,
        "planned_span": phase.planned_span,
        "timing": phase.timing(period),
        "expected_evidence": phase.expected_evidence,
        "reporting_period_id": period.period_id,
    }


def _stray(plan: Plan, report: Mapping[str, object]) -> Row:
    phase, period = (
        plan.phases.get(str(report.get("phase_id"))),
        plan.periods.get(str(report.get("reporting_period_id"))),
    )
    return _prefilled(phase, period) if phase and period else {}
