"""The settings of the engines, what a home is called on Spark, and that a run removes its own there and no more."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dagster_project.engines import spark_names
from warehouse.errors import SettingsError
from warehouse.settings import Settings, get_settings


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_home_keeps_its_name(settings: Settings) -> None:
    name = spark_names.name_of(settings)
    assert spark_names.name_of(settings) == name
    assert name.isidentifier()
    assert name == name.lower()


def test_machines_with_homes_under_one_path_do_not_share_a_name(settings: Settings) -> None:
    """Such as two containers of one image, each with a disk of its own."""
    first = spark_names.name_of(settings)
    shutil.rmtree(settings.home)
    assert spark_names.name_of(settings) != first


def test_a_copied_home_takes_another_name(settings: Settings, tmp_path: Path) -> None:
    first = spark_names.name_of(settings)
    shutil.copytree(settings.home, tmp_path / "copy")
    assert spark_names.name_of(get_settings(home=tmp_path / "copy")) != first
    assert spark_names.name_of(settings) == first


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"name": "x; drop schema y"}', '{"home": "HOME"}', '{"home": "HOME", "name": "a"}']
)
def test_a_damaged_name_is_drawn_anew(settings: Settings, text: str) -> None:
    path = settings.home / "spark" / "name.json"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("HOME", str(settings.home)), encoding="utf-8")
    name = spark_names.name_of(settings)
    assert json.loads(path.read_text(encoding="utf-8")) == {"home": str(settings.home), "name": name}
    assert spark_names.name_of(settings) == name


def test_what_killed_runs_left_is_removed_and_nothing_beside_it(tmp_path: Path) -> None:
    """The folder is shared with snapshots, another home and whatever people put there."""
    shared = tmp_path / "shared"
    one, other = (get_settings(home=shared / name, spark_folder=shared) for name in ("one", "other"))
    for place in (
        one.home / "snapshots", one.releases, one.landing, shared / "snapshots", shared / "20260101_000000",
        spark_names.folder_of(other) / "run", spark_names.spill_of(one), spark_names.tables_without_name(one),
    ):  # fmt: skip
        place.mkdir(parents=True)
        (place / "kept.parquet").touch()
    before = _files(shared)
    left = spark_names.folder_of(one) / "killed" / "strategy"
    left.mkdir(parents=True)
    (left / "part-0.parquet").touch()
    (spark_names.folder_of(one) / "spill_1").mkdir()
    assert _files(shared) != before
    spark_names.remove_leftovers(one)
    assert _files(shared) == before
    assert {path.name for path in spark_names.folder_of(one).iterdir()} == {"unnamed", spark_names.spill_of(one).name}


def test_where_nothing_was_left_nothing_is_removed(settings: Settings) -> None:
    spark_names.remove_leftovers(settings)
    assert _files(settings.home) == {"spark/name.json"}


@pytest.mark.parametrize(
    "address",
    ["", "sc://host", "sc://host:15002", "sc://10.0.0.7:443/;use_ssl=true", "sc://[::1]:15002", "sc://a.example.org/"],
)
def test_addresses_of_a_server_are_taken(address: str) -> None:
    assert get_settings(spark_remote=address).spark_remote == address


@pytest.mark.parametrize(
    "address",
    [
        "host:15002",
        "spark://host:7077",
        "sc://",
        "sc://host:abc",
        "sc://host:99999",
        "sc://host:0",
        "sc://a b",
        "http://a",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match=r"DWSC_SPARK_REMOTE=.*written as sc://host:15002"):
        get_settings(spark_remote=address)


@pytest.mark.parametrize(
    ("name", "address"),
    [("spark_remote", "sc://host:443/;use_ssl=true;token=s3cr3t"), ("spark_remote", "sc://host/;TOKEN=s3cr3t;use_ssl=true"),
     ("spark_remote", "sc://me:s3cr3t@host"), ("spark_remote", "sc://host/;user_id=s3cr3t"),
     ("spark_pages", "https://me:s3cr3t@host:4040")],
)  # fmt: skip
def test_a_secret_in_an_address_is_refused_and_not_repeated(name: str, address: str) -> None:
    with pytest.raises(SettingsError, match="an address here has no user") as refused:
        get_settings(**{name: address})
    assert "s3cr3t" not in str(refused.value)


def test_an_empty_folder_is_the_one_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not the folder in which the command was started, as an empty path is elsewhere."""
    monkeypatch.setenv("DWSC_SPARK_FOLDER", "")
    assert get_settings(home=tmp_path).spark_place == tmp_path / "spark"


@pytest.mark.parametrize(
    ("name", "value"), [("spark_folder", "."), ("spark_folder", "data/spark"), ("spark_pages", "host:4040")]
)
def test_a_place_that_each_would_read_otherwise_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"DWSC_{name.upper()}="):
        get_settings(**{name: value})


@pytest.mark.parametrize("size", ["lots", "4", "GB", "-1GB", "4 gigabytes", "80%", ""])
def test_a_memory_limit_that_is_no_size_is_refused_by_name(size: str) -> None:
    with pytest.raises(SettingsError, match=r"DWSC_MEMORY_LIMIT=.*such as 4GB"):
        get_settings(memory_limit=size)


@pytest.mark.parametrize("size", ["4GB", "500 MiB", "1.5gb", " 64MB ", "2TB"])
def test_sizes_that_duckdb_takes_are_taken(size: str) -> None:
    with duckdb.connect(config={"memory_limit": get_settings(memory_limit=size).memory_limit}) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
