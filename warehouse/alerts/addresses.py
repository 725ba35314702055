"""Who is told: the addresses behind the setting DWSC_ALERT_ADDRESSES.

Owns: following a reference to an address, and what may be said of one without giving it away.
Never: puts an address, or a part of one, into a message, an error or a log.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import SettingsError
from warehouse.settings import Settings, value_by_name

_BETWEEN = re.compile(r"\s+|,(?=[A-Za-z][A-Za-z0-9+.-]*:)")
_FORM = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://\S+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MEANT_FOR_OTHERS = 0o077
_HELP = "docs/alerts.md shows how addresses are written."


@dataclass(frozen=True)
class Address:
    """One recipient: where it was found (safe to show), its kind such as mailto or slack, and the address itself."""

    place: str
    kind: str
    url: str = field(repr=False)

    @property
    def recipient(self) -> str:
        """How the ledger names it."""
        return f"{self.place} ({self.kind})"


def is_set(settings: Settings) -> bool:
    """Whether anybody is to be told."""
    return bool(settings.alert_addresses.get_secret_value().strip())


def read_addresses(settings: Settings) -> list[Address]:
    """The addresses that the setting gives or refers to.

    Raises:
        SettingsError: a reference leads nowhere, its file may be read by others, or what it gives is no address.
    """
    given = _BETWEEN.split(settings.alert_addresses.get_secret_value().strip())
    return [one for number, text in enumerate(given, 1) if text for one in _followed(number, text)]


def _followed(number: int, text: str) -> Iterator[Address]:
    kind, _, name = text.partition(":")
    if kind == "env":
        if not _NAME.fullmatch(name):
            raise SettingsError(f"DWSC_ALERT_ADDRESSES: what follows env: is no name of a variable. {_HELP}")
        value = value_by_name(name)
        if not value:
            raise SettingsError(f"DWSC_ALERT_ADDRESSES names the variable {name}, which is not set or empty. {_HELP}")
        yield from _listed(f"env:{name}", _BETWEEN.split(value.strip()))
    elif kind == "file":
        yield from _listed(f"file:{name}", _lines(Path(name)))
    else:
        yield _address(f"address {number}", text)


def _lines(path: Path) -> list[str]:
    """The lines of a file with addresses, without comments and blanks."""
    _refuse_open_file(path)
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"DWSC_ALERT_ADDRESSES names {path}, which cannot be read as text. {_HELP}") from error
    listed = [line for line in lines if line and not line.startswith("#")]
    if not listed:
        raise SettingsError(f"DWSC_ALERT_ADDRESSES names {path}, which holds no address. {_HELP}")
    return listed


def _refuse_open_file(path: Path) -> None:
    try:
        facts = path.stat()
    except OSError as error:
        raise SettingsError(
            f"DWSC_ALERT_ADDRESSES names {path}, which cannot be read: {error.strerror}. {_HELP}"
        ) from error
    if not stat.S_ISREG(facts.st_mode):
        raise SettingsError(f"DWSC_ALERT_ADDRESSES names {path}, which is not a file. {_HELP}")
    if facts.st_mode & _MEANT_FOR_OTHERS or facts.st_uid not in {os.geteuid(), 0}:
        raise SettingsError(
            f"DWSC_ALERT_ADDRESSES names {path}, which others may read or change. Run: chmod 600 {path}, "
            "as the user that the pipeline runs as."
        )


def _listed(place: str, texts: list[str]) -> Iterator[Address]:
    many = len([text for text in texts if text]) > 1
    for number, text in enumerate([text for text in texts if text], 1):
        yield _address(f"{place} no. {number}" if many else place, text)


def _address(place: str, text: str) -> Address:
    match = _FORM.fullmatch(text)
    if match is None:
        raise SettingsError(
            f"DWSC_ALERT_ADDRESSES: {place} is no address. It should begin with a kind such as mailtos://, "
            f"jsons://, slack:// or workflows://. {_HELP}"
        )
    return Address(place, match[1].lower(), text)
