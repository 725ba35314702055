"""`dwsc fetch` without a name: what is followed and ILOSTAT no longer lists is told, not passed over."""

import csv

import pytest

from support.fetching import Fetcher, snapshot_ids, status
from support.ilostat_service.datasets import generated
from warehouse.settings import PROJECT_ROOT
from warehouse.sources.ilostat.service.catalogue import Catalogue

with (PROJECT_ROOT / "seeds" / "catalogue" / "datasets.csv").open(encoding="utf-8", newline="") as _handle:
    FOLLOWED = [row["dataset_code"] for row in csv.DictReader(_handle) if row["is_followed"] == "true"]
HERE, GONE = FOLLOWED[:2]


def test_a_followed_dataset_that_is_no_longer_listed_fails_until_it_is_listed_again(fetch: Fetcher) -> None:
    service, home = fetch.service, fetch.home
    service.put(generated(HERE))
    service.put(generated(GONE))
    first = fetch()
    assert first.code == 0, "what never came and is not listed is a warning"
    assert f"{len(FOLLOWED) - 2} followed datasets are not listed by ILOSTAT" in first.words
    service.remove(GONE)
    ended = fetch()
    assert ended.code == 1
    assert f"✘ {GONE}: ILOSTAT's table of contents does not list it" in ended.words
    assert "Datasets: 1 unchanged, 1 failed." in ended.words
    assert (status(home, GONE)["is_stale"], status(home, GONE)["stale_rule"]) == (True, "not_listed")
    assert len(snapshot_ids(home, GONE)) == 1
    assert fetch("--all").code == 1
    service.put(generated(GONE))
    assert fetch().code == 0
    assert status(home, GONE)["is_stale"] is False


def test_where_nothing_followed_is_listed_the_address_may_be_wrong(fetch: Fetcher) -> None:
    service, home = fetch.service, fetch.home
    for arguments in ((), ("--dry-run",)):
        ended = fetch(*arguments)
        assert ended.code == 1, arguments
        assert f"None of the {len(FOLLOWED)} followed datasets is listed by {service.address}/" in ended.words
        assert "DWSC_ILOSTAT_ADDRESS" in ended.words
        assert "Datasets: none" not in ended.words
    assert not (home / "snapshots").exists(), "a stranger's table of contents is not kept"
    service.put(generated(HERE))
    assert fetch().code == 0
    service.remove(HERE)
    assert fetch().code == 1
    assert status(home, HERE)["stale_rule"] == "not_listed"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), ""),
        (("A_B_A",), "It was replaced by A_B_A: fetch that."),
        (("A_B_A", "A_C_A"), "It was replaced by A_B_A and A_C_A: fetch one of them."),
    ],
)
def test_what_took_its_place_is_one_or_several(found: tuple[str, ...], words: str) -> None:
    assert Catalogue((), frozenset(), {"X_Y_A": found}).successor_words("X_Y_A") == words
