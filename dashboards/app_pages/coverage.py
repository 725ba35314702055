"""Coverage: which countries and years have figures, and of what kind?

Owns: the choice of dataset, region, order and first year, the sum in words, the columns per year and the grid.
Never: counts aggregates among countries, or leaves a missing year out of sight.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, coverage, frame, states, words
from dashboards.address import Address
from dashboards.charts import coverage as charts
from dashboards.parts import about, choice
from dashboards.queries import coverage as queries
from dashboards.queries import quality, reading

_EVERY = "all"
_RECENT = 5  # years back that count as recent unless the reader says otherwise


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("which countries and years have figures")
        return
    datasets = queries.datasets(shown.source).set_index("dataset_code", drop=False)
    if datasets.empty:
        states.no_rows("ILOSTAT dataset", [])
        return
    address = Address.open("coverage")
    notices = st.container()
    code = address.one(
        st.selectbox, "Indicator or dataset", "dataset", list(datasets.index), datasets.index[0],
        lambda each: _name(datasets.loc[each]),
    )  # fmt: skip
    dataset = datasets.loc[code]
    shown.subjects.update(quality.subjects_of(shown.source, datasets=[code]))
    cells = reading.rows(shown.source, queries.cells_sql(code))
    if cells.empty:
        with notices:
            states.unknown_codes(address.close())
        states.no_rows("country", [f"dataset {code}: it holds aggregates only"])
        return
    region, since, sort = _choices(address, cells, shown)
    _notes(dataset)
    area = "" if region == _EVERY else region
    rows = coverage.grid(cells if not area else cells[cells["region_code"] == area], sort, since)
    _per_year(rows, since, dataset, area, address, shown)
    _show(rows, since, dataset, shown)
    frame.take_away(shown, "coverage", [code, *([area] if area else [])], queries.cells_sql(code, area))
    frame.link("indicator", f"See the figures of {code}", {"dataset": code})
    with notices:
        states.unknown_codes(address.close())


def _name(dataset: pd.Series) -> str:
    titles = (dataset["indicator_label"], dataset["catalogue_label"], dataset["dataset_label"])
    title = next((str(each) for each in titles if not words.missing(each)), "")
    return f"{title} · {dataset['dataset_code']}" if title else str(dataset["dataset_code"])


def _choices(address: Address, cells: pd.DataFrame, shown: frame.Shown) -> tuple[str, int, str]:
    regions = cells.dropna(subset="region_code").drop_duplicates("region_code").sort_values("region_label")
    counts = cells.groupby("region_code")["reference_area_code"].nunique()
    names = {_EVERY: f"All regions ({cells['reference_area_code'].nunique()} countries)"}
    names |= {row.region_code: f"{row.region_label} ({counts[row.region_code]})" for row in regions.itertuples()}
    years = [str(year) for year in range(int(cells["year"].max()), int(cells["year"].min()) - 1, -1)]
    recent = str(shown.as_of.year - _RECENT)
    left, middle, right = st.columns(3)
    with left:
        region = address.one(st.selectbox, "Region", "region", list(names), _EVERY, names.__getitem__)
    with middle:
        since = address.one(
            st.selectbox, "Count reported values since", "since", years, recent if recent in years else years[0]
        )
    with right:
        sort = address.one(
            st.selectbox, "Order of countries", "sort", list(coverage.SORTS), "region", coverage.SORTS.__getitem__
        )
    return region, int(since), sort


def _notes(dataset: pd.Series) -> None:
    if dataset["is_partial"]:
        note = "This release holds only an extract of the dataset: a missing cell may have a figure in ILOSTAT."
        st.markdown(f":small[:orange-badge[partial] {note}]")
    if words.missing(dataset["catalogue_label"]):
        st.markdown(":small[:gray[This dataset is not in the catalogue: only countries with a row are listed.]]")


def _per_year(
    rows: pd.DataFrame, since: int, dataset: pd.Series, area: str, address: Address, shown: frame.Shown
) -> None:
    sql = queries.per_year_sql(dataset["dataset_code"], area)
    counts = reading.rows(shown.source, sql)
    title = coverage.since_in_words(rows, since)
    if counts.empty:
        frame.section(words.markdown(title))
        return
    some = int(rows[coverage.years_of(rows)].ne("missing").any(axis="columns").sum())
    every = words.count(len(rows), "country", "countries")
    block.show(
        block.Block(
            key="coverage_years",
            title=title,
            subtitle="Countries per year by kind of figure. A cell counts as soon as one figure of the dataset is "
            "there, whatever the sex or classification. Aggregates such as regions and the world are left out.",
            panels=(block.Panel(partial(charts.per_year, counts), charts.per_year_in_words(counts)),),
            table=charts.table(counts),
            sql=sql,
            filters=(dataset["dataset_code"], *([area] if area else [])),
            origin=about.origin(
                choice.offered(shown.source)[dataset["dataset_code"]],
                "counted by country and year",
                f"{some} of {every} with a figure in some year",
            ),
        ),
        address,
        shown,
    )


def _show(rows: pd.DataFrame, since: int, dataset: pd.Series, shown: frame.Shown) -> None:
    frame.section(
        f"Country by year ({len(rows)})",
        f"*Latest*: the last year with a reported value. *Reported years*: how many since {since}. Then the years, the "
        "newest first; the country stays while they scroll.",
    )
    st.markdown(" · ".join(f"**{words.markdown(kind.letter)}** {kind.word.lower()}" for kind in coverage.KINDS))
    columns = rows.drop(columns="code")
    frame.grid(
        charts.shaded(columns, shown.palette),
        alt=f"Coverage of {dataset['dataset_code']} by country and year, in letters",
        pinned="Country",
        narrow=coverage.years_of(rows),
        short={"Latest": 60, "Reported years": 110},
    )
    with st.expander("What the letters mean"):
        lines = [f"- **{words.markdown(kind.letter)}** {kind.word}: {kind.meaning}" for kind in coverage.KINDS]
        st.markdown("\n".join(lines))


def page() -> None:
    """Draw the page."""
    frame.show("coverage", _body)


if __name__ == "__main__":
    page()
