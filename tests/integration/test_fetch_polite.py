"""How the service is treated: one request at a time, a pause, a name, patience where it asks for it, and an end."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from support.fetching import Fetcher, gaps, status
from support.ilostat_service import quirks
from support.ilostat_service.datasets import many
from support.ilostat_service.quirks import Quirk
from support.ilostat_service.service import EVERYTHING

ONE = "EMP_T001_SEX_ECO_NB_A"
CROWD = 12
# The stand-in may notice a request late, which makes one gap longer and the next as much shorter.
SLACK = 0.05


def test_one_request_at_a_time_with_a_pause_and_a_name(fetch: Fetcher) -> None:
    agent = "dwsc-test (mailto:data@example.org)"
    fetch.service.trouble(ONE, quirks.reset, times=2)  # asking again follows at once, but for the pause
    assert fetch("--all", pause_seconds=0.5, attempts=3, user_agent=agent).code == 0
    log = fetch.service.log
    assert len(log) == 8, "the table of contents, five datasets, and one of them three times"
    assert fetch.service.most_at_once == 1
    assert sum(gaps(log)) >= (0.5 - SLACK) * len(gaps(log))
    assert min(gaps(log)) >= 0.1, "none follows at once"
    assert {entry.headers["User-Agent"] for entry in log} == {agent}


def test_without_a_setting_it_names_itself(fetch: Fetcher) -> None:
    assert fetch(ONE).code == 0
    agents = {entry.headers["User-Agent"] for entry in fetch.service.log}
    assert all("dwsc" in agent and not agent.startswith(("python-requests", "Python-urllib")) for agent in agents)


def test_several_at_once_only_where_that_is_set(fetch: Fetcher) -> None:
    for code in fetch.service.held:
        fetch.service.trouble(code, quirks.slow_drip(100, 0.05))
    assert fetch("--all", parallel=3).code == 0
    assert 1 < fetch.service.most_at_once <= 3


def test_data_are_asked_for_whole_and_by_one_source(fetch: Fetcher) -> None:
    """A blank or unknown parameter is ignored upstream without a word, and `best_source=all` breaks the key."""
    assert fetch(ONE, dictionaries=True).code == 0
    (entry,) = fetch.service.requests(ONE)
    assert entry.path == f"/data/indicator?id={ONE}&type=code&best_source=yes&format=.csv.gz"
    asked = [pair for one in fetch.service.log for pair in one.path.partition("?")[2].split("&")]
    assert all(value for _, _, value in (pair.partition("=") for pair in asked))


@pytest.mark.fault(21)
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(fetch: Fetcher, form: str) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    fetch.service.trouble(ONE, quirks.too_many("1" if form == "seconds" else moment), times=1)
    began = time.time()
    assert fetch(ONE).code == 0
    first, second = fetch.service.requests(ONE)
    waited = second.began - first.began
    if form == "seconds":
        assert waited >= 1 - SLACK
    else:  # an HTTP date has whole seconds, so the three may have been little more than two
        assert time.time() - began >= 2 - SLACK
        assert waited >= 1


@pytest.mark.fault(21)
def test_retry_after_holds_for_everything_not_only_for_one_file(fetch: Fetcher) -> None:
    fetch.service.trouble(ONE, quirks.too_many("1"), times=1)
    assert fetch("--all", parallel=2).code == 0
    log = fetch.service.log
    place = next(number for number, entry in enumerate(log) if entry.status == 429)
    within = [entry for entry in log[place + 1 :] if entry.began < (log[place].ended or 0) + 1 - SLACK]
    assert len(within) <= 1, "no more than the one that was on its way already"


@pytest.mark.fault(21)
def test_a_wait_longer_than_allowed_is_not_sat_through(fetch: Fetcher) -> None:
    fetch.service.trouble(ONE, quirks.too_many("3600"))
    began = time.monotonic()
    ended = fetch(ONE, wait_seconds=5)
    assert ended.code == 1
    assert time.monotonic() - began < 20
    assert "3,600" in ended.words
    assert len(fetch.service.requests(ONE)) == 1
    assert "3,600" in status(fetch.home, ONE)["stale_reason"]


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    "quirk",
    [quirks.forbidden, quirks.html_challenge, quirks.zero_bytes, quirks.reset],
    ids=lambda quirk: quirk.__name__,
)
def test_a_storm_is_left_alone_soon(fetch: Fetcher, quirk: Quirk) -> None:
    """403 for everybody, for days: whoever goes on asking makes it worse."""
    crowd = many(CROWD)
    fetch.service.put(*crowd)
    for dataset in crowd:
        fetch.service.trouble(dataset.code, quirk)
    ended = fetch("--all")
    assert ended.code == 1
    assert len(fetch.service.asked()) <= 12, "a dozen requests tell as much as all of them would"
    assert "another time" in ended.words
    assert all(status(fetch.home, dataset.code)["is_stale"] for dataset in crowd)


@pytest.mark.fault(21)
def test_after_a_storm_the_next_fetch_catches_up(fetch: Fetcher) -> None:
    fetch.service.trouble(EVERYTHING, quirks.forbidden)
    assert fetch("--all").code == 1
    fetch.service.calm()
    assert fetch("--all").code == 0
    assert not any(status(fetch.home, code)["is_stale"] for code in fetch.service.held)
    assert sorted(fetch.service.asked()) == sorted(fetch.service.held)


@pytest.mark.fault(21)
def test_a_storm_over_everything_ends_with_the_first_question(fetch: Fetcher) -> None:
    fetch.service.trouble(EVERYTHING, quirks.forbidden)
    ended = fetch("--all", dictionaries=True)
    assert ended.code == 1
    assert "403" in ended.words
    assert len(fetch.service.log) <= 5


@pytest.mark.fault(21)
def test_a_service_that_is_not_there(fetch: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(ONE).code == 0
    fetch.service.__exit__()
    ended = fetch(ONE)
    fetch.service.__enter__()
    assert ended.code == 1
    assert "could not be reached" in ended.words
    assert status(fetch.home, ONE)["is_stale"] is True
