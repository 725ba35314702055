"""The table beside a trend: each figure with its kind, status, break and notes in words.

Owns: the columns and words of that table.
Never: drops a figure without a value, or leaves a note as a code.
"""

import pandas as pd

from dashboards import dimensions, words
from dashboards.charts import points
from dashboards.parts.vintage import Earlier

KINDS = {
    points.SURVEY: "Reported",
    points.MODELLED: "Modelled estimate",
    points.PROJECTED: "Projection",
    points.UNKNOWN: "Source not given",
}
_NOTES = ("classification_note", "indicator_note", "source_note")
_KEY = ["reference_area_code", "sex_label", "classification_1_label", "classification_2_label", "time_period"]


def table_of(observations: pd.DataFrame, earlier: Earlier | None = None) -> pd.DataFrame:
    """The figures of a choice as people read them, newest first; columns in which nothing stands are left out.

    Args:
        observations: the result of `indicators.observations_sql`.
        earlier: the same choice in an earlier vintage, to stand beside it.
    """
    rows = observations if earlier is None else _beside(observations, earlier.observations)
    shown = pd.DataFrame(
        {
            "Area": rows["reference_area_label"].fillna(rows["reference_area_code"]),
            "Period": rows["time_period"],
            "Value": rows["value"],
            "Kind": points.kinds(rows).map(KINDS),
            "Status": dimensions.status_words(rows),
            "Break": rows["break_reason"]
            .where(rows["is_break"].eq(True))
            .str.replace(r"^.", lambda first: first[0].upper(), regex=True),
            "Sex": rows["sex_label"].map(words.item, na_action="ignore"),
            "Classification": rows["classification_1_label"],
            "Version": rows["classification_1_version"],
            "Second classification": rows["classification_2_label"],
            "Source": rows["source_label"],
            "Notes": _notes(rows),
        }
    )
    if earlier is not None:
        shown.insert(3, f"Value {earlier.name}", rows["earlier_value"])
        shown.insert(4, "Difference", rows["value"] - rows["earlier_value"])
        shown.loc[rows["is_gone"], "Status"] = "Gone since"
        shown.loc[rows["is_new"], "Status"] += " · new since"
    by = ["Area", "Sex", "Classification", "Period"]
    return shown.sort_values(by, ascending=[True, True, True, False]).dropna(axis="columns", how="all")


def _beside(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Figures of two vintages side by side; a figure that is gone stands with what was known of it."""
    # Labels may be spelled otherwise in another file; a dimension that the dataset lacks is empty in both.
    key = [name.replace("_label", "_code") for name in _KEY]
    then = before.drop_duplicates(key)
    both = now.merge(then, on=key, how="outer", suffixes=("", "_then"), indicator=True)
    gone, new = both["_merge"] == "right_only", both["_merge"] == "left_only"
    for name in now.columns.difference([*key, "value"]):
        both[name] = both[name].where(~gone, both[f"{name}_then"])
    return both[now.columns].assign(earlier_value=both["value_then"], is_gone=gone, is_new=new)


def _notes(rows: pd.DataFrame) -> pd.Series:
    joined = [
        " | ".join(dict.fromkeys(str(note) for note in notes if not words.missing(note) and note))
        for notes in rows[list(_NOTES)].itertuples(index=False)
    ]
    return pd.Series(joined, index=rows.index, dtype="object").replace("", None)
