"""ILOSTAT's table of contents as it stands now: asked for, checked, kept.

Owns: the first request of every fetch, and `fetch/contents.json`, the last table of contents that was whole.
Never: decides what is fetched.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.disk import put
from warehouse.settings import Settings
from warehouse.sources.ilostat.contents import Entry, parse_contents
from warehouse.sources.ilostat.service.addresses import contents_address
from warehouse.sources.ilostat.service.body import Expected
from warehouse.sources.ilostat.service.client import Client
from warehouse.sources.ilostat.service.state import incoming
from warehouse.sources.ilostat.service.trouble import TroubleError

# A table of contents that lost more than this share of its datasets since the last one is not believed.
_LEAST_SHARE = 0.5
_MAX_BYTES = 256 * 2**20


@dataclass(frozen=True)
class Contents:
    """The table of contents: its entries by dataset, the checksum of the file, and where it came from."""

    entries: Mapping[str, Entry]
    sha256: str
    address: str
    path: Path


def kept_contents(settings: Settings) -> Path:
    """The last table of contents that came whole."""
    return settings.fetch / "contents.json"


def fetch_contents(settings: Settings, client: Client) -> Contents:
    """Ask for the table of contents.

    Raises:
        TroubleError: it did not come, is no table of contents, or lost half of its datasets.
        TurnedAwayError: the service turns everything away.
        OSError: the disk is full.
    """
    address, target = contents_address(settings), incoming(settings) / "indicator_en.json"
    try:
        client.download(address, target, Expected(max_bytes=_MAX_BYTES))
        entries = _entries(target)
        before = _count_before(settings)
        if len(entries) < before * _LEAST_SHARE:
            found = f"It lists {len(entries):,} datasets, where the one before listed {before:,}."
            raise TroubleError("shrunk", f"{found} Remove {kept_contents(settings)} if that is right.")
        checksum = hashlib.sha256(target.read_bytes()).hexdigest()
        put(target, kept_contents(settings), may_link=False)
    finally:
        target.unlink(missing_ok=True)
    return Contents(entries, checksum, address, kept_contents(settings))


def _entries(path: Path) -> dict[str, Entry]:
    try:
        return {entry.dataset_code: entry for entry in parse_contents(path)}
    except ValueError as error:
        raise TroubleError("no_contents", f"What came is no table of contents ({error}).") from error


def _count_before(settings: Settings) -> int:
    try:
        return len(parse_contents(kept_contents(settings)))
    except (OSError, ValueError):
        return 0
