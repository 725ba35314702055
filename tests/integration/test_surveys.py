"""The views of constituents, from answers to tables: a second reading, the coverage of the intervals, and an attack.

The answers are made here, landed by nobody, built by dbt, and read again with pandas and scipy: nothing is shared with
the SQL.
"""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, hypergeom

from support import dbt_harness

GROUPS = ("government", "employer", "worker")
SEED = 20_250_301
SIZES = [(n, big) for n in (8, 14, 40) for big in (33, 60, 120, 200) if n < big]
RUN = {
    "as_of": "2026-06-30", "is_sample": False, "fingerprint": "f", "release_id": "20260630_000000", "run_id": "r",
    "built_at": "2026-06-30 12:00:00",
}  # fmt: skip


def answer(survey: str, wave: str, item: str, group: str, person: int, value: object, **more: Any) -> dict[str, Any]:
    order = int(wave) * 100 if len(wave) == 4 else int(wave.removeprefix("W"))
    return {
        "place": "line 2", "record": "response", "survey_id": survey, "wave": wave, "wave_order": order,
        "respondent_id": f"{group}{person}", "constituent_group": group, "item_id": item, "answer": str(value),
        "mode": "online", **more,
    }  # fmt: skip


def size(survey: str, wave: str, group: str, count: int) -> dict[str, Any]:
    return {
        "record": "population", "survey_id": survey, "wave": wave, "wave_order": 1, "constituent_group": group,
        "population_count": str(count), "place": "line 2",
    }  # fmt: skip


def random_survey() -> Iterator[dict[str, Any]]:
    """Three waves of eight items: groups of none to forty, of all sizes, some weighted, with answers of every kind."""
    chance = random.Random(SEED)
    for wave in ("2024", "2025", "2026"):
        for group in GROUPS:
            if chance.random() < 0.8:
                yield size("R", wave, group, chance.randint(40, 90))
        for item, group in itertools.product((f"Q{number}" for number in range(8)), GROUPS):
            for person in range(chance.choice((0, 1, 4, 5, 6, 13, 14, 27, 40))):
                value = chance.choice(("1", "2", "3", "4", "5", "4", "5", "dont_know", "withdrawn"))
                weighted = {"weight": f"{chance.randint(1, 400) / 100}"} if wave == "2026" else {}
                yield answer("R", wave, item, group, person, value, **weighted)


def every_count() -> Iterator[dict[str, Any]]:
    """For each size of sample and group one item per possible number that agree: the interval of each."""
    for number, (n, big) in enumerate(SIZES, 1):
        yield size("C", f"W{number}", "worker", big)
        for agreeing in range(n + 1):
            for person in range(n):
                value = 5 if person < agreeing else 2
                yield answer("C", f"W{number}", f"X{agreeing}", "worker", person, value)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("surveys")
    inputs = dbt_harness.Inputs(folder)
    inputs.snapshot("aa", "survey", "answers", list(random_survey()))
    inputs.snapshot("bb", "survey", "answers", list(every_count()))
    models = ["+constituent_views", "+view_divergence", "+inputs"]
    place = str(inputs.write())
    skipped = ("--exclude-resource-type", "unit_test")
    result = dbt_harness.dbt(folder, "build", "--select", *models, *skipped, inputs_dir=place, **RUN)
    assert not dbt_harness.problems(result)
    return folder


def table(folder: Path, name: str) -> pd.DataFrame:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(f"select * from {name}").df()


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    rows = pd.DataFrame(row for row in random_survey() if row["record"] == "response")
    return rows[rows["answer"] != "withdrawn"]


def wilson(agreeing: int, n: int, big: int | None) -> tuple[float, float] | None:
    """Limits by solving |p - x/n| = z sqrt(p(1-p)/m) for p: roots of a quadratic, not the formula of the macro."""
    if big == n:
        return None
    z2 = 1.959963984540054**2
    m = n if big is None or big < n else n * (big - 1) / (big - n)
    share = agreeing / n
    low, high = sorted(np.roots([1 + z2 / m, -(2 * share + z2 / m), share * share]).real)
    return float(low), float(high)


@pytest.mark.fault(35)
def test_every_cell_equals_a_second_reading(built: Path, answers: pd.DataFrame) -> None:
    views = table(built, "evaluation.constituent_views").query("survey_id == 'R'")
    sizes = {
        (row["wave"], row["constituent_group"]): int(row["population_count"])
        for row in random_survey()
        if row["record"] == "population"
    }
    assert len(views) == 3 * len(answers.groupby(["wave", "item_id"]))
    kinds = set()
    for row in views.itertuples():
        group = answers[(answers["wave"] == row.wave) & (answers["constituent_group"] == row.constituent_group)]
        mine = group[group["item_id"] == row.item_id]
        points = mine.loc[mine["answer"] != "dont_know", "answer"].astype(int)
        method = None if pd.isna(row.interval_method) else row.interval_method
        kinds.add((row.is_suppressed, len(points) == 0, method))
        assert row.is_suppressed == (len(mine) > 0 and len(points) < 5)
        if row.is_suppressed:
            _nothing_is_shown(views.loc[row.Index])
        else:
            _counts_are(row, mine, points, group["respondent_id"].nunique())
            _scores_are(row, mine, points, sizes.get((row.wave, row.constituent_group)))
    wanted = {(True, False, None), (False, True, None), (False, False, "wilson"), (False, False, "wilson_finite")}
    assert wanted <= kinds


def _nothing_is_shown(row: pd.Series) -> None:
    keys = {"survey_id", "wave", "item_id", "constituent_group", "wave_order", "is_suppressed", "is_sample"}
    assert set(row.dropna().index) <= keys | {"previous_wave"}


def _counts_are(row: Any, mine: pd.DataFrame, points: pd.Series, reached: int) -> None:
    counted = [int((points == point).sum()) for point in range(1, 6)]
    assert [getattr(row, f"answer_{point}_count") for point in range(1, 6)] == counted
    found = (row.response_count, row.top_two_count, row.dont_know_count, row.respondent_count)
    assert found == (len(points), counted[3] + counted[4], len(mine) - len(points), reached)


def _scores_are(row: Any, mine: pd.DataFrame, points: pd.Series, big: int | None) -> None:
    assert row.response_rate == pytest.approx(row.respondent_count / big) if big else pd.isna(row.response_rate)
    if not len(points):
        assert pd.isna(row.share)
        assert pd.isna(row.median)
        return
    assert row.share == pytest.approx(row.top_two_count / len(points), abs=1e-12)
    assert row.median == points.median()
    assert (row.interval_low, row.interval_high) == pytest.approx(wilson(row.top_two_count, len(points), big), abs=1e-8)
    if row.wave == "2026":
        weights = mine.loc[points.index, "weight"].astype(float)
        assert row.weighted_share == pytest.approx((weights * (points >= 4)).sum() / weights.sum(), abs=1e-12)
    else:
        assert pd.isna(row.weighted_share)


@pytest.mark.fault(35)
def test_the_interval_without_a_size_is_that_of_scipy(built: Path) -> None:
    views = table(built, "evaluation.constituent_views").query("interval_method == 'wilson'")
    assert len(views) > 5
    for row in views.itertuples():
        found = binomtest(int(row.top_two_count), int(row.response_count)).proportion_ci(method="wilson")
        assert (row.interval_low, row.interval_high) == pytest.approx((found.low, found.high), abs=1e-8)


@pytest.mark.fault(35)
def test_scores_over_groups_equal_a_second_reading(built: Path) -> None:
    views = table(built, "evaluation.constituent_views").query("survey_id == 'R'")
    items = table(built, "evaluation.view_divergence").query("survey_id == 'R'").set_index(["wave", "item_id"])
    reasons = set()
    for key, cells in views.groupby(["wave", "item_id"]):
        row = items.loc[key]
        by_group = cells.set_index("constituent_group")
        shown = by_group["share"].dropna()
        suppressed = bool(by_group["is_suppressed"].any())
        reasons.add(row["withheld_reason"])
        assert pd.isna(row["tripartite_share"]) == (len(shown) < 3)
        assert pd.isna(row["pooled_share"]) == suppressed
        assert row["group_count"] == len(shown)
        if len(shown) == 3:
            assert row["tripartite_share"] == pytest.approx(shown.mean(), abs=1e-12)
            assert row["tripartite_low"] < row["tripartite_share"] < row["tripartite_high"]
        if not suppressed:
            n, agreeing = by_group["response_count"].sum(), by_group["top_two_count"].sum()
            assert row["pooled_response_count"] == n
            assert row["pooled_share"] == pytest.approx(agreeing / n, abs=1e-12)
        if len(shown) > 1:
            limits = by_group.loc[shown.index, ["interval_low", "interval_high"]]
            apart = limits["interval_low"].max() > limits["interval_high"].min()
            assert row["is_divergent"] == apart
            assert row["divergence"] == pytest.approx(shown.max() - shown.min(), abs=1e-12)
        else:
            assert pd.isna(row["divergence"])
            assert pd.isna(row["is_divergent"])
    assert {"group_too_small", "group_without_answers"} <= reasons


@pytest.mark.fault(35)
def test_changes_between_waves_equal_a_second_reading(built: Path) -> None:
    views = table(built, "evaluation.constituent_views").query("survey_id == 'R'")
    compared = 0
    for _, cells in views.sort_values("wave").groupby(["item_id", "constituent_group"]):
        for before, now in itertools.pairwise(cells.itertuples()):
            assert now.previous_wave == before.wave
            if pd.isna(before.share) or pd.isna(now.share):
                assert pd.isna(now.change)
                continue
            change = now.share - before.share
            low = change - np.hypot(now.share - now.interval_low, before.interval_high - before.share)
            high = change + np.hypot(now.interval_high - now.share, before.share - before.interval_low)
            assert (now.change, now.change_low, now.change_high) == pytest.approx((change, low, high), abs=1e-8)
            compared += 1
    assert compared > 10


def test_the_interval_holds_the_true_share_about_as_often_as_it_says(built: Path) -> None:
    """Exactly, by the hypergeometric law: the mean lies within 0.945 and 0.965, the worst share near 0.90 for n = 8."""
    views = table(built, "evaluation.constituent_views").query("survey_id == 'C' and constituent_group == 'worker'")
    means, worst = {}, {}
    for number, (n, big) in enumerate(SIZES, 1):
        cells = views.query("wave == @wave", local_dict={"wave": f"W{number}"}).sort_values("top_two_count")
        agreeing = cells["top_two_count"].to_numpy(dtype=int)
        assert list(agreeing) == list(range(n + 1))
        low, high = cells["interval_low"].to_numpy(), cells["interval_high"].to_numpy()
        held = []
        for true in range(big + 1):
            if 0.05 <= true / big <= 0.95:
                inside = (low <= true / big) & (true / big <= high)
                held.append(hypergeom(big, true, n).pmf(agreeing)[inside].sum())
        means[n, big], worst[n, big] = float(np.mean(held)), float(np.min(held))
    assert min(means.values()) >= 0.945
    assert max(means.values()) <= 0.965
    assert (round(min(means.values()), 3), round(max(means.values()), 3)) == (0.951, 0.959), "docs/surveys.md says so"
    assert (min(worst, key=lambda one: worst[one]), round(min(worst.values()), 3)) == ((8, 200), 0.9)


# What is unknown of one cell, and what is made of it.
PARTS = ("answer_1", "answer_2", "answer_3", "answer_4", "answer_5", "dont_know", "population")
MADE_OF = {
    **{f"{part}_count": (part,) for part in PARTS},
    "response_count": PARTS[:5],
    "top_two_count": PARTS[3:5],
}


def _facts(views: pd.DataFrame, items: pd.DataFrame) -> list[dict[Any, float]]:
    """Every published number of a survey as a linear combination of what is unknown; what is null is no fact."""
    return [*_of_cells(views), *_of_items(items), *_of_anybody(views)]


def _of_cells(views: pd.DataFrame) -> Iterator[dict[Any, float]]:
    for cell in views.to_dict("records"):
        for column, parts in MADE_OF.items():
            if not pd.isna(cell[column]):
                yield {(cell["wave"], cell["item_id"], cell["constituent_group"], part): 1.0 for part in parts}


def _of_items(items: pd.DataFrame) -> Iterator[dict[Any, float]]:
    for item in items.to_dict("records"):
        keys = [(item["wave"], item["item_id"], group) for group in GROUPS]
        if not pd.isna(item["pooled_response_count"]):
            yield {(*key, part): 1.0 for key in keys for part in PARTS[:5]}
            yield {(*key, part): 1.0 for key in keys for part in PARTS[3:5]}  # the share times the count
        if not pd.isna(item["pooled_population_count"]):
            yield {(*key, "population"): 1.0 for key in keys}


def _of_anybody(views: pd.DataFrame) -> Iterator[dict[Any, float]]:
    """The size of a group is the same for every item of a wave."""
    for (wave, group), cells in views.groupby(["wave", "constituent_group"]):
        for one, other in itertools.pairwise(sorted(set(cells["item_id"]))):
            yield {(wave, one, group, "population"): 1.0, (wave, other, group, "population"): -1.0}


def _recovered(facts: list[dict[Any, float]], cells: list[Any], sums: dict[str, tuple[str, ...]]) -> list[Any]:
    """Which sums of unknown parts of these cells lie in the span of the facts."""
    names = {name: place for place, name in enumerate(sorted({name for fact in facts for name in fact} | {
        (*cell, part) for cell in cells for part in PARTS}))}  # fmt: skip
    matrix = np.zeros((len(facts), len(names)))
    for line, fact in enumerate(facts):
        for name, factor in fact.items():
            matrix[line, names[name]] = factor
    rank, found = np.linalg.matrix_rank(matrix), []
    for cell, (column, parts) in itertools.product(cells, sums.items()):
        wanted = np.zeros(len(names))
        wanted[[names[*cell, part] for part in parts]] = 1
        if np.linalg.matrix_rank(np.vstack([matrix, wanted])) == rank:
            found.append((*cell, column))
    return found


def small_case() -> list[dict[str, Any]]:
    """Two waves of three items; in each wave one cell is too small, once of a group alone and once of two."""
    rows = [size("A", wave, group, 20) for wave in ("2024", "2025") for group in GROUPS]
    counts = {
        ("2024", "Q1"): (9, 3, 12), ("2024", "Q2"): (9, 8, 12), ("2024", "Q3"): (6, 7, 8),
        ("2025", "Q1"): (9, 9, 12), ("2025", "Q2"): (4, 2, 12), ("2025", "Q3"): (6, 7, 8),
    }  # fmt: skip
    for (wave, item), numbers in counts.items():
        for group, number in zip(GROUPS, numbers, strict=True):
            rows += [answer("A", wave, item, group, person, 1 + person % 5) for person in range(number)]
            rows += [answer("A", wave, item, group, 90, "dont_know")]
    return rows


def test_no_suppressed_cell_can_be_worked_out_from_what_is_published(tmp_path: Path) -> None:
    inputs = dbt_harness.Inputs(tmp_path)
    inputs.snapshot("aa", "survey", "answers", small_case())
    models = ["+constituent_views", "+view_divergence", "+inputs"]
    result = dbt_harness.dbt(tmp_path, "run", "--select", *models, inputs_dir=str(inputs.write()), **RUN)
    assert not dbt_harness.problems(result)
    views, items = table(tmp_path, "evaluation.constituent_views"), table(tmp_path, "evaluation.view_divergence")
    told = table(tmp_path, "guide.inputs").iloc[0][["row_count", "key_count", "bytes", "content_bytes"]]
    assert told.isna().all()
    hidden = [(row.wave, row.item_id, row.constituent_group) for row in views.itertuples() if row.is_suppressed]
    assert sorted(hidden) == [("2024", "Q1", "employer"), ("2025", "Q2", "employer"), ("2025", "Q2", "government")]
    sums = {column: parts for column, parts in MADE_OF.items() if column != "population_count"}
    published = _facts(views, items)
    assert _recovered(published, hidden, sums) == []
    # The attack is able to: with one total more it finds the cell that stands alone in it.
    numbers = {("2024", "Q1", group): count for group, count in zip(GROUPS, (9, 3, 12), strict=True)}
    total = {(*key, part): 1.0 for key in numbers for part in PARTS[:5]}
    assert _recovered([*published, total], hidden, sums) == [("2024", "Q1", "employer", "response_count")]
    shown = pd.concat([views.melt(), items.melt()])
    assert not shown["variable"].str.contains("respondent_id").any()
