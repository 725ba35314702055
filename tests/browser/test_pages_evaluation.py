"""Evidence, and Ratings and recommendations, in a real browser: what they say is what the release holds."""

from collections.abc import Callable

import pytest

from dashboards.queries.evidence import CRITERIA

pytestmark = pytest.mark.browser
TYPED = "Is it *used* by <b>those</b> [asked](https://example.org)?"


def test_evidence_tells_strength_gaps_and_items(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("evidence")
    text = window.text()
    assert "1 of 4 questions rests on strong evidence; 1 on none" in text
    assert "2 gaps in the evidence of 2 questions" in text
    assert "EQ04 (Impact): No item of evidence counts." in text
    assert "Evaluation matrix: 2 items of evidence, 1 of them counts" in text
    page.locator("[data-testid=stCheckbox] label").click()
    page.locator("[data-testid=stTable] table").nth(1).wait_for()
    window.settle()
    tables = page.locator("[data-testid=stTable]").all_inner_texts()
    assert "● Strong" in tables[0]
    assert "for and against" in tables[0]
    assert TYPED in tables[1]
    assert "no evidence" in tables[1]
    assert "9 of 20 areas achieved or on track; 4 worse" in tables[1]
    assert page.locator("[data-testid=stMain] table b, [data-testid=stMain] table em").count() == 0
    assert window.complaints == []


def test_a_link_restores_filters_and_filters_that_leave_nothing_can_be_cleared(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("evidence?question=EQ01&source=register&criterion=beauty")
    text = window.text()
    assert "Evaluation matrix: 1 item of evidence" in text
    assert "beauty" in text
    page = window.open("evidence?question=EQ04&review=weak")
    assert "No item of evidence matches EQ04; weak" in window.text()
    page.get_by_role("button", name="Clear these filters").click()
    page.wait_for_url(lambda address: "?" not in address)
    window.settle()
    assert "Evaluation matrix: 2 items of evidence" in window.text()


def test_ratings_say_why_and_a_draft_is_no_rating(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("ratings")
    text = window.text()
    assert "1 of 6 criteria are rated" in text
    assert "Relevance · ▰▰▰▰▰▱ 5 of 6 · Satisfactory" in text
    assert "Before: 4 Somewhat satisfactory, rated " in text
    assert "Rests on 2 items of evidence (EV1, EV2), 1 accepted" in text
    assert "A draft of a rating was handed in on" in text
    assert "Somewhat unsatisfactory" not in text, "the level of a draft is not told"
    for criterion in set(CRITERIA) - {"relevance"}:
        assert f"{criterion.capitalize()} · not rated yet" in text
    assert TYPED in text
    assert page.locator("[data-testid=stMain] b, [data-testid=stMain] em").count() == 0
    assert window.complaints == []


def test_recommendations_say_what_became_of_them(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("ratings")
    text = window.text()
    assert "4 recommendations: 1 done, 1 overdue, 1 without a response" in text
    assert f"■ Overdue · R1 {TYPED}" in text
    assert "18 days overdue" in text
    assert "done on 30 Apr 2026" in text
    assert "▲ No response yet · R4" in text
    assert text.index("R1 ") < text.index("R2 ")
