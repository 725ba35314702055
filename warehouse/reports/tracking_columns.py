"""The columns of the tracking table as people read them in a workbook.

Owns: headings, widths, the words for codes and for what is missing, and what the sheet *Notes* says of each.
Never: computes a figure; shows an empty cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLASSES = {
    "achieved": "the target is met",
    "on_track": "at least 95 % of what was expected by now",
    "needs_acceleration": "60 to 95 % of what was expected by now",
    "limited": "less than 60 % of what was expected by now",
    "deterioration": "further from the target than the baseline was",
    "not_met": "to be kept, kept within a band or done by a date, and it is not",
}
REASONS = {
    "no_value": "there is no value yet",
    "not_due": "it is to be done by a later year",
    "sheet_incomplete": "the reference sheet is incomplete",
    "no_direction": "no direction is agreed",
    "no_baseline": "there is no baseline",
    "no_target": "there is no target",
    "has_target": "it has a target, which is judged instead",
    "method_not_allowed": "the reference sheet does not allow the method",
    "baseline_is_zero": "the target is a relative change, and the baseline is 0",
    "zero_value": "the method needs values other than 0",
    "sign_change": "the method needs values of one sign",
    "target_equals_baseline": "the target equals the baseline",
    "span_too_short": "baseline and value are less than a year apart",
    "not_for_binary": "the method is not for yes or no",
    "not_for_band": "the method is not for a band",
    "target_against_direction": "the target lies on the worse side of the baseline",
    "no_numeric_target": "the target names no number",
    "modelled": "a value is modelled, so that progress is computed and not rated",
    "stale": "the latest value is too old",
    "origin_unknown": "the source of a value is not known",
    "too_early": "less than 10 % of the way was expected by now",
}
NO_VALUE = {"register": "not reported", "ilostat": "no figure", "not_due": "not due"}


@dataclass(frozen=True)
class Column:
    """One column of the sheet.

    Attributes:
        name: the column of indicators.tracking_table.
        heading: its heading.
        width: in characters.
        blank: what stands where it is empty, although there is a value for the year.
        meaning: what the sheet *Notes* says of it.
        number_format: how a number is shown; the cell keeps the whole number.
    """

    name: str
    heading: str
    width: int
    blank: str
    meaning: str
    number_format: str = "General"


_ROUNDED = "#,##0.00"
_NO_BASELINE, _NO_TARGET, _NOT_COMPUTED = "no baseline", "no target", "not computed"
COLUMNS = (
    Column("indicator_id", "Indicator", 11, "", "Key of the indicator."),
    Column("indicator_label", "Name of the indicator", 44, "no name", "Label; the strategy itself sets no indicators."),
    Column("level", "Level", 10, "no level", "Output, process, outcome or impact."),
    Column("role", "Role", 10, "no role", "Direct: linked to the strategy's own work. Context: background."),
    Column("scope", "Speaks of", 12, "nothing", "An output, action areas, or the strategy as a whole."),
    Column("unit", "Unit", 22, "no unit", "Unit of baseline, target, actual and expected values."),
    Column("direction", "Better is", 10, "not agreed", "Up, down, towards one value, within a band, or none agreed."),
    Column("reference_area_label", "Area", 24, "no area", "Country or area; or the strategy as a whole."),
    Column("reference_area_code", "Area code", 12, "no area", "Code of ILOSTAT; STRATEGY for the strategy as a whole."),
    Column("disaggregation_label", "Group", 26, "Total", "Total, a sex, an item of a classification, or as reported."),
    Column("disaggregation", "Group code", 20, "total", "The same as a code."),
    Column("baseline_year", "Baseline year", 10, _NO_BASELINE, "Year that progress is measured from."),
    Column("baseline_value", "Baseline", 12, _NO_BASELINE, "Value of that year."),
    Column("baseline_rule", "Baseline rule", 18, _NO_BASELINE, "How the baseline was chosen."),
    Column("year", "Year", 12, "no year yet", "Year of the actual value."),
    Column("value", "Actual", 14, "no value", "Actual value of the year. 0 is a value."),
    Column("value_kind", "Kind of value", 14, "not told", "Survey (a national source), modelled, unknown, reported."),
    Column("target_year", "Target year", 11, _NO_TARGET, "Year by which the target is to be reached."),
    Column("target_value", "Target", 12, _NO_TARGET, "Value aimed at; a target can be one without a number."),
    Column("band_low", "Band from", 12, "no band", "Low end of the band aimed at."),
    Column("band_high", "Band to", 12, "no band", "High end of the band aimed at."),
    Column("target_type", "Kind of target", 16, _NO_TARGET, "What is aimed at, such as a value or a band."),
    Column("target_status", "Status of the target", 13, _NO_TARGET, "Proposed or approved."),
    Column("expected_value", "Expected", 12, _NOT_COMPUTED, "On the way from baseline to target.", _ROUNDED),
    Column("met_share", "Share of way done", 13, _NOT_COMPUTED, "(Actual − baseline) ÷ (target − baseline)", "0.0%"),
    Column("class", "Class", 19, "not rated", "Class by the linear method; the classes are explained below."),
    Column("reason_not_rated", "Why not rated", 40, "rated", "Why there is no class."),
    Column("trend", "Last step", 14, "no step", "From the value before; no rating; none over a break."),
    Column("trend_from_year", "Step from", 11, "no step", "Year of the value before."),
    Column("trend_class", "Class without target", 19, "not rated", "By yearly growth since the baseline."),
    Column("data_year", "Data year", 12, "no year yet", "Latest year with a value of this indicator, area and group."),
    Column("source_label", "Source", 30, "not told", "Source of the actual value."),
    Column("has_break_since_baseline", "Break since baseline", 11, "not told", "Whether the series breaks in between."),
    Column("is_pandemic_baseline", "Baseline of 2020–21", 11, _NO_BASELINE, "Whether it is of a pandemic year."),
    Column("is_late_baseline", "Baseline of 2023", 11, _NO_BASELINE, "Whether the baseline is late."),
    Column("is_partial", "In part only", 9, "not told", "Whether the file is an extract, or the year not over."),
    Column("is_sample", "Sample data", 9, "not told", "Yes: the figures are invented."),
    Column("snapshot_id", "Snapshot", 20, "computed", "Stored file behind the value; computed: many rows."),
    Column("row_number", "Row", 10, "computed", "Row of that file."),
)  # fmt: skip
ACTUAL = "actual_"
_OF_THE_VALUE = frozenset(
    {"year", "value", "value_kind", "data_year", "source_label", "expected_value", "met_share", "trend",
     "trend_from_year", "trend_class", "has_break_since_baseline", "is_partial", "snapshot_id", "row_number"}
)  # fmt: skip


def of(names: list[str]) -> list[Column]:
    """The columns of the sheet, out of the names that a query returns; actual values by year stand before the year."""
    known = [column for column in COLUMNS if column.name in names]
    place = next((at for at, column in enumerate(known) if column.name == "year"), len(known))
    return [*known[:place], *(_actual(name) for name in names if name.startswith(ACTUAL)), *known[place:]]


def shown(column: Column, row: Mapping[str, Any]) -> Any:
    """What stands in a cell: a number as it is, a word for a code, and a word where there is nothing."""
    value = row[column.name]
    if value is None:
        return _blank(column, row)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.name == "reason_not_rated":
        return REASONS.get(value, _words(value))
    plain = ("class", "trend_class", "trend", "baseline_rule", "target_type", "target_status", "value_kind")
    return _words(value) if column.name in plain else value


def notes() -> list[tuple[str, str]]:
    """The sheet *Notes*: each heading, class and word for what is missing, with its meaning."""
    missing = [
        (NO_VALUE["register"], "Nobody reported a value yet."),
        (NO_VALUE["ilostat"], "ILOSTAT, as loaded here, has no figure."),
        (NO_VALUE["not_due"], "It is to be done by a later year."),
        (_NO_TARGET, "No target was proposed."),
        (_NO_BASELINE, "No value fits the rule for the baseline."),
        (_NOT_COMPUTED, "A baseline, a target with a number, or a value is missing."),
        ("not rated", "The column Why not rated says why."),
    ]
    return [
        *((column.heading, column.meaning) for column in COLUMNS),
        ("Actual 2024, and other years", "Actual value of that year; present in the current view."),
        *((_words(code).capitalize(), f"Class: {meaning}.") for code, meaning in CLASSES.items()),
        *((word.capitalize(), f"In place of an empty cell. {meaning}") for word, meaning in missing),
    ]


def _blank(column: Column, row: Mapping[str, Any]) -> str:
    by_year = column.name.startswith(ACTUAL)
    if by_year or (column.name in _OF_THE_VALUE and row["value"] is None):
        if row["reason_not_rated"] == "not_due" and not by_year:
            return NO_VALUE["not_due"]
        return NO_VALUE["register" if row["dataset_code"] is None else "ilostat"]
    if column.name == "target_value" and row["target_type"] is not None:
        return "no number"
    return column.blank


def _actual(name: str) -> Column:
    year = name.removeprefix(ACTUAL)
    return Column(name, f"Actual {year}", 13, "no value", f"Actual value of {year}.")


def _words(code: Any) -> str:
    return str(code).replace("_", " ")
