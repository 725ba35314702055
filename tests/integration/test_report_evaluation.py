"""The evaluation report: what was handed in is quoted, what was refused has no number, what is withheld stays so."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from support.promised_release import Rows, contracts, delivery, promised_release
from support.reported import Page, pdf_text, squeezed, word_tables, word_text
from warehouse.errors import LockedError, WarehouseError
from warehouse.release.pointer import Release
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import EVALUATION

CRITERIA = ("Relevance", "Coherence", "Effectiveness", "Efficiency", "Impact", "Sustainability")
JUSTIFICATION = (
    "Three of four constituents' groups used the tool; # two did not, and <b>we</b> could not ask {{ them }}."
)
REASONS = "Only 2 years follow the start; 3 are needed. The slopes differed before it (p = 0.03)."
CLAIM = "Contribution, not attribution: registered after the values were known."


def _view(group: str, **more: Any) -> dict[str, Any]:
    return {
        "survey_id": "SV1", "wave": "2026", "wave_order": 2, "item_id": "I1", "item_label": "The tools help",
        "constituent_group": group, "is_suppressed": False, **more,
    }  # fmt: skip


def _handed_in() -> Rows:
    """One rating, one question with a gap, a survey with a group that is too small, a passed and a refused design."""
    design = {
        "is_current": True, "design_version_no": 1, "method": "difference_in_differences", "indicator_label": "Rate",
        "treated_area_count": 3, "comparison_area_count": 9, "first_year": 2018, "last_year": 2025,
        "registered_at": "2025-01-31", "snapshot_id": "e1",
    }  # fmt: skip
    estimate = {"is_current": True, "design_version_no": 1, "quantity": "average_effect", "unit": "%"}
    return {
        **delivery(),
        "guide.inputs": [
            {"snapshot_id": "e1", "source": "evaluation", "file_name": "evaluation.xlsx", "dataset_code": "evaluation",
             "known_from": "2026-05-01", "producer": "Evaluators", "licence": "Internal", "sha256": "00"},
            {"snapshot_id": "e2", "source": "evaluation", "file_name": "ratings.xlsx", "dataset_code": "evaluation",
             "known_from": "2026-05-02", "producer": "Evaluators", "licence": "Internal", "sha256": "02"},
            {"snapshot_id": "s1", "source": "survey", "file_name": "survey.csv", "dataset_code": "SV1",
             "known_from": "2026-04-01", "producer": "Survey", "licence": "Internal", "sha256": "01"},
        ],
        "evaluation.questions": [
            {"question_id": "EQ01", "criterion_code": "relevance", "question": "Is it relevant?",
             "evidence_grade": "weak", "passed_count": 2, "direction": "supports", "has_contradiction": False,
             "counted_count": 1, "accepted_count": 1, "source_count": 1, "gap_count": 1, "snapshot_id": "e1"},
        ],
        "evaluation.evidence": [
            {"evidence_source": "evaluation", "evidence_id": "EV1", "question_id": "EQ01", "title": "=cmd",
             "evidence_kind": "interview", "review": "accepted", "directness": "direct", "direction": "supports"},
        ],
        "evaluation.evidence_gaps": [
            {"question_id": "EQ01", "criterion_code": "relevance", "gap_code": "one_source", "gap_label": "One source"},
        ],
        "evaluation.ratings": [
            {"criterion_code": "relevance", "version_no": 2, "is_current": True, "rating": 5,
             "rating_label": "Satisfactory", "justification": JUSTIFICATION, "evidence_ids": "EV1",
             "evidence_count": 1, "accepted_evidence_count": 1, "rejected_evidence_count": 0, "rated_by": "Evaluators",
             "rated_on": "2026-05-02", "snapshot_id": "e2"},
            {"criterion_code": "relevance", "version_no": 1, "is_current": False, "rating": 2,
             "rating_label": "Unsatisfactory", "justification": "Withdrawn words."},
        ],
        "evaluation.findings": [
            {"finding_id": "F01", "criterion_code": "relevance", "question_id": "EQ01", "finding": "Tools are used.",
             "evidence_ids": "EV1", "accepted_evidence_count": 1, "recommendation_count": 1},
        ],
        "evaluation.recommendations": [
            {"recommendation_id": "R01", "recommendation": "Translate them.", "finding_ids": "F01", "priority": "high",
             "response": "accepted", "due_date": "2026-06-01", "is_overdue": True, "overdue_days": 29,
             "action_state": "in_progress"},
        ],
        "evaluation.constituent_views": [
            _view("government", response_count=14, population_count=33, share=9 / 14, interval_low=0.442,
                  interval_high=0.803),
            _view("employer", response_count=8, population_count=20, share=1 / 8, interval_low=0.03,
                  interval_high=0.4),
            _view("worker", is_suppressed=True),
        ],
        "evaluation.view_divergence": [
            {"survey_id": "SV1", "wave": "2026", "wave_order": 2, "item_id": "I1", "government_share": 9 / 14,
             "employer_share": 1 / 8, "group_count": 2, "withheld_reason": "group_too_small",
             "divergence": 9 / 14 - 1 / 8, "is_divergent": True, "apart_groups": "government, employer",
             "apart_distance": 9 / 14 - 1 / 8},
        ],
        "evaluation.impact_designs": [
            design | {"design_id": "D1", "design_question": "Did it help?", "verdict": "passed", "claim_words": CLAIM},
            design | {"design_id": "D2", "design_question": "Did it last?", "verdict": "refused",
                      "refusal_reasons": REASONS},
        ],
        "evaluation.impact_estimates": [
            estimate | {"design_id": "D1", "verdict": "passed", "estimate": -1.25, "interval_low": -2.5,
                        "interval_high": 0.0004, "p_value": 0.0421, "treated_count": 3, "comparison_count": 9,
                        "claim": "contribution", "claim_words": CLAIM},
            estimate | {"design_id": "D2", "verdict": "refused"},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("evaluated")
    assert write_report(promised_release(home, _handed_in()), EVALUATION, home / "report")
    return home / "report"


def _texts(folder: Path) -> dict[str, str]:
    return {
        "docx": squeezed(word_text(folder / "report.docx")),
        "pdf": squeezed(pdf_text(folder / "report.pdf")),
        "html": squeezed(Page((folder / "report.html").read_text()).text),
    }


def _figures(folder: Path) -> dict[str, Any]:
    told = json.loads((folder / "manifest.json").read_text())
    return {figure["figure_id"]: figure for figure in told["figures"]}


def test_each_criterion_has_its_section_and_says_what_is_missing(made: Path) -> None:
    document = docx.Document(str(made / "report.docx"))
    titles = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert tuple(titles[1:7]) == CRITERIA
    for form, text in _texts(made).items():
        assert text.count(squeezed("This criterion was not rated.")) == 5, form
        assert text.count(squeezed("No evaluation question of this criterion was on record.")) == 5, form


def test_what_evaluators_wrote_is_quoted_as_it_stands_and_older_words_are_gone(made: Path) -> None:
    document = docx.Document(str(made / "report.docx"))
    quotes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert JUSTIFICATION in quotes
    for text in _texts(made).values():
        assert squeezed(JUSTIFICATION) in text
        assert "Withdrawn" not in text
        assert squeezed("5[") in text


def test_a_refused_design_has_its_reasons_and_no_number(made: Path) -> None:
    told = _figures(made)
    assert not [name for name in told if name.startswith("estimates.D2")]
    assert {name for name in told if name.startswith("estimates.D1")} == {
        f"estimates.D1|average_effect.{column}"
        for column in ("estimate", "interval_low", "interval_high", "p_value", "treated_count", "comparison_count")
    }
    assert (told["estimates.D1|average_effect.p_value"]["shown"]) == "0.042"
    for text in _texts(made).values():
        assert squeezed(REASONS) in text
        assert text.count(squeezed(CLAIM)) == 1
        assert squeezed("with a 95 % interval from -2.50") in text
        assert squeezed("The interval holds nought: these data do not tell an effect from none.") in text


def test_a_small_group_is_withheld_in_every_form(made: Path) -> None:
    tables = [row for table in word_tables(made / "report.docx") for row in table]
    (worker,) = [row for row in tables if "worker" in row]
    assert not [cell for cell in worker[4:] if any(letter.isdigit() for letter in cell)]
    (item,) = [row for row in tables if row[:2] == ["2026", "I1"] and row[3].endswith("%")]
    assert item[5:8] == [
        "withheld: fewer than five answers",
        "withheld: a group is too small",
        "withheld: a group is too small",
    ]
    for text in _texts(made).values():
        assert squeezed("governments and employers lie 51.8") in text


def test_a_figure_leads_to_the_workbook_or_the_survey(made: Path) -> None:
    told = _figures(made)
    assert told["view_counts.survey_count"]["snapshots"] == ["s1"]
    assert told["questions.EQ01.passed_count"]["snapshots"] == ["e1"]
    assert told["estimates.D1|average_effect.estimate"]["snapshots"] == ["e1"]
    assert told["ratings.relevance.rating"]["snapshots"] == ["e2"]
    assert told["questions.EQ01.passed_count"]["tables"] == ["evaluation.questions"]
    assert told["design_counts.refused_count"]["value"] == 1
    assert told["evaluation_counts.overdue_count"]["value"] == 1


def test_two_at_once_do_not_write_into_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = promised_release(tmp_path, delivery())

    def meanwhile(*_: object, **__: object) -> None:
        with pytest.raises(LockedError, match="Another process"):
            write_report(release, EVALUATION, tmp_path / "report")
        raise WarehouseError("the first one ends")

    with monkeypatch.context() as patch:
        patch.setattr("warehouse.reports.pack.folder.make", meanwhile)
        with pytest.raises(WarehouseError, match="the first one ends"):
            write_report(release, EVALUATION, tmp_path / "report")
    assert write_report(release, EVALUATION, tmp_path / "report")


def test_nothing_on_record_makes_a_whole_report_that_says_so(tmp_path: Path) -> None:
    assert write_report(promised_release(tmp_path, delivery()), EVALUATION, tmp_path / "report")
    for text in _texts(tmp_path / "report").values():
        for sentence in (
            "No evaluation question was on record.", "No criterion was rated.", "No recommendation was on record.",
            "No survey of constituents was on record.", "No impact design was registered.",
            "No series had values both before and after.",
        ):  # fmt: skip
            assert squeezed(sentence) in text


def test_a_release_from_before_the_evaluation_says_so(tmp_path: Path) -> None:
    gone = tuple(table for table in contracts() if table.startswith("evaluation."))
    release: Release = promised_release(tmp_path, delivery(), without=gone, is_sample=False)
    assert write_report(release, EVALUATION, tmp_path / "report")
    text = word_text(tmp_path / "report" / "report.docx")
    assert text.count("an earlier version of the warehouse made it") == 11
    assert "SAMPLE" not in text


def test_evidence_speaks_in_the_words_of_the_pages(made: Path, tmp_path: Path) -> None:
    lines = [row for table in word_tables(made / "report.docx") for row in table]
    (item,) = [row for row in lines if row[0] == "EV1"]
    assert "for" in item
    (question,) = [row for row in lines if row[0] == "EQ01" and "weak" in row]
    assert question[question.index("weak") + 2] == "for"
    rows = _handed_in()
    rows["evaluation.questions"][0].update(direction="mixed", has_contradiction=True)
    rows["evaluation.evidence"][0].update(direction="mixed")
    assert write_report(promised_release(tmp_path, rows), EVALUATION, tmp_path / "report")
    lines = [row for table in word_tables(tmp_path / "report" / "report.docx") for row in table]
    assert [row for row in lines if row[0] == "EQ01" and "for and against" in row]
    assert [row for row in lines if row[0] == "EV1" and "both ways" in row]
    assert "Accepted items contradict each other, so that the grade is moderate at most." in word_text(
        tmp_path / "report" / "report.docx"
    )
