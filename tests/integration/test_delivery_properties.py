"""Statuses, roll-ups and slip paths of random registers, beside a second reading of the rules that shares no code.

Each build carries a history of every phase with drafts, returns, approvals, corrections, cancellations, completions
that lie ahead and files in any order; the roll-ups judge it on the last day of every half-year as well. A failure names
the seed and the day, from which `support.delivery_build` makes the same register again.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from support.delivery_build import Built, build
from support.delivery_oracle import ACTIVITY_WORDS, MILESTONE_WORDS, READINGS, Phase, plan
from support.slip_oracle import slip_paths

SEED = 386
# The middle of a half-year, a day on which milestones fall due, and the day on which the last reports do.
DAYS = ("2024-08-15", "2024-12-31", "2028-01-31")
SWEPT = {
    1: "2023-01-01", 2: "2023-12-31", 3: "2024-01-30", 4: "2024-12-30", 5: "2025-07-31", 6: "2026-03-07",
    7: "2027-06-30", 8: "2027-12-31",
}  # fmt: skip
PLAN = plan()
PHASES = {phase.phase_id: phase for phase in PLAN}
ACHIEVED = {"achieved_on_time", "achieved_late"}
COUNTED = (
    "due", "due_on_time", "achieved_on_time", "achieved_late", "overdue", "not_reported", "cancelled", "not_due",
    "planned", "active_now", "elapsed", "active_so_far", "reported", "reported_in_time",
)  # fmt: skip
DUE, ON_TIME, ELAPSED, ACTIVE = (COUNTED.index(name) for name in ("due", "due_on_time", "elapsed", "active_so_far"))
DUE_BY_YEAR = {
    "primary": {2023: 10, 2024: 9, 2025: 2},
    "alternative": {2023: 12, 2024: 6, 2025: 1, 2027: 2},
}


def _agree(built: Built, found: dict[Any, Any], expected: dict[Any, Any]) -> None:
    differ = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
    told = [f"{key}: the mart has {found.get(key)}, the rules give {expected.get(key)}" for key in differ[:8]]
    assert not differ, "\n".join([f"{built.name}: {len(differ)} differ", *told])


def each_phase_has_one_status(built: Built) -> None:
    keys = Counter((row[0], row[1]) for row in built.statuses)
    assert keys == Counter((phase_id, reading) for phase_id in PHASES for reading in READINGS), built.name
    for phase_id, _, status, *_ in built.statuses:
        assert status in (MILESTONE_WORDS if PHASES[phase_id].is_milestone else ACTIVITY_WORDS), built.name


def statuses_are_those_of_the_rules(built: Built) -> None:
    register = built.register
    expected = {}
    for phase in PLAN:
        for reading in READINGS:
            stand = register.now(phase, reading)
            expected[phase.phase_id, reading] = (
                stand.status, stand.is_due, stand.delay_days, stand.said_in, stand.active, stand.elapsed,
                register.review(phase.phase_id, stand.said_in),
                register.forecast_slip(phase) if phase.is_milestone else None,
                int(phase.due(reading)[:4]) if phase.is_milestone else None,
            )  # fmt: skip
    _agree(built, {row[:2]: row[2:] for row in built.statuses}, expected)


def _subjects() -> Iterator[tuple[str, dict[str, list[Phase]]]]:
    """Every output, area and the strategy, with the phases of each of its outputs."""
    outputs: dict[str, dict[str, list[Phase]]] = {}
    for phase in PLAN:
        for subject in (phase.output_id, phase.area_id, "strategy"):
            outputs.setdefault(subject, {}).setdefault(phase.output_id, []).append(phase)
    yield from outputs.items()


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _tracks(counts: Counter[str]) -> str:
    kinds = [word for word, name in (("milestones", "ahead"), ("activities", "planned")) if counts[name]]
    return " and ".join(kinds) or "nothing planned"


def roll_ups_are_those_of_the_rules(built: Built) -> None:
    register = built.register
    expected = {}
    for period in register.periods:
        if period["start_date"] > register.as_of:
            continue
        for reading in READINGS:
            for subject, outputs in _subjects():
                counts: Counter[str] = Counter()
                for phases in outputs.values():
                    counts.update(register.counts(phases, period, reading))
                last = _tracks(counts) if subject in outputs else counts["reported"] / len(outputs)
                expected[subject, period["period_id"], reading] = (
                    *(counts[name] for name in COUNTED),
                    _share(counts["due_on_time"], counts["due"]), _share(counts["active_so_far"], counts["elapsed"]),
                    last,
                )  # fmt: skip
    _agree(built, built.progress, expected)


def rates_are_shares_of_what_is_due_or_elapsed(built: Built) -> None:
    for key, (*counts, on_time_rate, activity_rate, _) in built.progress.items():
        for rate, part, whole in (
            (on_time_rate, counts[ON_TIME], counts[DUE]),
            (activity_rate, counts[ACTIVE], counts[ELAPSED]),
        ):
            where = f"{built.name}, {key}"
            assert (rate is None) == (whole == 0), where
            assert rate is None or (0 <= rate <= 1 and rate == part / whole), where
        statuses = sum(counts[COUNTED.index(word)] for word in MILESTONE_WORDS)
        if key[0] == "strategy":
            assert statuses == 21, f"{built.name}, {key}: each milestone has one status"


def paths_are_those_of_the_links(built: Built) -> None:
    for row in built.paths:
        visited = row[1].split(" → ")
        assert len(set(visited)) == len(visited) == row[7] + 1, f"{built.name}: {row[1]} visits an output twice"
    found = {row[:2]: row[2:] for row in built.paths}
    assert len(found) == len(built.paths), f"{built.name}: a path stands twice"
    _agree(built, found, slip_paths(built.register, PLAN))


PROPERTIES = [
    each_phase_has_one_status, statuses_are_those_of_the_rules, roll_ups_are_those_of_the_rules,
    rates_are_shares_of_what_is_due_or_elapsed, paths_are_those_of_the_links,
]  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """One register as of three days."""
    return build(tmp_path_factory.mktemp("delivery"), SEED, *DAYS)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("holds", PROPERTIES)
def test_marts_are_what_the_rules_make_of_the_register(register: dict[str, Built], day: str, holds: Any) -> None:
    """Each property asserts by itself; without a status it would hold of nothing."""
    assert register[day].statuses
    holds(register[day])


def test_where_nothing_is_added_a_phase_never_turns_back(register: dict[str, Built]) -> None:
    """What was achieved stays achieved and what is no longer ahead stays so, though three years pass in silence."""
    moved: set[tuple[str, str]] = set()
    for earlier, later in pairwise(DAYS):
        then = {row[:2]: row[2] for row in register[earlier].statuses}
        for phase_id, reading, status, *_ in register[later].statuses:
            phase = PHASES[phase_id]
            if phase.is_milestone and phase.output_id in register[later].silent:
                moved.add((then[phase_id, reading], status))
    back = {(was, now) for was, now in moved if was in ACHIEVED and now not in ACHIEVED}
    back |= {(was, now) for was, now in moved if was != "not_due" and now == "not_due"}
    assert not back, f"seed {SEED}"
    assert {was for was, _ in moved} >= {"achieved_on_time", "not_due", "overdue", "not_reported", "cancelled"}
    assert ("not_due", "overdue") in moved
    assert ("not_due", "not_reported") in moved


def test_what_falls_due_by_the_end_of_each_year_is_as_counted_by_hand(register: dict[str, Built]) -> None:
    """All 21 due dates have passed by the last day, so what is not cancelled is due."""
    for reading, by_year in DUE_BY_YEAR.items():
        rows = [row for row in register[DAYS[-1]].statuses if row[1] == reading and PHASES[row[0]].is_milestone]
        assert Counter(row[-1] for row in rows if row[3] or row[2] == "cancelled") == by_year


def test_the_plan_is_whole(register: dict[str, Built]) -> None:
    assert Counter(phase.is_milestone for phase in PLAN) == {True: 21, False: 20}
    expected = {"outputs": 20, "phases": 41, "phase_years": 100, "synergies": 54, "resource_envelopes": 7,
                "commitments": 8}  # fmt: skip
    assert [built.totals for built in register.values()] == [expected] * len(DAYS)


def test_the_register_has_every_case(register: dict[str, Built]) -> None:
    """A property that nothing puts to the test would hold of any SQL."""
    words = {status for built in register.values() for _, _, status, *_ in built.statuses}
    assert words == {*MILESTONE_WORDS, *ACTIVITY_WORDS}
    reasons = {row[5] for built in register.values() for row in built.paths}
    assert reasons == {"overdue", "not_reported", "forecast late"}
    last = register[DAYS[-1]].register
    versions = [row for held in last.versions.values() for row in held]
    silenced = sum(map(len, last.versions.values())) - sum(map(len, last.counting.values()))
    drafts = sum(row["report_state"] == "draft" for row in versions)
    assert drafts > 20
    assert silenced > drafts + 20, "returned reports and silent changes"
    assert any((row["actual_date"] or "") > row["submitted_on"] for row in versions), "a completion that lies ahead"
    done = [{row["actual_date"] for row in said.values()} - {None} for said in last.standing.values()]
    assert any(len(completions) > 1 for completions in done), "a completion that is dated anew"
    on_the_day = {status for built in register.values() for _, _, status, _, delay, *_ in built.statuses if delay == 0}
    assert on_the_day >= {"achieved_on_time", "overdue"}


@pytest.mark.slow
@pytest.mark.parametrize(("random_seed", "day"), SWEPT.items())
def test_other_registers_on_other_days(tmp_path_factory: pytest.TempPathFactory, random_seed: int, day: str) -> None:
    built = build(tmp_path_factory.mktemp("swept"), random_seed, day)[day]
    assert built.statuses
    for holds in PROPERTIES:
        holds(built)
