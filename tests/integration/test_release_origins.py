"""A release says what it was made with: code, lock, inputs, tools and every library with its licence."""

import hashlib
import json
import re
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from support import release_build
from support.first_release import FirstRelease
from warehouse import environment
from warehouse.release import files, origins, pointer, reader
from warehouse.release.pointer import Release
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

COMPONENTS = "sbom.cdx.json"
# Licences under which a public body may run and pass on this stack. LGPL libraries are used as they are, never changed.
ALLOWED = {
    "0BSD", "Apache-2.0", "Artistic License", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
    "LGPL-2.1-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip


@pytest.fixture
def release(settings: Settings) -> Release:
    release_build.make_build(settings.build_file)
    return release_build.publish_build(settings, release_id="20260101_000000")


def _components(release: Release) -> dict[str, Any]:
    return json.loads((release.folder / COMPONENTS).read_text())


def test_the_bill_of_materials_lists_what_is_installed_and_locked(release: Release) -> None:
    listed = {one["name"]: one["version"] for one in _components(release)["components"]}
    installed = {canonicalize_name(one.metadata["Name"]): one.version for one in metadata.distributions()}
    assert listed == {name: number for name, number in installed.items() if name != "dwsc-warehouse"}
    lock = (PROJECT_ROOT / "requirements.lock").read_text()
    strange = [name for name, number in listed.items() if f"{name}=={number} " not in lock]
    assert set(strange) <= {"pip", "setuptools", "wheel"}


def test_it_is_what_the_standard_says_and_names_its_parts_by_address(release: Release) -> None:
    text = (release.folder / COMPONENTS).read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    stated = json.loads(text)
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in stated["components"])
    assert all(one["licenses"] for one in stated["components"])
    direct = next(one["dependsOn"] for one in stated["dependencies"] if one["ref"] == "dwsc-warehouse")
    assert {f"duckdb=={metadata.version('duckdb')}", f"streamlit=={metadata.version('streamlit')}"} <= set(direct)


def test_it_is_part_of_the_release_and_of_its_checksums(release: Release) -> None:
    digest = hashlib.sha256((release.folder / COMPONENTS).read_bytes()).hexdigest()
    assert files.read_sums(release.folder)[COMPONENTS] == digest


def test_another_process_writes_the_same_bytes(release: Release) -> None:
    code = "from warehouse.release.components import components; print(components(), end='')"
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT_ROOT, check=True)
    assert again.stdout == (release.folder / COMPONENTS).read_text()


def test_it_is_taken_over_from_the_last_release_without_being_made_again(release: Release) -> None:
    environment.libraries.cache_clear()
    before = time.perf_counter()
    kept = origins.components_text(release)
    took = time.perf_counter() - before
    assert kept == (release.folder / COMPONENTS).read_text()
    assert took < 2, "half a second on a quiet machine; it may not grow"


@pytest.mark.parametrize("change", ["a flipped byte", "another library", "another lock"])
def test_it_is_made_anew_where_the_last_one_may_not_hold(
    release: Release, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = release.folder / COMPONENTS
    good = path.read_text()
    if change == "a flipped byte":
        path.chmod(0o644)
        path.write_text(good.replace('"MIT"', '"MIX"', 1))
    if change == "another library":
        more = (*environment.libraries(), environment.Library("planted", "1.0", "MIT"))
        for module in ("environment", "release.components"):
            monkeypatch.setattr(f"warehouse.{module}.libraries", lambda: more)
    if change == "another lock":
        for module in ("release.origins", "release.components"):
            monkeypatch.setattr(f"warehouse.{module}.lock_sha256", lambda: "0" * 64)
    made = origins.components_text(release)
    if change == "a flipped byte":
        assert made == good
    else:
        assert made != good
        assert {"another library": "pkg:pypi/planted@1.0", "another lock": "0" * 64}[change] in made


def test_no_library_has_an_unknown_or_a_forbidden_licence() -> None:
    def is_allowed(licence: str) -> bool:
        plain = licence.replace("(", "").replace(")", "")
        return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in plain.split(" OR "))

    libraries = environment.libraries()
    assert len(libraries) > 150
    assert not [f"{one.name}: {one.licence}" for one in libraries if not is_allowed(one.licence)]
    assert not is_allowed("GPL")
    assert not is_allowed(environment.NOT_STATED)
    assert not is_allowed("MIT AND GPL-3.0-only")


@pytest.mark.parametrize(
    ("expression", "field", "classifiers", "licence"),
    [
        ("MIT OR Apache-2.0", "x", [], "MIT OR Apache-2.0"),
        (None, "Apache License, Version 2.0", [], "Apache-2.0"),
        (None, "3-Clause BSD License", [], "BSD-3-Clause"),
        (None, "LGPL-2.1-only", [], "LGPL-2.1-only"),
        (None, "MPL-2.0 AND MIT", [], "MPL-2.0 AND MIT"),
        (None, "UNKNOWN", ["License :: OSI Approved :: Apache Software License"], "Apache-2.0"),
        (None, "Copyright (c) 2001 " + "x" * 80, ["License :: OSI Approved :: BSD License"], "BSD"),
        (None, None, ["License :: OSI Approved :: Artistic License", "License :: GPL"], "Artistic License OR GPL"),
        (None, "GNU General Public License v3", [], "GPL"),
        (None, None, ["Programming Language :: Python"], "not stated"),
        (None, "see the file", [], "not stated"),
    ],
)
def test_a_licence_is_read_from_whatever_a_library_says(
    expression: str | None, field: str | None, classifiers: list[str], licence: str
) -> None:
    assert environment.licence_of(expression, field, classifiers) == licence


def test_the_release_says_which_code_lock_inputs_and_storage_it_was_made_with(release: Release) -> None:
    facts = release.manifest
    assert facts["lock_sha256"] == hashlib.sha256((PROJECT_ROOT / "requirements.lock").read_bytes()).hexdigest()
    assert facts["environment_sha256"] == environment.environment_sha256()
    assert facts["storage_version"] == "v1.0.0"
    named = {"python", "duckdb", "pyarrow", "dbt-core", "dbt-duckdb", "dagster", "great-expectations", "streamlit"}
    assert named <= set(facts["tools"])


@pytest.mark.parametrize(("commit", "told"), [("a" * 40, True), ("a" * 40 + "+changes", False), (None, None)])
def test_changes_that_are_in_no_commit_are_told(commit: str | None, told: bool | None) -> None:
    assert origins.made_with([], commit)["code_is_committed"] is told


def test_the_checksum_of_inputs_moves_with_each_of_them_and_not_with_their_order() -> None:
    one = {"source": "ilostat", "snapshot_id": "a", "sha256": "1", "known_from": "2026-01-01T00:00:00Z"}
    other = one | {"snapshot_id": "b"}
    whole = origins.inputs_sha256([one, other])
    assert origins.inputs_sha256([other, one]) == whole
    changed = [one | {name: "other"} for name in one]
    assert len({origins.inputs_sha256([each, other]) for each in changed} | {whole}) == len(one) + 1


def test_the_list_of_licences_is_the_one_of_the_lock() -> None:
    text = (PROJECT_ROOT / "docs" / "libraries.md").read_text()
    for one in environment.libraries():
        if one.name not in {"pip", "setuptools", "wheel"}:
            assert f"| {one.name} | {one.version} | {one.licence} |" in text, "remake it: make pins"


def test_what_only_spark_needs_is_listed_with_a_licence_that_is_allowed() -> None:
    pinned = re.findall(r"(?m)^([a-z0-9-]+)==([^ ]+)", (PROJECT_ROOT / "requirements-spark.lock").read_text())
    of_spark = (PROJECT_ROOT / "docs" / "libraries.md").read_text().partition("## Only with Spark")[2]
    listed = dict(re.findall(r"(?m)^\| (\S+ \| \S+) \| (.+) \|$", of_spark))
    assert {f"{name} | {version}" for name, version in pinned if name != "wheel"} <= set(listed), "make pins"
    assert len(pinned) > 5
    assert set(listed.values()) - {"licence", "---"} <= ALLOWED


def test_what_lies_without_a_lock_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "LOCK", tmp_path / "none")
    assert environment.lock_sha256() is None


def test_the_table_of_a_real_run_says_the_same_as_its_manifest(first_release: FirstRelease) -> None:
    assert first_release.run.returncode == 0, first_release.run.stderr
    release = pointer.current(get_settings(home=first_release.home))
    assert release is not None
    with reader.connect(release.database) as connection:
        told = connection.execute("select * from guide.release").df().to_dict("records")[0]
    facts, tools = release.manifest, release.manifest["tools"]
    assert len(facts["inputs"]) == 6
    for name in ("inputs_sha256", "lock_sha256", "storage_version", "git_commit"):
        assert told[name] == facts[name], name
    assert facts["inputs_sha256"] == origins.inputs_sha256(facts["inputs"])
    for name in ("python", "dagster", "great-expectations", "streamlit"):
        assert told[f"{name.replace('-', '_')}_version"] == tools[name]
    assert facts["code_is_committed"] is not str(facts["git_commit"]).endswith("+changes")
