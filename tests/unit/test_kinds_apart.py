"""Where sample and real data would meet: the command that is shown is one that works as it stands."""

import os
import shlex
from pathlib import Path

import pytest

from support.planted import GOOD, land_one, plant, reason, text
from warehouse.errors import HomeError
from warehouse.home import refuse_sample_home
from warehouse.landing import land_folder, land_paths
from warehouse.settings import Settings, get_settings

SAMPLE = text(*(row + ("" if row.endswith(",") else "_") + "Z0:1" for row in GOOD))


def _obey(message: str) -> tuple[Settings, Path]:
    """The settings and the file of the command that a message ends with, read as a shell reads it."""
    [line] = [line for line in message.splitlines() if "dwsc land" in line]
    words = shlex.split(line.partition("another home: ")[2])
    assert words[-3:-1] == ["dwsc", "land"]
    given = {key.removeprefix("DWSC_").lower(): value for key, _, value in (one.partition("=") for one in words[:-3])}
    return get_settings(**given), Path(words[-1])


@pytest.mark.parametrize("first", ["sample", "real"])
def test_the_command_lands_the_file_in_another_home(
    first: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = (SAMPLE, text()) if first == "sample" else (text(), SAMPLE)
    land_one(settings, plant(tmp_path, one))
    typed = Path(os.path.relpath(plant(tmp_path / "my files", other, "it's mine.csv")))
    refused = land_one(settings, typed)
    assert refused.outcome == "refused"
    assert str(reason(settings)["message"]) == refused.message
    there, path = _obey(refused.message)
    assert (there.home, path) == (tmp_path / ("main" if first == "sample" else "sample"), typed)
    assert land_one(there, path).outcome == "loaded"


def test_a_file_that_a_run_refused_is_named_where_it_lies_now(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, SAMPLE))
    for name in ("a file.csv", "again.csv"):
        plant(settings.landing, text(), name)
        [refused] = land_folder(settings)
        there, path = _obey(refused.message)
        assert path == settings.rejected / str(reason(settings)["kept_as"])
        assert path.read_text() == text()
    assert land_one(there, path).outcome == "loaded"


def test_snapshots_that_homes_share_are_left_out_of_the_other_home(tmp_path: Path) -> None:
    shared = tmp_path / "shared snapshots"
    shared.mkdir()
    home = get_settings(home=tmp_path / "home", snapshots=str(shared))
    land_one(home, plant(tmp_path, SAMPLE))
    [refused] = land_paths(home, [plant(tmp_path, text(), "real.csv")])
    there, path = _obey(refused.message)
    assert there.snapshots == ""
    assert land_one(there, path).outcome == "loaded"


def test_a_home_with_a_blank_in_its_name_can_be_typed(tmp_path: Path) -> None:
    home = get_settings(home=tmp_path / "of mine" / "sample")
    land_one(home, plant(tmp_path, SAMPLE))
    with pytest.raises(HomeError, match=r"DWSC_HOME='.*of mine/main' dwsc fetch --all"):
        refuse_sample_home(home, "dwsc fetch --all")
