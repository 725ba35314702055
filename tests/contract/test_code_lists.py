"""The code lists are what their script makes, unambiguous, and enough for every area ILOSTAT's files name."""

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from support.tool_module import tool
from warehouse.settings import PROJECT_ROOT, get_settings
from warehouse.sources.ilostat.codes import is_area, known

FOLDER = PROJECT_ROOT / "seeds" / "code_lists"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _made() -> dict[str, str]:
    return tool("make_code_lists").code_lists()


def test_the_files_are_what_the_script_makes() -> None:
    made = _made()
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.csv")} == made


@pytest.mark.parametrize(
    "name", ["reference_areas", "sexes", "frequencies", "observation_statuses", "classifications", "source_types",
             "note_types"],
)  # fmt: skip
def test_codes_and_labels_are_unique_and_whole(name: str) -> None:
    rows = _rows(f"{name}.csv")
    code, label = list(rows[0])[:2]
    assert all(row[code] and row[label] == row[label].strip() != "" for row in rows)
    assert [value for value, count in Counter(row[code] for row in rows).items() if count > 1] == []
    if name in {"reference_areas", "sexes", "observation_statuses", "classifications"}:
        assert [value for value, count in Counter(row[label] for row in rows).items() if count > 1] == []


def test_an_alias_leads_to_one_listed_code() -> None:
    codes = {
        "ref_area": {row["reference_area_code"] for row in _rows("reference_areas.csv")},
        "sex": {row["sex_code"] for row in _rows("sexes.csv")},
        "classification": {row["classification_code"] for row in _rows("classifications.csv")},
        "obs_status": {row["observation_status_code"] for row in _rows("observation_statuses.csv")},
    }
    aliases = _rows("aliases.csv")
    assert all(row["code"] in codes[row["variable"]] for row in aliases)
    assert len({(row["variable"], row["alias"]) for row in aliases}) == len(aliases)


def test_namibia_is_not_nothing() -> None:
    [namibia] = [row for row in _rows("reference_areas.csv") if row["reference_area_code"] == "NAM"]
    assert namibia["iso_alpha2_code"] == "NA"


def test_each_classification_has_the_version_its_code_begins_with() -> None:
    for row in _rows("classifications.csv"):
        assert row["classification_code"].startswith(row["classification_version"] + "_")


def _files(real_data: Path) -> list[Path]:
    return [path for path in real_data.iterdir() if path.name.endswith((".csv", ".csv.gz"))]


def _column(path: Path, name: str) -> set[str]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {row[name] for row in reader} if name in (reader.fieldnames or ()) else set()


def test_every_area_of_the_real_files_is_known(real_data: Path, tmp_path: Path) -> None:
    areas = known(get_settings(home=tmp_path), "ref_area")
    codes = {code for path in _files(real_data) if "ddf" not in path.name for code in _column(path, "ref_area")}
    assert len(codes) > 300
    assert [code for code in sorted(codes) if not is_area(code, areas)] == []
    listed = {row["reference_area_code"] for row in _rows("reference_areas.csv")}
    assert codes <= listed


def test_the_lists_agree_with_a_real_dictionary(real_data: Path) -> None:
    with (real_data / "dic" / "ref_area_en.csv").open(encoding="utf-8-sig", newline="") as handle:
        real = {label: code for code, label, *_ in list(csv.reader(handle))[1:]}
    ours = {row["reference_area_label"]: row["reference_area_code"] for row in _rows("reference_areas.csv")}
    ours |= {row["alias"]: row["code"] for row in _rows("aliases.csv") if row["variable"] == "ref_area"}
    assert {label: code for label, code in real.items() if ours.get(label) != code} == {}


def test_the_classifications_agree_with_a_real_dictionary(real_data: Path) -> None:
    real: dict[str, set[str]] = {}
    for name in ("classif1", "classif2"):
        with (real_data / "dic" / f"{name}_en.csv").open(encoding="utf-8-sig", newline="") as handle:
            for code, label, *_ in list(csv.reader(handle))[1:]:
                real.setdefault(label.strip(), set()).add(code)
    ours = {row["classification_label"]: row["classification_code"] for row in _rows("classifications.csv")}
    ours |= {row["alias"]: row["code"] for row in _rows("aliases.csv") if row["variable"] == "classification"}
    assert {label: code for label, code in ours.items() if label in real and real[label] != {code}} == {}
    assert len(ours.keys() & real.keys()) > 150
