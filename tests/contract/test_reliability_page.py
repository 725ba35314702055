"""docs/reliability.md is what `make faults` wrote: every fault, how often it was tried, and that nothing was lost."""

import re

import pytest

from support.fault_ledger import Fault, catalogue
from support.fault_table import PAGE, is_there

ENOUGH = 40
CATALOGUE = catalogue()


def _rows() -> dict[int, list[str]]:
    """The cells of each row of the table, by the number of the fault."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines()]
    return {int(row[0]): row for row in cells if row[0].isdigit()}


def _sections() -> dict[int, list[str]]:
    """The tests that each section lists."""
    parts = re.split(r"^## (\d+)\. .*$", PAGE.read_text(), flags=re.MULTILINE)[1:]
    numbered = zip(parts[::2], parts[1::2], strict=True)
    return {int(number): re.findall(r"^- `(.+)`: ", text, re.MULTILINE) for number, text in numbered}


def test_every_fault_of_the_catalogue_has_one_row_and_one_section() -> None:
    assert list(CATALOGUE) == list(range(1, 45))
    assert list(_rows()) == list(_sections()) == list(CATALOGUE)


def test_at_least_forty_were_tried() -> None:
    assert sum(row[5].isdigit() or "," in row[5] for row in _rows().values()) >= ENOUGH


@pytest.mark.parametrize("fault", CATALOGUE.values(), ids=lambda fault: str(fault.number))
def test_a_row_says_what_was_tried_and_that_nothing_was_lost_or_why_it_was_not_tried(fault: Fault) -> None:
    row, tests = _rows()[fault.number], _sections()[fault.number]
    assert row[1:3] == [fault.priority, fault.fault]
    assert row[3].startswith(fault.expected)
    if fault.not_exercised_because:
        assert row[4:] == ["–"] * 4
        assert fault.not_exercised_because in row[3]
        assert not tests
        return
    count, tries, survived, lost = (int(cell.replace(",", "")) for cell in row[4:])
    assert count == len(set(tests)) > 0
    assert tries == survived > 0
    assert lost == 0
    assert [test for test in tests if not is_there(test)] == [], "run make faults: these tests are no longer there"


def test_the_page_says_when_and_at_which_commit_it_was_made() -> None:
    assert re.search(r"on \d{4}-\d\d-\d\d( to \d{4}-\d\d-\d\d)? at commits? [0-9a-f]{7,}", PAGE.read_text())
