"""Coverage in letters and counts.

Owns: the letter, word and meaning of each kind of coverage, the grid of countries by year, and what it sums up to.
Never: decides what a cell is (indicators.coverage does), or counts a modelled figure as a reported one.
"""

from dataclasses import dataclass

import pandas as pd

from dashboards import words

SORTS = {
    "name": "country name",
    "region": "region, then name",
    "most": "most reported years",
    "least": "fewest reported years",
    "latest": "latest reported year",
}


@dataclass(frozen=True)
class Kind:
    """One kind of coverage: what stands in a cell and what it means."""

    code: str
    letter: str
    word: str
    meaning: str


KINDS = (
    Kind("survey", "S", "Survey, census or records", "a value reported by a national source"),
    Kind("unknown", "?", "Source not given", "a value whose file does not name the source"),
    Kind("modelled", "M", "Modelled", "only an ILO modelled estimate"),
    Kind("projected", "P", "Projected", "only a projection past the edition's last year"),
    Kind("suppressed", "U", "Withheld", "published without a value: unreliable, not significant or confidential"),
    Kind("missing", "–", "Missing", "no figure at all"),
)
_AT_BEST = {
    "other": "only modelled figures or ones without a source since",
    "withheld": "only withheld figures since",
    "older": "only older figures",
    "never": "no figure in any year",
}
LETTERS = {kind.code: kind.letter for kind in KINDS}


def grid(cells: pd.DataFrame, sort: str, since: int) -> pd.DataFrame:
    """Countries by year.

    Args:
        cells: the result of `queries.coverage.cells_sql`.
        sort: one of `SORTS`.
        since: from which year reported years are counted.

    Returns:
        One row per country: code, Country, Latest (year of the latest reported value, or missing), Reported years (how
        many since `since`), a column per year that holds the kind of coverage, the newest first, Region. A year without
        a row is missing.
    """
    keys = ["reference_area_code", "reference_area_label", "region_label"]
    filled = cells.assign(region_label=cells["region_label"].fillna("No region"), year=cells["year"].astype(int))
    years = range(filled["year"].max(), filled["year"].min() - 1, -1)
    wide = filled.pivot_table(index=keys, columns="year", values="coverage", aggfunc="first")
    wide = wide.reindex(columns=years, fill_value="missing").fillna("missing")
    reported = wide.eq("survey")
    latest = reported.mul(list(years), axis="columns").max(axis="columns")
    counted = reported[[year for year in years if year >= since]].sum(axis="columns")
    rows = wide.rename(columns=str).reset_index(names=["code", "Country", "Region"])
    rows.insert(2, "Latest", latest.where(latest > 0).astype("Int64").array)
    rows.insert(3, "Reported years", counted.astype("Int64").array)
    rows["Region"] = rows.pop("Region")
    order = {
        "name": (["Country"], [True]),
        "region": (["Region", "Country"], [True, True]),
        "most": (["Reported years", "Latest", "Country"], [False, False, True]),
        "least": (["Reported years", "Latest", "Country"], [True, True, True]),
        "latest": (["Latest", "Reported years", "Country"], [False, False, True]),
    }[sort]
    return rows.sort_values(order[0], ascending=order[1], na_position="last" if sort != "least" else "first",
                            kind="stable").reset_index(drop=True)  # fmt: skip


def years_of(rows: pd.DataFrame) -> list[str]:
    """The year columns of a grid."""
    return [name for name in rows.columns if name.isdigit()]


def lettered(rows: pd.DataFrame) -> pd.DataFrame:
    """A grid with the letter of each cell in place of its kind."""
    letters = {name: rows[name].map(LETTERS).fillna("?") for name in years_of(rows)}
    return rows.assign(**letters)


def since_in_words(rows: pd.DataFrame, since: int) -> str:
    """How many countries have a reported value since a year, and what the others have at best; each counts once."""
    every = rows[years_of(rows)]
    recent = every[[name for name in every if int(name) >= since]]
    best = pd.Series("never", index=rows.index)
    # From the least to the best: what comes later stands for the country.
    best[every.ne("missing").any(axis="columns")] = "older"
    best[recent.eq("suppressed").any(axis="columns")] = "withheld"
    best[recent.isin(["modelled", "projected", "unknown"]).any(axis="columns")] = "other"
    best[recent.eq("survey").any(axis="columns")] = "survey"
    counts = {code: int(amount) for code, amount in best.value_counts().items()}
    reported, total = counts.get("survey", 0), len(rows)
    said = [
        f"{reported} of {words.count(total, 'country', 'countries')} ({words.share(reported, total)}) "
        f"{_has(reported)} a reported value since {since}"
    ]
    said += [f"{counts[code]} {_has(counts[code])} {what}" for code, what in _AT_BEST.items() if code in counts]
    return "; ".join(said)


def _has(amount: int) -> str:
    return "has" if amount == 1 else "have"
