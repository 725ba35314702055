"""The sheets Designs and Design areas: a plan for an impact estimate, laid down before any result.

Owns: the columns of these sheets, and the checksum of a plan.
Never: judges whether a design can carry an estimate (the impact gate does); estimates anything.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from warehouse.sources.evaluation import words
from warehouse.sources.evaluation.sheets import CORRECTIONS, FUNCTION
from warehouse.sources.register.columns import Column
from warehouse.sources.register.sheet import CORRECTION_CODES, Sheet

STAGGERED = "staggered_difference_in_differences"
PLAN_KEYS = (
    *("design_id", "question_id", "design_question", "indicator_id", "method", "sex_code", "first_year", "last_year"),
    *("start_year", "assumptions", "spillover_risk", "spillover_reason"),
)
AREA_KEYS = ("reference_area_code", "role", "start_year")

DESIGNS = Sheet(
    name="Designs",
    record="design",
    purpose="The plan of an impact estimate: what is asked, where, when, how. Hand it in before you know the result.",
    columns=(
        Column("design_id", "Design ID", "code", 12, "A name that never changes, such as D01."),
        Column("question_id", "Question ID", "code", 12, "The question that it helps to answer, if it is one of them."),
        Column("design_question", "Question of the design", "text", 50, "What difference is to be estimated."),
        Column("indicator_id", "Indicator ID", "code", 12, "The outcome: an indicator of countries, such as IL10."),
        Column("method", "Method", "word", 26, "Choose from the list."),
        Column("sex_code", "Sex", "code", 10, "Empty for the total, or SEX_F or SEX_M."),
        Column("first_year", "First year", "number", 10, "The first year of the comparison."),
        Column("last_year", "Last year", "number", 10, "Its last year."),
        Column("start_year", "Start year", "number", 10, "The first treated year; empty where it stands per area."),
        Column("assumptions", "Assumptions", "text", 60, "What must hold for the estimate to mean what it says."),
        Column("spillover_risk", "Spill-over risk", "word", 14, "low, medium or high."),
        Column("spillover_reason", "Spill-over reason", "text", 40, "Why; needed when medium or high."),
        Column("registered_by", "Registered by", "text", 24, FUNCTION),
        *CORRECTIONS,
    ),
    key=("design_id",),
    filled=(*PLAN_KEYS, "registered_by"),
    required=(
        *("design_id", "design_question", "indicator_id", "method", "first_year", "last_year", "assumptions"),
        *("spillover_risk", "registered_by"),
    ),
    words={
        "method": words.METHODS,
        "spillover_risk": words.SPILLOVER_RISKS,
        "correction_code": CORRECTION_CODES,
    },
    offered=("indicator_id",),
)
AREAS = Sheet(
    name="Design areas",
    record="design_area",
    purpose="The countries or regions of each design of this file. A design and its areas come together.",
    columns=(
        Column("design_id", "Design ID", "code", 12, "A design of the sheet Designs of this file."),
        Column("reference_area_code", "Reference area", "code", 14, "ILOSTAT's code, such as CHL."),
        Column("role", "Role", "word", 14, "treated or comparison."),
        Column("start_year", "Start year", "number", 10, "Only treated areas of a staggered design."),
    ),
    key=("design_id", "reference_area_code"),
    filled=("design_id", "reference_area_code", "role", "start_year"),
    required=("design_id", "reference_area_code", "role"),
    words={"role": words.ROLES},
    offered=("reference_area_code",),
)


def plan_sha256(design: Mapping[str, str | None], areas: Iterable[Mapping[str, str | None]]) -> str:
    """The checksum of a plan: of its fields and areas, whoever hands it in and in whichever order the areas stand."""
    plan = {
        "design": {key: design.get(key) for key in PLAN_KEYS},
        "areas": sorted([area.get(key) or "" for key in AREA_KEYS] for area in areas),
    }
    text = json.dumps(plan, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
