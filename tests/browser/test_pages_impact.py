"""Impact in a real browser: verdicts, estimates and words are those of the release; a refused design has no number."""

import csv
import io
import re
from collections.abc import Callable

import pytest

from support import made_impact

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 380])
def test_a_design_that_passes_shows_its_estimate_with_its_words(width: int, served: str, visit: Callable) -> None:
    window = visit(served)
    window.page.set_viewport_size({"width": width, "height": 900})
    window.open("impact")
    text = window.text()
    assert "3 impact designs are registered: 2 pass the gate, 1 is refused." in text
    assert made_impact.QUESTION in text, "what an evaluator typed is shown as typed"
    assert "It passes the gate: none of 2 rules is broken" in text
    assert "95 % interval by randomization: −2.40 to −0.10 (p = 0.031); nought lies outside." in text
    assert "makes −0.75 by the same sum" in text
    assert "So most of −1.25 can be what was under way before the start." in text
    assert "0 of 5 years before it lie away from nought, but they rise from −0.60 to nought in 5 of 5 steps" in text
    assert "Noted: does not refuse, read with it" in text
    assert f"{made_impact.WORDS} It rests on 2 treated areas, 5 comparison areas, 6 years before and 3" in text
    assert "A start invented for 2020, on the years before the real one: +0.20 (p = 0.610)." in text
    assert "0 of 5 lie at least as far from nought as the estimate" in text
    assert window.page.evaluate("document.documentElement.scrollWidth") <= width
    assert window.complaints == []


def test_a_refused_design_shows_its_reasons_and_no_number(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("impact?design=D2")
    text = window.text()
    assert "The gate refuses it: 1 rule of 2 not met" in text
    assert f"No estimate. {made_impact.REASON}" in text
    assert "95 % interval" not in text
    assert "Where nothing can have happened" not in text
    assert "so the years from the start on are not shown" in text
    assert "so the years from the first start on are left out" in text
    taken = window.download("impact_values").path().read_text(encoding="utf-8-sig")
    years = {int(line["year"]) for line in csv.DictReader(io.StringIO(taken))}
    assert years == {year for year in made_impact.YEARS if year < made_impact.START}
    (said,) = page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label')"
        " || node.querySelector('[aria-label]').getAttribute('aria-label'))"
    )
    assert re.search(r"Treated areas: [0-9.]+ in 2016, [0-9.]+ in 2021;", said)


def test_an_earlier_version_of_a_plan_can_be_looked_at(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("impact?design=D1")
    assert "Said anew." in window.text()
    page.get_by_role("radio", name="1, of 1 Jun 2021").click()
    page.wait_for_url("**/impact?*version=1*")
    window.settle()
    assert "Both would have moved alike." in window.text()


def test_a_series_is_a_description(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("impact?design=D3")
    text = window.text()
    assert "A description: no interval and no test" in text
    assert "Contribution, not attribution: a description." in text
    assert "(p =" not in text
