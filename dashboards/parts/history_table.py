"""The table of revised cells in words.

Owns: the columns of that table, and how a change is said, also where it may be rounding only.
Never: drops a cell; a value that was or is missing stays a dash.
"""

from typing import Any

import pandas as pd

from dashboards import words


def table_of(cells: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Revised cells as people read them, in the order given; columns in which nothing stands are left out.

    Args:
        cells: the result of `vintages.revisions_sql`.
        labels: labels of sex and classification codes.
    """
    sources = cells["old_source_code"].fillna("none") + " → " + cells["new_source_code"].fillna("none")
    table = pd.DataFrame(
        {
            "Area": cells["reference_area_label"].fillna(cells["reference_area_code"]),
            "Period": cells["time_period"],
            "Sex": _labelled(cells["sex_code"], labels),
            "Classification": _labelled(cells["classification_1_code"], labels),
            "Second classification": _labelled(cells["classification_2_code"], labels),
            "Before": cells["old_value"],
            "Now": cells["new_value"],
            "Difference": cells["difference"],
            "Relative (%)": cells["relative_difference"] * 100,
            "Source": sources.where(cells["is_source_changed"].eq(True)),
        }
    )
    keep = [name for name in table.columns if name in {"Before", "Now"} or table[name].notna().any()]
    return table[keep]


def _labelled(codes: pd.Series, labels: dict[str, str]) -> pd.Series:
    return codes.map(lambda code: labels.get(code, code), na_action="ignore")


def rounding_in_words(changed: int, decimals: Any, beyond: Any) -> str:
    """How many of the changed cells differ by more than rounding; empty where all of them do or nothing is known."""
    if words.missing(decimals) or int(beyond) >= changed:
        return ""
    places = words.count(int(decimals), "decimal") if int(decimals) else "no decimals"
    return (
        f" {int(beyond):,} of these {changed:,} differ by more than rounding, that is by more than "
        f"{0.5 / 10 ** int(decimals):.{int(decimals) + 1}f}: the values of one of the two files have {places}."
    )
