"""Every wording of the progress report that the sample does not reach: each case as it would be told."""

import re
from typing import Any

import pytest

from support.promised_release import Rows, delivery, promised_release
from support.reported import Page, pdf_text, squeezed, word_tables, word_text
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import PROGRESS


def _restated(is_restatement: bool, number: int) -> dict[str, Any]:
    return {
        "restated_id": f"R{number}", "release_id": "20260101_000000", "release_as_of_date": "2025-12-31",
        "figure_id": f"F{number}", "measure": "status", "subject_id": "O01-S1", "old_value": "overdue",
        "new_value": "achieved_late", "cause": "correction", "is_restatement": is_restatement,
    }  # fmt: skip


def _troubled() -> Rows:
    rows = delivery()
    rows["monitoring.resource_total"][0].update(commitment_count=2, committed_usd=10.0, spent_usd=12.0)
    return {
        **rows,
        "strategy.action_areas": [
            {"action_area_id": "AA1", "action_area_no": 1, "action_area_label": "Standards"},
            {"action_area_id": "AA2", "action_area_no": 2, "action_area_label": "Dialogue"},
        ],
        "monitoring.resource_absorption": [
            {"action_area_id": "AA1", "low_amount": 1.0, "high_amount": 2.0, "committed_usd": 10.0, "spent_usd": 12.0,
             "commitment_count": 2, "is_overspent": True, "committed_position": "above range"},
            {"action_area_id": "AA2", "low_amount": 1.0, "high_amount": 2.0, "committed_usd": 0.0, "spent_usd": 0.0,
             "commitment_count": 0, "is_overspent": False, "committed_position": "nothing recorded"},
        ],
        "monitoring.commitment_status": [
            {"commitment_id": "C01", "is_dated": True, "status": "overdue"},
            {"commitment_id": "C02", "is_dated": True, "status": "kept_late"},
        ],
        "monitoring.restated": [_restated(True, 1), _restated(False, 2), _restated(False, 3)],
        "quality.results": [
            {"check_id": "K1", "outcome": "warn", "failing_count": 3, "message": "Three rows"},
            {"check_id": "K2", "outcome": "pass"},
        ],
        "quality.checks": [{"check_id": "K1", "check_name": "Outliers", "description": "No value lies far off"}],
        "quality.rejected_files": [{"rejected_id": "X1", "file_name": "page.csv"}],
        "quality.freshness": [
            {"dataset_code": "A", "snapshot_id": "s", "known_from": "2026-01-01", "age_days": 180, "is_stale": True},
            {"dataset_code": "B", "is_stale": None},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("troubled")
    assert write_report(promised_release(home, _troubled()), PROGRESS, home / "report")
    return {
        "docx": word_text(home / "report" / "report.docx"),
        "pdf": pdf_text(home / "report" / "report.pdf"),
        "html": Page((home / "report" / "report.html").read_text()).text,
        "tables": "\n".join("".join(row) for table in word_tables(home / "report" / "report.docx") for row in table),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "milestone was overdue, 0",
        "milestones were due and never reported on",
        "more is recorded as spent than as committed.",
        "no commitment was on record, which does not mean that there was none.",
        "dated promise was past its day and not kept or not reported on.",
        "earlier release gave reads otherwise now.",
        "figures moved on because time passed or a first report came in; neither is listed.",
        "file was refused; nothing of a refused file is in the figures.",
        "dataset the last look at ILOSTAT failed or is longer ago than its rhythm allows, so that",
        "No indicator is on record.",
        "Nothing was on the list.",
        "No phase stands otherwise in the alternative reading.",
    ],
)
def test_each_case_is_told_in_every_form(sentence: str, texts: dict[str, str]) -> None:
    for form in ("docx", "pdf", "html"):
        unmarked = re.sub(r"\[\d+\]", "", squeezed(texts[form]))
        assert squeezed(sentence) in unmarked, form


def test_what_is_missing_is_named_in_the_tables(texts: dict[str, str]) -> None:
    assert "Bnever camenever cameno" in texts["tables"]
    assert "20260101_00000031 December 2025O01-S1statusas-of datebothoverdueachieved_latecorrection" in texts["tables"]
