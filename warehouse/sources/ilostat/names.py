"""What the name of an ILOSTAT file says.

Owns: the dataset, extraction date and filter marks that ILOSTAT and people write into file names.
Never: overrules the content.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

_DATASET = re.compile(r"^(?P<indicator>[A-Z0-9]{3}_[A-Z0-9]+(?:_[A-Z0-9]+)*)_(?P<frequency>[AQM])(?![A-Z0-9])")
_DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_STAMP = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)(?!\d)")
_PARTIAL = re.compile(r"(?<![a-z])(filtered|latest)(?![a-z])", re.IGNORECASE)
_LANGUAGE = re.compile(r"[_-](en|fr|es)(?![a-z])", re.IGNORECASE)
_INDICATOR = re.compile(r"[A-Z0-9]{3}_[A-Z0-9]+(?:_[A-Z0-9]+)*")


def dataset_of(path: Path) -> tuple[str, str] | None:
    """Indicator and frequency in a file name such as EMP_NIFL_SEX_RT_A-full-2024-04-23.csv."""
    found = _DATASET.match(path.name.replace("_EN.", "."))
    return (found["indicator"], found["frequency"]) if found else None


def is_indicator_code(text: str) -> bool:
    """Whether a text can be an indicator code, and so a folder name too."""
    return len(text) <= 60 and _INDICATOR.fullmatch(text) is not None


def extracted_at(path: Path) -> datetime | None:
    """The extraction time in a file name (UTC); None when there is none or it is no date."""
    found = _STAMP.search(path.name) or _DATE.search(path.name)
    if not found:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items()}
    try:
        return datetime(**parts, tzinfo=UTC)
    except ValueError:
        return None


def partial_mark(path: Path) -> str | None:
    """`filtered` or `latest`, where the name says that the file is not the whole dataset."""
    found = _PARTIAL.search(path.name)
    return found.group(1).lower() if found else None


def language_of(path: Path) -> str:
    """The language of a dictionary; English where the name does not say."""
    found = _LANGUAGE.search(path.name)
    return found.group(1).lower() if found else "en"
