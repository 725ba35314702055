"""An uploaded register is checked in a process of its own, which no file can use against the server."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from support.evaluations import write_good as write_evaluation
from support.further_sheets import add_sheets
from support.registers import REPORTS, cell, write_good, write_spoilt
from warehouse.cli.register import register
from warehouse.errors import WarehouseError
from warehouse.landing import land_paths
from warehouse.reports import check
from warehouse.reports.check import check_upload
from warehouse.reports.report import Checked, Limits
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.sources.register.columns import MILESTONES
from warehouse.sources.register.template import write_register


def checked(settings: Settings, name: str, content: bytes, limits: Limits | None = None) -> Checked:
    return check_upload(settings, name, io.BytesIO(content), limits)


def only_rule(found: Checked) -> str:
    assert not found.is_accepted
    assert [one.place for one in found.report.findings] == ["the file"]
    return found.report.findings[0].rule


def _two_errors(book: Workbook) -> None:
    book[MILESTONES][cell("O03-S2", "status")] = "done"
    book[MILESTONES][cell("O04-S2", "forecast_date")] = "soon"


@pytest.mark.parametrize("name", ["good.xlsx", "good.csv"])
def test_a_good_register_has_no_error(name: str, tmp_path: Path, settings: Settings) -> None:
    found = checked(settings, name, write_good(tmp_path / name).read_bytes())
    assert found.is_accepted
    assert (found.report.reported_count, str(found.report.submitted_on), found.report.is_sample) == (
        4,
        "2025-01-31",
        False,
    )
    assert len(found.sha256 or "") == 64


def test_the_report_is_the_one_of_the_command(tmp_path: Path, settings: Settings) -> None:
    path = write_spoilt(tmp_path / "spoilt.xlsx", _two_errors)
    told = json.loads(CliRunner().invoke(register, ["check", str(path), "--json"]).stdout)
    found = checked(settings, path.name, path.read_bytes()).model_dump(mode="json")["report"]
    assert len(told["errors"]) == found["error_count"] > 1
    assert found["findings"] == told["errors"]
    assert {key: found[key] for key in ("submitted_on", "is_sample", "reported_count", "unreported_count")} == {
        key: told[key] for key in ("submitted_on", "is_sample", "reported_count", "unreported_count")
    }


def test_it_knows_what_is_approved_in_the_home_as_the_command_does(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    decided = {"Output ID": "O03", "Period": "2024H2", "Decision": "approved", "Decided by": "Unit B"}
    decisions = [decided | {"Decided on": date(2025, 2, 10)}]
    for name, day, sheets in (("one", 31, {}), ("two", 41, {"Approvals": decisions})):
        reports = REPORTS[:1] if name == "one" else REPORTS[2:3]
        path = _written(tmp_path / f"{name}.xlsx", reports, date(2025, 1, 1) + timedelta(days=day), sheets)
        assert [one.outcome for one in land_paths(settings, [path])] == ["loaded"]
    moved = [REPORTS[0] | {"actual_date": date(2024, 12, 5)}]
    path = _written(tmp_path / "late.xlsx", moved, date(2025, 3, 1), {})
    told = json.loads(CliRunner().invoke(register, ["check", str(path), "--json"]).stdout)
    found = checked(settings, path.name, path.read_bytes())
    assert [one.rule for one in found.report.findings] == [one["rule"] for one in told["errors"]]
    assert "Unit B" in found.report.findings[0].sentence()


def _written(
    path: Path, reports: list[dict[str, object]], day: date, sheets: dict[str, list[dict[str, object]]]
) -> Path:
    write_register(path, reports, submitted_on=day, reporter="Unit A", data_kind="real")
    book = load_workbook(path)
    add_sheets(book, sheets)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"dear all\nplease find attached"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("empty.csv", b""),
        ("empty.xlsx", b""),
        ("web.xlsx", b"<!doctype html><html></html>"),
        ("half.xlsx", b"PK\x03\x04" + bytes(500)),
        ("../../etc/passwd", b"root:x:0:0"),
        ("", b"x"),
    ],
)
def test_what_is_no_register_is_told_so(name: str, content: bytes, settings: Settings) -> None:
    assert only_rule(checked(settings, name, content))


def test_other_forms_are_sent_where_they_belong(tmp_path: Path, settings: Settings) -> None:
    workbook = write_evaluation(tmp_path / "evaluation.xlsx").read_bytes()
    assert "evaluation workbook" in only_rule(checked(settings, "evaluation.xlsx", workbook))
    survey = b"survey_id,wave,response_id,group,item,answer,mode\nS,2024,R1,worker,Q1,5,online\n"
    assert "survey file" in only_rule(checked(settings, "answers.csv", survey))


@pytest.mark.fault(25)
def test_a_file_over_ten_megabytes_is_not_opened(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.subprocess, "Popen", None)
    file = io.BytesIO(bytes(11 * 2**20))
    found = check_upload(settings, "large.xlsx", file)
    assert only_rule(found) == "The file is larger than 10.0 MB."
    assert found.sha256 is None
    assert file.tell() == 10 * 2**20 + 1, "nothing beyond the limit was read"


@pytest.mark.fault(25)
def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(settings: Settings) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(bytes(2**20))
    started = time.monotonic()
    assert "unpacks to" in only_rule(checked(settings, "bomb.xlsx", packed.getvalue()))
    assert time.monotonic() - started < 20


@pytest.mark.fault(25)
def test_a_workbook_that_lies_about_its_size_ends_in_a_message(tmp_path: Path, settings: Settings) -> None:
    """The sheet unpacks to 150 MB though the archive says 1,000 bytes; no reader may believe it."""
    path = write_good(tmp_path / "good.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    sheet = next(name for name in parts if name.endswith("sheet2.xml"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content + b" " * 150 * 2**20 if name == sheet else content)
        entry = archive.getinfo(sheet)
        entry.file_size = 1000
    found = checked(settings, "liar.xlsx", packed.getvalue(), Limits(memory_bytes=2**29, cpu_seconds=10, seconds=20))
    assert only_rule(found)


@pytest.mark.fault(25, 37)
def test_a_sheet_without_end_is_stopped_by_its_memory(tmp_path: Path, settings: Settings) -> None:
    """Small enough for the door (20 MB unpacked, 20 times its size), and gigabytes once every cell is an object."""
    path = write_good(tmp_path / "good.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    cells = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>O01-S1</t></is></c><c r="B{0}" t="n"><v>1</v></c></row>'
    rows = "".join(cells.format(row) for row in range(1000, 200_000)).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            is_sheet = name.startswith("xl/worksheets/sheet2")
            archive.writestr(name, content.replace(b"</sheetData>", rows + b"</sheetData>") if is_sheet else content)
    found = checked(settings, "huge.xlsx", packed.getvalue(), Limits(memory_bytes=320 * 2**20))
    assert only_rule(found) == "Opening it takes too much memory (allowed are 320 MB)."


@pytest.mark.fault(38)
@pytest.mark.parametrize(
    ("limits", "spends"),
    [(Limits(cpu_seconds=1), "while True: pass"), (Limits(seconds=1.0), "import time; time.sleep(60)")],
)
def test_a_file_that_takes_too_long_is_stopped(
    limits: Limits, spends: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child is made to spend time after it has set its limits, as a hostile file would make it."""
    start = subprocess.Popen
    code = f"from warehouse.reports import child; child._limit(2**30, {limits.cpu_seconds})\n{spends}"
    children: list[subprocess.Popen[bytes]] = []

    def stuck(command: list[str], **more: object) -> subprocess.Popen[bytes]:
        children.append(start([*command[:2], "-c", code], **more))
        return children[0]

    monkeypatch.setattr(check.subprocess, "Popen", stuck)
    started = time.monotonic()
    assert "took too long" in only_rule(checked(settings, "slow.csv", b"phase_id", limits))
    assert time.monotonic() - started < 15
    assert children[0].poll() is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(children[0].pid, 0)


def test_the_child_sees_no_variable_of_the_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    seen: dict[str, object] = {}

    def refuse(_command: list[str], **more: object) -> None:
        seen.update(more)
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(check.subprocess, "Popen", refuse)
    with pytest.raises(WarehouseError, match="cannot be started: Resource temporarily"):
        checked(settings, "good.csv", b"phase_id")
    environment = seen["env"]
    assert isinstance(environment, dict)
    assert "SECRET_TOKEN" not in environment
    assert {name for name in environment if name.startswith("DWSC_")} == {"DWSC_HOME", "DWSC_MAX_REGISTER_BYTES"}


def test_the_child_writes_nothing_into_the_home_or_the_checkout(tmp_path: Path, settings: Settings) -> None:
    checked(settings, "good.xlsx", write_good(tmp_path / "good.xlsx").read_bytes())
    assert not settings.home.exists() or not list(settings.home.rglob("*"))


def test_the_child_by_itself_gives_a_report_on_its_standard_output(tmp_path: Path, settings: Settings) -> None:
    path = write_good(tmp_path / "good.csv")
    command = [sys.executable, "-m", "warehouse.reports.child", str(path), str(2**30), "30"]
    done = subprocess.run(
        command, cwd=PROJECT_ROOT, env={"DWSC_HOME": str(settings.home)}, capture_output=True, check=True
    )
    assert json.loads(done.stdout)["error_count"] == 0
