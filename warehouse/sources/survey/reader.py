"""A survey file in, rows or findings out.

Owns: recognising a survey file, the order of the checks, and the rows of the raw table.
Never: loads part of a file: one finding, and there are no rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.register.seed_rows import seed_rows
from warehouse.sources.survey.columns import plain, table_of
from warehouse.sources.survey.shape import read_shape, sheet_tables
from warehouse.sources.survey.together import together_findings
from warehouse.sources.survey.values import Checked, Codes, check_row, pseudonym, wave_order


@dataclass(frozen=True)
class SurveyReading:
    """What a survey file holds.

    Attributes:
        rows: one dict per row with the columns of the raw table but the snapshot; text or None but row_number and
            wave_order. Empty when there is a finding.
        findings: every rule broken.
        warnings: what was passed over.
        submitted_on: the day on which it was handed in, by its own account.
        is_sample: whether it says that it is an invented example.
    """

    rows: list[dict[str, Any]]
    findings: list[Finding]
    warnings: tuple[str, ...]
    submitted_on: date | None
    is_sample: bool


def recognise_text(head: bytes) -> bool:
    """Whether the first line of a text file holds headings of a table of a survey."""
    first = head.decode("utf-8", errors="replace").lstrip("\ufeff").partition("\n")[0].strip()
    return any(table_of([part.strip(' "') for part in first.split(mark)]) is not None for mark in ",;\t")


def recognise_sheets(titles: tuple[str, ...]) -> bool:
    """Whether sheets of these names make a workbook of a survey: one with answers or sizes of groups."""
    return any(table.record != "item" for table in sheet_tables(titles))


def read_survey(path: Path, settings: Settings, *, today: date) -> SurveyReading:
    """Read and check a survey file; every error is found in one pass.

    Raises:
        WarehouseError: a seed file is missing.
        OSError: the file cannot be read.
    """
    shape = read_shape(path, settings)
    codes = read_codes(settings.seeds)
    checked = [check_row(row, codes, today) for row in shape.rows]
    findings = [*shape.findings, *(found for row in checked for found in row.findings), *together_findings(checked)]
    facts: dict[str, str] = {}
    for row in checked:
        facts |= {key: row.values[key] for key in ("submitted_on", "data_kind") if key in row.values}
    return SurveyReading(
        rows=[] if findings else [_row(number, row) for number, row in enumerate(checked, 1)],
        findings=findings,
        warnings=tuple(shape.warnings),
        submitted_on=date.fromisoformat(facts["submitted_on"]) if "submitted_on" in facts else None,
        is_sample=facts.get("data_kind") == "sample",
    )


def read_codes(seeds: Path) -> Codes:
    """Areas, regions and outputs from the seeds folder.

    Raises:
        WarehouseError: a seed file is missing.
    """
    groups = seed_rows(seeds / "strategy" / "area_groups.csv")
    labels = {row["region_code"]: row["region_label"] for row in groups}
    return Codes(
        areas={
            row["reference_area_code"]: row["reference_area_label"]
            for row in seed_rows(seeds / "code_lists" / "reference_areas.csv")
        },
        regions={plain(name): code for code, label in labels.items() for name in (code, label)},
        region_labels=labels,
        region_of={row["reference_area_code"]: row["region_code"] for row in groups},
        outputs=frozenset(row["output_id"] for row in seed_rows(seeds / "strategy" / "outputs.csv")),
    )


def _row(number: int, checked: Checked) -> dict[str, Any]:
    values: Mapping[str, Any] = checked.values
    hidden = {}
    if "respondent_id" in values:
        hidden["respondent_id"] = pseudonym(values["survey_id"], values["respondent_id"])
    first = checked.row.table.required[0]
    return {
        **values,
        **hidden,
        "row_number": number,
        "place": checked.row.place(first),
        "record": checked.row.table.record,
        "wave_order": wave_order(values["wave"]) if "wave" in values else None,
    }
