"""What was built counts only while everything it was made from stands; else the next run starts from nothing."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from warehouse import build_state
from warehouse.build_state import BuildState, InputFacts
from warehouse.settings import Settings, get_settings

FACTS = InputFacts(
    context="code, libraries, dictionaries",
    as_of="2026-06-30",
    snapshots={"ilostat": {"aa": "1", "bb": "2"}, "register": {"cc": "3"}},
    files={"rejected_files": "0"},
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = get_settings(home=tmp_path / "home")
    settings.home.mkdir()
    settings.build_file.write_bytes(b"tables")
    parts = {"indicators.observations": {"aa": (2, 2**64, 5)}}
    build_state.save(settings, run_id="run-1", release_id="20260630_120000", facts=FACTS, parts=parts)
    return settings


def test_what_was_written_down_is_read_back(settings: Settings) -> None:
    state = build_state.load(settings)
    assert state is not None
    assert (state.run_id, state.release_id, state.facts) == ("run-1", "20260630_120000", FACTS)
    assert state.parts == {"indicators.observations": {"aa": (2, 2**64, 5)}}


@pytest.mark.parametrize("content", [b"tablet", b"tables and more", b""])
def test_a_build_file_that_is_not_the_published_one_is_not_built_upon(settings: Settings, content: bytes) -> None:
    settings.build_file.write_bytes(content)
    assert build_state.load(settings) is None


def test_a_build_file_that_is_gone_is_not_built_upon(settings: Settings) -> None:
    settings.build_file.unlink()
    assert build_state.load(settings) is None


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"run_id": 1', "null"])
def test_a_damaged_state_only_costs_time(settings: Settings, content: str) -> None:
    settings.build_file.with_suffix(".state.json").write_text(content)
    assert build_state.load(settings) is None


def test_the_state_is_gone_before_the_build_file_changes(settings: Settings, tmp_path: Path) -> None:
    kept = tmp_path / "home" / "runs" / "run-2" / "before.json"
    build_state.set_aside(settings, kept)
    assert build_state.load(settings) is None, "whatever stops the run from here on, the next one builds anew"
    before = build_state.read(kept)
    assert before is not None
    assert before.run_id == "run-1"
    build_state.set_aside(settings, kept)


def _with(**changes: Any) -> InputFacts:
    return dataclasses.replace(FACTS, **changes)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FACTS, True),
        (_with(snapshots={"ilostat": {"aa": "1", "bb": "2", "dd": "4"}, "register": {"cc": "3"}}), True),
        (_with(snapshots={"ilostat": {"aa": "1", "bb": "2"}}), True),
        (_with(as_of="2026-07-01"), True),
        (_with(files={}), True),
        (_with(context="other code"), False),
        (_with(snapshots={"ilostat": {"aa": "1"}, "register": {"cc": "3"}}), False),
        (_with(snapshots={"ilostat": {"aa": "1", "bb": "other origin"}, "register": {"cc": "3"}}), False),
        (_with(snapshots={}), False),
    ],
)
def test_rows_stay_true_while_code_dictionaries_and_snapshots_stand(now: InputFacts, expected: bool) -> None:
    state = BuildState("run-1", "20260630_120000", FACTS, 6, "0", {})
    assert build_state.can_build_upon(state, now) is expected
