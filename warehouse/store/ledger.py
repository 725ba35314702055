"""What of the store was found equal to the home before, so that it is not read again.

Owns: `<home>/store/seen.json`, and that it speaks of one store alone.
Never: is needed: without it everything that stands in both is compared once more.
"""

import hashlib
import json
from dataclasses import dataclass, field

from warehouse.disk import replace_text
from warehouse.settings import Settings
from warehouse.store.names import Stored, origin_path


@dataclass
class Ledger:
    """Per snapshot: the etags of both objects, and the SHA-256 of the origin in the home.

    `keeps` says that the store was seen to leave alone what stands.
    """

    settings: Settings
    keeps: bool = False
    seen: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, settings: Settings) -> "Ledger":
        """What was noted; nothing, where that was of another store or is damaged."""
        try:
            told = json.loads((settings.home / "store" / "seen.json").read_text(encoding="utf-8"))
            if told["store"] == _store(settings):
                return cls(settings, bool(told["keeps"]), dict(told["seen"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(settings)

    def write(self) -> None:
        """Keep it for next time."""
        told = {"store": _store(self.settings), "keeps": self.keeps, "seen": self.seen}
        replace_text(self.settings.home / "store" / "seen.json", json.dumps(told, indent=0) + "\n")

    def knows(self, there: Stored) -> bool:
        """Whether neither the objects nor the home's origin changed since they were found equal."""
        return there.parquet is not None and self.seen.get(there.stem) == self._facts(
            there.stem, there.origin.etag, there.parquet.etag
        )

    def note(self, stem: str, origin_etag: str, parquet_etag: str) -> None:
        """Both were found equal just now."""
        self.seen[stem] = self._facts(stem, origin_etag, parquet_etag)

    def _facts(self, stem: str, origin_etag: str, parquet_etag: str) -> list[str]:
        text = origin_path(self.settings, stem).read_bytes()
        return [origin_etag, parquet_etag, hashlib.sha256(text).hexdigest()]


def _store(settings: Settings) -> str:
    return f"{settings.snapshots} {settings.snapshots_endpoint}".strip()
