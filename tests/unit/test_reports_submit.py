"""A register is handed in once, whole, beside what lies in landing/ and never over it."""

import errno
import io
import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path

import pytest

from support.registers import REPORTS, write_good
from warehouse.errors import HomeError, RefusedError, WarehouseError
from warehouse.landing import land_folder, waiting
from warehouse.reports import submit as module
from warehouse.reports.check import check_upload
from warehouse.reports.receipts import list_receipts, read_receipt
from warehouse.reports.report import Checked, Report
from warehouse.reports.submit import Submitted, submit
from warehouse.settings import Settings
from warehouse.sources.register.template import write_register


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return write_good(tmp_path / "good.csv").read_bytes()


def accepted(name: str, content: bytes, *, is_sample: bool = False) -> Checked:
    """The report on a file without errors, as check_upload gives it."""
    report = Report(submitted_on=date(2025, 1, 31), is_sample=is_sample, is_draft=False, reported_count=4)
    checksum = module.hashlib.sha256(content).hexdigest()
    return Checked(file_name=name, sha256=checksum, bytes=len(content), report=report)


def hand_in(settings: Settings, content: bytes, name: str = "good.csv") -> Submitted:
    return submit(settings, accepted(name, content), content)


def in_landing(settings: Settings) -> list[str]:
    """Every file in landing/, the hidden ones too."""
    return sorted(path.name for path in settings.landing.iterdir() if path.is_file())


def test_the_checked_bytes_lie_in_landing_and_the_receipt_says_so(settings: Settings, good: bytes) -> None:
    checked = check_upload(settings, "Unit A (final).csv", io.BytesIO(good))
    done = submit(settings, checked, good)
    assert (done.outcome, done.receipt_id) == ("submitted", (checked.sha256 or "")[:16])
    assert in_landing(settings) == ["Unit_A_final_.csv"]
    assert (settings.landing / "Unit_A_final_.csv").read_bytes() == good
    receipt = read_receipt(settings, done.receipt_id)
    assert receipt is not None
    assert (receipt.file_name, receipt.landed_as) == ("Unit A (final).csv", "Unit_A_final_.csv")
    assert (receipt.sha256, receipt.bytes, receipt.reported_count) == (checked.sha256, len(good), 4)
    assert [one.outcome for one in land_folder(settings)] == ["loaded"], "receipts are not taken for dropped files"


def test_the_same_content_is_handed_in_once_whatever_it_is_called(settings: Settings, good: bytes) -> None:
    first = hand_in(settings, good)
    again = hand_in(settings, good, "other name.csv")
    assert (again.outcome, again.receipt_id) == ("waiting", first.receipt_id)
    assert in_landing(settings) == ["good.csv"]
    land_folder(settings)
    assert hand_in(settings, good).outcome == "accepted"
    assert in_landing(settings) == []
    assert len(list_receipts(settings)) == 1


def test_other_content_under_the_same_name_gets_a_number(settings: Settings, good: bytes) -> None:
    for change in (b"", b"\n", b"\n\n"):
        hand_in(settings, good + change)
    assert in_landing(settings) == ["good.csv", "good_2.csv", "good_3.csv"]
    assert (settings.landing / "good.csv").read_bytes() == good


def test_a_file_that_somebody_dropped_is_never_replaced(settings: Settings, good: bytes) -> None:
    settings.landing.mkdir(parents=True)
    (settings.landing / "good.csv").write_bytes(b"not yours")
    hand_in(settings, good)
    assert (settings.landing / "good.csv").read_bytes() == b"not yours"
    assert (settings.landing / "good_2.csv").read_bytes() == good


def test_a_disk_that_knows_no_links_takes_it_too(
    settings: Settings, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(module.os, "link", no_links)
    hand_in(settings, good)
    hand_in(settings, good + b"\n")
    assert in_landing(settings) == ["good.csv", "good_2.csv"]


@pytest.mark.fault(26)
@pytest.mark.parametrize("name", ["x.part", "x.partial", ".hidden.csv", "~$good.csv", "../../good.csv", "", "/", "…"])
def test_whatever_it_is_called_the_landing_sees_it(name: str, settings: Settings, good: bytes) -> None:
    hand_in(settings, good, name)
    (lying,) = waiting(settings.landing)
    assert lying.parent == settings.landing
    assert lying.read_bytes() == good


def test_what_was_not_checked_or_has_errors_is_not_handed_in(settings: Settings, good: bytes) -> None:
    checked = accepted("good.csv", good)
    with pytest.raises(RefusedError, match="Check it"):
        submit(settings, checked, good + b"x")
    with pytest.raises(RefusedError, match="has errors"):
        submit(settings, checked.model_copy(update={"report": Report(error_count=1)}), good)
    assert not settings.landing.exists()


def test_a_sample_is_not_handed_in_among_real_reports(tmp_path: Path, settings: Settings, good: bytes) -> None:
    hand_in(settings, good)
    land_folder(settings)
    path = tmp_path / "sample.csv"
    write_register(path, REPORTS, submitted_on=date(2025, 1, 31), reporter="Unit A", data_kind="sample", csv=True)
    checked = check_upload(settings, path.name, io.BytesIO(path.read_bytes()))
    assert checked.is_accepted
    with pytest.raises(HomeError, match="never share a home"):
        submit(settings, checked, path.read_bytes())
    assert in_landing(settings) == []


@pytest.mark.fault(1)
@pytest.mark.parametrize("step", ["fsync", "link", "sync_folder"])
def test_a_hand_in_that_dies_half_way_leaves_no_half_file(step: str, settings: Settings, good: bytes) -> None:
    """The process is killed at one step; what it left is never landed, and the next hand-in works and clears it."""
    victim = multiprocessing.get_context("fork").Process(target=_dies_at, args=(step, settings, good))
    victim.start()
    victim.join(30)
    assert victim.exitcode == -signal.SIGKILL
    assert all(path.read_bytes() == good for path in waiting(settings.landing))
    done = hand_in(settings, good)
    assert done.outcome == ("waiting" if step == "sync_folder" else "submitted")
    assert in_landing(settings) == ["good.csv"]
    assert [one.outcome for one in land_folder(settings)] == ["loaded"]


def _dies_at(step: str, settings: Settings, content: bytes) -> None:
    def die(*_arguments: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module if step == "sync_folder" else os, step, die)
    hand_in(settings, content)


@pytest.mark.fault(2)
def test_a_full_disk_is_said_and_leaves_nothing(
    settings: Settings, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(WarehouseError, match="is full"):
        hand_in(settings, good)
    assert in_landing(settings) == []
    assert list_receipts(settings) == []


def test_a_home_that_may_only_be_read_is_said(settings: Settings, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_more: object, **_options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(WarehouseError, match="may not be read or written"):
        hand_in(settings, good)


def test_a_landing_that_is_no_folder_is_said(settings: Settings, good: bytes) -> None:
    settings.home.mkdir()
    settings.landing.write_text("a file under this name")
    with pytest.raises(WarehouseError, match="takes no file"):
        hand_in(settings, good)


def test_many_at_once_put_the_same_content_there_once(settings: Settings, good: bytes) -> None:
    workers = [multiprocessing.get_context("fork").Process(target=hand_in, args=(settings, good)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert in_landing(settings) == ["good.csv"]
