"""What a service gives now, beside what it gave before: it takes revisions back, and its dates of change stand still.

Owns: whether content that is here already is what stands, or has come back and is a vintage of its own; and that what a
service gives now is never dated before what it gave earlier.
Never: reads a file; decides for files that somebody hands in: they may be of any age.
"""

import hashlib
from datetime import datetime, timedelta

from warehouse.delivery import Delivery
from warehouse.received import Received
from warehouse.settings import Settings
from warehouse.snapshots import Origin, dataset_origins, find_origin
from warehouse.spelling import iso

_SOURCES = {"ilostat", "ilostat_dictionaries", "ilostat_areas"}


def standing_origin(settings: Settings, received: Received, delivery: Delivery | None) -> Origin | None:
    """The snapshot that already says what was received; None where it has to become one.

    Without this, rows that ILOSTAT took back would go on being served: theirs is the later snapshot.
    """
    first = find_origin(settings, received.snapshot_id)
    if first is None or delivery is None or first.source not in _SOURCES:
        return first
    newest = _newest(settings, first)
    if newest is None or newest.sha256 == received.sha256:
        return newest or first
    return None


def as_newest(settings: Settings, origin: Origin, delivery: Delivery | None, now: datetime) -> Origin:
    """The origin of fetched content, as the newest vintage of its dataset.

    Args:
        settings: names the home.
        origin: as its content and its date of change make it.
        delivery: what was asked of a service; None leaves the origin as it is.
        now: the time of landing, with a time zone.

    Returns:
        It, with an id of its own where the same content stands already, and known from now on where the service's date
        of change is not later than the one before.
    """
    if delivery is None or origin.source not in _SOURCES:
        return origin
    changes = {}
    if find_origin(settings, origin.snapshot_id):
        changes["snapshot_id"] = hashlib.sha256(f"{origin.sha256} {iso(now)}".encode()).hexdigest()[:16]
    newest = _newest(settings, origin)
    before = datetime.fromisoformat(newest.known_from) if newest else None
    if before and before >= datetime.fromisoformat(origin.known_from):
        # Times are kept to the second, so the second after is the soonest that can be told apart.
        changes |= {"known_from": iso(max(now, before + timedelta(seconds=1))), "known_from_rule": "landing_time"}
    return origin.model_copy(update=changes)


def _newest(settings: Settings, like: Origin) -> Origin | None:
    whole = [one for one in dataset_origins(settings, like.source, like.dataset_code) if not one.is_partial]
    return max(whole, key=lambda one: (one.known_from, one.retrieved_at), default=None)
