"""Dimensions of a dataset: sex and up to two classifications.

Owns: which widgets a dataset needs, one version of a classification at a time, and the words of an observation status.
Never: offers an item the dataset does not have, or mixes versions (their totals overlap).
"""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboards import words
from dashboards.address import Address
from dashboards.queries import indicators
from dashboards.queries.reading import Source

_CLASSIFICATIONS = {"classification_1": "Classification", "classification_2": "Second classification"}


@dataclass(frozen=True)
class Chosen:
    """What a person chose in one dimension: codes, with their labels in the same order."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    version: str = ""
    note: str = ""

    @property
    def line(self) -> str:
        """The choice with its version and whether it is the whole, for the line above a chart."""
        asides = [f"version {self.version}"] if self.version else []
        asides += [self.note] if self.note else []
        labels = ", ".join(self.labels)
        return f"{labels} ({'; '.join(asides)})" if asides else labels

    @property
    def text(self) -> str:
        """The choice in words, for sentences."""
        return f"{self.name} = {', '.join(self.labels)}"


def version(code: str) -> str:
    """The version that an item belongs to: ECO_ISIC4_A → ECO_ISIC4; a bare label names none."""
    parts = code.split("_")
    return "" if ":" in code else "_".join(parts[:2]) if len(parts) > 2 else code


def versions(items: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Items (code, label, value_count, version) by version, the version with most values first.

    A release made before versions were told apart leaves `version` empty; the codes say it then. Bare labels have no
    version: they stand together by what their label begins with.
    """
    told = items["code"].map(version)
    told = items["version"].fillna(told) if "version" in items else told
    told = told.where(told != "", items["code"].str.split(":").str[0])
    groups = dict(iter(items.groupby(told, sort=True)))
    return dict(sorted(groups.items(), key=lambda pair: (-int(pair[1]["value_count"].sum()), pair[0])))


def whole(items: pd.DataFrame) -> str:
    """The item to open on: a total, else the one that spans the others, else the one with most figures."""
    total = items[_is_total(items)]
    known = str(total["code"].iloc[0]) if len(total) else _spanning(items)
    return known or str(items.loc[items["value_count"].idxmax(), "code"])


def part_note(items: pd.DataFrame, code: str) -> str:
    """What to say of an item where no total is known; empty where there is one."""
    if len(items) < 2 or bool(_is_total(items).any()):
        return ""
    spanning = _spanning(items)
    if not spanning:
        return "one item only: no total is known"
    if code == spanning:
        return "no total is named; this item spans the others"
    return f"a part of {words.item(str(items.loc[items['code'] == spanning, 'label'].iloc[0]))}"


def _is_total(items: pd.DataFrame) -> pd.Series:
    return items["code"].str.contains(r"TOTAL$|_T$|NAT$", regex=True) | items["label"].str.endswith("Total")


def _spanning(items: pd.DataFrame) -> str:
    """The code of the item whose range of ages, such as 5-17 or 15+, holds every other one; empty where none does."""
    ranges = items["label"].map(words.item).str.extract(r"^(\d+)(?:\s*[-–]\s*(\d+)|\+)$")
    if ranges[0].isna().any():
        return ""
    first, last = ranges[0].astype(float), ranges[1].astype(float).fillna(float("inf"))
    spans = items[(first <= first.min()) & (last >= last.max())]
    return str(spans["code"].iloc[0]) if len(spans) else ""


def choose(address: Address, source: Source, dataset_code: str, *, one_sex: bool = False) -> dict[str, Chosen]:
    """Draw the widgets that a dataset needs and return what was chosen, by dimension.

    Args:
        address: the address of the page.
        source: the release.
        dataset_code: the dataset.
        one_sex: whether one sex can be chosen only, as on a map.
    """
    offered = {name: indicators.dataset_items(source, dataset_code, name) for name in ("sex", *_CLASSIFICATIONS)}
    offered = {name: items for name, items in offered.items() if len(items)}
    chosen: dict[str, Chosen] = {}
    if not offered:
        return chosen
    if "sex" in offered:
        chosen["sex"] = _sex(address, offered["sex"], is_one=one_sex)
    for name, title in _CLASSIFICATIONS.items():
        if name in offered:
            chosen[name] = _classification(address, name, title, offered[name])
    return chosen


def status_words(observations: pd.DataFrame) -> pd.Series:
    """The status of each figure in words; a missing value says so, and a figure without a flag is normal."""
    label = observations["observation_status_label"].fillna("")
    absent = observations["value"].isna()
    label = label.mask(absent & (label != ""), "No value: " + label)
    label = label.mask(absent & (label == ""), "No value published")
    # A file without sources has no statuses either: what it does not tell must not read as normal.
    told = observations["source_code"].notna() | observations["source_label"].notna()
    return label.mask((label == "") & ~told, "Not given").replace("", "Normal")


def _sex(address: Address, items: pd.DataFrame, *, is_one: bool) -> Chosen:
    default = whole(items)
    items = items[items["value_count"] > 0].sort_values("code", key=lambda codes: codes != default, kind="stable")
    labels = dict(zip(items["code"], items["label"].map(words.item), strict=True)) or {default: default}
    if is_one:
        code = address.one(st.segmented_control, "Sex", "sex", list(labels), default, labels.__getitem__, required=True)
        return Chosen("sex", (code,), (labels[code],))
    codes = address.many(
        st.segmented_control, "Sex (several: one chart per area)", "sex", list(labels), [default],
        lambda code: labels[code], selection_mode="multi",
    )  # fmt: skip
    codes = [code for code in labels if code in codes] or [default]
    return Chosen("sex", tuple(codes), tuple(labels[code] for code in codes))


def _classification(address: Address, name: str, title: str, items: pd.DataFrame) -> Chosen:
    groups = versions(items)
    labels = dict(zip(items["code"], items["label"], strict=True))
    titles = {each: group["label"].iloc[0].split(": ")[0] for each, group in groups.items()}
    picked = next(iter(groups))
    left, right = st.columns(2) if len(groups) > 1 else (st.container(), st.container())
    if len(groups) > 1:
        with left:
            picked = address.one(
                st.selectbox, f"{title}: version", f"{name}_version", list(groups), picked,
                lambda each: titles[each] if titles[each] == each else f"{titles[each]} · {each}",
            )  # fmt: skip
    group = groups[picked]
    with right:
        code = address.one(
            st.selectbox, title if len(groups) == 1 else f"{title}: item", name, list(group["code"]), whole(group),
            lambda each: words.item(labels[each]),
        )  # fmt: skip
    named = "" if picked == code.split(":")[0] and ":" in code else picked
    return Chosen(title.lower(), (code,), (labels[code],), named, part_note(group, code))
