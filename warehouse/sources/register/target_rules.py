"""The words of the rules that the sheet Targets must keep.

Owns: what is wrong and what to do about it, for each of them.
Never: decides whether a rule is broken (`rules.targets` and `rules.target_versions` do).
"""

from collections.abc import Mapping

from warehouse.sources.register.rule import Rule

TARGET_RULES: Mapping[str, Rule] = {
    "unknown_reference_area": Rule(
        "There is no such country or region.", "Use ILOSTAT's code, such as CHL, or X01 for the world."
    ),
    "area_of_statistics": Rule(
        "Indicator {indicator} comes from ILOSTAT, so its target is for a country or region.",
        "Use ILOSTAT's code, such as CHL.",
    ),
    "area_of_strategy": Rule(
        "Indicator {indicator} is about the strategy as a whole, not about a country.",
        "Enter STRATEGY as reference area.",
    ),
    "not_one_group": Rule(
        "This does not name one group.", "Leave it empty for the total, or name one group, such as sex=SEX_F."
    ),
    "unknown_group": Rule(
        "ILOSTAT has no such group.",
        "Write sex=, classif1= or classif2= and ILOSTAT's code, such as sex=SEX_F or classif1=ECO_AGGREGATE_MAN.",
    ),
    "group_is_total": Rule("This group is the total.", "Leave the cell empty."),
    "target_year_outside": Rule(
        "The target year is not a whole year from {first} to {last}.", "Enter the year, such as 2027."
    ),
    "target_part_missing": Rule(
        "A target of the type {type} needs “{heading}”.", "Fill it in, or choose another target type."
    ),
    "target_part_unused": Rule(
        "A target of the type {type} has no “{heading}”.", "Clear it, or choose another target type."
    ),
    "change_is_zero": Rule("A change of zero is no change.", "Choose the target type maintain, or enter the change."),
    "band_upside_down": Rule("The lower bound is not below the upper bound, {upper}.", "Correct one of the two."),
    "interim_not_before_target": Rule(
        "This is for {year}; the target year is {target}.", "Clear it: interim values are for years before the target."
    ),
    "share_outside": Rule("A share lies between 0 and 100 %.", "Correct the value or the indicator ID."),
    "approval_incomplete": Rule(
        "The target is approved, but “{heading}” is blank.", "Enter who approved it, and the day."
    ),
    "approver_without_approval": Rule(
        "“{heading}” is filled in, but the target is only proposed.", "Choose approved as target status, or clear this."
    ),
    "approver_is_reporter": Rule("The reporter approved this target.", "Let somebody else approve it."),
    "approver_is_proposer": Rule(
        "Whoever approved this target proposed it too, on {day}.", "Let somebody else approve it."
    ),
    "withdrawn_without_reason": Rule("The target is withdrawn, but the reason is blank.", "Say why it is given up."),
    "two_targets": Rule(
        "Target {other} is for the same indicator, area and group, and {status} too.",
        "Withdraw one of them, or leave one out: figures are drawn from one target.",
    ),
    "target_moved": Rule(
        "Target {target} is for {subject} since {day}.",
        "A target ID stays with its indicator, area and group: correct this row, or give it a new ID.",
    ),
    "target_changed": Rule(
        "Target {target} said something else on {day}.",
        "Choose a correction reason, or repeat what it said.",
    ),
}
