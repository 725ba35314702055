"""The page *Data and citation*: files as they lie on the disk, a dictionary that finds, queries that run, citations."""

import csv
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import release_files
from dashboards.parts import data_files
from support import made_guide, made_release, people
from support.data_page import APP, Open, codes
from warehouse.release import pointer, reader
from warehouse.settings import get_settings

VIEWS = ("access", "files", "dictionary", "queries", "releases", "cite")


def test_the_ways_to_open_the_release_run_as_they_are(opened: Open, made_home: Path) -> None:
    app = opened("access")
    table = app.table[0].value
    told = " ".join(table.to_numpy().ravel())
    for who in ("M&E officer", "Evaluator", "Statistician", "Data engineer", "Publisher of aid data", "Developer"):
        assert f"**{who}**" in told
    assert "codebook" not in told, "the release has none"
    in_duckdb, in_python, _ = codes(app)
    folder = made_home / "releases" / made_release.RELEASE_ID
    with reader.connect(folder / f"dwsc_{made_release.RELEASE_ID}.duckdb") as connection:
        ((_, question, *_),) = connection.execute(in_duckdb).fetchall()
    ran = subprocess.run([sys.executable, "-c", in_python], cwd=folder, capture_output=True, text=True, timeout=60)
    assert question in ran.stdout, ran.stderr


def test_every_file_is_listed_with_its_size_and_checksum(opened: Open, made_home: Path) -> None:
    folder = made_home / "releases" / made_release.RELEASE_ID
    app = opened("files")
    shown = app.dataframe[0].value
    on_disk = {path.relative_to(folder).as_posix(): path for path in folder.glob("**/*") if path.is_file()}
    assert set(shown["File"]) == set(on_disk)
    assert shown["File"].iloc[0] == f"dwsc_{made_release.RELEASE_ID}.duckdb", "the most wanted first"
    sums = dict(zip(shown["File"], shown["SHA-256"], strict=True))
    for name, path in on_disk.items():
        if name != "SHA256SUMS":
            assert sums[name] == hashlib.sha256(path.read_bytes()).hexdigest()
    app = opened("files", file="csv/strategy/outputs.csv")
    assert hashlib.sha256(on_disk["csv/strategy/outputs.csv"].read_bytes()).hexdigest() in codes(app)


def test_a_file_outside_the_release_cannot_be_asked_for(opened: Open) -> None:
    app = opened("files", file="../../../etc/passwd")
    assert "does not hold" in app.warning[0].value
    assert app.selectbox[0].value == f"dwsc_{made_release.RELEASE_ID}.duckdb"


def test_a_file_too_large_for_the_server_is_named_and_not_read(
    opened: Open, made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "MOST_BYTES", 1000)
    app = opened("files")
    database = made_home / "releases" / made_release.RELEASE_ID / f"dwsc_{made_release.RELEASE_ID}.duckdb"
    assert str(database) in codes(app)
    assert "too much for a download" in app.info[0].value
    assert not app.get("download_button")
    assert opened("files", file="csv/strategy/outputs.csv").get("download_button")


def test_a_release_without_checksums_says_so(opened: Open, tmp_path: Path) -> None:
    database = made_release.make_release(tmp_path)
    (database.parent / "SHA256SUMS").unlink()
    app = opened("files", tmp_path)
    assert "cannot be proven whole" in app.warning[0].value
    assert app.dataframe[0].value["SHA-256"].isna().all()


@pytest.mark.parametrize(
    ("is_sample", "name", "taken"),
    [
        (True, "dwsc_{}.duckdb", "dwsc_SAMPLE_{}.duckdb"),
        (False, "dwsc_{}.duckdb", "dwsc_{}.duckdb"),
        (True, "SHA256SUMS", "dwsc_SAMPLE_SHA256SUMS_{}.txt"),
        (False, "csv/strategy/outputs.csv", "dwsc_csv-strategy-outputs_{}.csv"),
    ],
)
def test_a_file_of_invented_figures_says_so_in_its_name(is_sample: bool, name: str, taken: str, tmp_path: Path) -> None:
    made_release.make_release(tmp_path, is_sample=is_sample)
    release = pointer.current(get_settings(home=tmp_path))
    found = {each.name: each.taken_as(release) for each in release_files.listed(release)}
    assert found[name.format(release.release_id)] == taken.format(release.release_id)


@pytest.mark.parametrize(
    ("find", "table"),
    [
        ("reading", ""),
        ("outputs", ""),
        ("output label", ""),
        ("STATUS  made", "monitoring.milestone_status"),
        ("", "strategy.outputs"),
        ("it's 100%_", ""),
    ],
)
def test_the_dictionary_finds_what_a_second_reading_finds(find: str, table: str, opened: Open, made_home: Path) -> None:
    app = opened("dictionary", find=find, table=table) if find else opened("dictionary", table=table)
    with reader.connect(next(made_home.glob("releases/*/*.duckdb"))) as connection:
        every = connection.execute("from guide.dictionary").df()
    text = every[["schema_name", "table_name", "column_name", "description", "table_description"]].agg(" ".join, axis=1)
    wanted = every[[all(word in one.lower() for word in find.lower().split()) for one in text]]
    if table:
        wanted = wanted[wanted["schema_name"] + "." + wanted["table_name"] == table]
    called = [all(word in one.lower() for word in find.lower().split()) for one in wanted["column_name"]]
    told = [
        all(word in f"{name} {meaning}".lower() for word in find.lower().split())
        for name, meaning in zip(wanted["column_name"], wanted["description"], strict=True)
    ]
    wanted = wanted.assign(is_elsewhere=[2 - one - other for one, other in zip(called, told, strict=True)])
    wanted = wanted.sort_values(["is_elsewhere", "schema_name", "table_name", "column_position"])
    if wanted.empty:
        assert "No column matches" in app.markdown[2].value
        return
    shown = app.dataframe[0].value
    assert shown["Column"].tolist() == wanted["column_name"].tolist()
    assert shown["Meaning"].tolist() == wanted["description"].tolist()
    assert any(f"**{len(wanted):,} column" in each.value for each in app.markdown)


def test_a_macro_is_told_from_a_table(opened: Open, made_home: Path) -> None:
    app = opened("dictionary", table="strategy.outputs_of")
    assert app.header[0].value.endswith("columns, and 1 macro")
    assert app.dataframe[0].value[["Column", "Is a"]].to_numpy().tolist() == [
        ["area", "parameter"], ["output_id", "result"],
    ]  # fmt: skip
    call = made_guide.MACRO_CALL.replace("''", "'")
    assert call in codes(app)
    with reader.connect(next(made_home.glob("releases/*/*.duckdb"))) as connection:
        assert connection.execute(call).fetchall()


def test_a_value_of_a_column_is_shown_to_whom_single_items_are(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect(str(made_release.make_release(tmp_path / "home"))) as connection:
        connection.execute("update guide.dictionary set example_value = 'A single item'")
    assert "A single item" in opened("dictionary", tmp_path / "home").dataframe[0].value["Example"].tolist()
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    app = AppTest.from_file(APP, default_timeout=60)
    app.user = people.PEOPLE["viewer"]
    app.run()
    app.query_params["view"] = "dictionary"
    app.switch_page("app_pages/data.py").run()
    assert "Example" not in app.dataframe[0].value
    assert not any("example_value" in code for code in codes(app))


def test_words_that_find_nothing_can_be_cleared(opened: Open) -> None:
    app = opened("dictionary", find="' or true --", table="strategy.outputs")
    assert any("No column matches" in each.value for each in app.markdown)
    app.button(key="clear_filters").click().run()
    assert app.text_input[0].value == ""
    assert len(app.dataframe[0].value) > 100
    assert "find" not in app.query_params


def test_the_queries_of_the_release_run_and_lead_to_the_box(opened: Open, made_home: Path) -> None:
    app = opened("queries", subject="all")
    assert codes(app) == [sql for *_, sql in made_guide.QUERIES]
    with reader.connect(next(made_home.glob("releases/*/*.duckdb"))) as connection:
        for sql in codes(app):
            assert connection.execute(sql).fetchall()
    links = [each.proto.query_string for each in app.get("page_link") if "Ask in SQL" in each.proto.label]
    assert links == [f"example={name}" for name, *_ in made_guide.QUERIES]
    assert codes(opened("queries", subject="monitoring")) == [made_guide.QUERIES[1][3]]


def test_a_viewer_reads_the_dictionary_and_takes_no_file(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    app = AppTest.from_file(APP, default_timeout=60)
    app.user = people.PEOPLE["viewer"]
    app = app.run().switch_page("app_pages/data.py").run()
    for view in VIEWS:
        app.query_params["view"] = view
        app.run()
        assert not app.exception
        taken = [each for each in app.get("download_button") if "release_file" in each.proto.id]
        assert not taken
        assert not any("# Changes" in each for each in codes(app))
        assert not any(each.proto.query_string.startswith("example=") for each in app.get("page_link"))
        assert any("for evaluators" in each.value for each in app.info) == (view in {"files", "releases"})


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_a_telephone_and_asks_nobody(view: str, served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"data?view={view}&find=value&subject=all")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => +heading.tagName[1])")
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    window.fits_a_telephone()
    assert window.outside == []
    assert window.complaints == []


@pytest.mark.browser
def test_a_file_goes_away_as_it_lies_on_the_disk(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open(f"data?view=files&file={made_release.RELEASE_ID}")
    assert "does not hold" in window.text()
    page = window.open("data?view=files")
    with page.expect_download() as download:
        page.locator(".st-key-download_release_file button").click()
    database = next(made_home.glob("releases/*/*.duckdb"))
    assert download.value.suggested_filename == f"dwsc_SAMPLE_{made_release.RELEASE_ID}.duckdb"
    assert Path(download.value.path()).read_bytes() == database.read_bytes()


@pytest.mark.browser
def test_what_was_looked_for_is_kept_in_the_link_and_taken_away(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("data?view=dictionary")
    box = page.get_by_role("textbox", name="Words in the name or the meaning")
    box.fill("share percent")
    box.press("Enter")
    page.wait_for_url("**find=share+percent*")
    window.settle()
    rows = list(csv.DictReader(io.StringIO(window.download("dictionary").path().read_text(encoding="utf-8-sig"))))
    assert [row["description"] for row in rows] == [made_guide.HOSTILE]
    fresh = visit(served)
    fresh.open(page.url.removeprefix(f"{served}/"))
    assert "1 column found" in fresh.text()
