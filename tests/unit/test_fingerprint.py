"""The code's checksum moves with what can change a figure, and with nothing else."""

from pathlib import Path

import pytest

from warehouse import fingerprint


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "warehouse/a.py",
        "seeds/b.csv",
        "dbt_models/models/c.sql",
        "dbt_models/models/m.py",
        "dbt_models/target/d.sql",
        "docs/e.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "constraints.txt").write_text("duckdb==1.5.6\n")
    monkeypatch.setattr(fingerprint, "PROJECT_ROOT", tmp_path)
    return tmp_path


@pytest.mark.fault(35)
@pytest.mark.parametrize(
    "name", ["warehouse/a.py", "seeds/b.csv", "dbt_models/models/c.sql", "dbt_models/models/m.py", "constraints.txt"]
)
def test_it_moves_with_code_seeds_and_pins(project: Path, name: str) -> None:
    before = fingerprint.code_fingerprint()
    (project / name).write_text("other")
    assert fingerprint.code_fingerprint() != before


@pytest.mark.parametrize("name", ["dbt_models/target/d.sql", "docs/e.md"])
def test_it_stands_still_otherwise(project: Path, name: str) -> None:
    before = fingerprint.code_fingerprint()
    (project / name).write_text("other")
    assert fingerprint.code_fingerprint() == before


def test_without_git_no_commit_is_claimed(project: Path) -> None:
    assert fingerprint.git_commit() is None
