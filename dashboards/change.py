"""What the page of change since baseline shows of its rows: words, marks, the table and what the chart draws.

Owns: the words for classes, reasons and kinds of areas, decimals, and which rows are drawn.
Never: works out a change (the release holds it), or shows a row without saying how far its values compare.
"""

from typing import Any

import pandas as pd

from dashboards import words

BEFORE, AFTER = "2018–22", "Since 2023"
MOST_DRAWN = 24
CLASSES = {
    "better": "▲ better",
    "worse": "▼ worse",
    "unchanged": "＝ unchanged",
    "not_judged": "○ not judged",
}
KINDS = {"countries": "Countries", "regions": "Regions", "strategy": "The strategy"}
REASONS = {
    "no_point_before": "no value of 2018 to 2022",
    "no_point_after": "no value of 2023 or later",
    "starts_from_nought": "starts from nought: nothing of the strategy's own came before 2023",
    "no_value": "no value of 2018 or later",
    "dataset_not_loaded": "its dataset is not loaded",
    "pandemic_years_only": "all values before 2023 are of 2020 or 2021",
    "no_direction": "nobody has agreed which way is better",
    "no_difference": "there is no change to take apart",
    "no_change": "the change is nought",
    "one_vintage": "only one vintage has these values",
    "cell_not_found": "a value has no cell in the vintages",
    "register": "from the register: corrections are listed apart",
    "regional_figure": "not told of figures made of many countries",
    "not_an_aggregate": "not made of several countries",
    "aggregate_of_ilostat": "ILOSTAT does not say which countries",
    "no_fixed_set": "no country is there in all years",
    "origin_unknown": "nobody knows: the file names no source",
    "no_baseline": "no baseline",
    "no_later_value": "no value later than the baseline",
    "fewer_than_3_points": "fewer than three values",
}
_VALUES = {
    "survey": "Reported", "reported": "Reported", "modelled": "Modelled estimate", "unknown": "Source not given",
    "mixed": "Reported and estimated",
}  # fmt: skip
_METHODS = {
    "as_published": "ILOSTAT", "sum": "sum of countries", "weighted_mean": "weighted mean", "unweighted_mean": "mean",
}  # fmt: skip
_FIRST = 6  # columns that stay where nothing is in them
_CALM = " without 2020–21"


def reason(code: Any) -> str:
    """Why something is not there, in words; a code of a newer release shows itself."""
    return "" if words.missing(code) else REASONS.get(str(code), str(code).replace("_", " "))


def method(row: Any) -> str:
    """How the figure of a region was made: several stand side by side."""
    return _METHODS.get(str(row["aggregation_method"]), str(row["aggregation_method"]))


def name(row: Any) -> str:
    """The area; of a region also how its figure was made."""
    label = str(row["reference_area_label"])
    return label if row["area_kind"] in ("country", "strategy") else f"{label} · {method(row)}"


def breaks(row: Any) -> str:
    """Whether the series breaks, with the years; that nobody knows is said too."""
    if words.missing(row["has_break"]):
        return reason(row["reason_break_unknown"]) or "not known"
    if not row["has_break"]:
        return "no"
    return "yes" if words.missing(row["break_years"]) else f"yes: {row['break_years']}"


def share(row: Any, part: str) -> str:
    """A share of the change as a percentage, or why there is none."""
    value = row[f"{part}_share"]
    return reason(row[f"reason_no_{part}_share"]) if words.missing(value) else f"{100 * float(value) + 0.0:.1f} %"


def table(rows: pd.DataFrame, *, without_pandemic: bool = False) -> pd.DataFrame:
    """The rows as people read them, what is most needed first; a later column without anything in it is left out.

    Of the years before with 2020 and 2021 and without them, those stand first that `without_pandemic` asks for.
    """

    def each(told: Any) -> list[Any]:
        return [told(row) for _, row in rows.iterrows()]

    is_regions = not rows["area_kind"].isin(["country", "strategy"]).any()
    first, other = (
        _compared(rows, without_pandemic=without_pandemic),
        _compared(rows, without_pandemic=not without_pandemic),
    )
    full = pd.DataFrame(
        {
            "Area": rows["reference_area_label"],
            **({"Made by": each(method)} if is_regions else {}),
            **dict(list(first.items())[:2]),
            "Mean since 2023": rows["after_mean"],
            **dict(list(first.items())[2:]),
            "Break": each(breaks),
            "Kind of value": rows["value_kind"].map(lambda code: _VALUES.get(code, code), na_action="ignore"),
            "Why not judged": [reason(code) or None for code in rows["reason_not_judged"]],
            "Years before": each(lambda row: f"{row['before_count']} of {row['before_expected_count']}"),
            "Years since": each(_years_since),
            **other,
            "Due to revision": each(lambda row: share(row, "revision")),
            "Due to countries that enter or leave": each(lambda row: share(row, "composition")),
            "Trend a year before": rows["before_trend"],
            f"Trend a year,{_CALM}": rows["before_without_pandemic_trend"],
            "Trend a year since": rows["after_trend"],
            "Baseline": rows["baseline_value"],
            "Baseline year": each(lambda row: _year(row["baseline_year"])),
            "Latest": rows["after_latest_value"],
            "Latest year": each(lambda row: _year(row["after_latest_year"])),
            "Latest less baseline": rows["latest_difference"],
            "Changes of source": rows["source_change_count"],
            "Values worth a second look": rows["outlier_count"],
            "Projections left out": rows["projected_count"],
        }
    )
    return full[[column for place, column in enumerate(full) if place < _FIRST or full[column].notna().any()]]


def _compared(rows: pd.DataFrame, *, without_pandemic: bool) -> dict[str, pd.Series]:
    """Class, mean of the years before and difference, with the pandemic years or without them."""
    mean, step, went = columns_of(without_pandemic=without_pandemic)
    named = _CALM if without_pandemic else ""
    return {
        f"Change{named}": rows[went].map(lambda code: CLASSES.get(code, code)),
        f"Mean {BEFORE}{named}": rows[mean],
        f"Difference{named}": rows[step],
    }


def columns_of(*, without_pandemic: bool) -> tuple[str, str, str]:
    """Columns of the mean before, of the difference and of its class."""
    if without_pandemic:
        return "before_without_pandemic_mean", "difference_without_pandemic", "change_class_without_pandemic"
    return "before_mean", "difference", "change_class"


def decimals(rows: pd.DataFrame) -> int:
    """Decimals that the table prints of its figures, one number for all: as the size of the middle one calls for."""
    middle = pd.concat([rows["before_mean"], rows["after_mean"]]).astype(float).abs().median()
    return 2 if pd.isna(middle) or middle < 10 else 1 if middle < 1000 else 0


def _years_since(row: Any) -> str:
    """How many years have a value, of those that are over; the one that is not over is told apart."""
    unfinished = not words.missing(row["has_unfinished_year"]) and bool(row["has_unfinished_year"])
    told = f"{row['after_count'] - unfinished} of {row['after_expected_count']}"
    return f"{told}, and one not over" if unfinished else told


def _year(year: Any) -> str | None:
    return None if words.missing(year) else str(int(year))


def drawn(rows: pd.DataFrame, unit: Any, *, without_pandemic: bool) -> pd.DataFrame:
    """What the chart draws, by name: the rows with a change, and of many those that changed most.

    Returns:
        area, first (mean before), second (mean since), said.
    """
    mean, step, _ = columns_of(without_pandemic=without_pandemic)
    known = rows[rows[step].notna()]
    most = known[step].abs().sort_values(ascending=False, kind="stable").index[:MOST_DRAWN]
    known = known[known.index.isin(most)]
    mixed = not is_all_estimated(known)
    return pd.DataFrame(
        {
            "area": [f"{_marks(row, estimates=mixed)}{name(row)}" for _, row in known.iterrows()],
            "first": known[mean],
            "second": known["after_mean"],
            "said": [_said(row[step], unit) for _, row in known.iterrows()],
        }
    ).reset_index(drop=True)


def is_all_estimated(rows: pd.DataFrame) -> bool:
    """Whether every row is a modelled estimate or made from one, so that it can be said once."""
    return bool(len(rows)) and yes(rows["is_modelled"]) == len(rows)


def _marks(row: Any, *, estimates: bool) -> str:
    """What keeps the two ends from being compared like for like, before the name: a long name is cut at its end."""
    told = ["break"] if not words.missing(row["has_break"]) and row["has_break"] else []
    told += ["estimate"] if estimates and row["is_modelled"] else []
    return f"({', '.join(told)}) " if told else ""


def _said(step: float, unit: Any) -> str:
    return f"difference {'+' if step > 0 else ''}{words.apart(step, unit)}"


def yes(answers: pd.Series) -> int:
    """How many say yes; what nobody knows does not."""
    return int(answers.map(lambda each: not words.missing(each) and bool(each)).sum())
