"""Quality: can I trust these figures?

Owns: the checks by table and dimension, the rules that rows break with their remedies, refused files, and inputs.
Never: shows green where nothing was checked.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.queries import reading, release
from dashboards.status import CHECK_MARKS, mark, most_urgent

_FILTERS = ("table", "dimension", "outcome")


def _body(shown: frame.Shown) -> None:
    checks = reading.rows(shown.source, release.CHECKS_SQL)
    if checks.empty:
        with st.container(border=True):
            st.markdown("**Checks have not run for this release.** Nothing here says whether its figures can be used.")
    else:
        checks = checks.assign(table=checks["schema_name"].fillna("") + "." + checks["table_name"].fillna(""))
        st.markdown(
            f"{frame.checks_badge(release.check_counts(shown.source))}. They ran before the release was published."
        )
        _matrix(checks)
        _broken(checks)
        _all_checks(checks, shown)
    _refused(shown)
    _inputs(shown)


def _matrix(checks: pd.DataFrame) -> None:
    frame.section(
        "Checks by table and dimension",
        "● how many checks passed; ▲ warned or ■ failed: how many of them did not pass.",
    )
    cells = checks.groupby(["table", "dimension"])["outcome"].agg(_cell).unstack()
    shown = cells.rename(columns=lambda name: str(name).capitalize()).rename_axis("Table").reset_index()
    frame.table(shown, alt="Number of checks per table and dimension, with those that did not pass")


def _cell(outcomes: pd.Series) -> str:
    worst = most_urgent(outcomes, CHECK_MARKS)
    if worst.code == "pass":
        return f"{worst.symbol} {len(outcomes)}"
    return f"{worst.symbol} {int((outcomes != 'pass').sum())} of {len(outcomes)}"


def _broken(checks: pd.DataFrame) -> None:
    broken = checks[checks["outcome"] != "pass"]
    frame.section(f"Rules that rows break ({len(broken)})")
    if broken.empty:
        st.markdown("None: every row passes every rule.")
    order = {each.code: place for place, each in enumerate(CHECK_MARKS)}
    for check in broken.sort_values("outcome", key=lambda codes: codes.map(order), kind="stable").itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"{mark(check.outcome).markdown} · **{words.markdown(check.description)}**")
            st.markdown(f":small[:gray[{words.markdown(_extent(check))}]]")
            if not words.missing(check.remedy) and check.remedy:
                st.markdown(f":small[**What to do:** {words.markdown(check.remedy)}]")


def _extent(check: object) -> str:
    values = check._asdict()
    failing, checked = values["failing_count"], values["checked_count"]
    extent = "" if words.missing(failing) else f"{words.count(int(failing), 'row')}"
    extent += "" if words.missing(checked) or not extent else f" of {int(checked):,}"
    message = "" if words.missing(values["message"]) else str(values["message"])
    message = "" if message.startswith(values["description"]) else message  # the rule stands above already
    return " · ".join(part for part in (values["table"], values["dimension"], extent, message) if part)


def _all_checks(checks: pd.DataFrame, shown: frame.Shown) -> None:
    frame.section(f"All checks ({len(checks)})")
    address = Address.open("quality")
    notices = st.container()
    picked = {}
    for column, name in zip(st.columns(3), _FILTERS, strict=True):
        options = sorted(checks[name].dropna().unique())
        with column:
            picked[name] = address.many(st.multiselect, name.capitalize(), name, options, placeholder="All")
    with notices:
        states.unknown_codes(address.close())
    kept = checks
    for name, codes in picked.items():
        kept = kept[kept[name].isin(codes)] if codes else kept
    if kept.empty:
        filters = [f"{name} = {', '.join(codes)}" for name, codes in picked.items() if codes]
        states.no_rows("check", filters, lambda: address.clear(_FILTERS))
        return
    frame.table(
        pd.DataFrame(
            {
                "Outcome": [mark(code).text for code in kept["outcome"]],
                "Table": kept["table"],
                "Column": kept["column_name"],
                "Dimension": kept["dimension"],
                "Rule": kept["description"],
                "Failing": kept["failing_count"].astype("Int64"),
                "Checked": kept["checked_count"].astype("Int64"),
                "Blocks": ["Yes" if severity == "error" else "No" for severity in kept["severity"]],
            }
        ),
        alt="All checks of this release with their outcome",
        height=360,
    )
    codes = [code for codes in picked.values() for code in codes]
    frame.take_away(shown, "checks", codes, release.checks_sql(**picked))


def _refused(shown: frame.Shown) -> None:
    files = reading.rows(shown.source, release.REJECTED_SQL)
    frame.section(f"Refused files ({len(files)})", "Nothing was loaded from these; each is kept with its reason.")
    if files.empty:
        st.markdown("No file was refused.")
    for file in files.itertuples():
        with st.container(border=True, gap="xxsmall"):
            errors = "" if words.missing(file.error_count) else f" · {words.count(int(file.error_count), 'error')}"
            st.markdown(f"**{words.markdown(file.file_name)}** :gray[· {words.day(file.rejected_at)}{errors}]")
            lines = [line.strip().removeprefix("- ") for line in str(file.message).splitlines()[1:]] or [file.message]
            st.markdown("\n".join(f"- :small[{words.markdown(line)}]" for line in lines))
            every = "" if words.missing(file.all_errors_file) else f" · all errors in {file.all_errors_file}"
            st.markdown(f":small[:gray[{words.markdown(f'Rule: {file.rule} · kept as {file.kept_as}{every}')}]]")


def _inputs(shown: frame.Shown) -> None:
    inputs = reading.rows(shown.source, release.INPUTS_SQL)
    frame.section(
        f"Files this release was built from ({len(inputs)})",
        "A newer vintage of a dataset stands beside the older ones; the pages show the one marked Shown.",
    )
    if inputs.empty:
        st.markdown("None: this release holds the strategy's own tables only.")
        return
    frame.table(
        pd.DataFrame(
            {
                "Source": inputs["source"].str.replace("_", " "),
                "Dataset": inputs["dataset_code"],
                "File": inputs["file_name"],
                "Rows": inputs["row_count"].astype("Int64"),
                "Without value": inputs["null_value_count"].astype("Int64"),
                "Labels without code": inputs["unresolved_label_count"].astype("Int64"),
                "Shown": inputs["is_current"].map({True: "Yes", False: "No"}),
                "Part only": inputs["is_partial"].map({True: "Yes", False: "No"}),
                "Known from": pd.to_datetime(inputs["known_from"]),
                "Known by": inputs["known_from_rule"].str.replace("_", " "),
                "Licence": inputs["licence"],
                "Notes": inputs["warnings"].replace("", None),
            }
        ),
        alt="Files that this release was built from",
    )
    frame.take_away(shown, "inputs", [], release.INPUTS_SQL)


def page() -> None:
    """Draw the page."""
    frame.show("quality", _body)


if __name__ == "__main__":
    page()
