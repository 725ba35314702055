"""Homes in which faults happen: small, alike each time, and put back as they were before the next try.

Owns: what stands and what waits in each; a scene is made once and every try works in the same place on a fresh copy.
Never: says what must hold afterwards (`support.invariants` does).
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support import release_build
from support.faults import published
from support.first_release import COMPLIANCE, INFORMAL, INSPECTORS, REGISTER, FirstRelease
from support.invariants import Standing, checksums, standing, table_hashes
from support.warm import Warm
from warehouse.sample import write_sample
from warehouse.settings import get_settings

_PAGE = "<!doctype html><title>503</title>"


@dataclass(frozen=True)
class Scene:
    """A template, and the home that is a copy of it; `files` are those handed in, by checksum, `outside` a folder."""

    template: Path
    home: Path
    outside: Path
    files: dict[str, str]

    def restore(self) -> dict[str, str]:
        """Put the home back as it was; gives what is published in it (`faults.published`)."""
        _remove(self.home)
        shutil.copytree(self.template, self.home, symlinks=True)
        return published(self.home)


def landing_scene(folder: Path, home: Path) -> Scene:
    """A published release; two datasets, a register and two bad files in landing/, and two bad files elsewhere."""
    template, outside, sample = folder / "template", folder / "outside", folder / "sample"
    _published(template)
    write_sample(sample)
    landing = template / "landing"
    landing.mkdir()
    outside.mkdir()
    for name in (INFORMAL, INSPECTORS, REGISTER):
        shutil.copy(sample / name, landing / name)
    lines = (sample / COMPLIANCE).read_text(encoding="utf-8").splitlines(keepends=True)
    twice = "".join([*lines, lines[1], lines[2]])
    for place in (landing, outside):
        (place / f"{place.name}_page.csv").write_text(_PAGE + place.name)
        (place / COMPLIANCE).write_text(twice + ("\n" if place is outside else ""), encoding="utf-8")
    return Scene(template, home, outside, _sums([landing, outside]))


def publishing_scene(folder: Path, home: Path, rows: int = 20_000) -> Scene:
    """A published release, and another build that waits to be published."""
    template = folder / "template"
    _published(template)
    release_build.make_build(template / "warehouse.duckdb", rows=rows, stamp="two")
    return Scene(template, home, folder, {})


def running_scene(folder: Path, home: Path, first: FirstRelease, warm: Warm) -> Scene:
    """The first release of the sample, and a refusal since then that a run will report: tables and release change."""
    template = folder / "template"
    scene = Scene(template, home, folder, {})
    if not template.is_dir():
        first.copy_home(template)
        _remove(home)
        shutil.copytree(template, home)
        (home / "landing" / "later.csv").write_text(_PAGE + "later")
        assert "1 refused" in warm.dwsc(home, "land", str(home / "landing")).words
        _remove(template)
        shutil.copytree(home, template)
    return scene


def undisturbed_landing(scene: Scene, warm: Warm) -> Standing:
    """What stands after landing everything with nothing in the way."""
    scene.restore()
    land_all(scene, warm)
    return standing(scene.home)


def land_all(scene: Scene, warm: Warm, **how: Any) -> None:
    """Land what waits, inside and outside; bad files are among it, so it ends with 1."""
    landed = warm.dwsc(scene.home, "land", str(scene.home / "landing"), str(scene.outside), **how)
    assert landed.code == 1, landed.words
    assert "Traceback" not in landed.words, landed.words


def undisturbed_run(scene: Scene, warm: Warm) -> tuple[dict[str, str], float]:
    """The content hash of every table after a run with nothing in the way, and how long it took."""
    scene.restore()
    ran = warm.run(scene.home)
    assert ran.code == 0, ran.words[-2000:]
    return table_hashes(scene.home), ran.seconds


def _published(home: Path) -> None:
    settings = get_settings(home=home)
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings, release_id="20260101_000000")
    settings.build_file.unlink()


def _sums(folders: Iterable[Path]) -> dict[str, str]:
    return checksums(path for folder in folders for path in sorted(folder.iterdir()) if path.is_file())


def _remove(home: Path) -> None:
    if home.is_dir():
        for path in (home, *(path for path in home.rglob("*") if path.is_dir())):
            path.chmod(0o755)
        shutil.rmtree(home)
