"""Each way in which ILOSTAT fails: the last good snapshot stands, the reason is true, a later good fetch catches up."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from support.fetching import Fetcher, assert_landed_as_served, origins, snapshot_ids, status
from support.ilostat_service import quirks
from support.ilostat_service.datasets import revised
from support.ilostat_service.quirks import Quirk
from support.ilostat_service.service import IlostatService

HIT, SPARED = "EMP_T001_SEX_ECO_NB_A", "EMP_T002_SEX_ECO_NB_A"
LATER = datetime(2026, 10, 6, 8, 12, 0)  # noqa: DTZ001 - the service writes times without a zone
# A second table of contents may show that the dataset changed meanwhile, so what does not fit it is asked for twice.
MOST = 2 * 2
# What went wrong, and words of which one must stand in the reason.
CASES = [
    (quirks.zero_bytes, ("0 bytes", "empty")),
    (quirks.header_only, ("no rows", "0 rows")),
    (quirks.html_challenge, ("bot check", "challenge")),
    (quirks.html_page, ("web page",)),
    (quirks.forbidden, ("403",)),
    (quirks.gone, ("404",)),
    (quirks.unavailable, ("503",)),
    (quirks.too_many("0"), ("429",)),
    (quirks.error_json, ("error message",)),
    (quirks.truncated, ("cut off", "damaged")),
    (quirks.reset, ("broke", "reset")),
    (quirks.rows_short, ("59 rows",)),
    (quirks.rows_more, ("61 rows",)),
    (quirks.other_dataset("EMP_T099_SEX_ECO_NB_A"), ("EMP_T099_SEX_ECO_NB",)),
]

# Which fault of the catalogue each of them is, where it is not that the service fails.
FAULTS = {
    "zero_bytes": 12, "header_only": 12, "rows_short": 12, "html_challenge": 5, "html_page": 5, "error_json": 5,
    "truncated": 4, "rows_more": 23, "other_dataset": 23,
}  # fmt: skip
TROUBLES = [
    pytest.param(quirk, words, id=quirk.__name__, marks=pytest.mark.fault(FAULTS.get(quirk.__name__, 21)))
    for quirk, words in CASES
]


def _files(home: Path, code: str) -> dict[str, str]:
    folder = home / "snapshots" / "ilostat" / code
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def _both_change(service: IlostatService) -> None:
    service.put(*(revised(service.held[code], edition=2, last_update=LATER) for code in (HIT, SPARED)))


def _assert_stale(home: Path, code: str, words: tuple[str, ...]) -> None:
    found = status(home, code)
    assert (found["outcome"], found["is_stale"]) == ("failed", True)
    assert any(word.lower() in found["stale_reason"].lower() for word in words), found["stale_reason"]
    assert found["stale_rule"], "a rule in a word, for whoever counts them"


def _assert_caught_up(fetch: Fetcher, code: str, vintages: int) -> None:
    found = status(fetch.home, code)
    assert (found["is_stale"], found["stale_reason"], found["stale_rule"]) == (False, None, None)
    assert len(snapshot_ids(fetch.home, code)) == vintages
    assert_landed_as_served(fetch.home, fetch.service.held[code])


@pytest.mark.parametrize(("quirk", "words"), TROUBLES)
def test_trouble_with_one_dataset(fetch: Fetcher, quirk: Quirk, words: tuple[str, ...]) -> None:
    service, home = fetch.service, fetch.home
    assert fetch(HIT, SPARED).code == 0
    good = _files(home, HIT)
    _both_change(service)
    service.trouble(HIT, quirk)
    service.forget()
    ended = fetch(HIT, SPARED)
    assert ended.code == 1, ended.words
    assert HIT in ended.words
    assert any(word.lower() in ended.words.lower() for word in words), ended.words
    assert "Traceback" not in ended.words
    _assert_stale(home, HIT, words)
    assert _files(home, HIT) == good, "the last good snapshot stands, byte for byte"
    assert 1 <= len(service.requests(HIT)) <= MOST, "attempts are bounded"
    _assert_caught_up(fetch, SPARED, 2)  # the rest was done
    service.calm()
    assert fetch(HIT, SPARED).code == 0
    _assert_caught_up(fetch, HIT, 2)


@pytest.mark.parametrize(("quirk", "words"), TROUBLES)
def test_trouble_that_passes_within_the_attempts_is_no_failure(
    fetch: Fetcher, quirk: Quirk, words: tuple[str, ...]
) -> None:
    """Once is bad luck. What cannot be cured by asking again at once (404) may wait for the next fetch."""
    fetch.service.trouble(HIT, quirk, times=1)
    ended = fetch(HIT)
    if quirk is quirks.gone:
        assert ended.code == 1
        ended = fetch(HIT)
    assert ended.code == 0, ended.words
    _assert_caught_up(fetch, HIT, 1)
    assert len(fetch.service.requests(HIT)) == 2


@pytest.mark.parametrize("quirk", [quirks.zero_bytes, quirks.truncated, quirks.rows_short], ids=lambda q: q.__name__)
def test_a_dataset_that_never_came_has_no_snapshot_and_says_so(fetch: Fetcher, quirk: Quirk) -> None:
    fetch.service.trouble(HIT, quirk)
    ended = fetch(HIT)
    assert ended.code == 1
    assert origins(fetch.home, HIT) == []
    assert "no snapshot" in status(fetch.home, HIT)["stale_reason"].lower()
    assert not list((fetch.home / "fetch" / "incoming").iterdir()), "nothing half-written stays behind"


@pytest.mark.fault(7)
def test_rows_that_contradict_each_other_are_refused_as_on_any_file(fetch: Fetcher) -> None:
    """Whole by every count, and wrong: landing looks at the rows."""
    assert fetch(HIT).code == 0
    good = _files(fetch.home, HIT)
    _both_change(fetch.service)
    fetch.service.trouble(HIT, quirks.row_twice)
    for _ in range(2):
        ended = fetch(HIT)
        assert ended.code == 1
        assert "line 61" in ended.words
        _assert_stale(fetch.home, HIT, ("same observation",))
        assert _files(fetch.home, HIT) == good
    assert len(list((fetch.home / "rejected").glob("*.csv.gz"))) <= 2, "one copy a fetch"
    fetch.service.calm()
    assert fetch(HIT).code == 0
    _assert_caught_up(fetch, HIT, 2)


@pytest.mark.fault(4)
def test_a_header_that_names_the_compression_twice_does_no_harm(fetch: Fetcher) -> None:
    fetch.service.trouble(HIT, quirks.said_twice)
    ended = fetch(HIT)
    assert ended.code == 0, ended.words
    _assert_caught_up(fetch, HIT, 1)


@pytest.mark.fault(22)
def test_a_slow_drip_ends_at_the_deadline_of_the_file(fetch: Fetcher) -> None:
    """Each read succeeds in time, so only a deadline over the whole file ends it."""
    assert fetch(HIT).code == 0
    _both_change(fetch.service)
    fetch.service.trouble(HIT, quirks.slow_drip(1, 0.05))
    fetch.service.forget()
    ended = fetch(HIT, file_seconds=1.0)
    assert ended.code == 1
    _assert_stale(fetch.home, HIT, ("DWSC_FETCH_FILE_SECONDS", "within 1 second"))
    entries = fetch.service.requests(HIT)
    assert len(entries) <= 2, "the deadline is for all attempts together"
    fetch.service.calm()
    assert fetch(HIT).code == 0
    _assert_caught_up(fetch, HIT, 2)


@pytest.mark.fault(22)
def test_silence_in_the_middle_ends_too(fetch: Fetcher) -> None:
    fetch.service.trouble(HIT, quirks.slow_drip(200, 3), times=2)
    ended = fetch(HIT, read_seconds=0.5)
    assert ended.code == 1
    _assert_stale(fetch.home, HIT, ("silent", "DWSC_FETCH_READ_SECONDS"))


@pytest.mark.fault(21)
def test_a_dataset_that_is_listed_but_not_known_any_more(fetch: Fetcher) -> None:
    """400 with a message, while the table of contents still lists it: an id that was just retired."""
    assert fetch(HIT).code == 0
    _both_change(fetch.service)
    fetch.service.trouble(HIT, quirks.unknown_id)
    ended = fetch(HIT)
    assert ended.code == 1
    _assert_stale(fetch.home, HIT, ("deprecated or invalid dataset id",))
    assert len(snapshot_ids(fetch.home, HIT)) == 1


@pytest.mark.fault(21)
def test_trouble_that_lasts_over_several_fetches_keeps_the_first_good_one(fetch: Fetcher) -> None:
    assert fetch(HIT).code == 0
    good = _files(fetch.home, HIT)
    _both_change(fetch.service)
    for quirk in (quirks.forbidden, quirks.zero_bytes, quirks.html_page):
        fetch.service.calm()
        fetch.service.trouble(HIT, quirk)
        assert fetch(HIT).code == 1
        assert _files(fetch.home, HIT) == good
    fetch.service.calm()
    assert fetch(HIT).code == 0
    _assert_caught_up(fetch, HIT, 2)
