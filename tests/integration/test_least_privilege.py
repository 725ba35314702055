"""The serving user reads releases and nothing else of the home, and changes nothing; docs/operations.md says how."""

import grp
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import release_build
from warehouse.cli.main import COMMANDS
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

NOBODY = 65534
OPERATIONS = (PROJECT_ROOT / "docs" / "operations.md").read_text()
# Tries one thing as the serving user and says how it went.
TRY = """
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from warehouse.release import pointer, reader
from warehouse.settings import get_settings
settings, what = get_settings(home=sys.argv[1]), sys.argv[2]
os.setgroups([])
os.setgid(int(sys.argv[3]))
os.setuid(int(sys.argv[3]))
release = pointer.current(settings)
try:
    if what == "query":
        with reader.connect(release.database) as connection:
            print(connection.execute("select count(*) from indicators.observations").fetchall()[0][0])
    if what == "register":
        print((settings.snapshots_folder / "register" / "secret.csv").read_text())
    if what == "list":
        print(list(settings.landing.iterdir()))
    if what == "change":
        release.database.open("r+b").write(b"x")
    if what == "remove":
        release.database.unlink()
    if what == "publish":
        (settings.releases / "20990101_000000").mkdir()
    if what == "point":
        pointer.point_at(settings, release.release_id)
except PermissionError:
    print("refused")
"""


@pytest.fixture(scope="module")
def served() -> Iterator[Settings]:
    """A home with the rights that docs/operations.md gives, where another user of the machine can reach it."""
    if os.geteuid() != 0:
        pytest.skip("only root may act as another user; run the tests as root, or in CI, to try this")
    folder = Path("/var/tmp") / f"dwsc_rights_{os.getpid()}"
    folder.mkdir(mode=0o711)
    settings = get_settings(home=folder / "home")
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings, release_id="20260101_000000")
    (settings.snapshots_folder / "register").mkdir(parents=True)
    (settings.snapshots_folder / "register" / "secret.csv").write_text("budget\n")
    settings.landing.mkdir()
    settings.home.chmod(0o711)
    for path in (settings.snapshots_folder, settings.landing):
        path.chmod(0o700)
    os.chown(settings.releases, 0, NOBODY)
    settings.releases.chmod(0o2750)
    os.chown(settings.releases / "current.json", 0, NOBODY)
    (settings.releases / "current.json").chmod(0o640)
    yield settings
    for path in settings.releases.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("query", "500"),
        *((what, "refused") for what in ("register", "list", "change", "remove", "publish", "point")),
    ],
)
def test_the_serving_user_reads_releases_and_nothing_else(served: Settings, what: str, said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", TRY, str(served.home), what, str(NOBODY)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
    )
    assert ended.stdout.strip() == said, ended.stderr


def test_the_document_gives_the_rights_that_are_tried_here() -> None:
    assert "-m 0711 /srv/dwsc/home\n" in OPERATIONS
    assert "-m 0700 /srv/dwsc/home/{landing,snapshots," in OPERATIONS
    assert "-g dwsc-serve -m 2750 /srv/dwsc/home/releases" in OPERATIONS
    assert grp.getgrgid(NOBODY)


def test_every_command_and_test_that_the_document_names_is_there() -> None:
    named = set(re.findall(r"`(?:DWSC_\w+=\S+ )?dwsc ([a-z]+)", OPERATIONS))
    assert len(named) > 8
    assert named <= set(COMMANDS)
    targets = set(re.findall(r"`make ([a-z]+)`", OPERATIONS))
    makefile = (PROJECT_ROOT / "Makefile").read_text()
    assert not [name for name in targets if f"\n{name}: " not in makefile]
    tests = re.findall(r"`(tests/[\w/.]*)`", OPERATIONS)
    assert len(tests) > 10
    assert not [name for name in tests if not (PROJECT_ROOT / name).exists()]


def test_every_step_of_the_table_of_troubles_is_tried_or_says_that_it_is_on_paper() -> None:
    table = OPERATIONS.split("## When something is wrong")[1]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 12
    assert not [row[0] for row in rows if not re.search(r"`tests/|\*on paper\*|see there", row[-1])]


@pytest.mark.parametrize("service", ["dwsc-run", "dwsc-pages", "dwsc-backup"])
def test_no_service_runs_as_root_or_names_a_secret(service: str) -> None:
    unit = OPERATIONS.split(f"/{service}.service")[1].split("# /etc/")[0].split("```")[0]
    fields = dict(line.split("=", 1) for line in unit.splitlines() if re.match(r"[A-Z]\w+=", line))
    assert fields["User"].startswith("dwsc")
    assert fields["UMask"] in {"0027", "0077"}
    assert not re.search(r"(?i)password|secret|token", unit)
