"""The code under a chart or table, taken from the page and run outside, gives the number that the page shows."""

import random
import re
import subprocess
from pathlib import Path

import pytest

from dashboards.downloads import snippets
from dashboards.pages import BY_NAME
from support import clients, shown_figures
from support.made_release import RELEASE_ID
from support.shown_figures import COUNTED, VISITS, Figure

SEED = 8


def _picked(home: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """One figure of each view, the views and the figures at random; views again once every one had its turn."""
    monkeypatch.setenv("DWSC_HOME", str(home))
    chance = random.Random(SEED)
    views = chance.sample(VISITS, len(VISITS))
    found: dict[int, list[Figure]] = {}
    picked: list[Figure] = []
    for turn in range(4 * len(views)):
        place = turn % len(views)
        if place not in found:
            found[place] = shown_figures.figures_of(home, *views[place])
        if found[place] and len(picked) < count:
            picked.append(chance.choice(found[place]))
        if len(picked) == count:
            return picked
    raise AssertionError(f"only {len(picked)} figures are shown")


def _check(figures: list[Figure], home: Path, scratch: Path) -> None:
    (database,) = home.glob("releases/*/*.duckdb")
    answers = shown_figures.answers(figures, database.parent, scratch)
    for figure in figures:
        by_python, by_sql = ([row for code in figure.codes for row in answers[code][side]] for side in (0, 1))
        assert shown_figures.holds(figure, by_sql), figure
        assert shown_figures.holds(figure, by_python), figure
        for code in figure.codes:
            _is_the_same_in_r(code, database.name)


def _is_the_same_in_r(code: shown_figures.Code, file_name: str) -> None:
    """R's driver for DuckDB cannot be had here, so its code is read: the same file and the same query."""
    query = code.sql.partition("\n")[2].removesuffix(";")
    told = re.search(r'dbGetQuery\(release, r"(-+)\(\n(.*)\n\)\1"\)', code.r, re.DOTALL)
    assert told
    assert told[2] == query
    assert f'dbConnect(duckdb(), "{file_name}", read_only = TRUE)' in code.r


def test_four_figures_picked_at_random_are_reproduced(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check(_picked(made_home, 4, monkeypatch), made_home, tmp_path)


def test_another_number_or_the_number_of_another_row_is_not_found() -> None:
    rows = [{"area": "Kenya", "year": 2020, "value": 0.25}, {"area": "Brazil", "year": 2020, "value": 0.5}]
    shown = {"Area": "Kenya", "Year": 2020, "Share": 25.0}
    assert shown_figures.holds(Figure("p", {}, "Share", 25.0, shown, ()), rows)
    assert not shown_figures.holds(Figure("p", {}, "Share", 25.1, shown, ()), rows)
    assert not shown_figures.holds(Figure("p", {}, "Share", 50.0, shown, ()), rows)


@pytest.mark.slow
@pytest.mark.parametrize("source", ["made", "run"])
def test_twenty_figures_picked_at_random_are_reproduced(
    source: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the invented release with every kind of figure, and over one that the pipeline made."""
    if source == "made":
        home = request.getfixturevalue("made_home")
    else:
        home = request.getfixturevalue("first_release").copy_home(tmp_path / "home")
    _check(_picked(home, 20, monkeypatch), home, tmp_path)


@pytest.mark.slow
def test_every_figure_of_every_view_is_reproduced(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wider look behind the sample of twenty: three figures of each name in each view."""
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    chance, figures = random.Random(SEED), []
    for page, view in VISITS:
        by_name: dict[str, list[Figure]] = {}
        for figure in shown_figures.figures_of(made_home, page, view):
            by_name.setdefault(figure.name, []).append(figure)
        figures += [one for each in by_name.values() for one in chance.sample(each, min(3, len(each)))]
    assert len(figures) > 150
    _check(figures, made_home, tmp_path)


# The driver's part of R: it writes down which file is opened, how, and which query is asked.
_DRIVER = """
library <- function(...) invisible(NULL)
duckdb <- function() "duckdb"
dbConnect <- function(driver, file, read_only) paste(driver, file, read_only)
dbGetQuery <- function(connection, query) {
  writeBin(charToRaw(enc2utf8(paste(connection, query, sep = "\\n"))), commandArgs(trailingOnly = TRUE)[2])
  data.frame(asked = 1)
}
dbDisconnect <- function(connection, shutdown) invisible(shutdown)
source(commandArgs(trailingOnly = TRUE)[1], encoding = "UTF-8")
"""


@pytest.mark.slow
def test_r_hands_the_query_to_its_driver_as_it_stands(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R itself runs the code; a few functions stand in for its driver, which Debian does not have."""
    codes = [code for figure in _picked(made_home, 6, monkeypatch) for code in figure.codes]
    hostile = 'select \'it\'\'s )---" \\ %s \u202e é """ )----"\' as told\norder by 1'
    codes.append(
        shown_figures.Code(*(write(hostile, RELEASE_ID) for write in (snippets.sql, snippets.python, snippets.r)))
    )
    (tmp_path / "driver.R").write_text(_DRIVER, encoding="utf-8")
    for code in codes:
        (tmp_path / "code.R").write_text(code.r, encoding="utf-8")
        command = [clients.program("Rscript"), "driver.R", "code.R", "asked.txt"]
        ran = subprocess.run(
            command, cwd=tmp_path, env={"LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
        opened, _, asked = (tmp_path / "asked.txt").read_text(encoding="utf-8").partition("\n")
        assert opened == f"duckdb dwsc_{RELEASE_ID}.duckdb TRUE"
        assert asked.strip("\n") == code.sql.partition("\n")[2].removesuffix(";")


def test_the_views_looked_at_are_those_that_show_numbers() -> None:
    assert {page for page, _ in VISITS} <= set(BY_NAME)
    assert set(BY_NAME) - {page for page, _ in VISITS} == {
        "framework", "promises", "hand-in", "reports", "sql", "ratings", "data",
    }  # fmt: skip
    assert {("coverage", "Reported years"), ("coverage", "Latest")} == COUNTED, "what a page tells of its own rows"
