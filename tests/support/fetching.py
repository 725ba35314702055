"""Helpers of the tests of `dwsc fetch`: run it, and read by the csv module and pyarrow what it left behind.

Nothing here uses the code of the connector: what lands is compared with what the stand-in serves.
"""

import csv
import io
import itertools
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from support.ilostat_service.datasets import Dataset
from support.ilostat_service.service import Entry, IlostatService
from warehouse.cli.main import main
from warehouse.settings import PROJECT_ROOT

DWSC = Path(sys.executable).parent / "dwsc"
NO_NETWORK = PROJECT_ROOT / "tests" / "support" / "no_network"
# Quick, for a stand-in that nobody else uses; a test of politeness sets its own.
QUICK = {
    "DWSC_FETCH_PAUSE_SECONDS": "0",
    "DWSC_FETCH_RETRY_SECONDS": "0",
    "DWSC_FETCH_ATTEMPTS": "2",
    "DWSC_FETCH_CONNECT_SECONDS": "5",
    "DWSC_FETCH_READ_SECONDS": "5",
    "DWSC_FETCH_FILE_SECONDS": "20",
}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and all it said, with single blanks."""

    code: int
    words: str


@dataclass(frozen=True)
class Fetcher:
    """Runs `dwsc fetch` in this process against a stand-in, into one home."""

    home: Path
    service: IlostatService
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, dictionaries: bool = False, **settings: object) -> Ended:
        """Run it; a setting is named without DWSC_FETCH_, such as pause_seconds=0.2."""
        more = {f"DWSC_FETCH_{name.upper()}": str(value) for name, value in settings.items()}
        command = ["dwsc", "fetch", *arguments, *([] if dictionaries else ["--no-dictionaries"])]
        with self.monkeypatch.context() as patch:
            for name, value in (environment(self.home, self.service) | more).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", command)
            return self._run()

    def _run(self) -> Ended:
        self.capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = 0 if end.code is None else int(end.code)
        else:
            code = 0
        said = self.capsys.readouterr()
        return Ended(code, " ".join((said.out + said.err).split()))


def environment(home: Path, service: IlostatService) -> dict[str, str]:
    """The settings for a quick fetch from a stand-in, past any proxy of this machine."""
    here = {"DWSC_HOME": str(home), "DWSC_ILOSTAT_ADDRESS": service.address, "NO_PROXY": "127.0.0.1"}
    return here | QUICK


def child_environment(home: Path, service: IlostatService, **more: str) -> dict[str, str]:
    """The same for a child process that is to call nobody beyond this machine; NETWORK_LOG tells whether it tried."""
    log = home.with_name(f"{home.name}_network.txt")
    guard = {"PYTHONPATH": str(NO_NETWORK), "NETWORK_LOG": str(log)}
    return os.environ | environment(home, service) | guard | more


def status(home: Path, code: str) -> dict[str, Any]:
    """What the fetch wrote down about a dataset."""
    found: dict[str, Any] = json.loads((home / "fetch" / "status" / f"{code}.json").read_text())
    return found


def origins(home: Path, code: str, source: str = "ilostat") -> list[dict[str, Any]]:
    """The origins of a dataset's snapshots, in the order in which they became known."""
    found = [json.loads(path.read_text()) for path in (home / "snapshots" / source / code).glob("*.origin.json")]
    return sorted(found, key=lambda one: (one["known_from"], one["retrieved_at"]))


def snapshot_ids(home: Path, code: str) -> list[str]:
    """The snapshots of a dataset."""
    return [str(one["snapshot_id"]) for one in origins(home, code)]


def landed_columns(home: Path, code: str, snapshot_id: str | None = None) -> dict[str, list[str]]:
    """The columns of a snapshot (the newest unless one is named), as text, empty where there is nothing."""
    name = snapshot_id or snapshot_ids(home, code)[-1]
    columns = parquet.read_table(home / "snapshots" / "ilostat" / code / f"{name}.parquet").to_pydict()
    return {column: ["" if value is None else str(value) for value in values] for column, values in columns.items()}


def served_columns(dataset: Dataset) -> dict[str, list[str]]:
    """The columns that the stand-in serves, by the csv module; `NA` is how R writes an empty cell, but for an area."""
    text = b"".join(dataset.lines("code")).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    columns = dict(zip((name.replace(".", "_") for name in header), map(list, zip(*rows, strict=True)), strict=True))
    return {
        name: values if name == "ref_area" else ["" if value == "NA" else value for value in values]
        for name, values in columns.items()
    }


def assert_landed_as_served(home: Path, dataset: Dataset, snapshot_id: str | None = None) -> None:
    """Every served cell stands in the snapshot, on the same row, and nothing else does."""
    landed, served = landed_columns(home, dataset.code, snapshot_id), served_columns(dataset)
    for name, values in served.items():
        assert landed[name] == values, f"{dataset.code}: {name}"


def gaps(entries: list[Entry]) -> list[float]:
    """Seconds between the beginnings of requests."""
    return [after.began - before.began for before, after in itertools.pairwise(entries)]
