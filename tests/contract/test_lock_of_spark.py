"""What the extra `spark` brings has a pin and hashes of its own, beside the lock that everything is set up from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from warehouse.settings import PROJECT_ROOT

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _entries(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each requirement of a lock by its name, with its hashes."""
    text = (PROJECT_ROOT / name).read_text().replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found = {}
    for words in lines:
        one = Requirement(" ".join(word for word in words if not word.startswith("--")))
        assert canonicalize_name(one.name) not in found, f"{one.name} stands twice in {name}"
        found[canonicalize_name(one.name)] = one, [word for word in words if word.startswith("--")]
    return found


def test_each_line_is_one_version_with_hashes_and_names_no_host() -> None:
    for requirement, hashes in _entries("requirements-spark.lock").values():
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, f"{requirement} has no hash"
        assert all(HASH.fullmatch(one) for one in hashes), requirement
    assert "://" not in (PROJECT_ROOT / "requirements-spark.lock").read_text()


def test_it_holds_what_is_asked_for_and_nothing_that_stands_in_the_other() -> None:
    spark, others = _entries("requirements-spark.lock"), _entries("requirements.lock")
    assert not spark.keys() & others.keys(), "remake both: make pins"
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text())["project"]
    for asked in map(Requirement, project["optional-dependencies"]["spark"]):
        pin, _ = spark[canonicalize_name(asked.name)]
        assert Version(str(pin.specifier).removeprefix("==")) in asked.specifier, "remake it: make pins"


@pytest.mark.fault(39)
def test_set_up_takes_nothing_but_what_has_a_hash_and_packs_spark_alone() -> None:
    script = (PROJECT_ROOT / "tools" / "setup_spark.sh").read_text()
    assert "--require-hashes --no-deps" in script
    assert re.findall(r"--no-binary[ =](\S+)", script) == ["pyspark"]
    installs = re.findall(r" install (.*)", script)
    assert installs
    assert all('"${by_hash[@]}"' in one for one in installs), installs
