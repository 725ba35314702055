"""An audit that looked nothing up has failed, and a secret that was ever committed is found."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.tool_module import tool
from warehouse.settings import PROJECT_ROOT

audit, history = tool("audit_pins"), tool("scan_history")
ASKED = {"duckdb 1.5.6", "dagster 1.13.27"}
SOUND = [{"name": "duckdb", "version": "1.5.6", "vulns": []}, {"name": "Dagster", "version": "1.13.27", "vulns": []}]
SKIPPED = {"name": "dagster", "skip_reason": "Dependency not found and could not be audited: dagster (1.13.27)"}
HOLE = {"name": "duckdb", "version": "1.5.6", "vulns": [{"id": "CVE-2099-1", "fix_versions": ["1.5.7"]}]}


def _answer(*entries: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(entries), "fixes": []})


@pytest.mark.fault(39)
@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (_answer(*SOUND), 0, "All 2 libraries were looked up"),
        (_answer(HOLE, SOUND[1]), 1, "duckdb 1.5.6: CVE-2099-1 (mended in 1.5.7)"),
        (_answer(HOLE, SKIPPED), 1, "1 of 2 libraries are vulnerable"),
        (_answer(SOUND[0], SKIPPED), 2, "NOT AUDITED: 1 of 2 libraries were not looked up: dagster 1.13.27."),
        (_answer(SOUND[0]), 2, "NOT AUDITED: 1 of 2"),
        (_answer(SOUND[0], SOUND[1] | {"version": "1.13.26"}), 2, "NOT AUDITED: 1 of 2"),
        (_answer(), 2, "NOT AUDITED: 2 of 2"),
        ("", 2, "NOT AUDITED: none of 2"),
        ("[]", 2, "NOT AUDITED: none of 2"),
        ("No known vulnerabilities found", 2, "NOT AUDITED: none of 2"),
    ],
)
def test_an_audit_passes_only_when_every_library_was_looked_up(answer: str, code: int, said: str) -> None:
    verdict = audit.judge(answer, ASKED)
    assert verdict.code == code
    assert said in verdict.said


@pytest.mark.fault(39)
def test_an_audit_of_nothing_has_failed() -> None:
    assert audit.judge(_answer(), set()).code == audit.NOT_AUDITED


@pytest.mark.fault(39)
def test_each_line_of_the_lock_is_asked_for() -> None:
    text = (PROJECT_ROOT / "requirements.lock").read_text()
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(audit.locked(text)) == len(lines) > 150


@pytest.mark.fault(39)
def test_without_a_network_the_command_says_not_audited(tmp_path: Path) -> None:
    """A shut port takes the place of the advisory service."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"duckdb==1.5.6 \\\n    --hash=sha256:{'0' * 64}\n")
    code = f"import pathlib, sys; sys.path.insert(0, {str(PROJECT_ROOT / 'tools')!r}); import audit_pins as a;"
    code += f"a.LOCK = pathlib.Path({str(lock)!r}); a.main()"
    shut = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PATH": "/usr/bin:/bin"}
    shut |= {"HOME": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=shut, timeout=120)
    assert ended.returncode == audit.NOT_AUDITED, ended.stdout + ended.stderr
    assert "NOT AUDITED" in ended.stdout


def _commit(root: Path, name: str, text: str | None) -> None:
    path = root / name
    path.unlink() if text is None else path.write_text(text)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    who = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "commit", "-qm", "x"], cwd=root, check=True)


# Put together here, so that this file itself holds none.
KEY = "AKIA" + "IOSFODNN7" + "QZXWVUT"
PLANTED = {
    "cloud.py": (f'key = "{KEY}"\n', "AWS Access Key"),
    "address.toml": ("url = 'https://" + "reader:s3cr3tWord@" + "example.org/x'\n", "Basic Auth Credentials"),
    "server.txt": ("-----BEGIN RSA " + "PRIVATE KEY-----\n", "Private Key"),
    ".env": ("NAME=value\n", "a file for secrets"),
    "server.pem": ("x\n", "a file for secrets"),
}


@pytest.mark.fault(20)
@pytest.mark.parametrize("name", PLANTED)
def test_a_secret_that_was_committed_and_taken_out_again_is_found(tmp_path: Path, name: str) -> None:
    text, kind = PLANTED[name]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    _commit(tmp_path, "README.md", "https://user:password@example.org shows the form\n" + "a" * 64 + "\n")
    assert history.scan(tmp_path) == (set(), 2)
    _commit(tmp_path, name, text)
    _commit(tmp_path, name, None)
    found, _ = history.scan(tmp_path)
    assert {(one.path, one.kind) for one in found} == {(name, kind)}


@pytest.mark.fault(20)
@pytest.mark.slow
def test_the_whole_history_of_the_project_holds_no_secret() -> None:
    found, lines = history.scan(PROJECT_ROOT)
    assert lines > 1000
    assert not found


@pytest.mark.fault(20)
def test_no_file_of_the_checkout_is_one_for_secrets() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True).stdout
    names = listed.splitlines()
    assert len(names) > 100
    assert not [name for name in names if history.FORBIDDEN_FILE.search(name)]
