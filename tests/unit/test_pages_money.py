"""Amounts, shares, dates of events and links as the pages write them."""

import pandas as pd
import pytest

from dashboards import money, promises


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "USD 0"), (640_000, "USD 640,000"), (1_245_000, "USD 1.25 million"), (-2e6, "USD -2.0 million"), (None, "–")],
)
def test_an_amount_is_written_as_its_size_calls_for(value: object, text: str) -> None:
    assert money.dollars(value) == text


def test_the_range_of_the_strategy_reads_as_it_is_known() -> None:
    assert money.span(18.5e6, 25e6) == "USD 18.5–25.0 million"
    assert money.span(None, 25e6) == "–"


def test_no_share_is_made_up_where_the_release_gives_none() -> None:
    row = pd.Series({"share_of_low": None, "share_of_high": None, "share_note": "No share: it cannot be."})
    assert money.share(row) == "no share"
    assert "%" not in money.share(row)
    told = pd.DataFrame({"action_area_id": ["AA2", "AA3", "AA4"], "share_note": ["No share: x.", "No share: x.", None]})
    assert money.no_share(told) == ["No share: x: AA2, AA3."]


def test_a_word_of_a_newer_release_shows_itself() -> None:
    assert money.position("far above").text == "○ Far above"
    assert promises.state("lost").word == "Lost"


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2023-03-13", "2023-03-23", "day", "13–23 Mar 2023"),
        ("2022-06-27", "2022-07-01", "day", "27 Jun – 1 Jul 2022"),
        ("2022-12-30", "2023-01-02", "day", "30 Dec 2022 – 2 Jan 2023"),
        ("2025-03-01", "2025-03-31", "month", "Mar 2025"),
        ("2024-01-01", "2025-12-31", "month", "Jan 2024 – Dec 2025"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
    ],
)
def test_an_event_is_no_more_exact_than_it_is_known(start: str, end: str, precision: str, text: str) -> None:
    row = pd.Series({"start_date": start, "end_date": end, "date_precision": precision})
    assert promises.happened(row) == text


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("https://example.org/a) [x](y", "https://example.org/a%29%20%5Bx%5D%28y"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (None, None),
    ],
)
def test_only_web_links_can_be_followed_and_none_breaks_out(link: object, followed: str | None) -> None:
    assert promises.web_address(link) == followed
