"""The methods of progress agree with a second reading on 10,000 random cases each.

The compiled SQL of each method runs on a table of cases made by hypothesis; the second reading is plain Python in exact
fractions and shares nothing with it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from support import dbt_harness
from support.progress_oracle import METHODS, Case, Judgement, judge

CASE_COUNT = 10_000
COLUMNS = {
    "case_id value_kind measure_type direction allowed_methods baseline_kind target_type": pa.string(),
    "year baseline_year target_year interim_before_year interim_after_year done_year": pa.int32(),
    "is_stale is_sheet_complete": pa.bool_(),
    "value direction_low direction_high natural_limit_low natural_limit_high baseline_value given_target_value "
    "change_pct band_low band_high interim_before_value interim_after_value": pa.float64(),
}
SCHEMA = pa.schema([(name, kind) for names, kind in COLUMNS.items() for name in names.split()])
CLASSES = {
    "linear": "achieved on_track needs_acceleration limited deterioration not_met",
    "growth": "achieved on_track needs_acceleration limited deterioration",
    "un_extrapolation": "achieved on_track needs_acceleration limited deterioration",
    "tola_band": "achieved on_track off_track",
    "trend": "on_track needs_acceleration limited deterioration",
}
COMMON = "sheet_incomplete no_direction no_baseline method_not_allowed modelled stale origin_unknown "
TARGETED = (
    COMMON + "no_target baseline_is_zero not_due too_early span_too_short target_against_direction no_numeric_target "
)
REASONS = {
    "linear": TARGETED,
    "growth": TARGETED + "zero_value sign_change target_equals_baseline not_for_binary not_for_band",
    "un_extrapolation": TARGETED + "zero_value sign_change target_equals_baseline not_for_binary not_for_band",
    "tola_band": TARGETED + "zero_value not_for_binary not_for_band",
    "trend": COMMON + "has_target zero_value sign_change span_too_short not_for_binary",
}

# Numbers in hundredths: nought and the ends of a percentage often, small ones of either sign, and large ones.
_POOL = [0, 100, 5000, 9000, 9900, 9950, 10000] * 15 + list(range(-300, 300, 3)) + list(range(1, 10_000, 7))
hundredths = st.sampled_from([Fraction(number, 100) for number in [*_POOL, *range(-100_000, 100_000, 499)]])
# What else is said of a case: all as usual in most of them, else one thing that is not.
_USUAL: dict[str, Any] = {
    "value_kind": "survey", "baseline_kind": "survey", "is_stale": False, "is_sheet_complete": True,
    "allowed": ";".join(METHODS),
}  # fmt: skip
_UNUSUAL = [
    ("value_kind", "modelled"), ("value_kind", "unknown"), ("value_kind", "reported"), ("baseline_kind", "modelled"),
    ("baseline_kind", "unknown"), ("baseline_kind", "defined"), ("is_stale", True), ("is_sheet_complete", False),
    ("allowed", "linear;trend"), ("allowed", "none"), ("allowed", None), ("baseline", None), ("baseline_year", None),
    ("target", None), ("target_year", None), ("measure_type", "binary"),
]  # fmt: skip
said = st.sampled_from([_USUAL] * 40 + [_USUAL | {name: word} for name, word in _UNUSUAL])
kinds = st.sampled_from(
    ["value"] * 14
    + ["relative_change", "relative_change", "maintain", "band", "band", "done_by_date", "done_by_date"]
    + ["direction_only", "direction_only", "none", None, None, None]
)
directions = st.sampled_from(["up", "down"] * 9 + ["towards", "towards", "band", "none", None])
# How target and value lie to the baseline: anywhere, equal, near, or on a threshold of the way.
nearness = st.sampled_from([None] * 5 + [Fraction(number) for number in (0, 1, -1, 5, -5, 30, -30)])
made = st.sampled_from([None] * 5 + [Fraction(number, 100) for number in (-10, 0, 5, 24, 32, 38, 50, 100)])
slow = st.sampled_from([None, None, -5, 2, 8, 12, 20])
spans = st.sampled_from([0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9])
limits = st.sampled_from([(None, None), (Fraction(0), Fraction(100)), (Fraction(20), Fraction(60))])
openness = st.sampled_from([(1, 1)] * 6 + [(1, 0), (0, 1), (0, 0)])
widths = st.sampled_from([Fraction(number) for number in (0, 0, 5, 40)])


@st.composite
def aims(draw: st.DrawFn) -> tuple[Fraction | None, Fraction | None]:
    """A point, a band, one that is open on a side, or none."""
    low, (has_low, has_high) = draw(hundredths), draw(openness)
    return low if has_low else None, low + draw(widths) if has_high else None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of any kind: falling, crossing nought, equal, of one year, with interim points, bands and gaps."""
    first, kind, direction = draw(st.integers(2018, 2023)), draw(kinds), draw(directions)
    year, last = first + draw(spans), first + draw(spans)
    baseline, near, share = draw(hundredths), draw(nearness), draw(made)
    target = draw(hundredths) if near is None else baseline + near
    value = draw(hundredths) if share is None else baseline + share * (target - baseline)
    if kind == "value" and near and draw(st.integers(0, 3)):  # most targets ask for what is better
        target = baseline + (abs(near) if direction == "up" else -abs(near))
        value = value if share is None else baseline + share * (target - baseline)
    facts: dict[str, Any] = {"baseline": baseline, "baseline_year": first, "target": target, "target_year": last}
    if kind in {"maintain", "done_by_date"} and near:
        facts["target"] = None
    if kind == "done_by_date":
        facts |= {"value": Fraction(draw(st.integers(0, 1))), "baseline": Fraction(int(near == 1))}
        facts |= {"measure_type": "binary", "done": draw(st.sampled_from([None, first, last, year]))}
        value = facts.pop("value")
    if kind == "relative_change":
        facts |= {"change_pct": draw(hundredths), "baseline": draw(st.sampled_from([baseline, baseline, Fraction(0)]))}
    if kind in {None, "direction_only"} and (thousandths := draw(slow)) is not None:
        value = baseline * (1 + Fraction(thousandths * (year - first), 1000))
    has_points = draw(st.integers(0, 3)) == 3
    return Case(
        year=year,
        value=value,
        direction=direction,
        aim=draw(aims()) if direction in {"towards", "band"} else (None, None),
        limits=draw(limits),
        target_type=kind,
        band=draw(aims()) if kind == "band" else (None, None),
        points=draw(st.dictionaries(st.integers(first - 1, first + 9), hundredths, max_size=3)) if has_points else {},
        **(facts | draw(said)),
    )


@pytest.fixture(scope="module")
def drawn() -> Sequence[Case]:
    found: list[Case] = []

    @settings(
        max_examples=CASE_COUNT,
        database=None,
        derandomize=False,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    assert len(found) >= CASE_COUNT
    return found


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The SQL of each method as dbt compiles it, without the name of the database."""
    folder = tmp_path_factory.mktemp("compiled")
    chosen = [f"int_progress__{method}" for method in METHODS]
    result = dbt_harness.dbt(folder, "compile", "--select", *chosen, as_of="2025-12-31")
    assert result.success, result.exception
    return {
        run.node.name.removeprefix("int_progress__"): run.node.compiled_code.replace('"warehouse".', "")
        for run in result.result
    }


@pytest.fixture(scope="module")
def database(drawn: Sequence[Case]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    listed = pa.Table.from_pylist([_row(str(number), case) for number, case in enumerate(drawn)], SCHEMA)
    connection.register("listed", listed)
    connection.execute("create schema intermediate")
    connection.execute("create table intermediate.int_progress__cases as select * from listed")
    return connection


def _row(case_id: str, case: Case) -> dict[str, Any]:
    """The case as the table has it: of the interim points the two beside its year."""
    first, last = case.baseline_year, case.target_year
    inner = [year for year in case.points if first is not None and last is not None and first < year < last]
    before = max((year for year in inner if year <= case.year), default=None)
    after = min((year for year in inner if year > case.year), default=None)
    numbers = {
        "value": case.value, "direction_low": case.aim[0], "direction_high": case.aim[1],
        "natural_limit_low": case.limits[0], "natural_limit_high": case.limits[1], "baseline_value": case.baseline,
        "given_target_value": case.target, "change_pct": case.change_pct,
        "band_low": case.band[0], "band_high": case.band[1],
        "interim_before_value": case.points.get(before or 0), "interim_after_value": case.points.get(after or 0),
    }  # fmt: skip
    return {name: None if number is None else float(number) for name, number in numbers.items()} | {
        "case_id": case_id, "value_kind": case.value_kind, "measure_type": case.measure_type,
        "direction": case.direction, "allowed_methods": case.allowed, "baseline_kind": case.baseline_kind,
        "target_type": case.target_type, "year": case.year, "baseline_year": first, "target_year": last,
        "interim_before_year": before, "interim_after_year": after, "done_year": case.done,
        "is_stale": case.is_stale, "is_sheet_complete": case.is_sheet_complete,
    }  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """Where the two readings differ; the shortest is shown."""

    case: Case
    told: dict[str, Any]
    expected: dict[str, Any]

    def __str__(self) -> str:
        return json.dumps({"case": str(self.case), "SQL": self.told, "oracle": self.expected}, default=str, indent=1)


def _expected(judgement: Judgement) -> dict[str, Any]:
    return {
        "target_value": judgement.target_value, "expected_value": judgement.expected_value,
        "expected_share": judgement.expected_share, "is_interim": judgement.is_interim,
        "progress_share": judgement.progress_share, "ratio": judgement.ratio, "class": judgement.rating,
        "class_ungated": judgement.ungated, "reason_not_rated": judgement.reason,
    }  # fmt: skip


def _agree(told: Any, expected: Any) -> bool:
    if told is None or expected is None or isinstance(expected, str | bool):
        return bool(told == expected)
    return abs(told - float(expected)) <= 1e-9 * max(1.0, abs(float(expected)))


@pytest.mark.parametrize("method", METHODS)
def test_each_method_agrees_with_the_second_reading(
    method: str, drawn: Sequence[Case], compiled: Mapping[str, str], database: duckdb.DuckDBPyConnection
) -> None:
    told = database.execute(compiled[method]).to_arrow_table().to_pylist()
    assert sorted(int(row["case_id"]) for row in told) == list(range(len(drawn))), "one row per case, always"
    assert {row["method"] for row in told} == {method}
    differences = []
    for row in told:
        case = drawn[int(row["case_id"])]
        expected = _expected(judge(case, method))
        if not all(_agree(row[name], expected[name]) for name in expected):
            differences.append(Difference(case, {name: row[name] for name in expected}, expected))
    shortest = min(differences, key=lambda one: len(str(one)), default=None)
    assert not differences, f"{len(differences)} differ; the shortest:\n{shortest}"
    assert all((row["class"] is None) == (row["reason_not_rated"] is not None) for row in told)
    classes, reasons = Counter(row["class"] for row in told), Counter(row["reason_not_rated"] for row in told)
    assert set(classes) == {*CLASSES[method].split(), None}, "every class is reached, and no other"
    assert set(reasons) == {*REASONS[method].split(), None}, "every reason is reached, and no other"
