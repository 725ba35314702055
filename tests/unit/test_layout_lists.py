"""Dictionaries (CSV, JSON, SDMX code lists; English, French, Spanish) and the table of contents."""

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from support.planted import land_one, plant
from warehouse.raw_tables import CONTENTS_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import Origin, list_origins, snapshot_path
from warehouse.sources.ilostat.codes import known

_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
ENTRY = {
    "id": "SDG_0852_SEX_AGE_RT_A", "indicator": "SDG_0852_SEX_AGE_RT", "indicator.label": "Unemployment rate (%)",
    "freq": "A", "freq.label": "Annual", "rep_var": "SDG_0852_RT", "classif.labels": "sex, age", "data.start": 1976,
    "data.end": 2025, "last.update": "24/09/2026 07:08:03", "n.records": 48632, "n.records.all": 50000,
    "n.ref_area": 221, "with.region": "Y", "subject": "UNE", "database": "ILOSDG",
}  # fmt: skip


def _entries(settings: Settings, origin: Origin | None = None) -> list[dict[str, str | None]]:
    return parquet.read_table(snapshot_path(settings, origin or list_origins(settings)[0])).to_pylist()


def _structure(*lists: tuple[str, dict[str, dict[str, str]]]) -> str:
    told = ""
    for name, codes in lists:
        inside = "".join(
            f'<str:Code id="{code}">'
            + "".join(f'<com:Name xml:lang="{language}">{label}</com:Name>' for language, label in labels.items())
            + "</str:Code>"
            for code, labels in codes.items()
        )
        told += f'<str:Codelist id="{name}" agencyID="ILO" version="1.0"><com:Name>x</com:Name>{inside}</str:Codelist>'
    return f"""<?xml version="1.0" encoding="UTF-8"?><mes:Structure xmlns:mes="{_BASE}/message"
    xmlns:str="{_BASE}/structure" xmlns:com="{_BASE}/common"><mes:Header><mes:ID>x</mes:ID><mes:Test>false</mes:Test>
    <mes:Prepared>2026-01-05T10:00:00</mes:Prepared><mes:Sender id="ILO"/></mes:Header><mes:Structures>
    <str:Codelists>{told}</str:Codelists></mes:Structures></mes:Structure>"""


def test_a_json_dictionary_loads_like_its_csv(settings: Settings, tmp_path: Path) -> None:
    """The live dictionary of statuses begins with an empty object; R writes {} for nothing."""
    rows = [{}, {"obs_status": {}, "obs_status.label": {}}, {"obs_status": "A", "obs_status.label": "Adjusted"}]
    landed = land_one(settings, plant(tmp_path, json.dumps(rows), "obs_status.json"))
    assert (landed.outcome, landed.dataset_code, landed.row_count) == ("loaded", "obs_status_en", 1), landed.message
    assert "2 rows without a code or a label" in landed.warnings[0]
    [entry] = _entries(settings)
    assert (entry["variable"], entry["code"], entry["label"]) == ("obs_status", "A", "Adjusted")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("source_es.csv", "source,source.label,ref_area\nBA:1,FRA - EFT - Encuesta,FRA\n"),
        ("source_fr.json", '[{"source": "BA:1", "source.label": "FRA - EFT - Enquête", "ref_area": "FRA"}]'),
        ("indicator-fr.csv", "indicator,indicator.label,indicator.description\nX_Y,Taux,<p>a</p>\n"),
        ("database_en.csv", "database,database.label\nLFS,Labour Force Statistics\n"),
    ],
)
def test_further_columns_of_a_dictionary_do_no_harm(
    settings: Settings, tmp_path: Path, name: str, content: str
) -> None:
    landed = land_one(settings, plant(tmp_path, content, name))
    assert landed.outcome == "loaded", landed.message
    assert landed.dataset_code == name.replace("-", "_").partition(".")[0]
    assert list_origins(settings)[0].language == name.partition(".")[0][-2:]


def test_a_french_dictionary_resolves_what_no_list_knows(settings: Settings, tmp_path: Path) -> None:
    file = plant(tmp_path, "ref_area.label,indicator,time,obs_value\nContrée,SDG_0552_NOC_RT,2020,1\n", "x_A.csv")
    assert land_one(settings, file).outcome == "refused"
    land_one(settings, plant(tmp_path, "ref_area,ref_area.label\nFRA,Contrée\n", "ref_area_fr.csv"))
    assert land_one(settings, file).outcome == "loaded"


BAD = [
    ('[{"sex": "SEX_T", "sex.label": "a"}, {"sex": "SEX_T", "sex.label": "b"}]', "d.json",
     ["entry 2", "already stands on entry 1"]),
    ('[{"sex": "SEX_T", "sex.label": "a\\u0001"}]', "d.json", ["entry 1", "control character"]),
    ('[{"sex": "SEX_T", "sex.label": "a"}, {"sex": ', "d.json", ["not well-formed JSON"]),
    ("sex,sex.label\nSEX_T\n", "d.csv", ["line 2", "1 cells"]),
    ("sex,sex.label\n,\n", "d.csv", ["none of its rows"]),
    ("sex,sex.label\n", "d.csv", ["no rows"]),
    (_structure(), "d.xml", ["without a code list"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "words"), BAD)
def test_a_bad_dictionary_is_refused(
    settings: Settings, tmp_path: Path, content: str, name: str, words: list[str]
) -> None:
    landed = land_one(settings, plant(tmp_path, content, name))
    assert landed.outcome == "refused"
    assert [word for word in words if word not in landed.message] == [], landed.message


def test_code_lists_of_sdmx_resolve_labels_in_every_language(settings: Settings, tmp_path: Path) -> None:
    ages = {"AGE_NEW_TOTAL": {"en": "Age (New): Total", "es": "Edad (Nueva): Total"}}
    sexes = {"SEX_T": {"en": "Total", "fr": "Ensemble"}, "SEX_M": {"en": "Male", "es": "Varones"}}
    units = {"PT": {"en": "Percentage"}}
    content = _structure(("CL_SEX", sexes), ("CL_AGE", ages), ("CL_UNIT_MEASURE", units))
    landed = land_one(settings, plant(tmp_path, content, "structure.xml"))
    assert (landed.outcome, landed.dataset_code, landed.row_count) == ("loaded", "code_lists_all", 7), landed.message
    assert {(row["variable"], row["language"]) for row in _entries(settings)} == {
        ("sex", "en"), ("sex", "fr"), ("sex", "es"), ("classif1", "en"), ("classif1", "es"), ("unit_measure", "en")
    }  # fmt: skip
    assert ("Varones", "SEX_M") in known(settings, "sex").labels
    assert ("Edad (Nueva): Total", "AGE_NEW_TOTAL") in known(settings, "classification").labels
    assert "PT" not in known(settings, "classification").codes


def test_one_code_list_in_one_language_is_a_dictionary_of_that_variable(settings: Settings, tmp_path: Path) -> None:
    content = _structure(("CL_AREA", {"AFG": {"fr": "Afghanistan"}}))
    assert land_one(settings, plant(tmp_path, content, "areas.xml")).dataset_code == "ref_area_fr"


@pytest.mark.parametrize("kind", ["json", "csv", "json.gz"])
def test_a_table_of_contents_loads_with_all_that_it_says(settings: Settings, tmp_path: Path, kind: str) -> None:
    cells = [str(value) for value in ENTRY.values()]
    line = ",".join(f'"{cell}"' for cell in cells)
    content = json.dumps([ENTRY]) if "json" in kind else f"{','.join(ENTRY)}\n{line}\n"
    landed = land_one(settings, plant(tmp_path, content, f"toc.{kind}"))
    assert (landed.outcome, landed.source, landed.dataset_code) == ("loaded", "ilostat_contents", "indicator_en")
    assert ": table of contents indicator_en, 1 rows, " in landed.message
    assert "known from 2026-09-24 (its newest last.update)." in landed.message
    [row] = _entries(settings)
    assert tuple(row) == CONTENTS_COLUMNS
    assert (row["dataset_code"], row["row_count"], row["last_update"], row["data_end"], row["classification"]) == (
        "SDG_0852_SEX_AGE_RT_A", "48632", "2026-09-24T07:08:03Z", "2025", None
    )  # fmt: skip
    [origin] = list_origins(settings)
    assert (origin.layout, origin.language, origin.is_sample) == ("contents", "en", False)


def test_the_language_of_a_table_of_contents_is_in_its_words(settings: Settings, tmp_path: Path) -> None:
    content = json.dumps([ENTRY | {"freq.label": "Anual"}, ENTRY | {"id": "X_Y_Q", "freq.label": "Trimestral"}])
    assert land_one(settings, plant(tmp_path, content, "toc.json")).dataset_code == "indicator_es"


def test_a_bad_table_of_contents_is_refused_for_everything_at_once(settings: Settings, tmp_path: Path) -> None:
    content = json.dumps([ENTRY, ENTRY, ENTRY | {"id": "A_B_A", "n.records": "many"}, ENTRY | {"id": "A_C_A"}])
    content = content.replace('"24/09/2026 07:08:03", "n.records": "many"', '"soon", "n.records": "many"')
    message = land_one(settings, plant(tmp_path, content, "toc.json")).message
    words = ["SDG_0852_SEX_AGE_RT_A", "stands 2 times", "'A_B_A'", "last.update", "n.records"]
    assert [word for word in words if word not in message] == [], message
    assert "A_C_A" not in message


def test_contents_and_dictionaries_go_into_any_home(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, json.dumps([ENTRY]), "toc.json"))
    marked = "ref_area,source,indicator,time,obs_value,note_source\nFRA,BA:1,SDG_0552_NOC_RT,2020,1,Z0:1\n"
    assert land_one(settings, plant(tmp_path, marked, "SDG_0552_NOC_RT_A.csv")).outcome == "loaded"
