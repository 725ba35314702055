"""Quality in words and signs: which marks, which headline, which cell.

Owns: the marks of statuses, ratings and freshness, and the tables of the views of the page Quality.
Never: shows a pass where nothing was checked; reads a release.
"""

import pandas as pd

from dashboards import words
from dashboards.queries.quality import DIMENSIONS
from dashboards.status import CHECK_MARKS, Mark, mark, most_urgent

NOT_CHECKED = Mark("not_checked", "○", "Not checked", "gray", "circle", "no check looked at this dimension of it")
STATUS_MARKS = (*CHECK_MARKS[1:], NOT_CHECKED)
RATING_MARKS = (
    Mark("weak", "■", "Weak", "red", "square", "beyond the limit of what is adequate"),
    Mark("adequate", "▲", "Adequate", "orange", "triangle-up", "beyond the limit of what is good"),
    Mark("good", "●", "Good", "blue", "circle", "within the limit of what is good"),
    Mark("not_assessed", "○", "Not assessed", "gray", "circle", "there is nothing to measure it by"),
)
FRESHNESS_MARKS = (
    Mark("stale", "▲", "Stale", "orange", "triangle-up", "it did not come when expected, or the last look failed"),
    Mark("not_known", "○", "Not known", "gray", "circle", "nothing says when the next is expected"),
    Mark("fresh", "●", "Fresh", "blue", "circle", "the next is expected later"),
)
_BY_CODE = {each.code: each for each in (*STATUS_MARKS, *RATING_MARKS, *FRESHNESS_MARKS)}
SOURCES = {
    "ilostat": "ILOSTAT dataset", "ilostat_dictionaries": "ILOSTAT dictionaries", "ilostat_areas": "ILOSTAT regions",
    "register": "Register of a half-year", "survey": "Survey", "evaluation": "Evaluation workbook",
}  # fmt: skip
DQA_DIMENSIONS = ("validity", "integrity", "precision", "reliability", "timeliness")


def sign(code: object) -> Mark:
    """The mark of a status, a rating or a freshness; one of a newer release shows itself."""
    return _BY_CODE.get(str(code)) or mark(None if words.missing(code) else str(code))


def cell(outcomes: pd.Series) -> str:
    """How many checks there are and how they went: ● 12, or ▲ 1 of 12."""
    worst = most_urgent(outcomes, CHECK_MARKS)
    if worst.code == "pass":
        return f"{worst.symbol} {len(outcomes)}"
    return f"{worst.symbol} {int((outcomes != 'pass').sum())} of {len(outcomes)}"


def scorecard_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator: a mark per dimension, counts, freshness and coverage."""
    made = {
        "Indicator": rows["indicator_id"] + " " + rows["indicator_label"].fillna(""),
        "Freshness": [sign(code).text for code in rows["freshness"]],
        "Not passed": rows["not_passed_count"],
        "Checks": rows["check_count"],
    }
    made |= {name.capitalize(): [sign(code).text for code in rows[f"{name}_status"]] for name in DIMENSIONS}
    made["Countries with a national value in the last five years, %"] = (
        (100 * rows["coverage"]).round(0).astype("Int64")
    )
    return pd.DataFrame(made)


def scorecard_headline(rows: pd.DataFrame) -> str:
    """How many indicators have a check that did not pass, and how many were not checked at all."""
    touched = int((rows["checks_warned"] + rows["checks_failed"]).gt(0).sum())
    checked = rows["checks_passed"] + rows["checks_warned"] + rows["checks_failed"]
    unchecked = int(checked.eq(0).sum())
    told = f"{touched} of {words.count(len(rows), 'indicator')} have a check that did not pass"
    return f"{told}; of {unchecked} nothing was checked" if unchecked else told


def dqa_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, the worst rating of each dimension."""
    named = rows.assign(indicator=rows["indicator_id"] + " " + rows["indicator_label"].fillna(""))
    sides = named.groupby(["indicator", "dqa_dimension"])["dimension_rating"].first().unstack()
    sides = sides.reindex(columns=list(DQA_DIMENSIONS)).astype(object)
    shown = sides.map(lambda code: sign("not_assessed" if words.missing(code) else code).text).rename(
        columns=str.capitalize
    )
    return shown.rename_axis("Indicator").reset_index()


def trend_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per release, newest first: how its checks ended, in all and per dimension."""
    kept = rows.assign(total=rows["checks_passed"] + rows["checks_warned"] + rows["checks_failed"])
    made = []
    for release_id, release in kept.groupby("release_id", sort=False):
        row = {"Release": release_id, "As of": pd.Timestamp(release["as_of_date"].iloc[0])}
        row["Checks"], row["Warned"], row["Failed"] = (
            int(release[name].sum()) for name in ("total", "checks_warned", "checks_failed")
        )
        sides = release.groupby("dimension")[["total", "checks_warned", "checks_failed"]].sum()
        made.append(row | {name.capitalize(): _counted(sides, name) for name in DIMENSIONS})
    return pd.DataFrame(made)


def _counted(sides: pd.DataFrame, name: str) -> str:
    if name not in sides.index or not sides.loc[name, "total"]:
        return NOT_CHECKED.text
    total, warned, failed = (int(value) for value in sides.loc[name])
    code = "fail" if failed else "warn" if warned else "pass"
    return f"{mark(code).symbol} {total}" if code == "pass" else f"{mark(code).symbol} {warned + failed} of {total}"


def freshness_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per source and what comes by its rhythm."""
    return pd.DataFrame(
        {
            "Freshness": [sign(code).text for code in rows["freshness"]],
            "Source": [SOURCES.get(code, code) for code in rows["source"]],
            "What": [row.unit_id if row.unit_id == row.unit_label else f"{row.unit_id} {row.unit_label}"
                     for row in rows.itertuples()],
            "Last seen": pd.to_datetime(rows["last_seen_date"]),
            "Expected by": pd.to_datetime(rows["expected_by"]),
            "Days late": rows["days_late"].astype("Int64"),
            "Rhythm": rows["rhythm"],
            "Why": rows["stale_reason"],
        }
    )  # fmt: skip


def reconciliation_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per step from the file to the published table, and what it was counted by."""
    counts = {name: rows[name].astype("Int64") for name in ("rows_in", "rows_out", "rows_left_out", "difference")}
    return pd.DataFrame(
        {
            "Step": rows["step_no"].astype(str) + " " + rows["step"],
            "Source": [SOURCES.get(code, str(code).replace("_", " ")) for code in rows["source"]],
            "What": rows["unit_label"].fillna(rows["unit_id"]),
            "Rows in": counts["rows_in"],
            "Rows out": counts["rows_out"],
            "Left out": counts["rows_left_out"],
            "Missing": counts["difference"],
            "Why left out": rows["reason"],
        }
    )


def reconciliation_headline(rows: pd.DataFrame) -> str:
    """Whether rows in are rows out and rows left out, at every step."""
    wrong = int(rows["difference"].ne(0).sum())
    told = f"Rows in and rows out differ in {wrong} of" if wrong else "Every row is accounted for:"
    return f"{told} {words.count(len(rows), 'count')}"
