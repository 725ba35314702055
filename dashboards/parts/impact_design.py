"""One impact design: its plan, what the gate says, and what was estimated.

Owns: how the plan is told, the table of rules, the box with the estimate or the reasons against one, and the values.
Never: shows an estimate without its interval or the words that it may be called by.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, impact, words
from dashboards.queries import impact as queries
from dashboards.queries import reading


def plan(row: pd.Series, shown: frame.Shown) -> None:
    """The plan in words: question, groups, years, assumptions, and when it was registered."""
    frame.section(f"The plan of {words.markdown(row['design_id'])}", "As registered, in the words of its authors.")
    names = _names(row, shown)
    told = {
        "Question": row["design_question"],
        "Outcome": impact.outcome(row),
        "Method": impact.METHODS.get(row["method"], row["method"]),
        "Years": f"{int(row['first_year'])}–{int(row['last_year'])}, first start {_year(row['first_start_year'])}",
        "Treated areas": _areas(row["treated_areas"], names),
        "Comparison areas": _areas(row["comparison_areas"], names),
        "Assumptions": row["assumptions"],
        "Spill-over": f"{row['spillover_risk']}: {_or_dash(row['spillover_reason'])}",
        "Registered": f"{words.day(row['registered_at'])} by {_or_dash(row['registered_by'])}, by the file's own word; "
        f"the file is here since {words.day(row['received_at'])}; checksum {str(row['design_sha256'])[:16]}…",
    }
    for name, text in told.items():
        st.markdown(f"**{name}** {words.markdown(text)}")


def _names(row: pd.Series, shown: frame.Shown) -> dict[str, str]:
    """The areas of a plan by their codes."""
    known = reading.rows(shown.source, queries.AREAS_SQL)
    names = dict(zip(known["reference_area_code"], known["reference_area_label"], strict=True))
    listed = [row["treated_areas"], row["comparison_areas"]]
    codes = " ".join(str(each) for each in listed if not words.missing(each)).split()
    return {code: names.get(code, code) for code in codes}


def _areas(codes: object, names: dict[str, str]) -> str:
    listed = [] if words.missing(codes) else str(codes).split()
    return f"{len(listed)}: {', '.join(names.get(code, code) for code in listed)}" if listed else words.MISSING


def _or_dash(text: object) -> str:
    return words.MISSING if words.missing(text) else str(text)


def _year(year: object) -> str:
    return words.MISSING if words.missing(year) else str(int(float(str(year))))


def gate(row: pd.Series, shown: frame.Shown) -> None:
    """Every rule with its finding: those not met and those noted in sight, the others folded away."""
    sql = queries.gate_sql(row["design_id"], int(row["design_version_no"]))
    rules = reading.rows(shown.source, sql)
    broken = rules[rules["verdict"] == "not_met"]
    if len(broken):
        title = f"The gate refuses it: {words.count(len(broken), 'rule')} of {len(rules)} not met"
    else:
        title = f"It passes the gate: none of {len(rules)} rules is broken"
    frame.section(title, "All rules are applied, and all findings told at once.")
    told = rules["verdict"].isin(["not_met", "noted"])
    names = _names(row, shown)
    _listed(rules[told], names)
    if len(rules[~told]):
        with st.expander(f"{words.count(int((~told).sum()), 'rule')} met, or without anything to measure"):
            _listed(rules[~told], names)
    frame.take_away(shown, "impact_gate", [row["design_id"]], sql)


def _listed(rules: pd.DataFrame, names: dict[str, str]) -> None:
    for _, rule in rules.iterrows():
        mark = impact.mark(rule["verdict"])
        name = words.markdown(impact.RULES.get(rule["rule_id"], rule["rule_id"]))
        with st.container(gap=None, key=f"ruled_{rule['rule_id']}"):
            st.markdown(f":{mark.colour}[{mark.symbol}] **{name}** · {mark.word}")
            st.markdown(words.markdown(impact.named(rule["sentence"], names)))
            st.markdown(f":small[:gray[The rule: {words.markdown(rule['threshold'])}]]")


def estimates(row: pd.Series, shown: frame.Shown) -> pd.DataFrame:
    """The estimate with the words that it may be called by; where refused, that there is none and why."""
    sql = queries.estimates_sql(row["design_id"], int(row["design_version_no"]))
    rows = reading.rows(shown.source, sql)
    frame.section("What was estimated", "In the unit of the indicator. The words below belong to the number.")
    names = _names(row, shown)
    with st.container(border=True):
        if row["verdict"] != "passed":
            st.markdown(f":red[■] **No estimate.** {words.markdown(impact.named(row['refusal_reasons'], names))}")
        else:
            for _, each in rows.iterrows():
                st.markdown(words.markdown(impact.estimate(each, row["direction"])))
            _drift(row, float(rows["estimate"].iloc[0]), shown)
            st.markdown(f"**{words.markdown(row['claim_words'])}** It rests on {impact.rests_on(rows.iloc[0])}.")
            if not words.missing(row["notes"]):
                st.markdown(f":orange[▲] To be read with it: {words.markdown(impact.named(row['notes'], names))}")
    frame.take_away(shown, "impact_estimates", [row["design_id"]], sql)
    return rows


def _drift(row: pd.Series, estimate: float, shown: frame.Shown) -> None:
    sql = queries.diagnostics_sql(row["design_id"], int(row["design_version_no"]), ("drift_before",))
    for _, each in reading.rows(shown.source, sql).iterrows():
        st.markdown(words.markdown(impact.drift(float(each["value"]), estimate)))


def values_sql(row: pd.Series) -> str:
    """The values that the plan speaks of; of a refused design those before its first start alone."""
    is_passed, start = row["verdict"] == "passed", row["first_start_year"]
    before = None if is_passed else int(row["first_year"] if words.missing(start) else start)
    return queries.values_sql(row["design_id"], int(row["design_version_no"]), before)


def values(row: pd.Series, shown: frame.Shown) -> None:
    """The values that the plan speaks of, to take away with the file and row of each."""
    sql = values_sql(row)
    rows = reading.rows(shown.source, sql)
    told = f"{words.count(len(rows), 'value')} of {words.count(rows['reference_area_code'].nunique(), 'area')}"
    told += ", as known on the as-of date, each with its file and row."
    if row["verdict"] != "passed":
        told += " The design is refused, so the years from the first start on are left out."
    frame.section("The values behind it", told)
    table = pd.DataFrame(
        {
            "Area": rows["reference_area_label"],
            "Part in the plan": rows["role"],
            "Year": rows["year"].astype(str),
            "Value": rows["value"],
            "Kind": rows["value_kind"].map(lambda code: impact.VALUES.get(code, code)),
            "First known": pd.to_datetime(rows["first_known_from"]).dt.normalize(),
            "Snapshot": rows["snapshot_id"],
            "Row": rows["row_number"].astype("Int64").astype(str),
        }
    )
    frame.table(table, alt=f"Values that {row['design_id']} speaks of", height=300)
    frame.take_away(shown, "impact_values", [row["design_id"]], sql)
