"""Where a register stands, by its receipt, from landing/ to the release that holds it."""

import json
from datetime import date
from pathlib import Path

import pytest

from support.registers import FIRST_ROW, LETTERS, REPORTS, write_good, write_spoilt
from warehouse.disk import file_sha256
from warehouse.errors import RefusedError, WarehouseError
from warehouse.landing import land_folder
from warehouse.release import pointer
from warehouse.reports.follow import Followed, follow, follow_all
from warehouse.reports.receipts import folder, receipt_for, receipt_of
from warehouse.reports.report import Checked, Report
from warehouse.reports.steps import next_step, stands
from warehouse.reports.submit import submit
from warehouse.settings import Settings, get_settings
from warehouse.sources.register.columns import MILESTONES


def handed_in(settings: Settings, path: Path, *, is_draft: bool = False) -> str:
    """Hand a file in as if it had been found without error; returns its receipt."""
    content, checksum = path.read_bytes(), file_sha256(path)
    report = Report(submitted_on=date(2025, 1, 31), is_sample=False, is_draft=is_draft, reported_count=4)
    checked = Checked(file_name=path.name, sha256=checksum, bytes=len(content), report=report)
    return submit(settings, checked, content).receipt_id


def publish(settings: Settings, release_id: str, *snapshots: str, as_of: str = "2025-06-30") -> None:
    """A release that was built from these snapshots, as far as its manifest tells."""
    made = settings.releases / release_id
    made.mkdir(parents=True)
    inputs = [{"snapshot_id": one, "source": "register"} for one in snapshots]
    manifest = {"release_id": release_id, "as_of": as_of, "inputs": inputs}
    (made / pointer.MANIFEST).write_text(json.dumps(manifest))
    (made / pointer.database_name(release_id)).touch()
    pointer.point_at(settings, release_id)


def told(settings: Settings, found: Followed) -> str:
    step = next_step(settings, found)
    return " ".join([stands(found), step.text, step.command or ""])


def test_from_landing_to_release(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "unit a.xlsx"))
    found = follow(settings, receipt)
    assert (found.state, found.file_name, found.waits_as) == ("received", "unit a.xlsx", "unit_a.xlsx")
    assert f"DWSC_HOME={settings.home} dwsc run" in told(settings, found)

    land_folder(settings)
    found = follow(settings, receipt)
    assert (found.state, found.snapshot_id, found.known_from, found.row_count) == ("accepted", receipt, "2025-01-31", 4)
    assert found.accepted_at is not None
    assert "No release holds it yet" in told(settings, found)

    publish(settings, "20250701_080000", "0" * 16)
    assert follow(settings, receipt).state == "accepted", "a release of other files does not publish this one"
    publish(settings, "20250702_080000", receipt)
    publish(settings, "20250703_080000", receipt, as_of="2025-12-31")
    found = follow(settings, receipt)
    assert found.state == "published"
    assert found.published is not None
    assert (found.published.release_id, found.published.as_of, found.in_current) == (
        "20250702_080000",
        "2025-06-30",
        True,
    )
    assert "published in release 20250702_080000" in told(settings, found)


def test_published_once_and_not_in_a_release_that_looks_back(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    land_folder(settings)
    publish(settings, "20250702_080000", receipt)
    publish(settings, "20250703_080000", as_of="2024-12-31")
    found = follow(settings, receipt)
    assert (found.state, found.in_current) == ("published", False)
    assert "20250703_080000, shows figures as of 2024-12-31 and does not hold it" in told(settings, found)


def test_accepted_but_known_later_than_the_release_shows(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    land_folder(settings)
    publish(settings, "20250703_080000", as_of="2024-12-31")
    assert "counts from 2025-01-31; the current release shows figures as of 2024-12-31" in told(
        settings, follow(settings, receipt)
    )


def test_a_draft_says_that_it_counts_nowhere(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"), is_draft=True)
    land_folder(settings)
    publish(settings, "20250702_080000", receipt)
    assert "draft" in told(settings, follow(settings, receipt))


def test_a_refusal_gives_every_reason_and_a_second_try_waits_again(tmp_path: Path, settings: Settings) -> None:
    def spoil(book: object) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + 30):
            book[MILESTONES][f"{LETTERS['status']}{row}"] = "done"

    path = write_spoilt(tmp_path / "bad.xlsx", spoil)
    receipt = handed_in(settings, path)
    land_folder(settings)
    found = follow(settings, receipt)
    assert found.state == "refused"
    assert len(found.findings) == found.error_count > 20, "not the first 20 alone"
    assert all(one.place and one.rule and one.remedy for one in found.findings)
    assert "was refused with" in told(settings, found)
    handed_in(settings, path)
    found = follow(settings, receipt)
    assert found.state == "received"
    land_folder(settings)
    assert follow(settings, receipt).state == "refused"


def test_one_reason_alone_is_given_too(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "nothing.csv"
    write_good(path, REPORTS[:0])
    found_receipt = handed_in(settings, path)
    land_folder(settings)
    found = follow(settings, found_receipt)
    assert (found.state, found.error_count, len(found.findings)) == ("refused", 1, 1)


def test_taken_out_of_landing_by_hand(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    (settings.landing / "good.csv").unlink()
    found = follow(settings, receipt)
    assert found.state == "gone"
    assert "hand the file in again" in told(settings, found)


def test_never_handed_in(settings: Settings) -> None:
    found = follow(settings, "0123456789abcdef")
    assert found.state == "unknown"
    assert "Nothing with the receipt 0123456789abcdef" in told(settings, found)
    assert not settings.home.exists(), "following makes nothing"


def test_a_landing_that_is_no_folder_holds_nothing(settings: Settings) -> None:
    settings.home.mkdir()
    settings.landing.touch()
    assert follow(settings, "0123456789abcdef").state == "unknown"
    assert follow_all(settings) == []


def test_a_file_that_was_dropped_by_hand_is_followed_by_its_content(tmp_path: Path, settings: Settings) -> None:
    path = write_good(tmp_path / "good.csv")
    settings.landing.mkdir(parents=True)
    (settings.landing / "dropped.csv").write_bytes(path.read_bytes())
    assert follow(settings, receipt_for(str(path))).waits_as == "dropped.csv"


def test_the_sensor_decides_who_must_do_what(tmp_path: Path, settings: Settings) -> None:
    found = follow(settings, handed_in(settings, write_good(tmp_path / "good.csv")))
    assert "Nothing reads landing/ by itself" in told(settings, found)
    on = get_settings(home=settings.home, landing_sensor=True)
    assert "The sensor landing_folder starts a run" in told(on, found)


def test_a_person_may_name_receipt_checksum_or_file(tmp_path: Path) -> None:
    path = write_good(tmp_path / "good.csv")
    checksum = file_sha256(path)
    for key in (checksum, checksum[:16], f" {checksum[:16].upper()}\n", str(path)):
        assert receipt_for(key) == receipt_of(checksum)
    for key in ("abc", "no such file.csv", "", "../../etc", "0123456789abcdeg"):
        with pytest.raises(RefusedError, match="neither a receipt"):
            receipt_for(key)


def test_all_receipts_the_latest_first(tmp_path: Path, settings: Settings) -> None:
    assert follow_all(settings) == []
    first = handed_in(settings, write_good(tmp_path / "a.csv"))
    land_folder(settings)
    second = handed_in(settings, write_good(tmp_path / "b.csv", REPORTS[:1]))
    assert {(one.receipt_id, one.state) for one in follow_all(settings)} == {(first, "accepted"), (second, "received")}


def test_a_damaged_receipt_is_named(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    (folder(settings) / f"{receipt}.json").write_text("{half")
    with pytest.raises(WarehouseError, match=rf"{receipt}\.json is damaged"):
        follow(settings, receipt)
