"""What a release was made with, as one checksum.

Owns: the checksum of the project's own code and seeds, and the commit it stands at where git can tell.
Never: looks at data (`warehouse.inputs` does).
"""

import hashlib
import shutil
import subprocess

from warehouse.settings import PROJECT_ROOT

_CODE = ("warehouse", "expectations", "dagster_project", "dbt_models", "seeds")
_SUFFIXES = {".py", ".sql", ".yml", ".csv", ".md"}
_NOT_OURS = {"target", "logs", "__pycache__"}


def code_fingerprint() -> str:
    """SHA-256 over the path and content of every file that can change a figure: code, models, rules, seeds and pins."""
    digest = hashlib.sha256()
    files = [PROJECT_ROOT / "constraints.txt"]
    for folder in _CODE:
        files += [path for path in (PROJECT_ROOT / folder).rglob("*") if path.suffix in _SUFFIXES]
    for path in sorted(files):
        place = path.relative_to(PROJECT_ROOT)
        if path.is_file() and not _NOT_OURS & set(place.parts):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{place.as_posix()} {content}\n".encode())
    return digest.hexdigest()


def git_commit() -> str | None:
    """The commit of the checkout, with "+changes" where files differ from it; None where git cannot tell."""
    git = shutil.which("git")
    if git is None or not (PROJECT_ROOT / ".git").exists():
        return None
    head = subprocess.run([git, "rev-parse", "HEAD"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    if head.returncode != 0:
        return None
    changed = subprocess.run(
        [git, "status", "--porcelain"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    return head.stdout.strip() + ("+changes" if changed.stdout.strip() else "")
