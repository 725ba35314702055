"""A cause is told once, however many runs see it; its end once; and a new beginning again."""

from dataclasses import replace

import pytest

from warehouse.alerts.cause import Cause, Looked, one_line, same_words
from warehouse.alerts.ledger import Entry, merged, noted, read_ledger, to_tell, write_ledger
from warehouse.alerts.message import SHOWN, message_of
from warehouse.settings import Settings, get_settings

STALE = Cause("source_stale", "EMP_A", "EMP_A may be out of date", "team:x", "Fetch it", "dwsc fetch EMP_A")
BLOCKED = Cause("gate_blocked", "RULE-1", "RULE-1 blocks", "team:y", "Mend it", "dwsc run")
SOURCES = Looked({"source_stale": None})
EVERYTHING = Looked({"source_stale": None, "gate_blocked": None})
RUN_A, RUN_B = "0b7c2a4e-1111-2222-3333-444455556666", "ffffffff-1111-2222-3333-444455556666"
MAIL, SLACK = "file:a no. 1 (mailto)", "file:a no. 2 (slack)"


def _seen(entries: list[Entry], *causes: Cause, looked: Looked = EVERYTHING, now: str = "2026-01-01") -> list[Entry]:
    return merged(entries, causes, looked, now)


def _tell(entries: list[Entry], recipient: str = MAIL, now: str = "2026-01-02") -> tuple[list[str], list[Entry]]:
    new, over = to_tell(entries, recipient)
    keys = frozenset(entry.cause.key for entry in [*new, *over])
    words = [entry.cause.subject for entry in new] + [f"ended {entry.cause.subject}" for entry in over]
    return words, noted(entries, keys, recipient, now)


def test_ten_runs_with_one_cause_tell_it_once_and_its_end_once() -> None:
    entries: list[Entry] = []
    heard = []
    for day in range(10):
        entries = _seen(entries, STALE, now=f"2026-01-0{day}")
        words, entries = _tell(entries)
        heard += words
    for _ in range(3):
        words, entries = _tell(_seen(entries))
        heard += words
    assert heard == ["EMP_A", "ended EMP_A"]


def test_a_new_onset_is_told_again() -> None:
    _, entries = _tell(_seen([], STALE))
    _, entries = _tell(_seen(entries))
    words, entries = _tell(_seen(entries, STALE, now="2026-02-01"))
    assert words == ["EMP_A"]
    assert [entry.cause.since for entry in entries] == ["2026-02-01"]


def test_a_cause_that_ended_and_came_back_before_anybody_was_told_goes_on() -> None:
    _, entries = _tell(_seen([], STALE))
    entries = _seen(_seen(entries), STALE)
    assert _tell(entries)[0] == []


def test_who_was_not_reached_is_told_the_next_time_and_the_others_are_not() -> None:
    _, entries = _tell(_seen([], STALE), MAIL)
    entries = _seen(entries, STALE)
    assert _tell(entries, MAIL)[0] == []
    assert _tell(entries, SLACK)[0] == ["EMP_A"]


def test_an_end_is_not_told_to_who_never_heard_of_the_beginning() -> None:
    assert _tell(_seen(_seen([], STALE)))[0] == []


def test_only_what_was_looked_at_can_end() -> None:
    entries = _seen(_seen([], STALE, BLOCKED), looked=SOURCES)
    assert [(entry.cause.subject, entry.is_open) for entry in entries] == [("RULE-1", True), ("EMP_A", False)]
    still = _seen([*_seen([], BLOCKED)], looked=Looked({"gate_blocked": frozenset({"RULE-2"})}))
    assert still[0].is_open
    assert not _seen(still, looked=Looked({"gate_blocked": frozenset({"RULE-1"})}))[0].is_open


def test_a_cause_that_another_takes_over_has_no_end_to_tell() -> None:
    january, february = replace(STALE, mark="january"), replace(STALE, mark="february")
    _, entries = _tell(_seen([], january))
    assert _tell(_seen(entries, february))[0] == ["EMP_A"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Run {RUN_A} stopped after 12.5 s", f"Run {RUN_B} stopped after 9 s"),
        ("3 of 812 checks stop this release:\n more", "12 of 813 checks stop this release:\n other"),
        ("Its log is /a/b/run.log", "Its log is /c/run.log"),
    ],
)
def test_the_same_failure_is_the_same_cause_whatever_its_counts_and_paths(one: str, other: str) -> None:
    assert same_words(one) == same_words(other)


def test_different_failures_are_different_causes() -> None:
    assert same_words("The disk is full") != same_words("There is nothing to build from")


def test_the_ledger_comes_back_as_it_was_written_and_a_damaged_one_is_empty(settings: Settings) -> None:
    entries = noted(_seen([], STALE, BLOCKED), frozenset({STALE.key}), MAIL, "2026-01-02")
    write_ledger(settings, entries)
    assert read_ledger(settings) == entries
    settings.alerts.joinpath("ledger.json").write_text('{"causes": [{"cause"')
    assert read_ledger(settings) == []


def test_a_message_says_what_since_who_where_and_what_to_do(settings: Settings) -> None:
    new = _seen([], STALE, BLOCKED, now="2026-01-01T05:00:00+00:00")
    told = message_of(settings, new, [], is_sample=False)
    assert told.title == "[DWSC] Gate blocked (1), Source stale (1)"
    for words in (
        "RULE-1 blocks",
        "Since: 2026-01-01 05:00:00 UTC",
        "Owner: team:y",
        "What to do: Mend it",
        "dwsc run",
    ):
        assert words in told.body
    assert told.body.index("GATE BLOCKED") < told.body.index("SOURCE STALE")


def test_a_message_links_where_an_address_is_set_and_says_when_figures_are_invented(settings: Settings) -> None:
    given = get_settings(home=settings.home, pages_address="https://pages.example/dwsc/")
    cause = replace(STALE, page="quality", anchor={"check": "A & B"})
    told = message_of(given, _seen([], cause), [], is_sample=True)
    assert "Look: https://pages.example/dwsc/quality?check=A+%26+B" in told.body
    assert told.title.startswith("[DWSC, invented sample]")


def test_a_long_list_is_cut_and_says_so(settings: Settings) -> None:
    many = [replace(STALE, subject=f"EMP_{number:02}") for number in range(SHOWN + 7)]
    body = message_of(settings, _seen([], *many), [], is_sample=False).body
    assert body.count("What to do:") == SHOWN
    assert "… and 7 more of this kind: dwsc alerts" in body


def test_text_from_data_stays_in_one_line_without_control_characters() -> None:
    assert one_line("a\r\nBcc: x\x1b[31m\x00\u202eb") == "a Bcc: x [31m b"
    assert len(one_line("x" * 10_000)) == 600
