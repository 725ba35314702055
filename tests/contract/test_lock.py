"""Every library that is installed has a pin and the SHA-256 of its files, and nothing else is installed."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from warehouse.settings import PROJECT_ROOT

LOCK = PROJECT_ROOT / "requirements.lock"
# What a virtual environment brings along, and the project itself.
BY_THEMSELVES = {"pip", "setuptools", "wheel", "dwsc-warehouse"}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _entries() -> list[tuple[Requirement, list[str]]]:
    """Each requirement of the lock with what follows it: its hashes."""
    text = LOCK.read_text().replace("\\\n", " ")
    lines = [line.split(" --hash", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return [(Requirement(line[0]), f"--hash{line[1]}".split() if len(line) > 1 else []) for line in lines]


def _pins() -> dict[str, str]:
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one, _ in _entries()}


def _constraints() -> dict[str, str]:
    lines = (PROJECT_ROOT / "constraints.txt").read_text().splitlines()
    named = (line.partition("==") for line in lines if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name): number for name, _, number in named}


def test_each_line_is_one_version_with_hashes_and_nothing_else() -> None:
    entries = _entries()
    assert len(entries) > 150
    for requirement, hashes in entries:
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, f"{requirement} has no hash"
        assert all(HASH.fullmatch(one) for one in hashes), requirement


def test_no_host_and_no_option_stands_in_it() -> None:
    text = LOCK.read_text()
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_the_pins_for_people_are_those_of_the_lock() -> None:
    lock, constraints = _pins(), _constraints()
    assert {name: number for name, number in constraints.items() if name not in BY_THEMSELVES | {"uv"}} == {
        name: number for name, number in lock.items() if name in constraints and name not in BY_THEMSELVES | {"uv"}
    }, "the two differ; remake both: make pins"


def test_what_the_project_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    asked += project["build-system"]["requires"]
    lock = _pins()
    for requirement in map(Requirement, asked):
        assert Version(lock[canonicalize_name(requirement.name)]) in requirement.specifier, "remake it: make pins"


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_each_library_has_one_version_on_every_python_and_system(python: str, system: str) -> None:
    where = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": system}
    wanted = [one for one, _ in _entries() if one.marker is None or one.marker.evaluate(where)]
    names = [canonicalize_name(one.name) for one in wanted]
    assert len(names) == len(set(names))
    assert {"duckdb", "dbt-core", "dagster", "great-expectations", "streamlit", "uv", "hatchling"} <= set(names)


@pytest.mark.fault(39)
def test_what_is_installed_here_is_what_the_lock_says() -> None:
    lock = _pins()
    installed = {canonicalize_name(one.name): one.version for one in metadata.distributions()}
    strange = {name: number for name, number in installed.items() if lock.get(name) != number}
    assert not strange.keys() - BY_THEMSELVES, "make setup installs what the lock says; make pins locks what is there"


def test_set_up_takes_nothing_but_what_has_a_hash() -> None:
    script = (PROJECT_ROOT / "tools" / "setup.sh").read_text()
    assert "by_hash=(--require-hashes --no-deps --only-binary :all: -r)" in script
    assert "project=(--no-deps --no-build-isolation -e .)" in script
    installs = re.findall(r'"\$\{(?:pip|uv)\[@\]\}"(?: install)? (.*?)(?: &&|;|$)', script, re.MULTILINE)
    assert len(installs) == 5
    assert all(one.startswith(('"${by_hash[@]}" ', '"${project[@]}"')) for one in installs), installs


def _wheel(folder: Path, content: str) -> Path:
    """A library of one module, as a wheel."""
    folder.mkdir()
    path, info = folder / "planted-1.0-py3-none-any.whl", "planted-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("planted.py", content)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


@pytest.mark.fault(39)
@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_a_file_that_was_changed_after_locking_is_not_installed(tmp_path: Path, installer: str) -> None:
    good, bad = _wheel(tmp_path / "good", "x = 1\n"), _wheel(tmp_path / "bad", "x = 2\n")
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"planted==1.0 \\\n    --hash=sha256:{hashlib.sha256(good.read_bytes()).hexdigest()}\n")
    tool = {"uv": [Path(sys.executable).parent / "uv", "pip"], "pip": [sys.executable, "-m", "pip"]}[installer]

    def install(wheel: Path) -> subprocess.CompletedProcess[str]:
        target = tmp_path / f"{wheel.parent.name}_site"
        options = ["--no-index", "--find-links", wheel.parent, "--require-hashes", "--only-binary", ":all:"]
        command = [*tool, "install", "--target", target, *options, "-r", lock]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert install(good).returncode == 0
    refused = install(bad)
    assert refused.returncode != 0
    assert "hash" in refused.stderr.lower()
    assert not (tmp_path / "bad_site" / "planted.py").exists()
