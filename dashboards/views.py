"""Views of constituents, in words.

Owns: what the groups, answers, intervals and withheld scores are called, and the sentences about a wave.
Never: computes a score; names a group that is too small to be shown as anything but that.
"""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from dashboards import words

GROUPS = {"government": "Governments", "employer": "Employers", "worker": "Workers"}
# Answer -> its word; the scale is the same for every item.
ANSWERS = {
    1: "strongly disagree",
    2: "disagree",
    3: "neither",
    4: "agree",
    5: "strongly agree",
}
WITHHELD = {
    "group_too_small": "withheld: a group is too small to be shown",
    "group_without_answers": "withheld: of one group nobody answered",
}
METHODS = {
    "wilson_finite": "Wilson, for a group of known size",
    "wilson": "Wilson; the size of the group is not known",
    "wilson_population_too_small": "Wilson; the size told is below the answers",
    "none_all_answered": "none: all of the group answered",
}
TOO_SMALL = "fewer than 5 answers: not shown"
NOBODY = "nobody answered"


def percent(share: object) -> str:
    """A ratio as a whole percentage."""
    return words.MISSING if words.missing(share) else f"{_whole(share)} %"


def between(low: object, high: object) -> str:
    """Limits of a share: 39–84 %; a dash where there are none."""
    if words.missing(low) or words.missing(high):
        return words.MISSING
    return f"{_whole(low)}–{_whole(high)} %"


def points(change: object) -> str:
    """A difference of shares in percentage points, with its sign."""
    return words.MISSING if words.missing(change) else f"{_whole(change):+d}".replace("-", "−")


def wording(row: pd.Series) -> str:
    """An item: its ID and its words, where a file told them."""
    label = row["item_label"]
    return str(row["item_id"]) if words.missing(label) else f"{row['item_id']} {label}"


def state(row: pd.Series) -> str:
    """Why a cell has no bar; empty where it has one."""
    if row["is_suppressed"]:
        return TOO_SMALL
    return NOBODY if not row["response_count"] else ""


def reached(cells: pd.DataFrame) -> pd.DataFrame:
    """How many of each group took part, from the cells of one wave: a row per group, as people read it."""
    told = []
    for code, name in GROUPS.items():
        mine = cells[cells["constituent_group"] == code]
        shown = mine[mine["respondent_count"].notna()]
        first = shown.iloc[0] if len(shown) else None
        told.append(
            {
                "Group": name,
                "Answered": TOO_SMALL if first is None else f"{int(first['respondent_count'])}",
                "Of": words.MISSING if first is None else _count(first["population_count"]),
                "Response rate": words.MISSING if first is None else percent(first["response_rate"]),
                "Asked": words.MISSING if first is None or words.missing(first["modes"]) else _modes(first["modes"]),
            }
        )
    return pd.DataFrame(told)


def headline(items: pd.DataFrame) -> str:
    """What the wave tells in one sentence: how many items, on how many the groups lie apart."""
    apart = int(items["is_divergent"].fillna(False).astype(bool).sum())
    compared = int(items["is_divergent"].notna().sum())
    if not compared:
        return f"{words.count(len(items), 'statement')}; on none can the groups be compared"
    if not apart:
        return f"On none of {words.count(compared, 'statement')} are the groups clearly apart"
    return f"On {apart} of {words.count(compared, 'statement')} the groups are clearly apart"


def apart(items: pd.DataFrame) -> list[str]:
    """A sentence per item on which groups lie clearly apart, the widest first."""
    flagged = items[items["apart_groups"].notna()].sort_values("apart_distance", ascending=False)
    return [f"**{words.markdown(wording(row))}**: {_pair(row)}" for _, row in flagged.iterrows()]


def cell_table(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells as people read them: counts, share with its limits, change, or why nothing is shown."""
    return pd.DataFrame(
        {
            "Statement": cells.apply(wording, axis="columns"),
            "Group": cells["constituent_group"].map(lambda code: GROUPS.get(code, code)),
            "Answers": cells["response_count"].astype("Int64"),
            "Don't know": cells["dont_know_count"].astype("Int64"),
            **{word.capitalize(): cells[f"answer_{point}_count"].astype("Int64") for point, word in ANSWERS.items()},
            "Agreeing": cells["share"].map(percent),
            "95 % interval": [
                between(low, high) for low, high in zip(cells["interval_low"], cells["interval_high"], strict=True)
            ],
            "Weighted": cells["weighted_share"].map(percent),
            "Median": cells["median"],
            "Since the wave before": [
                _change(*values) for values in cells[["change", "change_low", "change_high"]].itertuples(index=False)
            ],
            "Note": cells.apply(state, axis="columns"),
        }
    )


def item_table(items: pd.DataFrame) -> pd.DataFrame:
    """The items as people read them: each group, the mean of the three, all in one pot, and how far apart."""
    return pd.DataFrame(
        {
            "Statement": items.apply(wording, axis="columns"),
            **{name: items[f"{code}_share"].map(percent) for code, name in GROUPS.items()},
            "Three groups alike": items["tripartite_share"].map(percent),
            "95 % interval": [
                between(low, high) for low, high in zip(items["tripartite_low"], items["tripartite_high"], strict=True)
            ],
            "All answers in one pot": items["pooled_share"].map(percent),
            "Apart (points)": items["divergence"].map(points).str.removeprefix("+"),
            "Clearly apart": [
                _named(pair) or (words.MISSING if words.missing(flag) else "no")
                for pair, flag in zip(items["apart_groups"], items["is_divergent"], strict=True)
            ],
            "Since the wave before": [
                _change(*values) for values in items[["change", "change_low", "change_high"]].itertuples(index=False)
            ],
            "Note": items["withheld_reason"].map(WITHHELD).fillna(""),
        }
    )


def without_share(cells: pd.DataFrame) -> list[str]:
    """Which cells have no share, and why, in the words of the page."""
    return [
        f"{row['item_id']} {GROUPS.get(row['constituent_group'], row['constituent_group']).lower()} ({state(row)})"
        for _, row in cells.iterrows()
        if state(row)
    ]


def _pair(row: pd.Series) -> str:
    """The two groups that are apart, how many of each agree, and by how much more; then the third."""
    pair = str(row["apart_groups"]).split(", ")
    others = [code for code in GROUPS if code not in pair and not words.missing(row[f"{code}_share"])]
    first, second = (f"{GROUPS[code].lower()} {percent(row[f'{code}_share'])}" for code in pair)
    beside = "".join(f" ({GROUPS[code].lower()} {percent(row[f'{code}_share'])})" for code in others)
    return f"{first}, {second}: {_whole(row['apart_distance'])} points apart{beside}"


def _named(pair: object) -> str:
    return "" if words.missing(pair) else "◆ " + " and ".join(GROUPS[code].lower() for code in str(pair).split(", "))


def _whole(ratio: object) -> int:
    """A ratio as whole percent, halves away from nought; the last bits of a float do not decide."""
    return int((Decimal(str(round(100 * float(str(ratio)), 6)))).quantize(Decimal(1), ROUND_HALF_UP))


def _change(change: float, low: float, high: float) -> str:
    return words.MISSING if words.missing(change) else f"{points(change)} ({points(low)} to {points(high)})"


def _count(value: object) -> str:
    return "not told" if words.missing(value) else f"{int(float(str(value)))}"


def _modes(modes: str) -> str:
    return str(modes).replace("_", " ")
