"""The narratives in the sample's registers: a few invented sentences per output and half-year.

Owns: what they say, made from the story of the phases and one sentence of detail per output.
Never: contradicts the milestones: what happened and what hindered come from `reports`.
"""

from datetime import date
from itertools import groupby

from warehouse.sampling.reports import SUBMITTED, Report, reports
from warehouse.sources.register.plan import Phase, Plan

Row = dict[str, object]
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SILENT = {("O10", "2023H2"), ("O08", "2024H2"), ("O15", "2025H1"), ("O19", "2026H1"), ("O07", "2025H2")}
# Output, two sentences that take turns, and what comes next.
_DETAILS = """
O01 | Two campaigns now name supply chains. | Four ministries asked for a gap analysis. | A round table.
O02 | The tool was shown to the review group. | Users asked for a search by sector. | A short guide for users.
O03 | Comments of three sessions were coded. | Two research teams used the comments. | A first joint reading.
O04 | A first set of 60 initiatives was described. | Peers checked the judgements. | A meeting on good practice.
O05 | All three groups sent written comments. | The options were cut from nine to five. | A text for the session.
O06 | Two countries chose a sector to begin with. | Dialogues began in garments and coffee. | Two more dialogues.
O07 | A pair of countries agreed on a first agenda. | One pair asked for interpretation. | A second pair is invited.
O08 | Employers and unions commented on the guidance. | Questions came from nine firms. | A leaflet in two languages.
O09 | Six existing remedy schemes were compared. | Two countries asked for support. | A workshop on remedy.
O10 | Courses were held in two regions. | Half of the trainers were women. | A follow-up after six months.
O11 | Eleven proposals were ranked. | Two studies passed peer review. | A call for the next round.
O12 | Statistical offices sent their lessons. | A module was tested in one survey. | Field work in two countries.
O13 | Two events brought nine countries together. | The Helpdesk answered in a week. | A third event.
O14 | Inspectors from five countries were heard. | A checklist was tried in two ports. | A test in the field.
O15 | Project teams commented on the guidance. | Appraisals now use the checklist. | A review after a year.
O16 | Two bodies agreed on a joint note. | A joint study was begun. | A meeting with a development bank.
O17 | Advice was given on two agreements. | A course for negotiators was held. | Requests are being collected.
O18 | An outline was discussed with partners. | A partner's package was reviewed. | The partner's package is awaited.
O19 | Three donors were visited. | One agreement was signed. | A donors' meeting.
O20 | Units named a person each. | A first check of use was made. | A yearly check of use.
"""
_AGAIN = {"2024H2_mended": ("O04", "2024H2")}
_DRAFT = {"2026H1_draft": ("O12", "2026H1")}


def narratives(plan: Plan, file: str, period: str | None) -> list[Row]:
    """The rows of one file: those of its period, the one that was returned, or the one of the draft."""
    if file in _DRAFT:
        output, half = _DRAFT[file]
        return [_words(output, half, "The survey module is in the field in two countries.", "")]
    rows = _of_period(plan, period) if period else []
    if file in _AGAIN:
        output, half = _AGAIN[file]
        again = next(row for row in _of_period(plan, half) if row["output_id"] == output)
        rows.append(again | {"next_steps": "The peer review ends on 30 April 2025; release by the end of May."})
    return rows


def _of_period(plan: Plan, period: str) -> list[Row]:
    rows = []
    for output, group in groupby(reports(period), key=lambda report: plan.phases[report.phase_id].output_id):
        if (output, period) not in _SILENT:
            mine = list(group)
            said = " ".join(_said(plan.phases[report.phase_id], report) for report in mine)
            rows.append(_words(output, period, said, ". ".join(filter(None, (report.reason for report in mine)))))
    return rows


def _words(output: str, period: str, said: str, hindered: str) -> Row:
    line = next(line for line in _DETAILS.strip().splitlines() if line.startswith(output))
    _, *details, following = (part.strip() for part in line.split("|"))
    detail = details[list(SUBMITTED).index(period) % len(details)]
    return {
        "output_id": output,
        "reporting_period_id": period,
        "narrative": f"{said} {detail}",
        "obstacles": f"{hindered}." if hindered else "",
        "next_steps": following,
    }


def _said(phase: Phase, report: Report) -> str:
    words = {
        "completed": "Reached on",
        "in_progress": "Under way and expected by",
        "cancelled": "Given up",
        "active": "Took place in this half-year",
        "inactive": "Did not take place in this half-year",
        "not_started": "Has not begun",
    }[report.status]
    day = report.actual_date or report.forecast_date
    return f"{words} {_day(day)}: {phase.phase_label}." if day else f"{words}: {phase.phase_label}."


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
