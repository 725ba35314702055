"""Dictionaries come with the data, in English, French and Spanish; a broken one never replaces a good one."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from support.fetching import Fetcher, origins
from support.ilostat_service import quirks
from support.ilostat_service.contents import LANGUAGES, VARIABLES, dictionary
from support.ilostat_service.datasets import regions, revised, stamped
from support.ilostat_service.service import DICTIONARIES
from warehouse.delivery import Delivery
from warehouse.landing import land_delivery
from warehouse.settings import Settings

ONE = "EMP_T001_SEX_ECO_NB_A"
SOURCE, AREAS = "ilostat_dictionaries", "ilostat_areas"


def _landed(fetch: Fetcher, name: str) -> dict[str, str]:
    newest = origins(fetch.home, name, SOURCE)[-1]
    folder = fetch.home / "snapshots" / SOURCE / name
    rows = parquet.read_table(folder / f"{newest['snapshot_id']}.parquet").to_pylist()
    return {row["code"]: row["label"] for row in rows}


def _served(fetch: Fetcher, variable: str, language: str) -> dict[str, str]:
    text = dictionary(variable, language, ".csv", fetch.service.held.values(), None).decode("utf-8-sig")
    return {row[0]: row[1] for row in list(csv.reader(io.StringIO(text)))[1:]}


def test_each_variable_lands_in_three_languages(fetch: Fetcher) -> None:
    ended = fetch(ONE, dictionaries=True)
    assert ended.code == 0, ended.words
    for variable in VARIABLES:
        for language in LANGUAGES:
            name = f"{variable}_{language}"
            assert _landed(fetch, name) == _served(fetch, variable, language), name
            assert origins(fetch.home, name, SOURCE)[-1]["language"] == language
    assert _landed(fetch, "sex_fr")["SEX_F"] == "Sexe: Femmes"
    assert _landed(fetch, "sex_es")["SEX_F"] == "Sexo: Mujeres"
    fetch.service.forget()
    assert fetch(ONE, dictionaries=True).code == 0
    assert fetch.service.requests(DICTIONARIES) == [], "nothing changed, so nothing is asked for"


def test_the_regions_come_with_the_dictionaries(fetch: Fetcher) -> None:
    assert fetch(ONE, dictionaries=True).code == 0
    [origin] = origins(fetch.home, "ref_area_en", AREAS)
    assert (origin["known_from"], origin["known_from_rule"]) == ("2026-09-16T08:15:42Z", "sheet")
    assert origin["address"].endswith("/metadata/toc/ref_area?lang=en&format=.csv")
    path = fetch.home / "snapshots" / AREAS / "ref_area_en" / f"{origin['snapshot_id']}.parquet"
    found = {row["reference_area_code"]: row["region_code"] for row in parquet.read_table(path).to_pylist()}
    assert {code: f"ILO_GEO_{region}" for code, (region, _) in regions().items()}.items() <= found.items()
    assert found["X01"] is None
    fetch.service.put(stamped(fetch.service.held[ONE], fetch.service.held[ONE].last_update.replace(day=21)))
    assert fetch(ONE, dictionaries=True).code == 0
    assert len(origins(fetch.home, "ref_area_en", AREAS)) == 1, "the same content is one snapshot"


@pytest.mark.fault(29)
@pytest.mark.parametrize("quirk", [quirks.zero_bytes, quirks.html_page, quirks.truncated], ids=lambda q: q.__name__)
def test_a_broken_dictionary_is_told_and_the_good_one_stands(fetch: Fetcher, quirk: quirks.Quirk) -> None:
    assert fetch(ONE, dictionaries=True).code == 0
    good = _landed(fetch, "ref_area_en")
    service = fetch.service
    service.put(stamped(service.held[ONE], service.held[ONE].last_update.replace(day=21)))
    service.trouble(DICTIONARIES, quirk, times=2)  # the first that is asked for, both times; or the first two
    ended = fetch(ONE, dictionaries=True)
    assert ended.code == 1
    assert "dictionary" in ended.words
    assert _landed(fetch, "ref_area_en") == good
    service.forget()
    assert fetch(ONE, dictionaries=True).code == 0
    assert 1 <= len(service.requests(DICTIONARIES)) <= 2, "only what failed"


def test_data_come_though_no_dictionary_does(fetch: Fetcher) -> None:
    fetch.service.trouble(DICTIONARIES, quirks.error_json)
    ended = fetch(ONE, dictionaries=True)
    assert ended.code == 1
    assert len(origins(fetch.home, ONE)) == 1, "the data are whole; labels may follow"
    fetch.service.calm()
    fetch.service.put(revised(fetch.service.held[ONE], edition=2))
    assert fetch(ONE, dictionaries=True).code == 0
    assert len(list((fetch.home / "snapshots" / SOURCE).iterdir())) == len(VARIABLES) * len(LANGUAGES)


def test_labels_that_were_taken_back_are_what_stands_again(settings: Settings, tmp_path: Path) -> None:
    """ILOSTAT renames a code and then takes the new name back: the first words are the newest again."""
    asked = Delivery("http://127.0.0.1/dic", "sex_en", None, None, None, "dictionary", "en")
    for number, label in enumerate(["Women", "Females", "Women"]):
        path = tmp_path / "sex_en.csv"
        path.write_text(f"sex,sex.label\nSEX_F,{label}\n", encoding="utf-8")
        landed = land_delivery(settings, path, asked, now=datetime(2026, 9, 1 + number, tzinfo=UTC))
        assert landed.outcome == "loaded", landed.message
    found = origins(settings.home, "sex_en", SOURCE)
    newest = max(found, key=lambda origin: origin["known_from"])
    folder = settings.snapshots_folder / SOURCE / "sex_en"
    rows = parquet.read_table(folder / f"{newest['snapshot_id']}.parquet").to_pylist()
    assert [row["label"] for row in rows] == ["Women"]
    assert len(found) == 3
    assert land_delivery(settings, path, asked, now=datetime(2026, 9, 9, tzinfo=UTC)).outcome == "known"
