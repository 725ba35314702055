"""dbt keeps what it parsed; a checkout that moves to another version must not be stopped by what it kept.

Seen when a version described `quality.freshness` in another file than the one before: dbt 1.11 said that the model was
described twice, in each run, until its target folder was removed by hand.
"""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dagster_project import manifest
from warehouse.errors import BuildError

SAID = "dbt found two schema.yml entries for the same resource named freshness"


@dataclass(frozen=True)
class Project:
    """The settings that parsing reads."""

    dbt_project: Path
    build_file: Path = Path("build.duckdb")


def _dbt(kept: Path, asked: list[bool], *, is_wrong: bool) -> type:
    class Runner:
        """A dbt that stumbles over what it kept, or over the project itself."""

        def invoke(self, command: list[str]) -> Any:
            asked.append(kept.is_file())
            failed = is_wrong or kept.is_file()
            return SimpleNamespace(success=not failed, exception=SAID if failed else None, result="the manifest")

    return Runner


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "target" / "partial_parse.msgpack"
    path.parent.mkdir()
    path.write_bytes(b"of another version")
    return path


def test_what_dbt_kept_of_another_version_is_thrown_away(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("dbt.cli.main.dbtRunner", _dbt(kept, asked, is_wrong=False))
    assert manifest._parse(Project(tmp_path), "moved") == "the manifest"
    assert asked == [True, False], "once with what it kept, once without"


def test_a_project_that_is_wrong_is_told_so_all_the_same(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("dbt.cli.main.dbtRunner", _dbt(kept, asked, is_wrong=True))
    with pytest.raises(BuildError, match="same resource named freshness"):
        manifest._parse(Project(tmp_path), "wrong")
    assert asked == [True, False]


def test_without_anything_kept_it_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("dbt.cli.main.dbtRunner", _dbt(tmp_path / "none", asked, is_wrong=True))
    with pytest.raises(BuildError):
        manifest._parse(Project(tmp_path), "nothing kept")
    assert asked == [False]
