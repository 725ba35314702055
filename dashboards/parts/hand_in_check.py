"""The parts of *Hand in* that take a file: the form, the upload with its report, and handing it in.

Owns: what is asked and said on the way to landing/.
Never: opens an upload itself; hands in what has an error.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboards import frame, hand_in, states, words
from dashboards.address import Address
from warehouse.errors import WarehouseError
from warehouse.rejected import Finding
from warehouse.reports.check import check_upload
from warehouse.reports.follow import follow
from warehouse.reports.form import form, periods
from warehouse.reports.receipts import receipt_of
from warehouse.reports.report import Checked, Report
from warehouse.reports.submit import refuse_other_kind, submit
from warehouse.settings import Settings

_CHECKED, _SAID = "hand_in.checked", "hand_in.said"
_MOST_LISTED = 500
_FORMATS = {"xlsx": "Excel workbook", "csv": "CSV, milestones only"}
_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def form_part(settings: Settings, address: Address) -> None:
    """Offer the form, with the plan filled in."""
    frame.section("Get the form", "It holds every planned phase; fill in the rows that are yours.")
    today = datetime.now(UTC).date()
    labels, due = periods(settings, today)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=280):
            period = address.one(
                st.selectbox, "Half-year", "period", list(labels), due, lambda one: _period(one, labels, due)
            )
        with st.container(width=280):
            kind = address.one(st.selectbox, "File", "form", list(_FORMATS), "xlsx", _FORMATS.__getitem__)
        st.download_button(
            "Download the form",
            lambda: form(settings, period, csv=kind == "csv", today=today),
            f"milestone_register_{period}.{kind}",
            _TYPES[kind],
            on_click="ignore",
            icon=":material/download:",
        )


def _period(period_id: str, labels: dict[str, str], due: str) -> str:
    return f"{labels[period_id]} ({'due next' if period_id == due else period_id})"


def upload_part(settings: Settings, closed: str | None, show: Callable[[str], None]) -> None:
    """Take a file, show its report, and let a file without error be handed in.

    Args:
        settings: names the home.
        closed: why nothing is taken here, if so; a file can be checked all the same.
        show: makes the page follow a receipt.
    """
    most = min(10, max(1, settings.max_register_bytes // 2**20))
    large = f"A file of more than {most} MB is marked red and not taken: remove pictures and other sheets."
    frame.section("Check it", f"Nothing is loaded by checking, and no copy is kept. {large}")
    file = st.file_uploader(f"A filled register: .xlsx or .csv, at most {most} MB", max_upload_size=most)
    if file is None:
        return
    checked = _checked(settings, file)
    if checked is None:
        return
    if not checked.is_accepted:
        verdict = "it would be refused. Mend these places and check it again"
        errors(checked.report.findings, checked.report.error_count, checked.file_name, verdict)
        return
    _accepted(checked)
    _hand_in(settings, checked, file, closed, show)


def errors(findings: Sequence[Finding], count: int, file_name: str, verdict: str) -> None:
    """Every error of a file as a table, and as CSV."""
    st.markdown(f":red[■] **{words.count(count, 'error')} in {words.markdown(file_name)}**: {verdict}.")
    listed = findings[:_MOST_LISTED] if frame.simple_tables() else findings
    if frame.simple_tables():
        st.markdown("\n".join(f"- {hand_in.finding_line(one)}" for one in listed))
    else:
        _table(findings, file_name)
    if count > len(listed):
        st.markdown(f"The first {len(listed):,} of {count:,} are shown.")
    st.download_button(
        "Download the errors (CSV)",
        lambda: hand_in.findings_csv(findings),
        words.file_name("register_errors", [file_name.rpartition(".")[0]], "", is_sample=False),
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"errors_{verdict}",
    )


def _table(findings: Sequence[Finding], file_name: str) -> None:
    config = {
        "Sheet": st.column_config.TextColumn(width=130),
        "Cell": st.column_config.TextColumn(width=60),
        "Column": st.column_config.TextColumn(width=110),
        "Value": st.column_config.TextColumn(width=110),
        "Rule": st.column_config.TextColumn(width=290),
        "What to do": st.column_config.TextColumn(width=365),
    }
    table = hand_in.findings_table(findings)
    frame.table(table, alt=f"Every error of {file_name} with its place, rule and remedy", height=420, columns=config)


def _checked(settings: Settings, file: UploadedFile) -> Checked | None:
    kept: dict[str, Checked] = st.session_state.get(_CHECKED, {})
    if file.file_id not in kept:
        try:
            with st.spinner("Checking every row…"):
                kept = {file.file_id: check_upload(settings, file.name, file)}
        except WarehouseError as error:
            states.not_done("The register could not be checked", str(error))
            return None
        st.session_state[_CHECKED] = kept
    return kept[file.file_id]


def _accepted(checked: Checked) -> None:
    report = checked.report
    st.markdown(f":blue[●] **No error in {words.markdown(checked.file_name)}.**")
    by_sheet = "; ".join(f"{name} {rows:,}" for name, rows in report.reported_by_sheet.items())
    facts = {
        "Rows filled in": f"{report.reported_count:,}" + (f" ({by_sheet})" if by_sheet else ""),
        "Milestones not filled in": f"{report.unreported_count:,}: they count as no report and not as errors",
        "Submission date": _day(report.submitted_on),
        "Kind of data": "invented sample" if report.is_sample else "real",
        "State": _state(report),
    }
    frame.facts(facts, alt=f"What {checked.file_name} holds")


def _state(report: Report) -> str:
    return "draft: kept and shown, but it counts nowhere" if report.is_draft else "submitted"


def _day(day: date | None) -> str:
    return words.day(day)


def _hand_in(
    settings: Settings, checked: Checked, file: UploadedFile, closed: str | None, show: Callable[[str], None]
) -> None:
    waits = "It waits in landing/ until the next run; only then do its figures reach a release and these pages."
    frame.section("Hand it in", waits)
    if closed:
        st.markdown("These pages take no register; the reason stands at the top.")
        return
    receipt = receipt_of(checked.sha256 or "")
    try:
        refuse_other_kind(settings, checked)
        state = follow(settings, receipt).state
    except WarehouseError as error:
        states.not_done("It cannot be handed in here", str(error))
        return
    if state in {"received", "accepted", "published"}:
        st.markdown(f"This content is handed in already. Its receipt is **`{receipt}`**.")
        st.button("Show where it stands", on_click=show, args=(receipt,))
    else:
        st.button("Hand in", type="primary", on_click=_submit, args=(settings, checked, file.getvalue(), show))
    said = st.session_state.pop(_SAID, None)
    if said:
        states.not_done("It was not handed in", said)


def _submit(settings: Settings, checked: Checked, content: bytes, show: Callable[[str], None]) -> None:
    try:
        show(submit(settings, checked, content).receipt_id)
    except WarehouseError as error:
        st.session_state[_SAID] = str(error)
