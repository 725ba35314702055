"""The sheet Targets: what an indicator is meant to reach, where, for whom and by when.

Owns: the columns of that sheet, the kinds and states of targets, and which years can be given.
Never: judges a target (`rules.targets` does); computes a target's value from a baseline.
"""

from collections.abc import Mapping

from warehouse.sources.register.columns import Column
from warehouse.sources.register.sheet import CORRECTION_CODES, CORRECTION_COLUMNS, Sheet

TARGET_TYPES: Mapping[str, str] = {
    "value": "A value to reach by the target year. Needs the target year and the target value.",
    "relative_change": "A change since the baseline in per cent, by the target year. Needs the year and the change.",
    "direction_only": "A change in the direction that the indicator's sheet names, without a number.",
    "maintain": "At least as good as the baseline. It has no number of its own.",
    "band": "Between a lower and an upper bound. Needs both.",
    "done_by_date": "Yes/no: done by the end of the target year. Needs the target year.",
}
TARGET_STATES: Mapping[str, str] = {
    "proposed": "Somebody proposes it; every figure drawn from it says so.",
    "approved": "Approved by somebody other than the reporter. Needs the approver and the day.",
    "withdrawn": "Given up; it stays on record and no figure is drawn from it. Needs the reason.",
}
FIRST_YEAR, LAST_YEAR = 2023, 2030
INTERIM_YEARS = (2023, 2024, 2025, 2026)
# The columns that only some kinds of targets have; the year is open to all.
TYPED_KEYS = ("target_value", "change_pct", "band_low", "band_high", *(f"interim_{year}" for year in INTERIM_YEARS))
STRATEGY_AREA = "STRATEGY"
# Columns whose codes the form offers, because no row is filled in beforehand.
TARGET_LISTS = ("indicator_id", "reference_area_code")

_INTERIM = "A value of the indicator to have reached by the end of that year, on the way to the target."
TARGETS = Sheet(
    name="Targets",
    record="target",
    purpose="What an indicator is meant to reach. The strategy sets no number: every target is a proposal at first.",
    columns=(
        Column("target_id", "Target ID", "code", 14, "A name of your own that never changes, such as T-2024-003."),
        Column("indicator_id", "Indicator ID", "code", 12, "Choose from the list, such as IL10 or OI06a."),
        Column("indicator_label", "Indicator", "label", 40, "What the indicator measures; may stay empty."),
        Column(
            "reference_area_code",
            "Reference area",
            "code",
            12,
            "ILOSTAT's code of the country or region, such as CHL; STRATEGY for indicators of the strategy itself.",
        ),
        Column("disaggregation", "For whom", "text", 20, "Empty for the total, or one group: sex=SEX_F."),
        Column("target_type", "Target type", "word", 16, "Choose from the list; the sheet Lists says what each needs."),
        Column("target_year", "Target year", "number", 10, "The year by whose end it is to be reached, such as 2027."),
        Column("target_value", "Target value", "number", 12, "Only for value: in the unit of the indicator."),
        Column("change_pct", "Change in %", "number", 12, "Only for relative_change: -20 is a fall by a fifth."),
        Column("band_low", "Lower bound", "number", 12, "Only for band: in the unit of the indicator."),
        Column("band_high", "Upper bound", "number", 12, "Only for band: in the unit of the indicator."),
        *(Column(f"interim_{year}", f"Interim {year}", "number", 12, _INTERIM) for year in INTERIM_YEARS),
        Column("target_status", "Target status", "word", 14, "proposed, approved or withdrawn."),
        Column("reason", "Reason", "text", 38, "Why this target; needed when it is withdrawn."),
        Column("approver", "Approver", "text", 24, "Needed when approved: the function; not the reporter."),
        Column("approved_on", "Approved on", "date", 13, "Needed when approved: the day."),
        *CORRECTION_COLUMNS,
    ),
    key=("target_id",),
    filled=(
        *("target_id", "indicator_id", "reference_area_code", "disaggregation", "target_type", "target_year"),
        *TYPED_KEYS,
        *("target_status", "reason", "approver", "approved_on"),
    ),
    required=("target_id", "indicator_id", "reference_area_code", "target_type", "target_status"),
    words={"target_type": TARGET_TYPES, "target_status": TARGET_STATES, "correction_code": CORRECTION_CODES},
    offered=TARGET_LISTS,
)
