"""A secret in any place that may hold one stands in nothing that a command says, writes or publishes."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from support import canary
from support.canary import CANARY
from support.faults import DWSC
from support.first_release import FirstRelease
from warehouse.errors import SettingsError
from warehouse.settings import PROJECT_ROOT, get_settings


def _write(path: Path, kind: str) -> None:
    frame = pd.DataFrame({"a": [f"x {CANARY} y"], "b": ["plain"]})
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("inner.xml", f"<a>{CANARY}</a>" * 50)
    writers: dict[str, Callable[[], object]] = {
        "plain": lambda: path.write_text(CANARY),
        "quoted": lambda: path.write_text("http://u:Canary%2F7ZqK%2BxW3vT9pLmN2@host"),
        "base64": lambda: path.write_text("Basic cmVhZGVyOkNhbmFyeS83WnFLK3hXM3ZUOXBMbU4y"),
        "json": lambda: path.write_text(f'{{"a": "{CANARY.replace("/", chr(92) + "/")}"}}'),
        "gz": lambda: path.write_bytes(gzip.compress(CANARY.encode() * 50)),
        "xlsx": lambda: frame.to_excel(path),
        "parquet": lambda: frame.to_parquet(path, compression="zstd"),
        "name": lambda: path.with_name(f"{CANARY.replace('/', '%2F')}.csv").write_text("x"),
    }
    if kind in writers:
        writers[kind]()
    if kind == "duckdb":
        with duckdb.connect(str(path)) as connection:
            connection.execute("create table t as select ? as a from range(5000)", [CANARY])
    if kind == "sqlite":
        with sqlite3.connect(path) as connection:
            connection.execute("create table t as select ? as a", [CANARY])


KINDS = ["plain", "quoted", "base64", "json", "gz", "zip", "xlsx", "parquet", "duckdb", "sqlite"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_finds_it_wherever_it_stands(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"file.{kind}"
    (tmp_path / "clean.txt").write_text("nothing")
    _write(path, kind)
    assert canary.leaks(tmp_path) == [path.name]


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All places at once: proxies, tokens, whom to alert, and the login of the pages."""
    folder = tmp_path_factory.mktemp("secrets")
    login, netrc = folder / "login.toml", folder / "netrc"
    login.write_text(f'[auth]\nclient_secret = "{CANARY}"\ncookie_secret = "{CANARY}"\n')
    netrc.write_text(f"machine 127.0.0.1 login reader password {CANARY}\n")
    for path in (login, netrc):
        path.chmod(0o600)
    return canary.environment() | {
        "NETRC": str(netrc),
        "DWSC_LOGIN": str(login),
        "DWSC_ALERT_ADDRESSES": "env:TELL",
        "TELL": f"json://reader:{CANARY.replace('/', '%2F')}@127.0.0.1:9/{CANARY.replace('/', '%2F')}",
        "DWSC_ILOSTAT_ADDRESS": "http://127.0.0.1:9",
        "DWSC_SDMX_ADDRESS": "http://127.0.0.1:9",
        "DWSC_FETCH_ATTEMPTS": "1",
    }


def _ask(home: Path, secrets: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DWSC_")}
    return subprocess.run(
        [DWSC, *arguments],
        env=plain | secrets | {"DWSC_HOME": str(home)},
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


@contextmanager
def _damaged(home: Path) -> Iterator[None]:
    """One snapshot is cut for a while."""
    snapshot = next(iter(sorted(home.glob("snapshots/ilostat/*/*.parquet"))))
    whole = snapshot.read_bytes()
    snapshot.chmod(0o644)
    snapshot.write_bytes(whole[:-20])
    yield
    snapshot.write_bytes(whole)


STEPS = [
    (("doctor",), None),
    (("doctor", "--json"), None),
    (("alerts", "test"), 1),
    (("land", "{bad}"), 1),
    (("query", "select count(*) from guide.dictionary"), 0),
    (("query", "selec 1"), 1),
    (("query", "select getenv('TELL')"), 1),
    (("query", "from read_text('/proc/self/environ')"), 1),
    (("releases", "--json"), 0),
    (("releases", "--point-at", "20200101_000000"), 1),
    (("dashboard", "--port", "8599"), 1),
    (("run", "--full"), 1),
    (("backup", "{backup}"), 1),
]


@pytest.fixture(scope="module")
def asked(
    first_release: FirstRelease, secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, subprocess.CompletedProcess[str]]]]:
    """A home with a damaged snapshot, after each command with all secrets around it; most of them fail."""
    folder = tmp_path_factory.mktemp("canary")
    home = first_release.copy_home(folder / "home")
    (folder / "bad.csv").write_text("<!doctype html><title>503</title>")
    places = {"bad": folder / "bad.csv", "backup": folder / "backup"}
    said = {}
    with _damaged(home):
        for arguments, _ in STEPS:
            words = [word.format(**places) for word in arguments]
            said[" ".join(arguments)] = _ask(home, secrets, *words)
    said["fetch"] = _ask(folder / "real", secrets, "fetch", "EMP_2IFL_SEX_RT_A")
    yield folder, said
    shutil.rmtree(folder, ignore_errors=True)


def test_each_command_came_as_far_as_was_meant(
    asked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]],
) -> None:
    folder, said = asked
    codes = {" ".join(arguments): code for arguments, code in STEPS if code is not None} | {"fetch": 1}
    assert {name: said[name].returncode for name in codes} == codes, said
    assert "damaged" in said["run --full"].stdout
    assert list((folder / "home" / "runs").glob("*/run.log"))
    assert (folder / "home" / "alerts" / "ledger.json").is_file()


@pytest.mark.fault(20)
def test_nothing_that_was_said_holds_it(asked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]]) -> None:
    _, said = asked
    told = {name: one.stdout + one.stderr for name, one in said.items()}
    assert not [name for name, text in told.items() if canary.holds(text.encode())]


@pytest.mark.fault(20)
def test_nothing_that_was_written_holds_it(asked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]]) -> None:
    folder, _ = asked
    assert canary.leaks(folder) == []


@pytest.mark.fault(20)
def test_no_file_of_a_whole_run_holds_it(first_release: FirstRelease) -> None:
    """The run of `support.first_release` had the canary in every variable that may hold a secret."""
    assert first_release.run.returncode == 0, first_release.run.stderr
    assert not canary.holds((first_release.run.stdout + first_release.run.stderr).encode())
    assert canary.leaks(first_release.home) == []
    looked_at = {path.suffix for path in first_release.home.rglob("*") if path.is_file()}
    assert {".duckdb", ".parquet", ".csv", ".json", ".db", ".log"} <= looked_at


@pytest.mark.fault(36)
@pytest.mark.fault(20)
@pytest.mark.parametrize("name", ["ILOSTAT_ADDRESS", "SDMX_ADDRESS"])
def test_an_address_with_a_password_is_refused_without_being_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be the address of every figure that comes from there, and published with it."""
    monkeypatch.setenv(f"DWSC_{name}", f"https://reader:{CANARY.replace('/', '%2F')}@example.org/bulk")
    with pytest.raises(SettingsError) as refused:
        get_settings()
    assert f"DWSC_{name}" in str(refused.value)
    assert "no user or password" in str(refused.value)
    assert not canary.holds(str(refused.value).encode())


@pytest.mark.fault(20)
@pytest.mark.slow
def test_a_report_and_a_run_from_nothing_hold_none(
    first_release: FirstRelease, secrets: dict[str, str], tmp_path: Path
) -> None:
    home = first_release.copy_home(tmp_path / "home")
    ran = _ask(home, secrets, "run", "--full")
    assert ran.returncode == 0, ran.stderr
    written = _ask(home, secrets, "report", "progress", "--out", str(tmp_path / "report"))
    assert written.returncode == 0, written.stderr
    kept = _ask(home, secrets, "backup", str(tmp_path / "backup"))
    assert kept.returncode == 0, kept.stderr
    assert not canary.holds("".join([one.stdout + one.stderr for one in (ran, written, kept)]).encode())
    assert canary.leaks(tmp_path) == []
