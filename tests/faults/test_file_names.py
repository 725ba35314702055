"""Whatever a file is called: its name never becomes a path, a message or a crash."""

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support import release_build
from support.fault_ledger import FaultLedger
from support.faults import published
from support.invariants import tries
from support.spoilt_files import good
from warehouse.landing import Landed, land_folder, land_paths
from warehouse.settings import Settings, get_settings

DAY = datetime(2026, 6, 30, tzinfo=UTC)
# Windows keeps these for devices; here they are names like any other.
RESERVED = ("CON.csv", "PRN", "AUX.csv.gz", "NUL", "COM1.csv", "LPT9.csv", "con", "nul.csv")
ODD = (
    *RESERVED,
    *("..csv", "...", ".. .csv", "-rf", "--help.csv", "$(reboot).csv", "`id`.csv", "a;b|c&d.csv", "%2e%2e%2fetc.csv"),
    *(
        "..\\..\\windows\\win.ini",
        "C:\\data.csv",
        "\\\\server\\share.csv",
        "a'b\".csv",
        "a*b?.csv",
        "[a-z].csv",
        "~.csv",
    ),
    *("Côte d’Ivoire.csv", "données 2024.csv", "数据.csv", "بيانات.csv", "😀.csv", "a\u00a0b.csv", "x" * 251 + ".csv"),
    *("é" * 120 + ".csv", "=cmd|'calc'!A1.csv", "<img src=x onerror=alert(1)>.csv", "{{7*7}}.csv", "%s%n.csv"),
)
UNTEXT = ("a\nb.csv", "a\rb.csv", "\x1b[31mred.csv", "a\tb.csv", "a\x7fb.csv", "gpj\u202evsc.csv",
          os.fsdecode(b"caf\xe9.csv"), os.fsdecode(b"\xff\xfe.csv"))  # fmt: skip


@pytest.fixture
def serving(tmp_path: Path) -> Settings:
    """A home in which a release is published."""
    return get_settings(home=release_build.published_home(tmp_path / "home"))


def _assert_stays_in_the_home(settings: Settings, tmp_path: Path, landed: Landed) -> None:
    """Nothing lies beside the home but what the test put there, and nothing in it has an odd name."""
    assert {path.name for path in tmp_path.iterdir()} <= {"home", "elsewhere"}
    for folder in (settings.snapshots_folder, settings.rejected, settings.landing / "accepted"):
        for path in folder.rglob("*"):
            assert path.name.isascii(), path
            assert len(path.name) < 160
            assert not path.is_symlink()
    acting = {one for one in landed.message if unicodedata.category(one) in {"Cc", "Cs"} or one == "\u202e"}
    assert acting <= {"\n"}, "nothing that could act on a screen"


def test_odd_names_land_or_are_refused_under_the_law(
    serving: Settings, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    before, contents = published(serving.home), {}
    serving.landing.mkdir()
    for number, name in enumerate((*ODD, *UNTEXT)):
        contents[name] = good(f"{number}.25")
        (serving.landing / name).write_bytes(contents[name])
    landed = {one.path.name: one for one in land_folder(serving, now=DAY)}
    assert contents.keys() - landed.keys() == {name for name in contents if name.startswith(".")}, "hidden ones wait"
    kept = [path for folder in ("rejected", "landing/accepted") for path in (serving.home / folder).glob("*")]
    found = {path.read_bytes() for path in kept}
    with tries(fault_ledger, 26, "names") as counted:
        for name, one in landed.items():
            _assert_stays_in_the_home(serving, tmp_path, one)
            assert one.outcome == ("refused" if name in UNTEXT else "loaded"), one.message
            assert contents[name] in found, name
            assert not (serving.landing / name).exists()
            counted.survived()
    assert published(serving.home) == before


@pytest.mark.fault(26)
@pytest.mark.parametrize(
    "name",
    ["a\0b.csv", "x" * 300 + ".csv", "é" * 200, "/", "..", "../home", "nothing/../../nothing.csv",
     "\udcff" * 3],
    ids=range(8),
)  # fmt: skip
def test_a_name_that_no_system_takes_is_said_and_the_others_land(settings: Settings, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "good.csv").write_bytes(good("1.5"))
    found = land_paths(settings, [elsewhere / name if name != "/" else Path("/proc/nothing"), elsewhere / "good.csv"])
    assert found[-1].outcome == "loaded"
    assert all(one.outcome == "refused" and one.message.isprintable() for one in found[:-1])


@pytest.mark.fault(26)
def test_links_in_the_landing_folder_wait_and_lead_nowhere(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "good.csv").write_bytes(good("2.5"))
    settings.landing.mkdir(parents=True)
    (settings.landing / "link.csv").symlink_to(elsewhere / "good.csv")
    (settings.landing / "loop.csv").symlink_to("loop.csv")
    (settings.landing / "folder").symlink_to(elsewhere)
    (settings.landing / "system.csv").symlink_to("/etc/hostname")
    assert land_folder(settings, now=DAY) == []
    assert (elsewhere / "good.csv").exists()


@pytest.mark.fault(26)
def test_an_odd_name_stops_no_run(settings: Settings, tmp_path: Path) -> None:
    """A name with bytes that are no UTF-8 stopped every run that found it, and so all files beside it."""
    settings.landing.mkdir(parents=True)
    (settings.landing / os.fsdecode(b"caf\xe9.csv")).write_bytes(good("3.5"))
    (settings.landing / "good.csv").write_bytes(good("4.5"))
    assert sorted(one.outcome for one in land_folder(settings, now=DAY)) == ["loaded", "refused"]
    assert land_folder(settings, now=DAY) == []
