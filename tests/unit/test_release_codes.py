"""Codes are taken as people type them, and none is taken for another."""

import pytest

from warehouse.errors import WarehouseError
from warehouse.release.codes import as_held, spellings

HELD = spellings(["KEN", "OI10a", "OI10A", "X01"])


def test_case_does_not_count_where_no_two_codes_differ_in_it_alone() -> None:
    assert as_held(("ken", "KEN", "x01"), HELD, "There is no area", "") == ("KEN", "X01")
    assert as_held(("OI10a", "OI10A"), HELD, "There is no area", "") == ("OI10a", "OI10A")
    with pytest.raises(WarehouseError, match=r"no area oi10a\. It has KEN"):
        as_held(("oi10a",), HELD, "There is no area", "")


@pytest.mark.parametrize("typed", ["", " ", "KE", "KENYA", "%"])
def test_what_is_not_held_is_named_with_the_table_that_holds_all(typed: str) -> None:
    many = spellings(f"A{number}" for number in range(200))
    with pytest.raises(WarehouseError) as caught:
        as_held(("a7", typed), many, "There is no area", "All are in the table.")
    assert str(caught.value) == f"There is no area {typed}. All are in the table."
