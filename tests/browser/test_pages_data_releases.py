"""The page *Data and citation*: releases told and compared on a press, and how one is cited."""

import hashlib
import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboards.parts import data_diff
from support import made_release
from support.data_page import Open, codes
from warehouse.release import files, retention
from warehouse.settings import get_settings


def test_releases_say_when_how_large_and_why_they_stay(opened: Open, tmp_path: Path) -> None:
    first = made_release.make_release(tmp_path, "20260701_080000").parent
    made_release.make_release(tmp_path, "20260702_090000", is_sample=False)
    retention.pin(get_settings(home=tmp_path), "20260701_080000", "cited in a paper")
    app = opened("releases", tmp_path)
    shown = app.dataframe[0].value
    assert shown["Release"].tolist() == ["20260702_090000", "20260701_080000"]
    assert shown["Data"].tolist() == ["Real", "SAMPLE"]
    assert shown["Published (UTC)"].tolist() == ["2 Jul 2026 09:00", "1 Jul 2026 08:00"]
    assert shown["Why it stays"].str.contains("cited in a paper").tolist() == [False, True]
    assert shown["Why it stays"].str.contains("current").tolist() == [True, False]
    assert "# Changes\n\n<b>made</b> *changes*" in codes(app), "what others wrote is shown as text"
    (first.parent / "pinned.json").write_text("[")
    app = opened("releases", tmp_path)
    assert shown["Release"].tolist() == app.dataframe[0].value["Release"].tolist()
    assert any("pinned.json" in each for each in codes(app))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two releases that differ in what is planted here."""
    home = tmp_path_factory.mktemp("two")
    made_release.make_release(home, "20260701_080000")
    database = made_release.make_release(home, "20260702_080000")
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update strategy.outputs set output_label = '<b>Other</b>' where output_id in ('O01', 'O02')"
        )
        connection.execute("delete from strategy.outputs where output_id = 'O03'")
        connection.execute("drop table evaluation.ratings")
    return home


def _shown(app: AppTest, column: str) -> pd.DataFrame:
    """The one table of the page that has this column."""
    (found,) = [each.value for each in app.dataframe if column in each.value]
    return found


def test_two_releases_are_compared_on_a_press_alone(opened: Open, two: Path) -> None:
    app = opened("releases", two)
    assert [app.selectbox(key=f"data.{side}").value for side in ("before", "now")] == [
        "20260701_080000",
        "20260702_080000",
    ]
    assert "dwsc diff 20260701_080000 20260702_080000" in codes(app)
    assert len(app.dataframe) == 1, "nothing is compared yet"
    app.button(key="compare_releases").click().run(timeout=60)
    assert not app.exception
    assert not app.error
    rows = _shown(app, "Gone").set_index("Table")
    assert rows.loc["strategy.outputs", ["Rows before", "Rows now", "New", "Gone", "Changed"]].tolist() == [
        20,
        19,
        0,
        1,
        "2",
    ]
    values = _shown(app, "Cells")
    assert values[["Table", "Column", "Cells", "First", "Now"]].to_numpy().tolist() == [
        ["strategy.outputs", "output_label", 2, "output_id O01", "<b>Other</b>"]
    ]
    assert ["Table gone", "evaluation.ratings"] in _shown(app, "What")[["What", "Table"]].to_numpy().tolist()
    assert app.get("download_button")
    app.selectbox(key="data.before").select("20260702_080000").run()
    assert len(app.dataframe) == 1, "what was compared before says nothing of another pair"
    app.button(key="compare_releases").click().run(timeout=60)
    assert "Both say the same" in app.success[0].value


def test_a_comparison_that_takes_too_long_is_stopped(opened: Open, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_diff, "MOST_SECONDS", 0.01)
    app = opened("releases", two)
    app.button(key="compare_releases").click().run(timeout=60)
    assert "took longer than 0\\.01 seconds" in app.error[0].value
    assert len(app.dataframe) == 1


def test_a_damaged_release_is_named_when_it_is_compared(opened: Open, tmp_path: Path) -> None:
    made_release.make_release(tmp_path, "20260701_080000").write_bytes(b"no database" * 1000)
    made_release.make_release(tmp_path, "20260702_080000")
    app = opened("releases", tmp_path)
    app.button(key="compare_releases").click().run(timeout=60)
    assert "dwsc verify" in app.error[0].value
    assert "Traceback" not in app.error[0].value


def test_a_citation_is_that_of_the_release(opened: Open, tmp_path: Path) -> None:
    database = made_release.make_release(tmp_path)
    manifest = database.parent / "release.json"
    told = {"as_of": "2026-06-30", "built_at": "2026-07-01T08:00:00+00:00", "inputs": []}
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | told))
    files.write_sums(database.parent)
    app = opened("cite", tmp_path)
    cff = [yaml.safe_load(each) for each in codes(app) if each.startswith("cff-version")]
    assert codes(app)[1].startswith(f"@misc{{dwsc_{made_release.RELEASE_ID},")
    assert codes(app)[0].endswith(f"release {made_release.RELEASE_ID} (as of 2026-06-30) [Data set].")
    assert [(each["version"], each["date-released"]) for each in cff] == [(made_release.RELEASE_ID, "2026-07-01")]
    assert "SAMPLE DATA" in cff[0]["title"]
    assert hashlib.sha256(database.read_bytes()).hexdigest() in app.table[-1].value.to_numpy().ravel().tolist()
    assert "Built on" not in app.table[-1].value.to_numpy().ravel().tolist()


@pytest.mark.parametrize(("name", "told"), [("spark", "Spark 4.3.0"), ("duckdb", None)])
def test_another_engine_than_duckdb_is_named_where_a_release_is_told(
    opened: Open, tmp_path: Path, name: str, told: str | None
) -> None:
    made_release.make_release(tmp_path, "20260701_080000")
    manifest = made_release.make_release(tmp_path, "20260702_080000").parent / "release.json"
    facts = {"as_of": "2026-06-30", "built_at": "2026-07-01T08:00:00+00:00", "inputs": []}
    engine = {"engine": {"name": name, "version": "4.3.0"}}
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | facts | engine))
    files.write_sums(manifest.parent)
    cited = opened("cite", tmp_path).table[-1].value.to_numpy().tolist()
    assert [row[1].replace("\\", "") for row in cited if row[0] == "Built on"] == ([told] if told else [])
    listed = opened("releases", tmp_path).dataframe[0].value
    if told:
        assert listed["Built on"].tolist() == [told, "DuckDB"]
    else:
        assert "Built on" not in listed


def test_a_release_that_does_not_say_what_it_was_made_from_is_not_cited(opened: Open) -> None:
    app = opened("cite")
    assert not codes(app)
    assert "how to cite it" in app.info[0].value
