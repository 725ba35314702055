"""A command as the person who reads it can type it.

Owns: that it names the home where the command would take another one, and the program where it is not found by name.
Never: runs anything.
"""

import shlex
import shutil
from pathlib import Path

from warehouse.settings import PROJECT_ROOT, Settings


def dwsc(settings: Settings, arguments: str) -> str:
    """A command of this program, such as `DWSC_HOME=data/sample .venv/bin/dwsc verify`."""
    program = "dwsc" if shutil.which("dwsc") else ".venv/bin/dwsc"
    return f"{_home(settings, 'main')}{program} {arguments}"


def make(settings: Settings, target: str) -> str:
    """A target of the Makefile over this home; without a word more it takes the home of the sample."""
    return f"{_home(settings, 'sample')}make {target}"


def _home(settings: Settings, usual: str) -> str:
    if settings.home == PROJECT_ROOT / "data" / usual:
        return ""
    home, here = settings.home, Path.cwd()
    return f"DWSC_HOME={shlex.quote(str(home.relative_to(here) if home.is_relative_to(here) else home))} "
