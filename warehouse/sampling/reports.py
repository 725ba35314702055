"""The story that the sample's milestone register tells.

Owns: the invented fate of each of the 41 phases, and the reports that follow from it, period by period.
Never: writes a file; takes anything from a real report. docs/sample.md tells the story in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# Handed in about a month after the period ends; the last one early, so that it is known at the sample's as-of date.
SUBMITTED = {
    "2023H1": date(2023, 7, 28),
    "2023H2": date(2024, 1, 30),
    "2024H1": date(2024, 7, 29),
    "2024H2": date(2025, 1, 31),
    "2025H1": date(2025, 8, 1),
    "2025H2": date(2026, 1, 29),
    "2026H1": date(2026, 6, 26),
}

# Milestones: phase, what happened at last, and the forecasts that were reported before, oldest first.
_MILESTONES = """
O01-S1 | achieved 2023-11-20 | 2023H1 2023-11-30
O02-S1 | achieved 2023-09-14 | 2023H1 2023-09-30
O03-S1 | achieved 2023-12-08 | 2023H1 2023-12-15
O03-S2 | achieved 2025-03-18 | 2024H1 2024-11-29, 2024H2 2025-03-31
O04-S1 | achieved 2023-06-15 |
O04-S2 | achieved 2025-06-12 | 2023H2 2024-10-31, 2024H1 2024-12-20, 2024H2 2025-05-30
O05-S1 | achieved 2024-10-03 | 2024H1 2024-09-30
O05-S2 | expected            | 2025H1 2025-11-14, 2025H2 2026-03-20, 2026H1 2026-11-06
O06-S1 | achieved 2023-12-15 | 2023H1 2023-10-31
O07-S1 | achieved 2024-02-29 | 2023H1 2023-12-15, 2023H2 2024-02-29
O08-S1 | achieved 2024-06-20 | 2023H2 2024-05-31
O09-S1 | achieved 2023-11-28 | 2023H1 2023-12-31
O11-S1 | achieved 2024-05-07 | 2023H1 2023-12-31, 2023H2 2024-04-30
O12-S1 | achieved 2025-02-14 | 2023H2 2024-06-28, 2024H1 2024-12-31, 2024H2 2025-02-28
O13-S1 | unreported          |
O14-S1 | achieved 2024-09-27 | 2024H1 2024-10-31
O14-S2 | expected            | 2025H1 2025-10-31, 2025H2 2026-02-27, 2026H1 2026-09-30
O15-S1 | achieved 2023-10-05 | 2023H1 2023-10-31
O18-S1 | cancelled 2024H2    | 2024H1 2024-11-29
O19-S1 | achieved 2023-06-30 |
O20-S1 | achieved 2023-12-01 | 2023H1 2023-12-01
"""

# Activities: phase, and per half-year a letter: a active, i inactive, n not started, - no report. From 2023H1 on.
_ACTIVITIES = """
O01-S2 | --aaaaa
O02-S2 | --naaaa
O03-S3 | ----naa
O04-S3 | ----naa
O06-S2 | --aaaaa
O07-S2 | --naiaa
O08-S2 | ----aaa
O09-S2 | ----aaa
O10-S1 | aa-----
O10-S2 | --aaaaa
O11-S2 | --aaaaa
O12-S2 | ----na-
O13-S2 | ------a
O14-S3 | ------n
O15-S2 | --aaaaa
O16-S1 | aaaaaaa
O17-S1 | --aa---
O17-S2 | ----aai
O18-S2 | ----nnn
O19-S2 | --aaaaa
"""

_REASONS = {
    ("O03-S2", "2024H2"): "Consultation with field offices took longer than planned",
    ("O03-S2", "2025H1"): "Agreed in March, after a second round of comments",
    ("O04-S2", "2024H1"): "Two sector chapters were added after the peer review",
    ("O04-S2", "2024H2"): "Comments on the draft came in late",
    ("O04-S2", "2025H1"): "Two sector chapters and late comments moved the release to June",
    ("O05-S2", "2025H2"): "The agenda item moved to a later session",
    ("O05-S2", "2026H1"): "The agenda item moved again, to the session of November 2026",
    ("O07-S1", "2023H2"): "Pilot with the first country pair ended in February",
    ("O07-S1", "2024H1"): "Waited for the results of the pilot",
    ("O11-S1", "2023H2"): "The agenda waited for the new research lead",
    ("O11-S1", "2024H1"): "Drawn up in spring, once the research lead was in place",
    ("O12-S1", "2024H1"): "Two countries had not yet handed in their lessons",
    ("O12-S1", "2024H2"): "Translation was still open at the end of the year",
    ("O12-S1", "2025H1"): "Translation was finished in February",
    ("O14-S2", "2025H2"): "The developer of the tools was contracted four months late",
    ("O14-S2", "2026H1"): "Testing with two labour inspectorates was added",
    ("O18-S1", "2024H2"): "Merged with a partner's training package: no separate materials will be made",
    ("O02-S2", "2024H1"): "No review meeting took place in this half-year",
    ("O03-S3", "2025H1"): "The protocol came into force in March 2025; its use starts in July",
    ("O04-S3", "2025H1"): "The mapping on which the meetings draw was finished in June",
    ("O07-S2", "2024H1"): "No request from a country pair",
    ("O07-S2", "2025H1"): "No request from a country pair",
    ("O12-S2", "2025H1"): "Countries were still being chosen",
    ("O14-S3", "2026H1"): "Waits for the inspection tools",
    ("O17-S2", "2026H1"): "No request was received in this half-year",
    ("O18-S2", "2025H1"): "No materials to disseminate: the milestone before was cancelled",
    ("O18-S2", "2025H2"): "No materials to disseminate: the milestone before was cancelled",
    ("O18-S2", "2026H1"): "No materials to disseminate: the milestone before was cancelled",
}
_LETTERS = {"a": "active", "i": "inactive", "n": "not_started"}


@dataclass(frozen=True)
class Report:
    """One report of one phase in one period, in the register's words; dates are ISO text, or empty."""

    phase_id: str
    reporting_period_id: str
    status: str
    actual_date: str = ""
    forecast_date: str = ""

    @property
    def reason(self) -> str:
        """Why it is late, idle or cancelled, where the story says so."""
        return _REASONS.get((self.phase_id, self.reporting_period_id), "")

    @property
    def evidence_link(self) -> str:
        """A link that leads nowhere (example.org is reserved for examples), where something was delivered."""
        place = f"{self.phase_id}/{self.reporting_period_id}".lower()
        return f"https://example.org/sample/{place}" if self.status in ("completed", "active") else ""


def reports(period: str) -> list[Report]:
    """The reports of one half-year such as "2024H1", in the order of the phases; a phase not reported on has none."""
    found = [*_milestone_reports(), *_activity_reports()]
    return sorted((report for report in found if report.reporting_period_id == period), key=lambda one: one.phase_id)


def _milestone_reports() -> Iterator[Report]:
    for line in _MILESTONES.strip().splitlines():
        phase, outcome, forecasts = (part.strip() for part in line.split("|"))
        for forecast in filter(None, forecasts.split(", ")):
            period, day = forecast.split()
            yield Report(phase, period, "in_progress", forecast_date=day)
        word, _, when = outcome.partition(" ")
        if word == "achieved":
            yield Report(phase, _period_of(when), "completed", actual_date=when)
        elif word == "cancelled":
            yield Report(phase, when, "cancelled")


def _activity_reports() -> Iterator[Report]:
    for line in _ACTIVITIES.strip().splitlines():
        phase, letters = (part.strip() for part in line.split("|"))
        for period, letter in zip(SUBMITTED, letters, strict=True):
            if letter in _LETTERS:
                yield Report(phase, period, _LETTERS[letter])


def _period_of(day: str) -> str:
    return f"{day[:4]}H{1 if int(day[5:7]) <= 6 else 2}"
