"""The sample: invented, marked as such at every row, the same bytes every time, shaped like the real files.

These tests read the files with `csv` and `gzip`, not with the code that wrote them or the code that reads them.
"""

import csv
import gzip
import io
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from warehouse.sample import SAMPLE_AS_OF, write_sample
from warehouse.settings import PROJECT_ROOT

Rows = list[dict[str, str]]
FORMS = ("register", "survey", "evaluation")
KEY = ("ref_area", "indicator", "sex", "classif1", "classif2", "time")
# A change here changes every figure of the sample: say so in CHANGELOG.md and look at the charts again.
ILOSTAT_DIGEST = "4cad61c02f0ddbef261ed250ab43ac5c03599f7de5d58c5954689126d42f3aa7"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, Rows]:
    return {path.name: read(path) for path in ilostat_files(folder)}


def ilostat_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not any(word in path.name for word in FORMS))


def text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def read(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(text(path).removeprefix("\ufeff"))))


def field(row: dict[str, str], column: str) -> str:
    found = row.get(column) or row.get(f"{column}.label") or ""
    return "" if found == "NA" else found


def digest(folder: Path) -> str:
    lines = [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in ilostat_files(folder)]
    return sha256("\n".join(lines).encode()).hexdigest()


def complete(files: dict[str, Rows]) -> dict[str, Rows]:
    """Per dataset the file of codes with the newest data, but for extracts."""
    found: dict[str, Rows] = {}
    for name, rows in files.items():
        if "filtered" not in name and "ref_area" in rows[0]:
            code = "_".join((rows[0]["indicator"], "Q" if "Q" in rows[0]["time"] else "A"))
            if code not in found or max(row["time"] for row in rows) > max(row["time"] for row in found[code]):
                found[code] = rows
    return found


def test_two_samples_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    names = [path.name for path in write_sample(tmp_path)]
    assert names == sorted(path.name for path in folder.iterdir())
    assert {name: (tmp_path / name).read_bytes() for name in names} == {
        name: (folder / name).read_bytes() for name in names
    }


def test_the_sample_is_the_one_that_was_looked_at(folder: Path) -> None:
    assert digest(folder) == ILOSTAT_DIGEST


def test_every_row_is_marked_as_invented(files: dict[str, Rows]) -> None:
    for name, rows in files.items():
        for row in rows:
            code, label = row.get("note_source"), row.get("note_source.label")
            assert code is not None or label is not None, name
            assert code is None or "Z0:1" in code.split("_"), (name, row)
            assert label is None or "Invented sample data" in label.split(" | "), (name, row)


def test_keys_are_unique_in_every_file(files: dict[str, Rows]) -> None:
    for name, rows in files.items():
        keys = Counter(tuple(field(row, column) for column in KEY) for row in rows)
        assert [key for key, count in keys.items() if count > 1] == [], name


def test_datasets_are_those_of_the_results_framework(files: dict[str, Rows]) -> None:
    with (PROJECT_ROOT / "seeds" / "strategy" / "proposed_indicators.csv").open(encoding="utf-8") as lines:
        proposed = {row["source_dataset_id"] for row in csv.DictReader(lines)} - {""}
    sampled = {name.split("-")[0].split(".")[0] for name in files}
    assert {f"{code}_A" for code in proposed} - sampled == {"EAR_XTLP_SEX_RT_A"}
    assert sampled - {f"{code}_A" for code in proposed} == {"UNE_DEAP_SEX_AGE_RT_Q"}
    assert 60_000 <= sum(map(len, files.values())) <= 120_000


def test_sixty_countries_of_all_regions_and_their_aggregates(files: dict[str, Rows]) -> None:
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8") as lines:
        groups = {row["reference_area_code"]: row for row in csv.DictReader(lines)}
    areas = {row["ref_area"] for rows in complete(files).values() for row in rows}
    countries = areas & set(groups)
    assert len(countries) == 60
    assert {groups[code]["region_code"] for code in countries} == {row["region_code"] for row in groups.values()}
    assert {groups[code]["subregion_code"] for code in countries} == {row["subregion_code"] for row in groups.values()}
    expected = {groups[code][level] for code in countries for level in ("region_code", "subregion_code")}
    assert areas - countries == expected | {"X01"}


def test_years_statuses_and_empty_values_are_as_ilostat_has_them(files: dict[str, Rows]) -> None:
    every = [row for rows in files.values() for row in rows]
    assert {row["time"] for row in every if len(row["time"]) == 4} == {str(year) for year in range(2010, 2028)}
    assert {row["time"][4:] for row in every if len(row["time"]) == 6} == {"Q1", "Q2", "Q3", "Q4"}
    assert {row.get("obs_status") or "" for row in every} >= set("BUIECMPRS")
    withheld = [row for row in every if row["obs_value"] in ("", "NA")]
    assert 0.003 < len(withheld) / len(every) < 0.05
    assert {field(row, "obs_status") for row in withheld} == {"U", "C", "Unreliable"}


def test_modelled_rows_have_a_modelled_source(files: dict[str, Rows]) -> None:
    for code, rows in complete(files).items():
        prefixes = {row["source"].split(":")[0] for row in rows}
        aggregates = {row["source"].split(":")[0] for row in rows if row["ref_area"].startswith("X")}
        assert aggregates <= {"XA"}
        assert prefixes == {"XA"} or code not in ("SDG_1041_NOC_RT_A", "EMP_2IFL_SEX_RT_A", "SDG_0111_SEX_AGE_RT_A")
    sources = {row["source"]: row["ref_area"] for rows in complete(files).values() for row in rows}
    pairs = {(row["source"], row["ref_area"]) for rows in complete(files).values() for row in rows}
    assert len(sources) == len(pairs), "a source code belongs to one area"
    assert all(int(source.split(":")[1]) >= 900_000 for source in sources), "no source may look like a real one"


def test_one_modelled_dataset_names_its_edition_and_runs_past_it(files: dict[str, Rows]) -> None:
    ahead = {name for name, rows in files.items() if max(row["time"][:4] for row in rows) > "2025"}
    assert ahead == {"EMP_2IFL_SEX_RT_A-20260310T1102.csv.gz"}
    [rows] = [files[name] for name in ahead]
    assert all("ILO modelled estimates, Nov. 2025" in row["indicator.label"] for row in rows)
    assert {row["time"] for row in rows if row["time"] > "2024"} == {"2025", "2026", "2027"}
    assert {row["obs_status"] for row in rows if row["time"] > "2024"} == {""}, "no projection rests on national data"


def test_figures_stay_in_range(files: dict[str, Rows]) -> None:
    for code, rows in complete(files).items():
        values = [float(row["obs_value"]) for row in rows if row["obs_value"]]
        if code == "EAR_GGAP_OCU_RT_A":
            assert min(values) < 0 < max(values) < 60
        elif code == "SDG_0882_NOC_RT_A":
            assert 0 <= min(values) <= max(values) <= 10
        elif code.startswith(("SDG_N881", "LAI_")):
            assert 0 < min(values) <= max(values) < 10_000
        else:
            assert 0 <= min(values) <= max(values) <= 100, code
    assert not [row for rows in files.values() for row in rows if "e" in row["obs_value"] or row["obs_value"] == "-0"]


def test_parallel_totals_are_equal_and_lie_between_their_parts(files: dict[str, Rows]) -> None:
    cells: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row in complete(files)["SDG_0831_SEX_ECO_RT_A"]:
        if row["obs_value"]:
            cells[row["ref_area"], row["sex"], row["time"]][row["classif1"]] = float(row["obs_value"])
    for versions in cells.values():
        totals = {versions[f"ECO_{version}_TOTAL"] for version in ("AGNAG", "SECTOR", "AGGREGATE")}
        assert len(totals) == 1
        parts = [versions["ECO_AGNAG_AGR"], versions["ECO_AGNAG_NAG"]] if "ECO_AGNAG_AGR" in versions else []
        assert not parts or min(parts) <= totals.pop() <= max(parts)


def test_trends_are_smooth(files: dict[str, Rows]) -> None:
    series: dict[str, dict[int, float]] = defaultdict(dict)
    for row in complete(files)["EMP_2IFL_SEX_RT_A"]:
        if row["sex"] == "SEX_T":
            series[row["ref_area"]][int(row["time"])] = float(row["obs_value"])
    jumps = [abs(years[year] - years[year - 1]) for years in series.values() for year in range(2011, 2026)]
    assert max(jumps) < 6
    assert sum(jumps) / len(jumps) > 0.05


def test_some_countries_are_sparse_and_some_absent(files: dict[str, Rows]) -> None:
    years: dict[str, set[str]] = defaultdict(set)
    for row in complete(files)["ILR_TUMT_NOC_RT_A"]:
        years[row["ref_area"]].add(row["time"])
    assert 30 <= len(years) < 60
    assert min(map(len, years.values())) <= 3
    assert max(map(len, years.values())) >= 10


def test_breaks_come_with_another_source_and_a_note(files: dict[str, Rows]) -> None:
    rows = complete(files)["SDG_0831_SEX_ECO_RT_A"]
    broken = {(row["ref_area"], row["time"]) for row in rows if "I11:3256" in row["note_indicator"].split("_")}
    assert len(broken) >= 10
    for area, year in broken:
        mine = [row for row in rows if row["ref_area"] == area and row["classif1"] == "ECO_AGNAG_TOTAL"]
        before = {row["source"] for row in mine if row["time"] < year}
        after = {row["source"] for row in mine if row["time"] >= year}
        assert before, f"{area}: nothing to break with"
        assert not before & after, area
        assert {row["obs_status"] for row in mine if row["time"] == year} == {"B"}


def test_every_layout_is_there(folder: Path) -> None:
    heads = {path.name: text(path).split("\n")[0] for path in ilostat_files(folder)}
    gzipped = [head for name, head in heads.items() if name.endswith(".gz")]
    assert any(head.startswith('\ufeff"ref_area","source","indicator"') for head in gzipped), "current"
    assert any(head.startswith("\ufeffref_area,indicator,source,") for head in heads.values()), "old order, unquoted"
    assert any(head.endswith("note_source,note_indicator") or "note_source,note_indicator," in head for head in gzipped)
    assert any("ref_area.label" in head and '"ref_area"' not in head for head in heads.values()), "label"
    assert any('"ref_area","ref_area.label"' in head for head in heads.values()), "both"
    assert [name for name, head in heads.items() if not head.startswith("\ufeff")] == [
        "SDG_1041_NOC_RT_A-20260320T0915.csv"
    ]
    assert heads["SDG_1041_NOC_RT_A-20260320T0915.csv"].endswith('"best_source"')
    assert [name for name in heads if "-filtered-" in name] == ["SDG_0831_SEX_ECO_RT_A-filtered-2026-05-20.csv"]
    assert all("\r" not in text(path) for path in ilostat_files(folder))


def test_vintages_of_a_dataset_differ(files: dict[str, Rows]) -> None:
    old, new = (
        {
            (row["ref_area"], row["sex"], row["classif1"], row["time"]): row["obs_value"]
            for row in files[f"SDG_0111_SEX_AGE_RT_A{end}"]
        }
        for end in ("-full-2024-11-18.csv", "-20260122T0744.csv.gz")
    )
    changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
    assert 0.2 < len(changed) / len(old) < 0.8
    assert max(key[3] for key in old) < max(key[3] for key in new)
    labels = {row["indicator.label"] for name, rows in files.items() if name.startswith("SDG_0111") for row in rows}
    assert len(labels) == 2, "the poverty line moved under the same id"


def test_every_file_says_when_it_was_known(folder: Path) -> None:
    for path in ilostat_files(folder):
        if path.name.endswith("_A.csv.gz"):
            stamp = int.from_bytes(path.read_bytes()[4:8], "little")
            assert 1_690_000_000 < stamp < 1_782_000_000, path.name
        else:
            day = path.name.removesuffix(".gz").removesuffix(".csv").split("-", 1)[1]
            day = day.removeprefix("full-").removeprefix("filtered-").replace("-", "")[:8]
            assert "20230701" < day < SAMPLE_AS_OF.isoformat().replace("-", ""), path.name
