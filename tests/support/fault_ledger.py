"""Which fault of the catalogue was tried how often, and how it ended: the ledger of every test session.

A test says `@pytest.mark.fault(3)` (each run of it is one try, survived if it passes), or asks for `fault_ledger` and
records how many tries it made itself. Either travels with the report of the test, so it does not matter which process
ran it. At its end a session prints the table; `--fault-records FILE` also adds its records to a file, of which
`support.fault_table` makes docs/reliability.md.

Owns: counting tries. A try that was neither survived nor lost, or any that was lost, fails the session.
Never: decides what survival means; the tests do.
"""

import csv
import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse.settings import PROJECT_ROOT

CATALOGUE = PROJECT_ROOT / "tests" / "faults" / "catalogue.csv"
RECORDED, MARKED = "fault recorded", "fault marked"


@dataclass(frozen=True)
class Fault:
    """A row of the catalogue."""

    number: int
    priority: str
    fault: str
    expected: str
    not_exercised_because: str


@dataclass(frozen=True)
class Record:
    """What one test tried of one fault."""

    number: int
    test: str
    what: str
    tries: int
    survived: int
    lost: int


def catalogue() -> dict[int, Fault]:
    """Every fault, by its number."""
    with CATALOGUE.open(newline="") as file:
        rows = [Fault(**row | {"number": int(row["number"])}) for row in csv.DictReader(file)]
    return {row.number: row for row in rows}


class FaultLedger:
    """Where a test writes down what it tried; in place of the one try that its mark would count."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def record(self, number: int, what: str, tries: int, survived: int, lost: int = 0) -> None:
        """So many tries of this fault, of which so many ended as the catalogue expects and so many lost something."""
        if number not in catalogue():
            raise ValueError(f"the catalogue has no fault {number}")
        if not (tries > 0 and survived >= 0 and lost >= 0 and survived + lost <= tries):
            raise ValueError(f"fault {number}: {survived} survived and {lost} lost of {tries} tries cannot be")
        record = Record(number, self._item.nodeid, what, tries, survived, lost)
        self._item.user_properties.append((RECORDED, json.dumps(asdict(record))))


@pytest.fixture
def fault_ledger(request: pytest.FixtureRequest) -> FaultLedger:
    """The ledger of this test."""
    return FaultLedger(request.node)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to keep the records, if anywhere."""
    parser.addoption("--fault-records", type=Path, help="add what was tried of which fault to this file (JSON lines)")


def pytest_configure(config: pytest.Config) -> None:
    """Open the ledger of the session; a process that runs tests for another one keeps none."""
    config.addinivalue_line("markers", "fault(*numbers): tries these faults of tests/faults/catalogue.csv")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(SessionLedger(config), "session_fault_ledger")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the ledger is found by `-m fault` too; a mark names faults that there are."""
    known = catalogue()
    for item in items:
        numbers = _numbers(item)
        if unknown := numbers - known.keys():
            raise pytest.UsageError(f"{item.nodeid}: the catalogue has no fault {sorted(unknown)}")
        if "fault_ledger" in getattr(item, "fixturenames", ()):
            item.add_marker("fault")
        if numbers:
            item.user_properties.append((MARKED, json.dumps(sorted(numbers))))


def _numbers(item: pytest.Item) -> set[int]:
    return {int(number) for mark in item.iter_markers("fault") for number in mark.args}


def records_of(report: pytest.TestReport) -> list[Record]:
    """What a test tried; one that was skipped, or whose set-up failed, tried nothing."""
    if report.when != "call" or report.skipped:
        return []
    properties = report.user_properties
    recorded = [Record(**json.loads(str(value))) for name, value in properties if name == RECORDED]
    marked = {number for name, value in properties if name == MARKED for number in json.loads(str(value))}
    counted = marked - {record.number for record in recorded}
    survived = int(report.passed)
    return recorded + [Record(number, report.nodeid, "", 1, survived, 0) for number in sorted(counted)]


def totals(records: Iterable[Record]) -> dict[int, tuple[int, int, int]]:
    """Tries, survived and lost, by fault."""
    found: dict[int, tuple[int, int, int]] = {}
    for record in sorted(records, key=lambda one: one.number):
        tries, survived, lost = found.get(record.number, (0, 0, 0))
        found[record.number] = tries + record.tries, survived + record.survived, lost + record.lost
    return found


def _stamp() -> dict[str, str]:
    """When these tests began, and at which commit."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    return {"commit": asked.stdout.strip(), "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}


class SessionLedger:
    """All that a session tried, from whichever process the report of a test comes."""

    def __init__(self, config: pytest.Config) -> None:
        self._file: Path | None = config.getoption("--fault-records")
        self._stamp = _stamp() if self._file else {}
        self._records: list[Record] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down what this test tried, on disk at once: a session that is killed has tried what it tried."""
        found = records_of(report)
        self._records += found
        if self._file and found:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a") as file:
                file.writelines(json.dumps(asdict(record) | self._stamp) + "\n" for record in found)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Fail where a try was not survived."""
        if exitstatus == pytest.ExitCode.OK and any(record.survived < record.tries for record in self._records):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table."""
        if not self._records:
            return
        known = catalogue()
        terminalreporter.section("faults tried")
        terminalreporter.write_line(f"{'tries':>7} {'survived':>8} {'lost':>5}   fault")
        for number, (tries, survived, lost) in totals(self._records).items():
            line = f"{tries:>7} {survived:>8} {lost:>5}   {number}. {known[number].fault}"
            terminalreporter.write_line(line, red=survived < tries)
