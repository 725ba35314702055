"""What the evaluation report claims of changes, groups apart and impact designs, and where its figures come from."""

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.promised_release import Rows, delivery, promised_release
from support.reported import squeezed, word_text
from warehouse.reports.pack import query
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import EVALUATION


def _view(item_id: str, group: str, wave: int, **facts: Any) -> dict[str, Any]:
    told = {"previous_wave": "2024"} if wave == 2026 and item_id != "NEW" else {}
    return {
        "survey_id": "SV", "wave": str(wave), "wave_order": wave, "item_id": item_id, "constituent_group": group,
        "is_suppressed": False, **told,
    } | facts  # fmt: skip


def _asked(item_id: str, **facts: Any) -> dict[str, Any]:
    return {"survey_id": "SV", "wave": "2026", "wave_order": 2026, "item_id": item_id, "group_count": 3} | facts


def _change(indicator_id: str, change_class: str, has_break: bool | None, is_modelled: bool, **facts: Any) -> Any:
    return {
        "indicator_id": indicator_id, "area_kind": "country", "disaggregation": "total", "difference": 1.0,
        "change_class": change_class, "has_break": has_break, "is_modelled": is_modelled, "snapshot_id": "d1",
    } | facts  # fmt: skip


def _difference(event_time: int, value: float, half: float = 1.0) -> dict[str, Any]:
    return {
        "design_id": "D1", "design_version_no": 1, "diagnostic": "event_time", "event_time": event_time, "value": value,
        "interval_low": value - half, "interval_high": value + half, "diagnostic_no": 20 + event_time,
    }  # fmt: skip


ROWS: Rows = {
    **delivery(),
    "guide.inputs": [
        {"snapshot_id": snapshot_id, "source": source, "dataset_code": "X", "file_name": f"{snapshot_id}.csv",
         "known_from": "2026-01-01"}
        for snapshot_id, source in (("d1", "ilostat"), ("r1", "register"), ("e1", "evaluation"), ("s1", "survey"))
    ],
    "monitoring.output_results": [{"snapshot_id": "r1", "indicator_id": "OI1", "counts": True}],
    "indicators.indicators": [{"indicator_id": "IL01", "direction": "down"}, {"indicator_id": "IL02"}],
    "evaluation.constituent_views": [
        _view("A", "government", 2026, share=0.5, change=0.1, change_low=-0.05, change_high=0.25),
        _view("A", "government", 2024, share=0.4),
        _view("A", "employer", 2026, share=0.9, change=0.3, change_low=0.1, change_high=0.5),
        _view("A", "employer", 2024, share=0.6),
        _view("A", "worker", 2026, share=0.2, change=-0.3, change_low=-0.5, change_high=-0.1),
        _view("A", "worker", 2024, share=0.5),
        _view("B", "government", 2026, share=0.5),
        _view("B", "government", 2024, is_suppressed=True),
        _view("B", "employer", 2026, share=0.5),
        _view("B", "employer", 2024, response_count=0),
        _view("B", "worker", 2026, is_suppressed=True),
        _view("B", "worker", 2024, share=0.5),
        _view("NEW", "government", 2026, share=0.5),
        _view("NEW", "employer", 2026, response_count=0),
    ],
    "evaluation.view_divergence": [
        _asked("A", government_share=0.459, employer_share=0.471, worker_share=0.207, divergence=0.264,
               is_divergent=True, apart_groups="government, worker", apart_distance=0.252),
        _asked("B", government_share=0.5, employer_share=0.6, worker_share=0.2, divergence=0.4, is_divergent=False),
    ],
    "evaluation.change_since_baseline": [
        *[_change("IL01", "better", False, False)] * 2, _change("IL01", "better", True, False),
        _change("IL01", "better", None, True), _change("IL01", "worse", True, False),
        _change("IL02", "not_judged", False, False), _change("IL02", "not_judged", False, False, difference=None),
        _change("OI1", "worse", False, False, area_kind="strategy", snapshot_id="r1"),
    ],
    "evaluation.impact_designs": [
        {"design_id": "D1", "design_version_no": 1, "is_current": True, "verdict": "passed", "snapshot_id": "e1",
         "design_question": "Did it?", "registered_at": "2023-10-02", "received_at": "2026-11-27 20:01:34",
         "registered_by": "Manager", "claim_words": "Contribution, not attribution.", "treated_area_count": 6,
         "comparison_area_count": 24},
        {"design_id": "D2", "design_version_no": 1, "is_current": True, "verdict": "refused", "snapshot_id": "e1",
         "design_question": "And this?", "registered_at": "2023-10-02", "received_at": "2023-10-02 09:00:00",
         "refusal_reasons": "Too few.", "treated_area_count": 1, "comparison_area_count": 0},
    ],
    "evaluation.impact_estimates": [
        {"design_id": "D1", "design_version_no": 1, "is_current": True, "verdict": "passed", "indicator_id": "IL01",
         "quantity": "average_effect", "unit": "score 0-10", "estimate": -0.07, "interval_low": -0.16,
         "interval_high": 0.02, "p_value": 0.13, "treated_count": 6, "comparison_count": 24, "claim": "contribution",
         "claim_words": "Contribution, not attribution."},
    ],
    "evaluation.impact_diagnostics": [
        *[_difference(-years, 0.01 * years) for years in range(2, 9)],
        _difference(0, -9.9),
        {"design_id": "D1", "design_version_no": 1, "diagnostic": "placebo_in_time", "year": 2021, "value": -0.046,
         "p_value": 0.24, "diagnostic_no": 60},
        {"design_id": "D1", "design_version_no": 1, "diagnostic": "drift_before", "value": -0.045, "p_value": 0.07,
         "diagnostic_no": 61},
        {"design_id": "D2", "design_version_no": 1, "diagnostic": "placebo_in_time", "year": 2021, "value": 9.9,
         "diagnostic_no": 60},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("claimed")
    assert write_report(promised_release(home, ROWS), EVALUATION, home / "report")
    return home / "report"


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return squeezed(word_text(folder / "report.docx"))


def _told(folder: Path, name: str, *columns: str) -> list[tuple[str, ...]]:
    (database,) = (folder / "release").glob("*.duckdb")
    with duckdb.connect(str(database), read_only=True) as connection:
        answer = query.ask(connection, query.read_query("evaluation", name), 1)
    return [
        tuple(answer.shown(place, answer.query.columns[column]) for column in columns)
        for place in range(len(answer.rows))
    ]


def test_a_change_in_views_has_its_interval_or_says_why_there_is_no_change(folder: Path, text: str) -> None:
    columns = ("item_id", "constituent_group", "change", "change_low", "change_high", "change_told")
    assert {row[:2]: row[2:] for row in _told(folder, "views", *columns)} == {
        ("A", "government"): ("10.0", "-5.0", "25.0", "holds zero: may be no change"),
        ("A", "employer"): ("30.0", "10.0", "50.0", "more agree"),
        ("A", "worker"): ("-30.0", "-50.0", "-10.0", "fewer agree"),
        ("B", "government"): ("withheld in the wave before",) * 4,
        ("B", "employer"): ("nobody answered in the wave before",) * 4,
        ("B", "worker"): ("withheld in this wave",) * 4,
        ("NEW", "government"): ("first wave",) * 4,
        ("NEW", "employer"): ("first wave",) * 4,
    }
    shares = {row[:2]: row[2] for row in _told(folder, "views", "item_id", "constituent_group", "share")}
    assert shares["B", "worker"] == "withheld: fewer than five answers"
    assert shares["NEW", "employer"] == "nobody answered"
    (counts,) = _told(folder, "view_counts", "survey_count", "item_count", "change_count", "no_change_count")
    assert counts == ("1", "2", "3", "1")
    assert "ofthemholdszero" in text


def test_the_pair_whose_intervals_do_not_touch_is_named_with_its_distance(folder: Path, text: str) -> None:
    assert _told(folder, "divergence", "item_id", "apart_groups", "apart_distance") == [
        ("A", "governments and workers", "25.2"), ("B", "none", "none"),
    ]  # fmt: skip
    assert squeezed("governments and workers lie 25.2") in text
    assert "26.4" not in text
    assert squeezed("no score over all groups is withheld.") in text


def test_better_and_worse_are_told_with_what_hardly_compares(folder: Path, text: str) -> None:
    columns = (
        "series_count", "better_count", "better_break_count", "better_modelled_count", "worse_count",
        "worse_break_count", "worse_modelled_count", "unchanged_count", "not_judged_count", "unknown_break_count",
    )  # fmt: skip
    ((series, better, *others),) = _told(folder, "change_counts", *columns)
    assert (series, better, *others) == ("6", "4", "1", "1", "1", "1", "0", "0", "1", "1")
    assert int(series) == int(better) + int(others[2]) + int(others[5]) + int(others[6])
    sentence = text[text.index("seriesofcountriescouldbecompared") :].split(".", 1)[0]
    for words in ("with a break in the series, so that they hardly compare", "with modelled values", "not judged"):
        assert squeezed(words) in sentence


def test_a_figure_of_ilostat_names_no_register(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text())
    figures = [one for one in told["figures"] if one["figure_id"].startswith("change_counts.")]
    assert len(figures) > 8
    assert {tuple(one["snapshots"]) for one in figures} == {("d1",)}


def test_an_estimate_is_named_as_what_it_is_beside_what_was_there_before(folder: Path, text: str) -> None:
    assert "average effect" not in word_text(folder / "report.docx")
    assert squeezed("The difference between treated and comparison areas in their change from before to after") in text
    assert squeezed("score 0-10; lower is better") in text
    (row,) = _told(folder, "before_counts", "design_id", "year_count", "away_count", "earliest_value", "earliest_years",
                   "latest_value", "latest_years", "step_count", "falling_count", "rising_count")  # fmt: skip
    assert row == ("D1", "7", "0", "0.080", "8", "0.020", "2", "6", "6", "0")
    assert _told(folder, "before_counts", "invented_year", "invented_value", "invented_p") == [
        ("2021", "-0.046", "0.240")
    ]
    assert squeezed("With a start invented in 2021") in text
    assert _told(folder, "before_counts", "drift_value", "drift_p") == [("-0.045", "0.070")]
    assert squeezed("Had the drift before the start gone on and nothing else happened") in text
    assert squeezed("the groups drifted the same way before anything had started") in text
    rows = _told(folder, "before_start", "design_id", "years_before", "year", "value")
    assert rows[0] == ("D1", "8", "no invented start", "0.080")
    assert rows[-1] == ("D1", "an invented start", "2021", "-0.046")
    assert len(rows) == 8
    assert "9.9" not in text


def test_a_number_and_its_percent_sign_stay_on_one_line_and_a_wide_table_scrolls(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    assert '<td class="number"><span class="whole">47.1 %</span></td>' in page
    assert re.search(r'<data class="whole" value="0.471">47.1 %</data>', page)
    assert ".whole { white-space: nowrap; }" in page
    assert page.count("<table>") == page.count('tabindex="0" aria-label=') == page.count('<div class="wide"')


def test_registration_is_by_the_plans_own_word(folder: Path, text: str) -> None:
    assert (
        squeezed("registered by its own word on 2 October 2023 by Manager; it is here since 27 November 2026.") in text
    )
    assert text.count(squeezed("That it was written before its result was known rests on its own word.")) == 1
    assert squeezed("An impact design is registered before its result") not in text
    days = _told(folder, "designs", "design_id", "registered_at", "received_at", "is_own_word")
    assert days == [
        ("D1", "2 October 2023", "27 November 2026", "yes"), ("D2", "2 October 2023", "2 October 2023", "no"),
    ]  # fmt: skip
