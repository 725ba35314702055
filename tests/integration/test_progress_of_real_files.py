"""Baseline, latest value and progress from real ILOSTAT files, worked out again from the files with the csv module.

The strategy sets no target, so the test hands in some of its own, in a register like any other.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support import dbt_harness
from warehouse.inputs import write_inputs
from warehouse.landing import land_paths
from warehouse.settings import get_settings
from warehouse.sources.register.template import write_register

AS_OF = date(2024, 6, 30)
TARGET_YEAR = 2027
COUNTRIES = 10


@dataclass(frozen=True)
class Indicator:
    """A file, the columns that matter in it, and how the test's targets lie to the baseline."""

    indicator_id: str
    file: str
    area: str
    time: str
    value: str
    source: str | None
    direction: str | None
    change_pct: float


INDICATORS = (
    Indicator("IL01", "SDG_0882_NOC_RT_A.ddf.csv", "ref_area", "time", "sdg_0882_noc_rt", None, "down", -20),
    Indicator("IL02", "ILR_CBCT_NOC_RT_A.sdmx-2023-09-07.csv", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "SOURCE",
              "up", 10),
    Indicator("IL03", "ILR_TUMT_NOC_RT_A.csv", "ref_area", "time", "obs_value", "source", None, 10),
    Indicator("IL08", "LAI_INDE_NOC_RT_A.csv.gz", "ref_area", "time", "obs_value", "source", "up", 25),
    Indicator("IL10", "SDG_0831_SEX_ECO_RT_A.csv", "ref_area", "time", "obs_value", "source", "down", -5),
    Indicator("IL12", "SDG_0111_SEX_AGE_RT_A.csv.gz", "ref_area", "time", "obs_value", "source", "down", -40),
)  # fmt: skip
BY_ID = {indicator.indicator_id: indicator for indicator in INDICATORS}


@dataclass(frozen=True)
class Point:
    """A value of the total in a year."""

    year: int
    value: float
    kind: str


Series = dict[str, list[Point]]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)
    else:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)


def _kind(indicator: Indicator, line: Mapping[str, str]) -> str:
    if indicator.source is None:
        return "unknown"
    return "modelled" if line[indicator.source].startswith("XA:") else "survey"


def _totals(indicator: Indicator, folder: Path) -> Series:
    """Area → values of both sexes and all of the classification, from the version with the most of them."""
    versions: dict[str, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    widely: Counter[str] = Counter()
    for line in _lines(folder / indicator.file):
        item = line.get("classif1") or ""
        is_total = item == "" or item.endswith("_TOTAL") or item == "AGE_YTHADULT_YGE15"
        if not line[indicator.value] or (line.get("sex") or "SEX_T") != "SEX_T" or not is_total:
            continue
        point = Point(int(line[indicator.time]), float(line[indicator.value]), _kind(indicator, line))
        versions[line[indicator.area].upper()][item].append(point)
        widely[item] += 1
    return {
        area: sorted(
            found[min(found, key=lambda item: (-len(found[item]), -widely[item], item))], key=lambda point: point.year
        )
        for area, found in versions.items()
    }


def _baseline(points: list[Point]) -> Point | None:
    early = [point for point in points if 2018 <= point.year <= 2022]
    late = [point for point in points if point.year == 2023]
    return max(early, key=lambda point: point.year) if early else late[0] if late else None


@pytest.fixture(scope="module")
def totals(real_data: Path) -> dict[str, Series]:
    found = {indicator.indicator_id: _totals(indicator, real_data) for indicator in INDICATORS}
    return {
        indicator_id: {area: [point for point in points if point.year <= AS_OF.year] for area, points in series.items()}
        for indicator_id, series in found.items()
    }


@pytest.fixture(scope="module")
def chosen(totals: dict[str, Series]) -> dict[str, list[str]]:
    """Ten countries of each indicator, most with a value later than the baseline; GMB has a late one."""
    found = {}
    for indicator_id, series in totals.items():
        countries = [area for area, points in series.items() if _baseline(points) and not area.startswith("X")]
        later = {area for area in countries if series[area][-1].year > _baseline(series[area]).year}
        found[indicator_id] = sorted(countries, key=lambda area: (area != "GMB", area not in later, area))[:COUNTRIES]
    return found


def _target(indicator: Indicator, area: str, baseline: Point, place: int) -> dict[str, Any]:
    """A target in the register: every third by its change, the others by a number; one with a point on the way."""
    row = {
        "target_id": f"TEST-{indicator.indicator_id}-{area}", "indicator_id": indicator.indicator_id,
        "reference_area_code": area, "target_year": TARGET_YEAR, "target_status": "proposed", "reason": "A test",
    }  # fmt: skip
    if place % 3 == 2 and baseline.value:
        return row | {"target_type": "relative_change", "change_pct": indicator.change_pct}
    number = round(baseline.value * (1 + indicator.change_pct / 100), 3)
    return (
        row | {"target_type": "value", "target_value": number} | ({"interim_2024": baseline.value} if not place else {})
    )


@pytest.fixture(scope="module")
def targets(totals: dict[str, Series], chosen: dict[str, list[str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """All but the last two countries of each indicator have a target."""
    found = {}
    for indicator_id, areas in chosen.items():
        for place, area in enumerate(areas[:-2]):
            baseline = _baseline(totals[indicator_id][area])
            assert baseline
            found[indicator_id, area] = _target(BY_ID[indicator_id], area, baseline, place)
    return found


def _dbt(folder: Path, *arguments: str, stale_years: int) -> None:
    result = dbt_harness.dbt(
        folder, *arguments, "--exclude", "resource_type:unit_test", "--indirect-selection", "cautious",
        inputs_dir=str(folder / "home" / "runs" / "run_1" / "inputs"), as_of=AS_OF.isoformat(), is_sample=False,
        stale_years=stale_years,
    )  # fmt: skip
    assert dbt_harness.problems(result) == []


@pytest.fixture(scope="module")
def folder(
    real_data: Path, targets: dict[tuple[str, str], dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("progress")
    settings = get_settings(home=folder / "home")
    register = folder / "register.xlsx"
    write_register(
        register, [], submitted_on=date(2024, 5, 31), reporter="A test", data_kind="real",
        further={"Targets": list(targets.values())},
    )  # fmt: skip
    files = [real_data / indicator.file for indicator in INDICATORS]
    landed = land_paths(settings, [*files, register], known_on=AS_OF)
    assert [one.message for one in landed if one.outcome == "refused"] == []
    write_inputs(settings, "run_1", AS_OF)
    _dbt(folder, "build", "--select", "+progress", stale_years=3)
    return folder


Told = dict[tuple[str, str, str], dict[str, Any]]


def _read(folder: Path) -> Told:
    """Indicator, area and method → the row of the latest year of the total."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select * from indicators.progress where is_latest and disaggregation = 'total'"
        ).to_arrow_table().to_pylist()  # fmt: skip
    return {(row["indicator_id"], row["reference_area_code"], row["method"]): row for row in rows}


@pytest.fixture(scope="module")
def told(folder: Path) -> Told:
    return _read(folder)


@pytest.fixture(scope="module")
def told_with_patience(folder: Path, told: Told) -> Told:
    """The same with DWSC_STALE_YEARS=10; only what depends on the setting is made again."""
    _dbt(folder, "build", "--select", "int_progress__matched+,+progress", stale_years=10)
    return _read(folder)


CELLS = [(indicator.indicator_id, place) for indicator in INDICATORS for place in range(COUNTRIES)]


@pytest.mark.parametrize(("indicator_id", "place"), CELLS)
def test_baseline_latest_and_progress_are_those_of_the_file(
    indicator_id: str,
    place: int,
    told: Told,
    totals: dict[str, Series],
    chosen: dict[str, list[str]],
    targets: dict[tuple[str, str], dict[str, Any]],
) -> None:
    area = chosen[indicator_id][place]
    row, points = told[indicator_id, area, "linear"], totals[indicator_id][area]
    baseline, latest = _baseline(points), points[-1]
    assert baseline
    assert (row["baseline_year"], row["baseline_value"], row["baseline_kind"]) == (
        baseline.year, baseline.value, baseline.kind,
    )  # fmt: skip
    assert row["baseline_rule"] == ("first_2023_late" if baseline.year == 2023 else "last_2018_2022")
    assert row["is_pandemic_baseline"] == (baseline.year in {2020, 2021})
    assert (row["year"], row["value"], row["value_kind"]) == (latest.year, latest.value, latest.kind)
    expected = _progress(targets.get((indicator_id, area)), baseline, latest)
    for name, number in expected.items():
        assert row[name] == (None if number is None else pytest.approx(number, abs=1e-9)), name


def _progress(target: dict[str, Any] | None, baseline: Point, latest: Point) -> dict[str, float | None]:
    """The formula of 4.1: P = (y - y0) / (yT - y0); E by time, or by the point on the way."""
    if target is None:
        return {"target_value": None, "progress_share": None, "expected_share": None}
    given, change = target.get("target_value"), target.get("change_pct", 0)
    goal = baseline.value * (1 + change / 100) if given is None else given
    passed = (latest.year - baseline.year) / (TARGET_YEAR - baseline.year)
    if goal == baseline.value:
        return {"target_value": goal, "progress_share": None, "expected_share": passed}
    point = target.get("interim_2024")
    if point is not None and baseline.year < latest.year and baseline.year < 2024:
        ahead = max(latest.year - 2024, 0) / (TARGET_YEAR - 2024)
        passed = ahead  # the point repeats the baseline: nothing is expected before 2024
    return {
        "target_value": goal,
        "progress_share": (latest.value - baseline.value) / (goal - baseline.value),
        "expected_share": passed,
    }


def _reason(indicator: Indicator, row: Mapping[str, Any], stale_years: int) -> str | None:
    """The first reason against a rating, from what the file is."""
    if indicator.direction is None:
        return "no_direction"
    if row["target_id"] is None:
        return "no_target"
    if row["value_kind"] == "modelled":
        return "modelled"
    if AS_OF.year - row["year"] > stale_years:
        return "stale"
    if row["value_kind"] == "unknown":
        return "origin_unknown"
    return "too_early" if row["expected_share"] < 0.1 else None


def _class(row: Mapping[str, Any]) -> str:
    if row["progress_share"] >= 1:
        return "achieved"
    ratio = row["progress_share"] / row["expected_share"]
    steps = {"on_track": 0.95, "needs_acceleration": 0.6, "limited": 0.0}
    return next((word for word, least in steps.items() if ratio >= least), "deterioration")


def _judged(told: Told, chosen: dict[str, list[str]], stale_years: int) -> Counter[tuple[str, str | None]]:
    """Assert class and reason of each country; gives how often each reason stands."""
    reasons: Counter[tuple[str, str | None]] = Counter()
    for indicator_id, areas in chosen.items():
        for area in areas:
            row = told[indicator_id, area, "linear"]
            reason = _reason(BY_ID[indicator_id], row, stale_years)
            assert row["reason_not_rated"] == reason, (indicator_id, area)
            assert row["class"] == (None if reason else _class(row)), (indicator_id, area)
            reasons[indicator_id, reason] += 1
    return reasons


def test_what_is_not_rated_says_why(told: Told, chosen: dict[str, list[str]]) -> None:
    reasons = _judged(told, chosen, 3)
    assert reasons["IL01", "origin_unknown"] == 8, "a DDF file names no source"
    assert reasons["IL03", "no_direction"] == COUNTRIES, "trade union density is context only"
    assert reasons["IL08", "stale"] == 8, "the last figures are of 2019"
    assert reasons["IL12", "modelled"] == 8
    assert reasons["IL02", "stale"] >= 5
    assert reasons["IL10", "too_early"] >= 5, "most files end in the year of the baseline"
    for indicator_id in ("IL01", "IL02", "IL08", "IL10", "IL12"):
        assert reasons[indicator_id, "no_target"] == 2


@pytest.mark.parametrize("indicator_id", ["IL01", "IL12"])
def test_what_is_modelled_or_unnamed_would_be_rated_but_for_that(
    indicator_id: str, told: Told, chosen: dict[str, list[str]]
) -> None:
    rows = [told[indicator_id, area, "linear"] for area in chosen[indicator_id][:-2]]
    seen = [row for row in rows if row["progress_share"] is not None and row["expected_share"] >= 0.1]
    assert len(seen) >= 5
    assert [row["class_ungated"] for row in seen] == [_class(row) for row in seen]


def test_with_more_patience_nothing_is_stale(told_with_patience: Told, chosen: dict[str, list[str]]) -> None:
    reasons = _judged(told_with_patience, chosen, 10)
    assert not [reason for _, reason in reasons if reason == "stale"]
    assert reasons["IL08", "too_early"] == 8, "the baseline is the last figure there is"


def test_without_a_target_the_trend_speaks(told: Told, totals: dict[str, Series], chosen: dict[str, list[str]]) -> None:
    for area in chosen["IL10"][-2:]:
        row = told["IL10", area, "trend"]
        points = totals["IL10"][area]
        baseline, latest = _baseline(points), points[-1]
        assert baseline
        if latest.year == baseline.year:
            assert row["reason_not_rated"] == "span_too_short"
            continue
        growth = (latest.value / baseline.value) ** (1 / (latest.year - baseline.year)) - 1
        assert row["ratio"] == pytest.approx(-growth, abs=1e-9)
    with_target = chosen["IL10"][0]
    assert told["IL10", with_target, "trend"]["reason_not_rated"] == "has_target"


def test_every_case_has_a_row_of_every_method(folder: Path) -> None:
    counted = dbt_harness.query(
        folder, "select method, count(*) from indicators.progress group by method order by method"
    )
    (cases,) = dbt_harness.query(folder, "select count(*) from intermediate.int_progress__cases")
    assert counted == [(method, cases[0]) for method in ("growth", "linear", "tola_band", "trend", "un_extrapolation")]
