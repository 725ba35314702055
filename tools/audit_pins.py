"""Looks every pinned library up in the advisories for Python packages.

Owns: what counts as an audit: each line of requirements.lock was looked up, by pip-audit.
Never: passes when something was not looked up. pip-audit itself says "no known vulnerabilities" and ends with 0 then.

Ends with 0 where all were looked up and nothing is known, 1 where something is known, 2 where it was not audited.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
SOUND, VULNERABLE, NOT_AUDITED = 0, 1, 2
_SHOWN = 5


@dataclass(frozen=True)
class Verdict:
    """The exit code, and what is said."""

    code: int
    said: str


def main() -> None:
    """Audit the lock and say what came out of it."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--require-hashes", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    verdict = judge(ended.stdout, locked(LOCK.read_text(encoding="utf-8")))
    sys.stdout.write(f"{verdict.said}\n")
    if verdict.code == NOT_AUDITED and ended.stderr.strip():
        sys.stdout.write(f"{ended.stderr.strip().splitlines()[-1]}\n")
    sys.exit(verdict.code)


def locked(text: str) -> set[str]:
    """Name and version of each line of a lock."""
    return {f"{name.lower()} {version}" for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


def judge(answer: str, asked: set[str]) -> Verdict:
    """What an answer of pip-audit says about the libraries that were asked for."""
    try:
        entries: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict(NOT_AUDITED, f"NOT AUDITED: none of {len(asked)} libraries could be looked up.")
    looked_up = {f"{one['name'].lower()} {one['version']}" for one in entries if "vulns" in one}
    known = [one for one in entries if one.get("vulns")]
    missing = sorted(asked - looked_up)
    if known:
        lines = [f"  {one['name']} {one['version']}: {', '.join(map(_named, one['vulns']))}" for one in known]
        return Verdict(VULNERABLE, "\n".join([f"{len(known)} of {len(asked)} libraries are vulnerable:", *lines]))
    if missing or not asked:
        some = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
        return Verdict(
            NOT_AUDITED, f"NOT AUDITED: {len(missing)} of {len(asked)} libraries were not looked up: {some}."
        )
    return Verdict(SOUND, f"All {len(asked)} libraries were looked up; no vulnerability of them is known.")


def _named(advisory: dict[str, Any]) -> str:
    mended = ", ".join(advisory.get("fix_versions") or []) or "no version"
    return f"{advisory['id']} (mended in {mended})"


if __name__ == "__main__":
    main()
