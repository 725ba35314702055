"""The house rules that a machine can check; each test must find nothing."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from warehouse.settings import PROJECT_ROOT, Settings

PACKAGES = ("warehouse", "expectations", "dagster_project", "dashboards")
# Absolute paths of somebody's machine, and addresses of package registries.
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home/[a-z]+|tmp/bash\w*)/|index[-]url|https?://[^\s\"']+/simple\b", re.IGNORECASE
)
BINARY = {".xz", ".png", ".ico", ".parquet", ".xlsx", ".gz", ".woff2"}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [PROJECT_ROOT / line for line in listed.stdout.splitlines() if (PROJECT_ROOT / line).is_file()]


def _modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (PROJECT_ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_a_module_opens_with_what_it_owns_and_never_does(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert "Owns:" in docstring, "the docstring must say what the module owns"
    assert "Never:" in docstring, "the docstring must say what the module never does"


def test_no_room_is_crowded() -> None:
    long_python = {str(path): n for path in _modules() if (n := path.read_text().count("\n")) > 250}
    models = (PROJECT_ROOT / "dbt_models").rglob("*.sql")
    long_sql = {
        str(path): n for path in models if "target" not in path.parts and (n := path.read_text().count("\n")) > 120
    }
    assert not long_python | long_sql


def test_only_settings_read_the_environment() -> None:
    readers = [
        str(path.relative_to(PROJECT_ROOT))
        for path in _modules()
        if path.name != "settings.py" and re.search(r"os\.environ(?!\s*\|)\b|os\.getenv|environ\.get", path.read_text())
    ]
    assert not readers


def test_no_broad_except_but_at_the_top_of_the_cli() -> None:
    broad = [
        f"{path.relative_to(PROJECT_ROOT)}:{node.lineno}"
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and path != PROJECT_ROOT / "warehouse" / "cli" / "main.py"
    ]
    assert not broad


def test_nothing_of_a_machine_stands_in_the_project() -> None:
    found = []
    for path in _tracked():
        if path.suffix in BINARY or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{path.relative_to(PROJECT_ROOT)}:{number}: {line.strip()[:80]}")
    assert not found


def test_no_real_ilostat_file_is_tracked(real_data: Path) -> None:
    names = {path.name for path in real_data.rglob("*") if path.is_file()}
    assert not names & {path.name for path in _tracked()}


def test_every_setting_is_described() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def test_decision_records_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((PROJECT_ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_top_level_folders_are_those_of_the_architecture() -> None:
    folders = {path.relative_to(PROJECT_ROOT).parts[0] for path in _tracked() if path.parent != PROJECT_ROOT}
    rooms = {"warehouse", "dagster_project", "dbt_models", "expectations", "dashboards", "seeds", "tests"}
    assert rooms <= folders
    assert folders <= rooms | {"docs", "tools", "bench", ".ci", ".streamlit"}
