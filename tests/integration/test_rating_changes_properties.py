"""Random changes of a rating are taken apart as a second reading takes them apart, and the parts add up.

The compiled SQL of the steps runs on tables made by hypothesis; the second reading is plain Python and shares nothing
with it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from support import dbt_harness
from support.made_ratings import Change, changes
from support.rating_oracle import STEPS, Explanation, Rating, Sheet, State, explain, rate

CHANGE_COUNT = 3_000
MODELS = ("cases", "linear", "trend", "stepped", "parted")
_TEXT, _WHOLE, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_SIDES = {
    "method target_id target_type class reason_not_rated": _TEXT,
    "indicator_version_no year baseline_year target_version_no target_year": _WHOLE,
    "value baseline_value given_target_value change_pct band_low band_high ratio": _REAL,
    "is_proposed": _FLAG,
}
PAIRED = pa.schema(
    [(name, _TEXT) for name in ("rating_change_id", "release_id", "indicator_id", "reference_area_code")]
    + [("disaggregation", _TEXT), ("release_as_of_date", pa.date32())]
    + [(f"{name}_{side}", kind) for names, kind in _SIDES.items() for name in names.split() for side in
       ("before", "now")]
    + [("value_kind_before", _TEXT), ("baseline_kind_before", _TEXT), ("is_stale_before", _FLAG), ("done_year", _WHOLE)]
    + [("is_known_before", _FLAG), ("is_known_now", _FLAG)]
)  # fmt: skip
YEARLY = pa.schema(
    [(name, _TEXT) for name in ("indicator_id", "reference_area_code", "disaggregation")]
    + [("indicator_version_no", _WHOLE), ("year", _WHOLE), ("value", _REAL), ("is_projected", _FLAG)]
)
SHEETS = pa.schema(
    [("indicator_id", _TEXT), ("indicator_version_no", _WHOLE), ("measure_type", _TEXT), ("direction", _TEXT)]
    + [(name, _REAL) for name in ("direction_low", "direction_high", "natural_limit_low", "natural_limit_high")]
    + [("allowed_methods", _TEXT), ("is_sheet_complete", _FLAG)]
)
POINTS = pa.schema([("target_id", _TEXT), ("version_no", _WHOLE), ("year", _WHOLE), ("value", _REAL)])


@pytest.fixture(scope="module")
def drawn() -> Sequence[Change]:
    found: list[Change] = []

    @settings(
        max_examples=CHANGE_COUNT,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(changes())
    def draw(change: Change) -> None:
        found.append(change)

    draw()
    return found


@pytest.fixture(scope="module")
def told(drawn: Sequence[Change], tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, dict[str, Any]]:
    """What the compiled models say of each change."""
    folder = tmp_path_factory.mktemp("compiled")
    chosen = [f"int_rating_changes__{model}" for model in MODELS]
    result = dbt_harness.dbt(folder, "compile", "--select", *chosen, as_of="2026-12-31")
    assert result.success, result.exception
    compiled = {run.node.name: run.node.compiled_code.replace('"warehouse".', "") for run in result.result}
    with duckdb.connect() as connection:
        connection.execute("create schema intermediate")
        for name, table in _tables(drawn).items():
            connection.register("listed", table)
            connection.execute(f"create table intermediate.{name} as select * from listed")
            connection.unregister("listed")
        for name in chosen:
            connection.execute(f"create table intermediate.{name} as {compiled[name]}")
        rows = connection.execute("select * from intermediate.int_rating_changes__parted").to_arrow_table().to_pylist()
    assert len(rows) == len(drawn), "one row per change, always"
    return {int(row["rating_change_id"]): row for row in rows}


def _tables(drawn: Sequence[Change]) -> dict[str, pa.Table]:
    paired, yearly, sheet_rows, points = [], [], {}, {}
    for number, change in enumerate(drawn):
        key, before, now = str(number), change.before, change.now
        paired.append(_pair(key, change))
        same = {"indicator_id": key, "indicator_version_no": before.sheet.version, "reference_area_code": "XXX"}
        same |= {"disaggregation": "total", "is_projected": False}
        if change.revised is not None:
            yearly.append(same | {"year": before.year, "value": float(change.revised)})
        for sheet in (before.sheet, now.sheet):
            sheet_rows[key, sheet.version] = _sheet(key, sheet)
        for target in (before.target, now.target):
            for year, value in target.points.items():
                row = {"target_id": key, "version_no": target.version, "year": year, "value": float(value)}
                points[key, target.version, year] = row
    return {
        "int_rating_changes__paired": pa.Table.from_pylist(paired, PAIRED),
        "int_indicator_values__yearly": pa.Table.from_pylist(yearly, YEARLY),
        "int_indicators__sheets": pa.Table.from_pylist(list(sheet_rows.values()), SHEETS),
        "int_target_points__known": pa.Table.from_pylist(list(points.values()), POINTS),
    }


def _pair(key: str, change: Change) -> dict[str, Any]:
    before = change.before
    return {
        "rating_change_id": key, "release_id": "20260101_000000", "indicator_id": key, "reference_area_code": "XXX",
        "disaggregation": "total", "value_kind_before": before.value_kind,
        "baseline_kind_before": before.baseline_kind, "is_stale_before": before.is_stale, "done_year": change.now.done,
        "is_known_before": True, "is_known_now": True,
        **_side(key, before, change.then, "before"), **_side(key, change.now, rate(change.now), "now"),
    }  # fmt: skip


def _side(key: str, state: State, rating: Rating, side: str) -> dict[str, Any]:
    target = state.target
    facts = {
        "indicator_version_no": state.sheet.version, "year": state.year, "value": state.value,
        "baseline_year": state.baseline_year, "baseline_value": state.baseline, "target_id": key,
        "target_version_no": target.version, "target_type": target.kind, "target_year": target.year,
        "given_target_value": target.number, "change_pct": target.change_pct, "band_low": target.band[0],
        "band_high": target.band[1], "ratio": rating.ratio, "class": rating.rating, "reason_not_rated": rating.reason,
    }  # fmt: skip
    return {f"{name}_{side}": float(one) if isinstance(one, Fraction) else one for name, one in facts.items()}


def _sheet(key: str, sheet: Sheet) -> dict[str, Any]:
    low, high = (None if limit is None else float(limit) for limit in sheet.limits)
    return {
        "indicator_id": key, "indicator_version_no": sheet.version, "measure_type": "percent",
        "direction": sheet.direction, "natural_limit_low": low, "natural_limit_high": high,
        "allowed_methods": sheet.allowed, "is_sheet_complete": sheet.is_complete,
    }  # fmt: skip


def _parts(row: dict[str, Any]) -> tuple[float, ...] | None:
    parts = [row[f"part_{step}"] for step in STEPS]
    if all(part is None for part in parts):
        return None
    assert None not in parts
    return tuple(parts)


def _is_near(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(b)) for a, b in zip(one, other, strict=True))


def test_the_steps_agree_with_the_second_reading(drawn: Sequence[Change], told: Mapping[int, dict[str, Any]]) -> None:
    wrong, causes = [], Counter[str]()
    for number, change in enumerate(drawn):
        row = told[number]
        expected = explain(change.before, change.now, change.revised, change.then)
        found = Explanation(_parts(row), tuple(row[f"class_after_{step}"] for step in STEPS), row["cause"])
        causes[found.cause] += 1
        is_same_cause = found.cause == expected.cause or _has_equal_parts(expected.parts)
        if found.classes != expected.classes or not _is_near(found.parts, expected.parts) or not is_same_cause:
            wrong.append((change, found, expected))
    assert not wrong, f"{len(wrong)} differ; the shortest: {min(wrong, key=lambda one: len(str(one)))}"
    assert set(causes) == set(STEPS), "every cause is found"


def _has_equal_parts(parts: tuple[float, ...] | None) -> bool:
    """Two parts of one size, up to the last bits: either may be called the largest."""
    sizes = sorted((abs(part) for part in parts or ()), reverse=True)
    return len(sizes) > 1 and abs(sizes[0] - sizes[1]) < 1e-8


def test_the_parts_add_up_and_what_did_not_change_has_no_part(
    drawn: Sequence[Change], told: Mapping[int, dict[str, Any]]
) -> None:
    compared = Counter[str]()
    for number, change in enumerate(drawn):
        parts, before, now = _parts(told[number]), change.before, change.now
        if parts is None:
            assert None in {change.then.ratio, rate(now).ratio}
            continue
        whole = (rate(now).ratio or 0.0) - (change.then.ratio or 0.0)
        assert abs(sum(parts) - whole) <= 1e-9 * max(1.0, abs(whole)), change
        unchanged = {
            "source_revision": change.revised in {before.value, None},
            "new_period": (before.year, change.revised) == (now.year, now.value),
            "baseline": (before.baseline_year, before.baseline) == (now.baseline_year, now.baseline),
            "target": before.target == now.target,
            "method": before.sheet == now.sheet and change.then == rate(before),
            "quality_gate": True,
        }
        for step, part in zip(STEPS, parts, strict=True):
            if unchanged[step]:
                compared[step] += 1
                assert abs(part) <= 1e-9 * max(1.0, abs(whole)), (step, part, change)
    assert set(compared) == set(STEPS)
    assert min(compared.values()) > 100
