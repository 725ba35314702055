"""Snapshots in an object store: what one home landed comes to the others, whole, once, and never replaced."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from typer.testing import CliRunner

from support.object_store import BUCKET, KEYS, ObjectStore, object_store
from support.planted import GOOD, NAME, land_one, plant, text
from warehouse.backup.contents import kept_files
from warehouse.backup.make import make_backup
from warehouse.cli.main import app
from warehouse.errors import HomeError, SettingsError, SnapshotError, StoreError
from warehouse.landing import land_paths
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path
from warehouse.store import put as putting
from warehouse.store.bucket import Bucket
from warehouse.store.exchange import exchange
from warehouse.store.for_spark import put_run_inputs, spark_address

SAMPLE = text(*(row + ("" if row.endswith(",") else "_") + "Z0:1" for row in GOOD))


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture
def store(server: ObjectStore, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    """A prefix of the test's own."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return replace(server, prefix="".join(sign if sign.isalnum() else "_" for sign in request.node.name))


def _files(settings: Settings) -> dict[str, bytes]:
    folder = settings.snapshots_folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.name.endswith((".parquet", ".origin.json"))
    }


def _landed(store: ObjectStore, home: Path, content: str, name: str = NAME) -> Settings:
    """A home with one snapshot that is not yet in the store."""
    settings = store.settings(home)
    [landed] = land_paths(settings, [plant(home.with_name(f"{home.name} files"), content, name)])
    assert landed.outcome == "loaded", landed.message
    return settings


def test_what_one_home_landed_comes_to_the_other_as_it_is(store: ObjectStore, tmp_path: Path) -> None:
    one, other = _landed(store, tmp_path / "one", text()), store.settings(tmp_path / "other")
    assert exchange(other).fetched == (), "an empty store gives nothing"
    assert len(exchange(one).put) == 1
    assert {name: store.read(name) for name in store.names()} == _files(one)
    assert len(exchange(other).fetched) == 1
    assert _files(other) == _files(one)
    for home in (one, other):
        again = exchange(home)
        assert (again.fetched, again.put) == ((), ())


def test_homes_that_land_at_the_same_time_end_with_the_same(store: ObjectStore, tmp_path: Path) -> None:
    """The same content in both, and a later vintage in one: whoever is first counts, and no vintage is lost."""
    one, other = _landed(store, tmp_path / "one", text()), _landed(store, tmp_path / "other", text())
    land_paths(other, [plant(tmp_path / "later", text(*GOOD[:1]), NAME)])
    threads = [threading.Thread(target=exchange, args=(home,)) for home in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    exchange(one)
    exchange(other)
    assert len(_files(one)) == 4
    assert _files(one) == _files(other) == {name: store.read(name) for name in store.names()}


def test_the_origin_that_was_first_counts_and_the_other_is_kept(store: ObjectStore, tmp_path: Path) -> None:
    one, other = _landed(store, tmp_path / "one", text()), _landed(store, tmp_path / "other", text())
    [path] = other.snapshots_folder.rglob("*.origin.json")
    told = json.loads(path.read_text()) | {"retrieved_at": "2020-01-01T00:00:00+00:00", "known_from": "2020-01-01"}
    path.write_text(json.dumps(told))
    exchange(one)
    exchange(other)
    assert _files(one) == _files(other)
    [kept] = (other.home / "store" / "replaced").rglob("*.origin.json")
    assert json.loads(kept.read_text()) == told
    assert kept in kept_files(other.home), "a backup holds it"


def test_a_put_that_stands_is_never_replaced(store: ObjectStore, tmp_path: Path) -> None:
    bucket = Bucket(store.settings(tmp_path / "home"))
    assert bucket.put_absent("name", b"first")
    assert bucket.put_absent("name", b"second") is None
    assert store.read("name") == b"first"


def test_of_many_who_put_at_once_one_is_first(store: ObjectStore, tmp_path: Path) -> None:
    bucket, etags = Bucket(store.settings(tmp_path / "home")), {}
    threads = [
        threading.Thread(target=lambda n=n: etags.update({n: bucket.put_absent("name", f"{n}".encode())}))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [first] = [n for n, etag in etags.items() if etag]
    assert store.read("name") == f"{first}".encode()


def test_a_store_that_replaces_what_stands_is_refused(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _landed(store, tmp_path / "home", text())
    put = Bucket._put
    monkeypatch.setattr(Bucket, "_put", lambda self, name, content, **_: put(self, name, content))
    with pytest.raises(StoreError, match="If-None-Match"):
        exchange(home)
    assert store.names() == []


def test_a_damaged_object_counts_nowhere_and_is_named(store: ObjectStore, tmp_path: Path) -> None:
    one, other = _landed(store, tmp_path / "one", text()), store.settings(tmp_path / "other")
    exchange(one)
    [name] = [name for name in store.names() if name.endswith(".parquet")]
    sound = store.read(name)
    store.overwrite(name, sound[:99] + bytes([sound[99] ^ 1]) + sound[100:])
    with pytest.raises(StoreError, match="is damaged: its SHA-256") as told:
        exchange(other)
    assert name in str(told.value)
    assert _files(other) == {}
    with pytest.raises(StoreError, match="different bytes") as told:
        exchange(one)
    assert str(told.value).count("SHA-256") == 1
    for gone in store.names():  # the remedy that the message names
        store.remove(gone)
    exchange(one)
    exchange(other)
    assert store.read(name) == sound
    assert _files(other) == _files(one)


def test_a_damaged_snapshot_of_the_home_is_not_put(store: ObjectStore, tmp_path: Path) -> None:
    home = _landed(store, tmp_path / "home", text())
    [origin] = list_origins(home)
    path = snapshot_path(home, origin)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SnapshotError, match="damaged"):
        exchange(home)
    assert store.names() == []


@pytest.mark.parametrize("gone", [".parquet", ".origin.json"])
def test_half_a_snapshot_in_the_store(store: ObjectStore, tmp_path: Path, gone: str) -> None:
    one, other = _landed(store, tmp_path / "one", text()), store.settings(tmp_path / "other")
    exchange(one)
    [name] = [name for name in store.names() if name.endswith(gone)]
    store.remove(name)
    if gone == ".parquet":
        with pytest.raises(StoreError, match="is gone"):
            exchange(other)
    else:
        assert exchange(other).fetched == ()
        exchange(one)
        assert len(exchange(other).fetched) == 1
        assert _files(one) == _files(other)


def test_a_killed_put_of_other_bytes_is_told(store: ObjectStore, tmp_path: Path) -> None:
    home = _landed(store, tmp_path / "home", text())
    [name] = [name for name in _files(home) if name.endswith(".parquet")]
    store.overwrite(name, b"half")
    with pytest.raises(StoreError, match="a put was killed"):
        exchange(home)
    assert store.read(name) == b"half"


def test_sample_and_real_data_do_not_meet_in_a_store(store: ObjectStore, tmp_path: Path) -> None:
    exchange(_landed(store, tmp_path / "real", text()))
    sample = _landed(store, tmp_path / "sample", SAMPLE)
    before = store.names()
    with pytest.raises(HomeError, match="never share"):
        exchange(sample)
    assert store.names() == before
    assert len(_files(sample)) == 2


def test_an_origin_that_is_not_what_it_says_is_refused(store: ObjectStore, tmp_path: Path) -> None:
    exchange(_landed(store, tmp_path / "one", text()))
    [name] = [name for name in store.names() if name.endswith(".origin.json")]
    sound = store.read(name)
    other = store.settings(tmp_path / "other")
    for content, said in (
        (b"{", "cannot be read"),
        (sound.replace(b'"snapshot_id": "', b'"snapshot_id": "../'), "another snapshot"),
    ):
        store.overwrite(name, content)
        with pytest.raises(StoreError, match=said):
            exchange(other)
        assert _files(other) == {}


def test_a_store_that_cannot_be_used_leaves_what_was_landed(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _landed(store, tmp_path / "home", text())
    before = _files(home)
    gone = home.model_copy(update={"snapshots_endpoint": "http://127.0.0.1:9"})
    with pytest.raises(StoreError, match=r"cannot be listed.*DWSC_SNAPSHOTS_ENDPOINT"):
        exchange(gone)
    with store.no_key_is_right(), pytest.raises(StoreError, match="variables or files of AWS"):
        exchange(home)
    with pytest.raises(StoreError, match="Make the bucket"):
        exchange(home.model_copy(update={"snapshots": "s3://another-bucket/prefix"}))
    with monkeypatch.context() as without:
        without.delenv("AWS_ACCESS_KEY_ID")
        without.delenv("AWS_SECRET_ACCESS_KEY")
        with pytest.raises(StoreError, match="variables or files of AWS"):
            exchange(home)
    assert _files(home) == before
    assert len(exchange(home).put) == 1, "it is put once the store is there"


def test_the_command_lands_first_and_then_says_that_the_store_is_away(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (store.environment() | {"DWSC_HOME": str(tmp_path / "home")}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DWSC_SNAPSHOTS_ENDPOINT", "http://127.0.0.1:9")
    told = CliRunner().invoke(app, ["land", str(plant(tmp_path, text()))])
    assert "1 loaded" in told.stdout
    assert isinstance(told.exception, StoreError)
    monkeypatch.setenv("DWSC_SNAPSHOTS_ENDPOINT", store.address)
    assert CliRunner().invoke(app, ["land", str(plant(tmp_path, text()))]).exit_code == 0
    assert len(store.names()) == 2


def test_doctor_tries_the_store(store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (store.environment() | {"DWSC_HOME": str(tmp_path / "home")}).items():
        monkeypatch.setenv(name, value)

    def found() -> dict[str, object]:
        told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
        return next(one for one in told["findings"] if one["name"] == "snapshots")

    assert found()["is_well"]
    assert store.names() == []
    with store.no_key_is_right():
        assert not found()["is_well"]
        assert "variables or files of AWS" in str(found()["remedy"])


def test_a_backup_holds_the_copy(store: ObjectStore, tmp_path: Path) -> None:
    home = _landed(store, tmp_path / "home", text())
    exchange(home)
    contents = make_backup(home, tmp_path / "backup")
    assert contents.snapshots_at == ""
    assert {f"snapshots/{name}" for name in _files(home)} <= {one.path for one in contents.files}


def test_spark_is_told_addresses_of_the_store(store: ObjectStore, tmp_path: Path) -> None:
    home = _landed(store, tmp_path / "home", text())
    exchange(home)
    [origin] = list_origins(home)
    path = snapshot_path(home, origin)
    folder = home.runs / "a-run" / "inputs"
    folder.mkdir(parents=True)
    parquet.write_table(
        pa.table({"snapshot_id": [origin.snapshot_id], "path": [str(path)]}), folder / "snapshots.parquet"
    )
    (folder / "other.parquet").write_bytes(b"other")
    home = home.model_copy(update={"spark_reads": "store"})
    address = put_run_inputs(home, folder)
    assert address == f"s3a://{BUCKET}/{store.prefix}/.runs/a-run/inputs"
    assert store.read(".runs/a-run/inputs/other.parquet") == b"other"
    listed = parquet.read_table(pa.BufferReader(store.read(".runs/a-run/inputs/snapshots.parquet"))).to_pylist()
    [row] = listed
    name = row["path"].removeprefix(f"{spark_address(home)}/")
    assert store.read(name) == path.read_bytes()
    assert exchange(store.settings(tmp_path / "other")).fetched == (name.removesuffix(".parquet"),)


def test_homes_without_a_store_ask_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting, "put", None)
    land_one(settings, plant(settings.home.parent, text()))
    assert exchange(settings).put == ()
    assert spark_address(settings) == str(settings.snapshots_folder)
    assert put_run_inputs(settings, settings.runs) == str(settings.runs)
    with pytest.raises(SettingsError, match="DWSC_SPARK_READS is store, and DWSC_SNAPSHOTS names no object store"):
        put_run_inputs(settings.model_copy(update={"spark_reads": "store"}), settings.runs)
