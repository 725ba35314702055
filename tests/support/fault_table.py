"""Writes docs/reliability.md from the records of test sessions: `python -m support.fault_table RECORDS`, within tests/.

Owns: the page. Of a test that ran several times, only its newest run counts.
Never: runs a test, or counts one that is no longer there.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from support.fault_ledger import Fault, Record, catalogue, totals
from warehouse.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "reliability.md"
_HEAD = """# Faults, and how often they were survived

Made by `make faults`, or by `support.fault_table` from the records of several runs of the tests,
{stamp}.

Every fault stands under the same law: the command ends with another code than 0 and one clear sentence that says where,
what and what to do; what is published stays byte for byte as it was; what was refused is kept; no part of it is read;
the next run, when the cause is gone, succeeds by itself; and it is recorded.

A try is one run of a test, or one kill, cut, limit, value or name where a test says how many it made. *Lost* counts
tries after which a row or figure was missing, wrong or twice. A run of the tests in which one try is not survived
fails.

**{tries:,} tries of {exercised} faults of {all}: {survived:,} survived, {lost:,} lost.**

| no. | | fault | what is expected beyond the law | tests | tries | survived | lost |
| ---: | --- | --- | --- | ---: | ---: | ---: | ---: |
"""


def read_records(files: list[Path]) -> list[dict[str, Any]]:
    """Of each test that is still there, the records of the newest session that ran it."""
    found = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    newest: dict[str, str] = {}
    for one in found:
        newest[one["test"]] = max(one["at"], newest.get(one["test"], ""))
    return [one for one in found if one["at"] == newest[one["test"]] and is_there(function_of(one["test"]))]


def function_of(test: str) -> str:
    """A test without its parameters: tests/unit/test_a.py::test_b."""
    return test.partition("[")[0]


def is_there(function: str) -> bool:
    """Whether that file holds that test."""
    file, _, name = function.partition("::")
    return name.rpartition("::")[2] in _tests_of(PROJECT_ROOT / file)


@cache
def _tests_of(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"^\s*def (test_\w+)\(", path.read_text(), re.MULTILINE) if path.is_file() else ())


def page(found: list[dict[str, Any]]) -> str:
    """The whole page."""
    names = [field.name for field in fields(Record)]
    records = [Record(**{name: one[name] for name in names}) for one in found]
    known, counted = catalogue(), totals(records)
    tests = {number: _tests(one for one in records if one.number == number) for number in known}
    tries, survived, lost = (sum(row[i] for row in counted.values()) for i in range(3))
    head = _HEAD.format(
        stamp=_stamp(found), tries=tries, survived=survived, lost=lost, exercised=len(counted), all=len(known)
    )
    rows = "".join(_row(fault, len(tests[number]), counted.get(number)) for number, fault in known.items())
    return head + rows + "".join(_listed(fault, tests[number]) for number, fault in known.items())


def _stamp(found: list[dict[str, Any]]) -> str:
    if not found:
        return "of no records"
    days = sorted({one["at"][:10] for one in found})
    commits = sorted({one["commit"] for one in found})
    between = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return f"on {between} at {'commit' if len(commits) == 1 else 'commits'} {', '.join(commits)}"


def _row(fault: Fault, tests: int, counted: tuple[int, int, int] | None) -> str:
    if counted is None:
        why = fault.not_exercised_because or "Not in these records."
        return f"| {fault.number} | {fault.priority} | {fault.fault} | {fault.expected}. {why} | – | – | – | – |\n"
    numbers = " | ".join(f"{number:,}" for number in counted)
    return f"| {fault.number} | {fault.priority} | {fault.fault} | {fault.expected} | {tests} | {numbers} |\n"


def _tests(records: Iterable[Record]) -> dict[str, Counter[str]]:
    """The tries of each test, by what it tried where it says so."""
    found: dict[str, Counter[str]] = {}
    for one in sorted(records, key=lambda one: function_of(one.test)):
        found.setdefault(function_of(one.test), Counter())[one.what] += one.tries
    return found


def _listed(fault: Fault, tests: dict[str, Counter[str]]) -> str:
    """A section with a line for each test; it names what was tried where the test says so."""
    lines = [
        f"- `{test}`: {tries:,}" + (f" ({what})" if what else "")
        for test, counted in tests.items()
        for what, tries in sorted(counted.items())
    ]
    title = f"\n## {fault.number}. {fault.fault}\n\n"
    return title + ("\n".join(lines) or fault.not_exercised_because) + "\n"


def main() -> None:
    """Read the named files and write the page."""
    PAGE.write_text(page(read_records([Path(name) for name in sys.argv[1:]])))


if __name__ == "__main__":
    main()
