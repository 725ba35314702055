"""Names of files that come from outside.

Owns: which names are taken, asking what lies under any name without failing, and a name that is still free.
Never: keeps anything under a name as it came (`spelling.safe_name` makes it safe first).
"""

import itertools
import unicodedata
from pathlib import Path

from warehouse.rejected import whole_file

# Characters that turn the reading direction, so that a name reads as another one.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_name(path: Path) -> None:
    """Let only a file pass whose name and folders are text that reads as it is.

    Raises:
        FileRefusedError: bytes that are no UTF-8, control characters, or characters that turn the reading direction.
    """
    if any(_is_odd(character) for character in str(path)):
        found = "its name, or that of its folder, holds characters that are no plain text."
        raise whole_file("file name", found, "Rename it with plain letters and figures, then land it again.")


def is_folder(path: Path) -> bool:
    """Whether a folder lies there; not, where the name is one that no system takes."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a file lies there; not, where the name is one that no system takes."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def free_path(folder: Path, name: str) -> Path:
    """Where a file can lie under this name without taking the place of another: two names may be made safe alike."""
    numbered = (folder / (name if number == 1 else f"{number}_{name}") for number in itertools.count(1))
    return next(path for path in numbered if not path.exists())


def _is_odd(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _TURNS
