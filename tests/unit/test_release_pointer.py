"""The pointer names one whole release, or says in words how to mend it."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from warehouse.errors import ReleaseError
from warehouse.release import files, pointer
from warehouse.settings import Settings

NOW = datetime(2026, 7, 1, 12, 0, 0, tzinfo=UTC)


def _release(settings: Settings, release_id: str, **manifest: object) -> Path:
    folder = settings.releases / release_id
    folder.mkdir(parents=True)
    (folder / f"dwsc_{release_id}.duckdb").write_bytes(b"")
    (folder / "release.json").write_text(json.dumps({"release_id": release_id, **manifest}))
    return folder


def test_an_empty_home_has_no_release(settings: Settings) -> None:
    assert pointer.current(settings) is None
    assert pointer.list_releases(settings) == []
    assert pointer.standing_release_for(settings, "f") is None
    with pytest.raises(ReleaseError, match="`dwsc run` makes the first release"):
        pointer.required(settings)


def test_releases_none_of_which_is_current_are_not_taken_for_none(settings: Settings) -> None:
    for name in ("20260702_120000", "20260701_120000"):
        _release(settings, name)
    assert pointer.current(settings) is None
    with pytest.raises(ReleaseError, match=r"is current.*`dwsc releases --point-at 20260702_120000`"):
        pointer.required(settings)
    pointer.point_at(settings, "20260701_120000")
    assert pointer.required(settings) == pointer.current(settings)


def test_half_written_folders_and_strangers_are_no_releases(settings: Settings) -> None:
    _release(settings, "20260701_120000")
    (settings.releases / ".20260702_120000.partial").mkdir()
    (settings.releases / "20260703_120000").mkdir()
    (settings.releases / "notes").mkdir()
    assert [release.release_id for release in pointer.list_releases(settings)] == ["20260701_120000"]


def test_pointing_is_what_readers_see(settings: Settings) -> None:
    for name in ("20260701_120000", "20260702_120000"):
        _release(settings, name, fingerprint=name)
        pointer.point_at(settings, name)
    release = pointer.current(settings)
    assert release is not None
    assert release.release_id == "20260702_120000"
    assert json.loads((settings.releases / "current.json").read_text()) == {"release_id": "20260702_120000"}
    assert pointer.standing_release_for(settings, "20260702_120000") == release
    assert pointer.standing_release_for(settings, "20260701_120000") is None


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "null", "{}", "\udcff"),
        *('{"release_id": 5}', '{"release_id": "../../etc"}', '{"release_id": "20990101_000000"}'),
    ],
)
def test_a_damaged_pointer_says_which_release_to_point_at_and_how(settings: Settings, content: str) -> None:
    _release(settings, "20260701_120000")
    _release(settings, "20260702_120000")
    (settings.releases / "current.json").write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(ReleaseError, match=r"dwsc releases --point-at 20260702_120000") as caught:
        pointer.current(settings)
    assert "current.json" in str(caught.value)
    assert pointer.standing_release_for(settings, "any") is None


def test_a_damaged_pointer_without_any_release_says_so(settings: Settings) -> None:
    settings.releases.mkdir(parents=True)
    (settings.releases / "current.json").write_text("{}")
    with pytest.raises(ReleaseError, match="No whole release is left"):
        pointer.current(settings)


@pytest.mark.parametrize("damage", ["release.json", "dwsc_20260701_120000.duckdb"])
def test_a_release_that_lost_a_file_is_named(settings: Settings, damage: str) -> None:
    folder = _release(settings, "20260701_120000")
    pointer.point_at(settings, "20260701_120000")
    (folder / damage).unlink()
    with pytest.raises(ReleaseError, match="20260701_120000"):
        pointer.current(settings)


def test_a_release_that_is_not_there_cannot_be_pointed_at(settings: Settings) -> None:
    _release(settings, "20260701_120000")
    pointer.point_at(settings, "20260701_120000")
    with pytest.raises(ReleaseError, match=r"There is no release '20260709_120000' in .*`dwsc releases` lists them"):
        pointer.point_at(settings, "20260709_120000")
    assert pointer.current(settings) is not None


def test_the_id_is_the_time_in_utc(settings: Settings) -> None:
    there = timezone(timedelta(hours=-11))
    assert pointer.new_release_id(settings, lambda: NOW.astimezone(there)) == "20260701_120000"


def test_a_taken_id_waits_for_the_next_second(settings: Settings) -> None:
    _release(settings, "20260701_120000")
    times = iter([NOW, NOW + timedelta(milliseconds=900), NOW + timedelta(seconds=1)])
    slept: list[float] = []
    assert pointer.new_release_id(settings, lambda: next(times), slept.append) == "20260701_120001"
    assert len(slept) == 2


def test_a_clock_set_back_does_not_turn_the_order_round(settings: Settings) -> None:
    _release(settings, "20260701_120000")
    _release(settings, "20260701_115959")
    assert pointer.new_release_id(settings, lambda: NOW - timedelta(days=1)) == "20260701_120001"
    _release(settings, "20261231_235959")
    assert pointer.new_release_id(settings, lambda: NOW) == "20270101_000000"


def test_a_letter_changed_in_a_manifest_is_no_release(settings: Settings) -> None:
    """One flipped bit turns `is_sample` into another name, and invented figures into real ones."""
    folder = _release(settings, "20260701_120000", is_sample=True)
    files.write_sums(folder)
    assert pointer.read_release(settings, "20260701_120000").is_sample
    manifest = folder / "release.json"
    manifest.write_text(manifest.read_text().replace("is_sample", "is_samplg"))
    with pytest.raises(ReleaseError, match=r"release\.json is damaged: its SHA-256"):
        pointer.read_release(settings, "20260701_120000")
    assert pointer.list_releases(settings) == []
