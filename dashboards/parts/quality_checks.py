"""The view Checks of the page Quality: by table and dimension, the rules that rows break, one check, all checks.

Owns: how checks are laid out, chosen and explained: why there is the rule, whose it is, what to do, what it touches.
Never: shows green where nothing was checked.
"""

import json
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import frame, quality, states, words
from dashboards.address import Address
from dashboards.pages import BY_NAME
from dashboards.queries import quality as queries
from dashboards.queries import reading, release
from dashboards.status import CHECK_MARKS, mark

_FILTERS = ("table", "dimension", "outcome")
_NONE = ""
_REACHED = {"page": "Pages", "indicator": "Indicators", "table": "Tables"}


def show(address: Address, shown: frame.Shown) -> None:
    """Draw the view; of a release from before there were owners and reach, what it tells."""
    checks = reading.rows(shown.source, release.all_checks_sql(shown.source))
    if checks.empty:
        with st.container(border=True):
            st.markdown("**Checks have not run for this release.** Nothing here says whether its figures can be used.")
        return
    checks = checks.assign(table=checks["schema_name"].fillna("") + "." + checks["table_name"].fillna(""))
    st.markdown(f"{frame.checks_badge(release.check_counts(shown.source))}. They ran before the release was published.")
    if queries.is_known(shown.source):
        _one(checks, address, shown)
    _broken(checks, shown)
    _matrix(checks)
    _all_checks(checks, address, shown)


def _one(checks: pd.DataFrame, address: Address, shown: frame.Shown) -> None:
    """One check with all that is known of it: links from other pages lead here."""
    names = {_NONE: "None chosen"} | {
        row.check_id: f"{mark(row.outcome).symbol} {row.check_id}: {row.description}" for row in checks.itertuples()
    }
    chosen = address.one(st.selectbox, "Look at one check", "check", list(names), _NONE, names.__getitem__)
    if chosen == _NONE:
        return
    sql = queries.check_sql(chosen)
    check = reading.rows(shown.source, sql).iloc[0]
    with st.container(border=True, key="one_check"):
        st.markdown(f"{mark(check['outcome']).markdown} · **{words.markdown(check['description'])}**")
        frame.facts(
            {
                "Why there is this rule": check["reason"],
                "What to do": check["remedy"],
                "Owner": check["owner"],
                "Table": f"{check['schema_name']}.{check['table_name']}",
                "Column": check["column_name"],
                "Dimension": check["dimension"],
                "Rows that break it": _whole(check["failing_count"]),
                "Rows looked at": _whole(check["checked_count"]),
                "What it says": _further(check["message"], check["description"]),
                "Datasets and indicators that these rows name": check["failing_subjects"],
                "Blocks a release": "Yes" if check["severity"] == "error" else "No",
                "Carried out": check["executed_at"],
                "Check": check["check_id"],
            },
            alt=f"All that is known of check {chosen}",
        )
        _sample(check["sample_rows"])
        _reach(chosen, str(check["outcome"]), shown)
        frame.take_away(shown, "check", [chosen], sql)


def _further(message: object, rule: object) -> str:
    """What a check says beyond its rule, which stands above already."""
    told = "" if words.missing(message) else str(message)
    return "" if told.startswith(str(rule)) else told


def _whole(value: Any) -> int | None:
    return None if words.missing(value) else int(value)


def _sample(sample: object) -> None:
    """The first rows that break the rule, as the gate kept them."""
    try:
        listed = json.loads(str(sample)) if not words.missing(sample) else []
    except ValueError:
        listed = []
    if listed:
        st.markdown("**First rows that break it**")
        frame.table(pd.DataFrame(listed).astype("string"), alt="First rows that break the rule")


def _reach(check_id: str, outcome: str, shown: frame.Shown) -> None:
    reached = reading.rows(shown.source, queries.reach_sql(check_id))
    st.markdown("**What it touches**" if outcome != "pass" else "**What its failure would touch**")
    if reached.empty:
        st.markdown("No published table, page or indicator.")
    for kind, heading in _REACHED.items():
        mine = reached[reached["reached_kind"] == kind]
        if len(mine):
            told = ", ".join(_reached(row) for row in mine.itertuples())
            st.markdown(f":small[{heading} ({len(mine)}): {told}]")


def _reached(row: object) -> str:
    values = row._asdict()
    name, label = str(values["reached_name"]), str(values["reached_label"])
    if values["reached_kind"] == "page":
        known = BY_NAME.get(name.replace("_", "-"))
        return words.markdown(known.title if known else label)
    return words.markdown(name if label == name else f"{name} {label}")


def _matrix(checks: pd.DataFrame) -> None:
    frame.section(
        "Checks by table and dimension",
        "● how many checks passed; ▲ warned or ■ failed: how many of them did not pass. An empty cell: none looked. "
        "Tables with rows that break a rule stand first.",
    )
    cells = checks.groupby(["table", "dimension"])["outcome"].agg(quality.cell).unstack()
    broken = set(checks.loc[checks["outcome"] != "pass", "table"])
    cells = cells.loc[sorted(cells.index, key=lambda table: (table not in broken, table))]
    shown = cells.rename(columns=lambda name: str(name).capitalize()).rename_axis("Table").reset_index()
    frame.table(shown, alt="Number of checks per table and dimension, with those that did not pass", height=430)


def _broken(checks: pd.DataFrame, shown: frame.Shown) -> None:
    broken = checks[checks["outcome"] != "pass"]
    frame.section(f"Rules that rows break ({len(broken)})")
    if broken.empty:
        st.markdown("None: every row passes every rule.")
    order = {each.code: place for place, each in enumerate(CHECK_MARKS)}
    for check in broken.sort_values("outcome", key=lambda codes: codes.map(order), kind="stable").itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"{mark(check.outcome).markdown} · **{words.markdown(check.description)}**")
            st.markdown(f":small[:gray[{words.markdown(_extent(check))}]]")
            told = {"Why": "reason", "What to do": "remedy", "Owner": "owner"}
            for name, column in told.items():
                value = getattr(check, column, None)
                if not words.missing(value) and value:
                    st.markdown(f":small[**{name}:** {words.markdown(value)}]")
            if queries.is_known(shown.source):
                frame.link("quality", "What it touches, and the first rows", {"check": check.check_id})


def _extent(check: object) -> str:
    values = check._asdict()
    failing, checked = values["failing_count"], values["checked_count"]
    extent = "" if words.missing(failing) else f"{words.count(int(failing), 'row')}"
    extent += "" if words.missing(checked) or not extent else f" of {int(checked):,}"
    message = _further(values["message"], values["description"])
    return " · ".join(part for part in (values["table"], values["dimension"], extent, message) if part)


def _all_checks(checks: pd.DataFrame, address: Address, shown: frame.Shown) -> None:
    frame.section(f"All checks ({len(checks)})")
    picked = {}
    for column, name in zip(st.columns(3), _FILTERS, strict=True):
        options = sorted(checks[name].dropna().unique())
        with column:
            picked[name] = address.many(st.multiselect, name.capitalize(), name, options, placeholder="All")
    kept = checks
    for name, codes in picked.items():
        kept = kept[kept[name].isin(codes)] if codes else kept
    if kept.empty:
        filters = [f"{name} = {', '.join(codes)}" for name, codes in picked.items() if codes]
        states.no_rows("check", filters, lambda: address.clear(_FILTERS))
        return
    frame.table(_listed(kept), alt="All checks of this release with their outcome", height=360)
    codes = [code for codes in picked.values() for code in codes]
    frame.take_away(shown, "checks", codes, release.all_checks_sql(shown.source, **picked))


def _listed(kept: pd.DataFrame) -> pd.DataFrame:
    made = {
        "Outcome": [mark(code).text for code in kept["outcome"]],
        "Table": kept["table"],
        "Column": kept["column_name"],
        "Dimension": kept["dimension"],
        "Rule": kept["description"],
        "Failing": kept["failing_count"].astype("Int64"),
        "Checked": kept["checked_count"].astype("Int64"),
        "Blocks": ["Yes" if severity == "error" else "No" for severity in kept["severity"]],
    }
    made |= {name.capitalize(): kept[name] for name in ("owner", "kind") if name in kept}
    return pd.DataFrame(made)
