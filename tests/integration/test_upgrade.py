"""A home of the first version that could publish is taken over: equal tables, and its release still stands."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.pages import PAGES
from support import first_home
from support.faults import dwsc, published
from support.first_release import FILES, FirstRelease
from warehouse.backup.make import make_backup
from warehouse.backup.restore import restore
from warehouse.release import pointer, reader
from warehouse.release.pointer import Release
from warehouse.release.verify import verify
from warehouse.settings import PROJECT_ROOT, get_settings

# When a file was landed, by which version, and what that version remarked: the only things that may differ.
WHEN_LANDED = {
    "guide.cite": {"citation"},
    "guide.inputs": {"retrieved_at", "reader_version", "warnings"},
    "guide.release": {"release_id", "built_at", "run_id", "fingerprint"},
    "indicators.datasets": {"retrieved_at", "warnings"},
    "monitoring.milestone_reports": {"received_at"},
    "quality.rejected_files": {"kept_as", "rejected_at"},
    "quality.results": {"run_id", "executed_at"},
    # Rules that compare with an earlier release are counted in the one home that holds one.
    "quality.scorecard": {"release_id", "completeness_count", "reliability_count", "checks_passed"},
    "quality.check_trend": {"release_id", "checks_passed"},
}
COMPARED = "check_id like 'DWSC-CMP-%'"
# The one home compares with an earlier release, the other has none; and an example is of a value that may differ.
OF_THE_HOME = {
    "guide.changes": "where false",
    "guide.dictionary": "where schema_name || '.' || table_name || '.' || column_name not in ({})".format(
        ", ".join(f"'{table}.{column}'" for table, columns in WHEN_LANDED.items() for column in columns)
    ),
}


@dataclass(frozen=True)
class Upgraded:
    """A home of the first version after a run of today's, and what was published in it before."""

    home: Path
    before: dict[str, str]


def _upgrade(home: Path) -> Upgraded:
    before = published(home)
    ran = dwsc(home, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Upgraded(home, before)


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    return _upgrade(first_home.unpack(tmp_path_factory.mktemp("first") / "home"))


@pytest.fixture(scope="module")
def fresh(first_release: FirstRelease, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that today's version made of the same files; made anew where the sample has changed since."""
    assert first_release.run.returncode == 0, first_release.run.stderr
    old = first_home.unpack(tmp_path_factory.mktemp("files") / "home")
    if first_home.snapshots(first_release.home) == first_home.snapshots(old):
        return first_release.home
    home = tmp_path_factory.mktemp("fresh") / "home"
    (home / "landing").mkdir(parents=True)
    for path in (old / "landing" / "accepted").iterdir():
        shutil.copy(path, home / "landing" / path.name[len("20261127_224504_") :])
    shutil.copy(next((old / "rejected").glob("*_page.csv")), home / "landing" / "page.csv")
    return _upgrade(home).home


def _current(home: Path) -> Release:
    release = pointer.current(get_settings(home=home))
    assert release is not None
    return release


def _unequal(one: Path, other: Path) -> dict[str, int]:
    """Each table in which two homes' current releases differ, with the number of rows that only the first has."""
    found = {}
    with duckdb.connect() as connection:
        for name, home in (("one", one), ("other", other)):
            connection.execute(f"attach '{_current(home).database}' as {name} (read_only)")
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'one' order by 1"
        ).fetchall()
        assert len(tables) > first_home.TABLES
        for (table,) in tables:
            left_out = WHEN_LANDED.get(table, set())
            columns = [row[0] for row in connection.execute(f"describe one.{table}").fetchall()]
            listed = ", ".join(f'"{name}"' for name in columns if name not in left_out)
            # What earlier releases said is repeated by the one home that holds one.
            own = "where is_this_release" if "is_this_release" in columns else ""
            own = f"where not {COMPARED}" if "check_id" in columns else OF_THE_HOME.get(table, own)
            for left, right in (("one", "other"), ("other", "one")):
                rows = [f"select {listed} from {name}.{table} {own}" for name in (left, right)]
                query = f"from ({' except all '.join(rows)})"
                if count := connection.execute(f"select count(*) {query}").fetchall()[0][0]:
                    found[f"{left} {table}"] = count
    return found


def test_the_home_is_the_first_one_s(tmp_path: Path) -> None:
    home = first_home.unpack(tmp_path / "home")
    release = _current(home)
    assert (release.release_id, release.manifest["git_commit"]) == (first_home.RELEASE, first_home.COMMIT)
    assert len(release.manifest["tables"]) == first_home.TABLES
    assert {one["file_name"] for one in release.manifest["inputs"]} == set(FILES)
    assert release.is_sample
    assert verify(get_settings(home=home)) == []


@pytest.mark.fault(35)
@pytest.mark.slow
def test_todays_run_publishes_equal_tables(upgraded: Upgraded, fresh: Path) -> None:
    assert _current(upgraded.home).release_id > first_home.RELEASE
    told = [
        {(one["schema"], one["table"]) for one in _current(home).manifest["tables"]} for home in (upgraded.home, fresh)
    ]
    assert told[0] == told[1]
    assert _unequal(upgraded.home, fresh) == {}


@pytest.mark.fault(34, 35)
@pytest.mark.slow
def test_the_first_release_stands_untouched_and_can_be_read(upgraded: Upgraded) -> None:
    settings = get_settings(home=upgraded.home)
    release = pointer.read_release(settings, first_home.RELEASE)
    assert verify(settings, first_home.RELEASE) == []
    with reader.connect(release.database) as connection:
        assert connection.execute("select release_id from guide.release").fetchall() == [(first_home.RELEASE,)]
        (rows,) = connection.execute("select count(*) from indicators.observations").fetchall()[0]
    assert rows == next(one["rows"] for one in release.manifest["tables"] if one["table"] == "observations")


@pytest.mark.fault(35)
@pytest.mark.slow
def test_every_page_shows_the_first_release_or_says_what_it_lacks(
    upgraded: Upgraded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(upgraded.home, tmp_path / "home"))
    pointer.point_at(get_settings(home=home), first_home.RELEASE)
    monkeypatch.setenv("DWSC_HOME", str(home))
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=60).run()
    for page in PAGES:
        app.switch_page(f"app_pages/{page.name.replace('-', '_')}.py").run()
        assert not app.exception, page.name
        assert any(first_home.RELEASE in each.value for each in app.markdown), page.name


@pytest.mark.fault(35, 43)
@pytest.mark.slow
def test_a_backup_of_the_first_home_ends_in_equal_tables_too(fresh: Path, tmp_path: Path) -> None:
    old = get_settings(home=first_home.unpack(tmp_path / "old"))
    make_backup(old, tmp_path / "backup")
    back = get_settings(home=tmp_path / "back")
    restore(back, tmp_path / "backup")
    assert published(back.home) == published(old.home)
    upgraded = _upgrade(back.home)
    assert verify(back, first_home.RELEASE) == []
    assert _unequal(upgraded.home, fresh) == {}
