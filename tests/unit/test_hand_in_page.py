"""What the page *Hand in* decides and says, apart from its drawing."""

import csv
import io
import os

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import hand_in
from dashboards.door import Visitor
from dashboards.pages import PAGES
from warehouse.rejected import Finding
from warehouse.reports.follow import Followed, Publication
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

FINDINGS = [
    Finding("Milestones!D7", "Status", "done", "There is no such status.", "Choose one of: active."),
    Finding("line 12", "Reason", '=HYPERLINK("http://x")', "The text is too long.", "Shorten it."),
    Finding("the file", None, None, "It is empty.", "Hand in the new file."),
]


@pytest.mark.parametrize(
    ("role", "hand_in_at", "is_open"),
    [
        ("steward", "here", True),
        ("evaluator", "here", False),
        ("viewer", "here", False),
        ("viewer", "everywhere", True),
        ("steward", "nowhere", False),
    ],
)
def test_stewards_hand_in_and_others_where_that_is_open_to_all(
    role: str, hand_in_at: str, is_open: bool, settings: Settings
) -> None:
    reason = hand_in.closed(get_settings(home=settings.home, hand_in=hand_in_at), Visitor(role))
    assert (reason is None) == is_open
    assert is_open or "DWSC_HAND_IN" in str(reason)


def test_the_table_names_sheet_and_cell_apart() -> None:
    table = hand_in.findings_table(FINDINGS)
    assert table["Sheet"].tolist() == ["Milestones", None, None]
    assert table["Cell"].tolist() == ["D7", "line 12", "the file"]
    assert table["What to do"].tolist() == [one.remedy for one in FINDINGS]


def test_the_csv_holds_the_same_and_runs_nothing() -> None:
    rows = list(csv.DictReader(io.StringIO(hand_in.findings_csv(FINDINGS).decode("utf-8-sig"))))
    assert [(row["sheet"], row["cell"], row["rule"]) for row in rows] == [
        ("Milestones", "D7", FINDINGS[0].rule),
        ("", "line 12", FINDINGS[1].rule),
        ("", "the file", FINDINGS[2].rule),
    ]
    assert rows[1]["value"] == "'" + str(FINDINGS[1].value)
    assert list(rows[0]) == ["sheet", "cell", "column", "value", "rule", "what_to_do"]


def test_a_line_says_the_same_and_shows_what_was_typed_as_it_was_typed() -> None:
    line = hand_in.finding_line(FINDINGS[0])
    assert line == "**Milestones\\!D7 · Status** holds “done”: There is no such status\\. Choose one of\\: active\\."
    assert "\\<b\\>" in hand_in.finding_line(Finding("line 1", None, "<b>", "x", "y"))


def test_no_errors_give_an_empty_table() -> None:
    assert hand_in.findings_table([]).empty
    assert len(hand_in.findings_csv([]).splitlines()) == 1


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (Followed(receipt_id="a", state="received", waits_as="x.csv"), ["Received"]),
        (Followed(receipt_id="a", state="accepted", snapshot_id="a"), ["Received", "Accepted"]),
        (
            Followed(
                receipt_id="a",
                state="published",
                snapshot_id="a",
                published=Publication(release_id="20250701_080000", as_of="2025-06-30"),
            ),
            ["Received", "Accepted", "Published"],
        ),
        (Followed(receipt_id="a", state="refused", refused_at="2025-01-31T10:00:00Z"), ["Received", "Refused"]),
    ],
)
def test_the_way_shows_what_was_reached(found: Followed, reached: list[str]) -> None:
    assert [station.title for station in hand_in.way(found) if station.is_reached] == reached


def test_a_time_is_written_as_people_read_it() -> None:
    found = Followed(receipt_id="a", state="refused", refused_at="2025-02-03T09:05:00Z")
    assert hand_in.way(found)[1].known == "3 Feb 2025 09:05 UTC"


def test_the_page_stands_at_the_end_of_monitor() -> None:
    names = [page.name for page in PAGES]
    assert names.index("milestones") < names.index("hand-in") < names.index("indicator")


@pytest.mark.parametrize("where", ["nowhere", "everywhere"])
def test_a_closed_page_says_so_and_still_offers_form_and_check(
    where: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT_ROOT)
    monkeypatch.setitem(os.environ, "DWSC_HOME", str(settings.home))
    monkeypatch.setitem(os.environ, "DWSC_HAND_IN", where)
    page = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app_pages" / "hand_in.py")).run(timeout=30)
    assert not page.exception
    said = " ".join(one.value for one in page.info)
    assert ("take no register" in said) == (where == "nowhere")
    assert {"Get the form", "Check it", "Follow it", "No release yet"} <= {one.value for one in page.header}
    assert not settings.home.exists(), "looking at the page makes nothing"
