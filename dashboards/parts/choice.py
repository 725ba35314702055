"""The choice of a dataset: those with figures in the release, and those of the catalogue that are still to be fetched.

Owns: the names that datasets go by, what is better, which levels do not compare, and what to do where a dataset is not
loaded.
Never: hides that an indicator is only proposed, or that a release holds a part of a dataset.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.queries import catalogue, indicators
from dashboards.queries.reading import Source

DIRECTIONS = {
    "up": "higher is better",
    "down": "lower is better",
    "none": "context: neither higher nor lower is better",
    "towards": "closer to the value aimed at is better",
    "band": "best inside a band: both ends are worse",
    "target_band": "best inside a band: both ends are worse",
    "toward_zero": "closer to zero is better",
}
_RIGHTS = "SDG_0882"  # ILO's own note: meant for the trend of one country


@dataclass(frozen=True)
class Dataset:
    """One dataset as people know it.

    `loaded` holds what the release says of its current vintage, `entry` its row of the catalogue; one may be missing.
    """

    code: str
    loaded: pd.Series | None
    entry: pd.Series | None

    def told(self, name: str) -> Any:
        """What is known under a name, from the proposed indicator or dataset, else from the catalogue."""
        for row in (self.loaded, self.entry):
            if row is not None and name in row.index and not words.missing(row[name]) and row[name] != "":
                return row[name]
        return None

    @property
    def title(self) -> str:
        """The plainest name there is."""
        catalogued = None if self.entry is None else self.entry["dataset_label"]
        names = (self.told("indicator_label"), catalogued, self.told("dataset_label"), self.code)
        return str(next(name for name in names if name and not words.missing(name)))

    @property
    def name(self) -> str:
        """Title and code, and that it is not loaded, for the list to choose from."""
        name = self.code if self.title == self.code else f"{self.title} · {self.code}"
        return name if self.loaded is not None else f"{name} · not loaded"

    @property
    def unit(self) -> str:
        """The unit of its figures, or nothing."""
        unit = str(self.told("unit") or "")
        return f"{unit} (0 is best)" if self.code.startswith(_RIGHTS) else unit

    @property
    def no_comparison(self) -> str:
        """Why levels of two countries do not compare; empty where nothing speaks against it."""
        if self.code.startswith(_RIGHTS):
            return "0 is best and 10 is worst. Read the trend of one country; it is not meant to rank countries."
        if "local currency" in self.unit.lower():
            return "Amounts are in local currency: read the trend of one country."
        return ""


def offered(source: Source) -> dict[str, Dataset]:
    """Datasets to choose from, by code: with figures first, then those of the catalogue that are not loaded."""
    loaded = {row["dataset_code"]: row for _, row in indicators.datasets(source).iterrows()}
    entries = {row["dataset_code"]: row for _, row in catalogue.entries(source).iterrows()}
    return {code: Dataset(code, loaded.get(code), entries.get(code)) for code in {**loaded, **entries}}


def not_loaded(dataset: Dataset, shown: frame.Shown) -> None:
    """A dataset of the catalogue without figures: what it is, why it is followed, and how to get it."""
    with st.container(border=True):
        title = words.markdown(dataset.title)
        st.markdown(f"**{title}** is in the catalogue, but this release holds no figures of it.")
        if dataset.told("is_followed"):
            st.markdown("Fetch it from ILOSTAT, then publish a release that holds it:")
        else:
            st.markdown("It is no longer followed; the links below name what took its place. To fetch it all the same:")
        st.code(f"dwsc fetch {dataset.code}\ndwsc run", language="bash")
        st.markdown(":small[:gray[Without a connection: put its file into `landing/` and run `dwsc run`.]]")
    facts(dataset)
    links(dataset, shown)


def about_line(dataset: Dataset) -> None:
    """What must be known before a figure is read: unit, direction, caution, and what is only proposed or partial."""
    parts = []
    if dataset.told("indicator_id"):
        parts.append(f":gray-badge[{dataset.told('approval_status')}] Indicator {dataset.told('indicator_id')} is our "
                     "proposal; the strategy sets no indicator of its own.")  # fmt: skip
    if dataset.told("is_partial"):
        parts.append(":orange-badge[partial] This release holds only an extract of the dataset.")
    if dataset.unit:
        parts.append(f"**Unit:** {words.markdown(dataset.unit)}.")
    if dataset.told("direction"):
        parts.append(f"**Reading:** {DIRECTIONS.get(dataset.told('direction'), dataset.told('direction'))}.")
    if dataset.no_comparison:
        parts.append(f"**Not for comparing countries:** {dataset.no_comparison}")
    if dataset.told("caution"):
        parts.append(f"**Caution:** {words.markdown(dataset.told('caution'))}.")
    if parts:
        st.markdown(f":small[{' '.join(parts)}]")


def facts(dataset: Dataset) -> None:
    """What the catalogue and ILOSTAT say of a dataset."""
    direction = dataset.told("direction")
    rows = {
        "Dataset": dataset.code,
        "Name in ILOSTAT": None if dataset.loaded is None else dataset.loaded["dataset_label"],
        "Unit": dataset.unit or None,
        "Reading": DIRECTIONS.get(direction, direction),
        "By": dataset.told("disaggregations"),
        "Subject": dataset.told("subject"),
        "Definitions": dataset.told("statistical_standard"),
        "Why it is followed": dataset.told("reason"),
        "Caution": dataset.told("caution"),
        "Indicator": dataset.told("indicator_id"),
    }
    frame.facts(rows, alt=f"What is known of dataset {dataset.code}")


_RELATIONS = {
    "replaced_by": "took the place of",
    "twin": "is the twin, under other definitions, of",
    "older_family": "is found today instead of",
}


def links(dataset: Dataset, shown: frame.Shown) -> None:
    """Ids that replace a dataset or measure the same otherwise; figures of two ids are never joined."""
    found = catalogue.links(shown.source, dataset.code)
    if found is None or found.empty:
        return
    known = offered(shown.source)
    frame.section("Other ids of the same thing", "Figures of two ids are never joined into one series.")
    for link in found.itertuples():
        other = link.old_dataset_code if link.new_dataset_code == dataset.code else link.new_dataset_code
        since = "" if words.missing(link.since_year) else f" (since {int(link.since_year)})"
        relation = _RELATIONS.get(link.relation, link.relation.replace("_", " "))
        new, old = words.markdown(link.new_dataset_code), words.markdown(link.old_dataset_code)
        st.markdown(f"**{new}** {relation} **{old}**{since}. {words.markdown(link.note)}.")
        if other in known:
            frame.link("indicator", f"Open {other}", {"dataset": other})
        else:
            st.markdown(f":small[:gray[{words.markdown(other)} is not in the catalogue of this release.]]")
