"""A home after a run on the whole bundled sample, made by one `dwsc run` for every module that needs full tables.

Owns: what is landed, and the one run. Nothing changes it.
Never: says what the run should have said; that is for the tests.
"""

from pathlib import Path

from support import faults


def make_sample_home(folder: Path) -> str:
    """Land the sample with a file that is refused, and run; where the home is."""
    home = folder / "home"
    for arguments in (["sample"], ["run"]):
        if arguments == ["run"]:
            (home / "landing" / "page.csv").write_text("<!doctype html><title>503</title>")
        done = faults.dwsc(home, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return str(home)
