"""Who is late and whom it reaches, in words: no late output goes unsaid, and none is called late that is not."""

import pandas as pd
import pytest

from dashboards.parts import slips


def _ways(*ways: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(ways), columns=["late_output_id", "output_id", "length"])


def test_a_late_output_that_nobody_draws_on_is_named() -> None:
    """The page said that nothing was late where an overdue output had no other behind it."""
    said = slips.said(_ways(("O14", "O01", 1), ("O14", "O02", 2)), ["O05", "O14"], [])
    assert "1 output draws directly on the late output **O14**, 2 along any way." in said
    assert "No output draws on **O05**, which is late." in said


def test_a_delay_from_elsewhere_is_not_counted_as_one_from_here() -> None:
    said = slips.said(_ways(("O13", "O11", 6), ("O14", "O11", 2)), [], ["O11"])
    assert said == "**O11** draws, directly or by way of others, on the late outputs **O13, O14**."


def test_an_output_that_is_late_and_draws_on_a_late_one_says_both() -> None:
    said = slips.said(_ways(("O14", "O05", 3), ("O05", "O02", 1)), ["O05"], ["O05"])
    assert "1 output draws directly on the late output **O05**, 1 along any way." in said
    assert "**O05** draws, directly or by way of others, on the late output **O14**." in said


@pytest.mark.parametrize("about", [[], ["O11"]])
def test_only_where_nothing_is_late_nothing_travels(about: list[str]) -> None:
    assert slips.said(_ways(), [], about).startswith("No output here is late")
    assert "No output draws on **O11**, which is late." in slips.said(_ways(), ["O11"], about)
