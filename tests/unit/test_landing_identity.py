"""Which dataset a file holds, whether it is whole, since when it is known, and what its labels mean."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from support.planted import GOOD, HEADER, land_one, plant, stored, text
from warehouse.landing import land_paths
from warehouse.settings import Settings, get_settings
from warehouse.snapshots import Origin, list_origins

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LABEL_HEADER = "ref_area.label,indicator.label,sex.label,time,obs_value"
LABEL_ROW = "{area},Unemployment rate by sex (%),Sex: Total,{time},5\n"


def _labels(*areas: str) -> str:
    return LABEL_HEADER + "\n" + "".join(LABEL_ROW.format(area=f'"{area}"', time=2020) for area in areas)


def _codes(settings: Settings) -> list[str]:
    [path] = (settings.snapshots_folder / "ilostat").rglob("*.parquet")
    return [str(row["resolved_ref_area"]) for row in stored(path)]


def _origin(settings: Settings) -> Origin:
    [origin] = list_origins(settings, source="ilostat")
    return origin


def test_the_dataset_comes_from_the_content_and_a_name_that_disagrees_is_told(
    settings: Settings, tmp_path: Path
) -> None:
    landed = land_one(settings, plant(tmp_path, text(), "SDG_0861_SEX_RT_Q.csv"))
    assert landed.dataset_code == "SDG_0852_SEX_AGE_RT_A"
    [warning] = landed.warnings
    assert "SDG_0861_SEX_RT_Q" in warning
    assert "SDG_0852_SEX_AGE_RT_A" in warning


def test_a_name_that_names_nothing_is_no_disagreement(settings: Settings, tmp_path: Path) -> None:
    assert land_one(settings, plant(tmp_path, text(), "unemployment.csv")).warnings == ()


@pytest.mark.parametrize(("period", "frequency"), [("2020", "A"), ("2020Q3", "Q"), ("2020M11", "M")])
def test_the_frequency_comes_from_the_periods(settings: Settings, tmp_path: Path, period: str, frequency: str) -> None:
    landed = land_one(settings, plant(tmp_path, text(*(row.replace("2020", period) for row in GOOD)), "x.csv"))
    assert landed.dataset_code == f"SDG_0852_SEX_AGE_RT_{frequency}"


def test_a_label_file_takes_its_dataset_from_a_landed_dictionary_before_its_name(
    settings: Settings, tmp_path: Path
) -> None:
    dictionary = 'indicator, indicator.label, indicator.sort\n"UNE_DEAP_SEX_RT","Unemployment rate by sex (%)",1\n'
    assert land_one(settings, plant(tmp_path, dictionary, "indicator_en.csv")).outcome == "loaded"
    landed = land_one(settings, plant(tmp_path, _labels("France"), "download.csv"))
    assert landed.dataset_code == "UNE_DEAP_SEX_RT_A"


def test_a_label_that_two_indicators_share_leaves_the_choice_to_the_name(settings: Settings, tmp_path: Path) -> None:
    label = '"Unemployment rate by sex (%)"'
    dictionary = f"indicator, indicator.label\nUNE_DEAP_SEX_RT,{label}\nUNE_5EAP_SEX_RT,{label}\n"
    land_one(settings, plant(tmp_path, dictionary, "indicator_en.csv"))
    landed = land_one(settings, plant(tmp_path, _labels("France"), "UNE_5EAP_SEX_RT_A.csv"))
    assert landed.dataset_code == "UNE_5EAP_SEX_RT_A"


def test_area_labels_resolve_in_every_spelling(settings: Settings, tmp_path: Path) -> None:
    spellings = {
        "Côte d’Ivoire": "CIV", "Bolivia (Plurinational State of)": "BOL", "Bolivia, Plurinational State of": "BOL",
        "Turkey": "TUR", "Türkiye": "TUR", "Hong Kong, China": "HKG", "United\u00a0States  of America": "USA",
        "Kosovo": "KOS", "World": "X01", "Africa: Low income": "X07", "Namibia": "NAM",
        "Congo, Democratic Republic of the": "COD", "Occupied Palestinian Territory": "PSE", "Cote d'Ivoire": "CIV",
    }  # fmt: skip
    rows = [LABEL_ROW.format(area=f'"{area}"', time=2000 + number) for number, area in enumerate(spellings)]
    landed = land_one(settings, plant(tmp_path, LABEL_HEADER + "\n" + "".join(rows), "UNE_DEAP_SEX_RT_A.csv"))
    assert landed.outcome == "loaded", landed.message
    assert _codes(settings) == list(spellings.values())


def test_a_landed_dictionary_teaches_a_new_area(settings: Settings, tmp_path: Path) -> None:
    path = plant(tmp_path, _labels("Atlantis"), "UNE_DEAP_SEX_RT_A.csv")
    assert land_one(settings, path).outcome == "refused"
    dictionary = "ref_area, ref_area.label, ref_area.sort\nATL,Atlantis,1\n"
    assert land_one(settings, plant(tmp_path, dictionary, "ref_area_en.csv")).outcome == "loaded"
    assert land_one(settings, path).outcome == "loaded"
    assert _codes(settings) == ["ATL"]


def test_the_code_wins_where_code_and_label_are_given(settings: Settings, tmp_path: Path) -> None:
    header = HEADER.replace("ref_area", "ref_area,ref_area.label")
    rows = [row.replace("FRA", "FRA,République française").replace("NAM", "NAM,") for row in GOOD]
    landed = land_one(settings, plant(tmp_path, text(*rows, header=header)))
    assert landed.outcome == "loaded"
    assert _origin(settings).layout == "both"
    assert _codes(settings) == ["FRA", "FRA", "NAM"]


def test_unknown_codes_and_labels_are_loaded_and_counted(settings: Settings, tmp_path: Path) -> None:
    row = "FRA,ZZ:1,SDG_0852_SEX_AGE_RT,SEX_Q,AGE_NEW_1,2021,1,Q,"
    landed = land_one(settings, plant(tmp_path, text(*GOOD, row)))
    assert landed.outcome == "loaded"
    told = " ".join(landed.warnings)
    for column, code in {"sex": "SEX_Q", "classif1": "AGE_NEW_1", "obs_status": "Q", "source": "ZZ"}.items():
        assert f"{column}: 1 codes in no list ({code}) on 1 rows" in told
    assert _origin(settings).warnings == list(landed.warnings)


def test_unknown_labels_are_loaded_and_counted(settings: Settings, tmp_path: Path) -> None:
    content = _labels("France") + LABEL_ROW.format(area="Namibia", time=2021).replace("Sex: Total", "Sex: Unstated")
    landed = land_one(settings, plant(tmp_path, content, "UNE_DEAP_SEX_RT_A.csv"))
    told = " ".join(landed.warnings)
    assert "sex.label: 1 labels in no list (Sex: Unstated) on 1 rows; loaded as they are." in told


def test_a_source_label_is_known_by_its_area_once_the_dictionary_has_landed(settings: Settings, tmp_path: Path) -> None:
    header = "ref_area.label,source.label,indicator.label,sex.label,time,obs_value"
    row = "France,LFS - Survey of work,Unemployment rate by sex (%),Sex: Total,2020,5"
    path = plant(tmp_path, f"{header}\n{row}\n", "SDG_0852_SEX_AGE_RT_A.csv")
    [told] = land_one(settings, path).warnings
    assert "source.label: 1 labels in no list (FRA - LFS - Survey of work) on 1 rows" in told
    dictionary = "source, source.label, source.sort\nBA:7,FRA - LFS - Survey of work,1\n"
    assert land_one(settings, plant(tmp_path, dictionary, "source_en.csv")).outcome == "loaded"
    path = plant(tmp_path, f"{header}\n{row}\n{row.replace('2020', '2021')}\n", "SDG_0852_SEX_AGE_RT_A.csv")
    assert land_one(settings, path).warnings == ()


@pytest.mark.parametrize("mark", ["filtered", "latest", "FILTERED"])
def test_a_partial_extract_is_marked(settings: Settings, tmp_path: Path, mark: str) -> None:
    landed = land_one(settings, plant(tmp_path, text(), f"SDG_0852_SEX_AGE_RT_A-{mark}-2023-06-11.csv"))
    assert landed.is_partial
    assert mark.lower() in str(_origin(settings).partial_reason)


KNOWN_FROM = [
    ("SDG_0852_SEX_AGE_RT_A-full-2024-04-23.csv", "2024-04-23T00:00:00Z", "file_name"),
    ("SDG_0852_SEX_AGE_RT_A-20240726T0930.csv", "2024-07-26T09:30:00Z", "file_name"),
    ("SDG_0852_SEX_AGE_RT_A-filtered-2023-06-11.csv", "2023-06-11T00:00:00Z", "file_name"),
    ("SDG_0852_SEX_AGE_RT_A-full-2031-04-23.csv", "2026-11-22T12:00:00Z", "landing_time"),
    ("SDG_0852_SEX_AGE_RT_A-full-2024-02-31.csv", "2026-11-22T12:00:00Z", "landing_time"),
    ("SDG_0852_SEX_AGE_RT_A.csv", "2026-11-22T12:00:00Z", "landing_time"),
]


@pytest.mark.parametrize(("name", "known_from", "rule"), KNOWN_FROM, ids=[case[0][22:] for case in KNOWN_FROM])
def test_since_when_it_is_known(settings: Settings, tmp_path: Path, name: str, known_from: str, rule: str) -> None:
    land_paths(settings, [plant(tmp_path, text(), name)], now=NOW)
    assert (_origin(settings).known_from, _origin(settings).known_from_rule) == (known_from, rule)


def test_a_gzip_header_tells_the_time_where_the_name_does_not(settings: Settings, tmp_path: Path) -> None:
    stamp = datetime(2021, 4, 25, 10, tzinfo=UTC)
    path = tmp_path / "SDG_0852_SEX_AGE_RT_A.csv.gz"
    path.write_bytes(gzip.compress(text().encode(), mtime=int(stamp.timestamp())))
    land_paths(settings, [path], now=NOW, known_on=date(2020, 1, 1))
    origin = _origin(settings)
    assert (origin.known_from, origin.known_from_rule) == ("2021-04-25T10:00:00Z", "gzip_header")
    assert any("--known-on 2020-01-01 was not used" in warning for warning in origin.warnings)
    assert "CC BY" in origin.licence
    assert "before 3 May 2023" in origin.licence


def test_the_operator_tells_the_day_where_nothing_else_does(settings: Settings, tmp_path: Path) -> None:
    land_paths(settings, [plant(tmp_path, text())], now=NOW, known_on=date(2024, 5, 6))
    assert (_origin(settings).known_from, _origin(settings).known_from_rule) == ("2024-05-06T00:00:00Z", "known_on")
    assert _origin(settings).licence == "CC BY 4.0"


@pytest.mark.parametrize(("content", "name"), [(text(), "mine.csv"), ("sex,sex.label\nSEX_T,Total\n", "sex_en.csv")])
def test_without_an_extraction_date_the_licence_is_not_known(
    settings: Settings, tmp_path: Path, content: str, name: str
) -> None:
    land_paths(settings, [plant(tmp_path, content, name)], now=NOW)
    [origin] = list_origins(settings)
    assert origin.known_from_rule == "landing_time"
    assert origin.licence.startswith("Not known: ")


DICTIONARIES = [
    ("sex,sex.label\nSEX_T,Total\nSEX_T,Both\n", "the code already stands on line 2"),
    ("sex,sex.label\nSEX_T\n", "1 cells"),
    ("sex,sex.label\n", "no rows"),
    ("sex,sex.label\nSEX_T,To\x01tal\n", "control character"),
]


@pytest.mark.fault(29)
@pytest.mark.parametrize(("content", "words"), DICTIONARIES, ids=[case[1] for case in DICTIONARIES])
def test_a_bad_dictionary_is_refused(settings: Settings, tmp_path: Path, content: str, words: str) -> None:
    landed = land_one(settings, plant(tmp_path, content, "sex_en.csv"))
    assert landed.outcome == "refused"
    assert words in landed.message


def test_a_dictionary_keeps_its_language_and_leaves_out_the_nameless_row(settings: Settings, tmp_path: Path) -> None:
    content = "\ufeffobs_status, obs_status.label, obs_status.sort\n,,\nA,Ajustée,1\n"
    landed = land_one(settings, plant(tmp_path, content, "obs_status_fr.csv"))
    assert (landed.dataset_code, landed.row_count) == ("obs_status_fr", 1)
    assert "1 rows without a code" in landed.warnings[0]
    [path] = settings.snapshots_folder.rglob("*.parquet")
    assert duckdb.sql(f"select * exclude(snapshot_id) from read_parquet('{path}')").fetchall() == [
        ("obs_status", "A", "Ajustée", "1", "fr")
    ]


@pytest.mark.parametrize("suffix", ["csv", "csv.gz", "json"])
def test_a_dictionary_is_landed_before_the_data_given_beside_it(
    settings: Settings, tmp_path: Path, suffix: str
) -> None:
    """One command, data first: no warning for labels that lie beside them, and the results in the order given."""
    row = "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_T,AGE_NEW_1,2021,1,,"
    data = plant(tmp_path, text(*GOOD, row), "a.csv")
    lists = {
        "csv": "classif1, classif1.label, classif1.sort\nAGE_NEW_1,Age (New): Total,1\n",
        "json": '[{"classif1": "AGE_NEW_1", "classif1.label": "Age (New): Total"}]',
    }
    beside = plant(tmp_path, lists[suffix.removesuffix(".gz")], f"z.{suffix}")
    missing = tmp_path / "missing.csv"
    landed = land_paths(settings, [data, missing, beside])
    assert [one.path for one in landed] == [data, missing, beside]
    assert [one.outcome for one in landed] == ["loaded", "refused", "loaded"]
    assert landed[0].warnings == ()


@pytest.mark.fault(10)
def test_an_indicator_that_nothing_here_knows_is_loaded_and_told(settings: Settings, tmp_path: Path) -> None:
    def land(*years: int) -> tuple[str, ...]:
        rows = [f"FRA,BA:1,ZZZ_MINE_NOC_RT,SEX_T,AGE_YTHADULT_YGE15,{year},1,," for year in years]
        landed = land_one(settings, plant(tmp_path, text(*rows), "ZZZ_MINE_NOC_RT_A.csv"))
        assert (landed.outcome, landed.dataset_code) == ("loaded", "ZZZ_MINE_NOC_RT_A"), landed.message
        return landed.warnings

    told = "ZZZ_MINE_NOC_RT is in no dictionary, table of contents or catalogue known here; loaded as it is."
    assert land(2020) == (told,)
    entry = '[{"id": "ZZZ_MINE_NOC_RT_A", "indicator": "ZZZ_MINE_NOC_RT", "n.records": 1, "freq.label": "Annual",'
    entry += ' "last.update": "2026-09-24 09:08:03"}]'
    assert land_one(settings, plant(tmp_path, entry, "toc.json")).outcome == "loaded"
    assert land(2020, 2021) == (), "a table of contents lists it"


def test_a_dictionary_makes_an_indicator_known_and_invented_ones_need_none(tmp_path: Path) -> None:
    row = "FRA,BA:1,ZZZ_MINE_NOC_RT,SEX_T,AGE_YTHADULT_YGE15,2020,1,,{}"
    real, sample = get_settings(home=tmp_path / "real"), get_settings(home=tmp_path / "sample")
    dictionary = plant(tmp_path, "indicator, indicator.label\nZZZ_MINE_NOC_RT,Mine (%)\n", "indicator_en.csv")
    assert land_one(real, dictionary).outcome == "loaded"
    assert land_one(real, plant(tmp_path, text(row.format("")), "a.csv")).warnings == ()
    assert land_one(sample, plant(tmp_path, text(row.format("Z0:1")), "b.csv")).warnings == ()
