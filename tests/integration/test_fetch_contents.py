"""Trouble with the table of contents, and what its changes lead to: nothing asked for without need, nothing missed."""

from datetime import datetime

import pytest

from support.fetching import Fetcher, assert_landed_as_served, landed_columns, served_columns, snapshot_ids, status
from support.ilostat_service import quirks
from support.ilostat_service.datasets import Dataset, generated, revised, stamped
from support.ilostat_service.quirks import Quirk
from support.ilostat_service.service import CONTENTS

ONE, TWO, THREE = (f"EMP_T00{number}_SEX_ECO_NB_A" for number in (1, 2, 3))
LATER = datetime(2026, 10, 6, 8, 12, 0)  # noqa: DTZ001 - the service writes times without a zone
LATEST = datetime(2026, 10, 7, 9, 0, 0)  # noqa: DTZ001 - the service writes times without a zone
TROUBLES: list[Quirk] = [
    *(quirks.zero_bytes, quirks.header_only, quirks.html_challenge, quirks.html_page, quirks.forbidden, quirks.gone),
    *(quirks.error_json, quirks.truncated, quirks.reset),
]


@pytest.mark.fault(21)
@pytest.mark.parametrize("quirk", TROUBLES, ids=lambda quirk: quirk.__name__)
def test_without_a_table_of_contents_nothing_is_asked_for_and_all_is_marked(fetch: Fetcher, quirk: Quirk) -> None:
    service, home = fetch.service, fetch.home
    assert fetch(ONE, TWO).code == 0
    service.put(revised(service.held[ONE], edition=2, last_update=LATER))
    service.trouble(CONTENTS, quirk)
    service.forget()
    ended = fetch(ONE, TWO)
    assert ended.code == 1
    assert "table of contents" in ended.words
    assert "Traceback" not in ended.words
    assert service.asked() == []
    for code in (ONE, TWO):
        found = status(home, code)
        assert found["is_stale"] is True
        assert "table of contents" in found["stale_reason"]
        assert len(snapshot_ids(home, code)) == 1
    service.calm()
    service.forget()
    assert fetch(ONE, TWO).code == 0
    assert service.asked() == [ONE], "only what changed"
    for code in (ONE, TWO):
        assert status(home, code)["is_stale"] is False
        assert_landed_as_served(home, service.held[code])


@pytest.mark.fault(12)
def test_a_table_of_contents_that_lost_most_datasets_is_not_believed(fetch: Fetcher) -> None:
    assert fetch("--all").code == 0
    held = fetch.service.held
    for code in list(held)[1:]:
        fetch.service.remove(code)
    ended = fetch("--all")
    assert ended.code == 1
    assert "1 dataset" in ended.words
    assert "5" in ended.words
    fetch.service.put(*held.values())
    assert fetch("--all").code == 0
    assert not any(status(fetch.home, code)["is_stale"] for code in held)


def test_only_what_changed_is_asked_for(fetch: Fetcher) -> None:
    service = fetch.service
    assert fetch("--all").code == 0
    assert sorted(service.asked()) == sorted(service.held)
    service.forget()
    assert fetch("--all").code == 0
    assert service.asked() == []
    service.put(revised(service.held[THREE], edition=2, last_update=LATER))
    assert fetch("--all").code == 0
    assert service.asked() == [THREE]
    assert len(snapshot_ids(fetch.home, THREE)) == 2


@pytest.mark.fault(23)
def test_a_new_date_around_the_same_rows_is_no_new_snapshot(fetch: Fetcher) -> None:
    """The service makes each file anew, so its bytes differ; the rows are what counts."""
    service = fetch.service
    assert fetch(ONE).code == 0
    first = snapshot_ids(fetch.home, ONE)
    service.put(stamped(service.held[ONE], LATER))
    service.forget()
    assert fetch(ONE).code == 0
    assert service.asked() == [ONE]
    assert snapshot_ids(fetch.home, ONE) == first
    found = status(fetch.home, ONE)
    assert (found["outcome"], found["is_stale"], found["snapshot_id"]) == ("same_content", False, first[0])
    service.forget()
    assert fetch(ONE).code == 0
    assert service.asked() == [], "the date that led to the same rows is remembered"


@pytest.mark.fault(30)
def test_changed_rows_are_a_second_vintage_known_from_the_date_of_change(fetch: Fetcher) -> None:
    service, home = fetch.service, fetch.home
    before = service.held[ONE]
    assert fetch(ONE).code == 0
    service.put(revised(before, edition=2, last_update=LATER))
    assert fetch(ONE).code == 0
    first, second = snapshot_ids(home, ONE)
    assert_landed_as_served(home, before, first)
    assert_landed_as_served(home, service.held[ONE], second)
    old, new = (landed_columns(home, ONE, name)["obs_value"] for name in (first, second))
    served = zip(served_columns(before)["obs_value"], served_columns(service.held[ONE])["obs_value"], strict=True)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == sum(a != b for a, b in served) > 0


@pytest.mark.fault(23)
def test_changed_rows_under_the_same_date_come_with_force_only(fetch: Fetcher) -> None:
    """The table of contents is the only signal there is, so this cannot be seen; whoever knows can ask."""
    service = fetch.service
    assert fetch(ONE).code == 0
    service.put(revised(service.held[ONE], edition=2))
    service.forget()
    assert fetch(ONE).code == 0
    assert service.asked() == []
    assert fetch(ONE, "--force").code == 0
    assert service.asked() == [ONE]
    assert len(snapshot_ids(fetch.home, ONE)) == 2
    assert_landed_as_served(fetch.home, service.held[ONE])
    assert snapshot_ids(fetch.home, ONE)[-1] == status(fetch.home, ONE)["snapshot_id"], "the later one is the newest"


@pytest.mark.fault(23)
def test_more_rows_under_the_same_date_are_seen_in_the_table_of_contents(fetch: Fetcher) -> None:
    assert fetch(ONE).code == 0
    fetch.service.put(generated(ONE, 70))
    fetch.service.forget()
    assert fetch(ONE).code == 0
    assert fetch.service.asked() == [ONE]
    assert len(snapshot_ids(fetch.home, ONE)) == 2


@pytest.mark.fault(30)
def test_a_revision_taken_back_is_what_stands_again(fetch: Fetcher) -> None:
    """The rows are those of the first snapshot again; the wrong ones in between must not go on being served."""
    service, home = fetch.service, fetch.home
    first = service.held[ONE]
    assert fetch(ONE).code == 0
    service.put(revised(first, edition=2, last_update=LATER))
    assert fetch(ONE).code == 0
    service.put(stamped(first, LATEST))
    assert fetch(ONE).code == 0
    found = status(home, ONE)
    assert_landed_as_served(home, first, found["snapshot_id"])
    assert len(snapshot_ids(home, ONE)) == 3
    assert_landed_as_served(home, first)
    service.put(stamped(first, LATEST.replace(day=8)))
    assert fetch(ONE).code == 0
    assert len(snapshot_ids(home, ONE)) == 3, "the same rows once more are no fourth vintage"
    service.put(revised(first, edition=2, last_update=LATEST.replace(day=9)))
    assert fetch(ONE).code == 0
    assert len(snapshot_ids(home, ONE)) == 4
    assert_landed_as_served(home, service.held[ONE])


def test_a_date_of_change_that_goes_back_leads_to_the_newest_vintage_all_the_same(fetch: Fetcher) -> None:
    """The service restored an older edition: what it gives now is what stands, whatever date it puts on it."""
    service = fetch.service
    assert fetch(ONE).code == 0
    service.put(revised(service.held[ONE], edition=3, last_update=LATER.replace(year=2025)))
    assert fetch(ONE).code == 0
    assert_landed_as_served(fetch.home, service.held[ONE])
    service.put(revised(service.held[ONE], edition=4, last_update=LATER))
    assert fetch(ONE).code == 0
    assert_landed_as_served(fetch.home, service.held[ONE])


@pytest.mark.fault(29)
def test_a_dataset_that_vanishes_is_kept_and_marked(fetch: Fetcher) -> None:
    service, home = fetch.service, fetch.home
    assert fetch("--all").code == 0
    gone = service.held[ONE]
    service.remove(ONE)
    service.forget()
    ended = fetch("--all")
    assert ONE in ended.words, "it is said"
    assert "Traceback" not in ended.words
    assert service.asked() == []
    found = status(home, ONE)
    assert found["is_stale"] is True
    assert "list" in found["stale_reason"]
    assert_landed_as_served(home, gone)
    asked = fetch(ONE)
    assert asked.code == 1, "asked for by name it is a failure"
    service.put(gone)
    assert fetch("--all").code == 0
    assert status(home, ONE)["is_stale"] is False


def test_a_dataset_that_appears_is_fetched(fetch: Fetcher) -> None:
    assert fetch("--all").code == 0
    new: Dataset = generated("EMP_T777_SEX_ECO_NB_Q", 130)
    fetch.service.put(new)
    fetch.service.forget()
    assert fetch("--all").code == 0
    assert fetch.service.asked() == [new.code]
    assert_landed_as_served(fetch.home, new)


@pytest.mark.fault(23)
def test_rows_that_the_table_of_contents_promised_and_the_service_caught_up_with(fetch: Fetcher) -> None:
    """The dataset changes between the table of contents and the download: the second look makes it right."""
    service = fetch.service
    service.put(generated(ONE, 60, last_update=LATER))
    grown = generated(ONE, 80, last_update=LATEST)
    service.before_answer(ONE, lambda: service.put(grown))
    ended = fetch(ONE)
    assert ended.code == 0, ended.words
    assert_landed_as_served(fetch.home, grown)
    assert len(snapshot_ids(fetch.home, ONE)) == 1
