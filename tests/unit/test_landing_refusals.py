"""One planted file per reason for which a whole file is refused; each message must tell a person what to do."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from support.planted import GOOD, HEADER, NAME, land_one, plant, reason, text
from warehouse.settings import Settings

SDMX = "DATAFLOW,REF_AREA,FREQ,MEASURE,TIME_PERIOD,OBS_VALUE\n"
ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("a.txt", "a")

# content, name, rule, words that the message must hold
WHOLE_FILES = [
    ("", NAME, "empty file", ["empty", "Download it again"]),
    (HEADER + "\n", NAME, "no rows", ["a header and no rows"]),
    (HEADER, NAME, "no rows", ["a header and no rows"]),
    ("<!DOCTYPE html><title>Just a moment</title>", NAME, "web page", ["web page", "Just a moment"]),
    ("  \n<html><body>403</body></html>", NAME, "web page", ["web page", "403"]),
    ('{"error":"deprecated or invalid dataset id=X"}', NAME, "error message", ["deprecated or invalid dataset"]),
    ('[{"id": "X_A", "n.records": 3, "last.update": "x"}]', "toc.json", "bad entries", ["X_A", "last.update"]),
    ('[{"id": "X_A", "n.records": 3, "last.update": "01/01/2026', "toc.json", "JSON", ["JSON"]),
    ('{"a": 1}', NAME, "JSON", ["JSON, not CSV"]),
    ("id,indicator,freq,freq.label,last.update,n.records\n", "toc.csv", "table of contents", ["no entry"]),
    (SDMX, NAME, "no rows", ["header and no rows", "SDMX-CSV"]),
    (SDMX.replace("REF_AREA", "AREA"), NAME, "header", ["REF_AREA", "missing"]),
    ("ref_area,time,sdg_0882_noc_rt\n", NAME, "no rows", ["no rows", "bulk download"]),
    (text().replace(",", ";"), NAME, "separator", ["semicolons"]),
    (text().replace(",", "\t"), "SDG_0852_SEX_AGE_RT_A.tsv", "separator", ["tabs"]),
    ("Dear all,\nplease find the data attached\n", "mail.csv", "unknown file", ["Dear all"]),
    (ZIP.getvalue(), "UNE_TUNE_SEX_AGE_NB_Q-20250624T1317.xlsx", "zip archive", ["no Excel workbook"]),
    (ZIP.getvalue(), "files.zip", "zip archive", ["zip"]),
    (text().encode("utf-16"), NAME, "UTF-16", ["UTF-16", "CSV UTF-8"]),
    (text().replace("R1", "Côte").encode("latin-1"), NAME, "not UTF-8", ["line 2", "0xF4"]),
    (gzip.compress(text().encode())[:-9], NAME + ".broken", "damaged gzip", ["cut off"]),
    (text().replace("\n", "\r\n", 1), NAME, "line ends", ["different ways"]),
]


# Which fault of the catalogue each of them tries.
FAULTS = {
    "empty file": 12, "no rows": 12, "table of contents": 12, "web page": 5, "error message": 5, "JSON": 5,
    "bad entries": 5, "unknown file": 5, "header": 6, "separator": 6, "zip archive": 25, "UTF-16": 24, "not UTF-8": 24,
    "line ends": 24, "damaged gzip": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "rule", "words"),
    [pytest.param(*case, id=case[2], marks=pytest.mark.fault(FAULTS[case[2]])) for case in WHOLE_FILES],
)
def test_a_file_that_is_no_bulk_file_is_refused(
    settings: Settings, tmp_path: Path, content: str | bytes, name: str, rule: str, words: list[str]
) -> None:
    landed = land_one(settings, plant(tmp_path, content, name))
    assert landed.outcome == "refused"
    assert landed.message.startswith(f"{name} was refused (1 error); nothing was loaded from it.")
    assert [word for word in words if word not in landed.message] == []
    kept = reason(settings)
    assert kept["rule"] == rule
    assert kept["message"] == landed.message
    assert (settings.rejected / str(kept["kept_as"])).read_bytes() == (tmp_path / name).read_bytes()
    assert not list(settings.snapshots_folder.rglob("*.parquet"))


@pytest.mark.fault(6)
def test_every_mistake_of_a_header_is_told_at_once(settings: Settings, tmp_path: Path) -> None:
    header = "ref_area,source,indicator,sexx,classif1,sex,sex,time,obs_status"
    landed = land_one(settings, plant(tmp_path, text(header=header)))
    assert reason(settings)["error_count"] == 3
    assert "no column 'sexx'. Perhaps sex is meant." in landed.message
    assert "sex: the column stands 2 times" in landed.message
    assert "obs_value: this column is needed and is missing." in landed.message


@pytest.mark.fault(6)
@pytest.mark.parametrize("missing", ["ref_area", "time", "obs_value"])
def test_a_column_without_which_nothing_can_be_told_is_needed(settings: Settings, tmp_path: Path, missing: str) -> None:
    columns = HEADER.split(",")
    place = columns.index(missing)
    without = [",".join(cell for at, cell in enumerate(line.split(",")) if at != place) for line in (HEADER, *GOOD)]
    landed = land_one(settings, plant(tmp_path, "\n".join(without) + "\n"))
    assert landed.outcome == "refused"
    assert missing in landed.message
    assert "missing" in landed.message


def test_several_datasets_in_one_file_are_listed(settings: Settings, tmp_path: Path) -> None:
    rows = [*GOOD, *(row.replace("SDG_0852_SEX_AGE_RT", "SDG_0861_SEX_RT") for row in GOOD[:2])]
    landed = land_one(settings, plant(tmp_path, text(*rows)))
    assert reason(settings)["rule"] == "several datasets"
    assert "SDG_0852_SEX_AGE_RT" in landed.message
    assert "SDG_0861_SEX_RT" in landed.message


@pytest.mark.fault(10)
def test_a_dataset_that_nothing_names_is_refused(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, "ref_area,time,obs_value\nFRA,2020,1\n", "download.csv"))
    assert reason(settings)["rule"] == "unknown dataset"
    assert "type=both" in landed.message


@pytest.mark.fault(10, 26)
@pytest.mark.parametrize("code", ["../../etc", "sdg_0852_sex_age_rt", "A" * 200, "SDG 0852"])
def test_an_indicator_that_is_no_code_never_becomes_a_folder(settings: Settings, tmp_path: Path, code: str) -> None:
    landed = land_one(settings, plant(tmp_path, text(*(row.replace("SDG_0852_SEX_AGE_RT", code) for row in GOOD))))
    assert landed.outcome == "refused"
    assert not list(settings.snapshots_folder.rglob("*.parquet"))


@pytest.mark.fault(25)
def test_a_file_larger_than_the_limit_is_refused_and_not_copied(settings: Settings, tmp_path: Path) -> None:
    small = settings.model_copy(update={"max_file_bytes": 100})
    path = plant(tmp_path, text())
    landed = land_one(small, path)
    assert "DWSC_MAX_FILE_BYTES" in landed.message
    assert path.exists()
    assert reason(small)["kept_as"] is None


@pytest.mark.fault(26)
@pytest.mark.parametrize("name", ["no such file.csv", "a folder that is not there/x.csv"])
def test_a_name_that_leads_nowhere_is_said(settings: Settings, tmp_path: Path, name: str) -> None:
    landed = land_one(settings, tmp_path / name)
    assert landed.outcome == "refused"
    assert "cannot be read" in landed.message


@pytest.mark.fault(26)
@pytest.mark.parametrize("name", ["..csv", "-rf.csv", "a b;c|d.csv", "Côte.csv", "x" * 200 + ".csv"])
def test_odd_file_names_are_kept_under_safe_ones(settings: Settings, tmp_path: Path, name: str) -> None:
    land_one(settings, plant(tmp_path, "<html>", name))
    kept = str(reason(settings)["kept_as"])
    assert kept.isascii()
    assert len(kept) < 130
    assert reason(settings)["file_name"] == name
    assert (settings.rejected / kept).is_file()


def test_the_same_bytes_refused_twice_are_one_rejection(settings: Settings, tmp_path: Path) -> None:
    path = plant(tmp_path, "<html>")
    first, second = land_one(settings, path), land_one(settings, path)
    assert first.message == second.message
    assert len(reason(settings)["attempts"]) == 1
    assert len(list(settings.rejected.iterdir())) == 2


@pytest.mark.parametrize(
    ("content", "begins", "next_sentence"),
    [
        ("name,age\nann,3\n", "name,age ann,3", "Land a file of ILOSTAT"),
        ("<html>503</html>", "<html>503</html>", "The download failed."),
        ('{"a": 1}', '{"a": 1}', "Download the dataset"),
    ],
)
def test_what_a_file_begins_with_does_not_run_into_the_remedy(
    settings: Settings, tmp_path: Path, content: str, begins: str, next_sentence: str
) -> None:
    landed = land_one(settings, plant(tmp_path, content, "list.csv"))
    assert f" It begins: “{begins}”. {next_sentence}" in landed.message


def test_content_that_was_refused_before_is_called_by_the_name_given_now(settings: Settings, tmp_path: Path) -> None:
    first = land_one(settings, plant(tmp_path, "<html>", "AAA.csv"))
    day = str(reason(settings)["rejected_at"])[:10]
    for path in (plant(tmp_path / "x", "<html>", "BBB.csv"), plant(settings.landing, "<html>", "BBB.csv")):
        told = land_one(settings, path).message.splitlines()
        assert told[0].startswith("BBB.csv was refused (1 error); ")
        assert told[0].endswith(f"(the same content as AAA.csv, refused on {day}).")
        assert told[1:] == first.message.splitlines()[1:]
    assert reason(settings)["file_name"] == "AAA.csv"
    assert not (settings.landing / "BBB.csv").exists()
    assert land_one(settings, tmp_path / "AAA.csv").message == first.message


@pytest.mark.fault(25)
def test_a_file_that_was_left_where_it_lay_is_kept_once_it_is_dropped(settings: Settings, tmp_path: Path) -> None:
    small = settings.model_copy(update={"max_file_bytes": 100})
    land_one(small, plant(tmp_path, text()))
    assert reason(small)["kept_as"] is None
    assert land_one(small, plant(small.landing, text())).outcome == "refused"
    assert not list(small.landing.iterdir())
    assert (small.rejected / str(reason(small)["kept_as"])).read_text() == text()
