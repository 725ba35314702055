"""ILOSTAT's dictionaries: every variable in every language, asked for when something may have changed.

Owns: when a dictionary is due, and what came of it (`fetch/dictionaries/`). The table of contents by area, which says
what region an area is in, is asked for like one of them.
Never: decides what a label means.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.delivery import Delivery
from warehouse.disk import replace_text
from warehouse.landing import land_delivery
from warehouse.settings import Settings
from warehouse.snapshots import list_origins
from warehouse.sources.ilostat.service.addresses import LANGUAGES, VARIABLES, areas_address, dictionary_address
from warehouse.sources.ilostat.service.body import Expected
from warehouse.sources.ilostat.service.client import Client
from warehouse.sources.ilostat.service.state import incoming
from warehouse.sources.ilostat.service.trouble import TroubleError
from warehouse.spelling import iso

_AT_MOST_EVERY = timedelta(days=7)
_AREAS, _AREAS_DATASET = "toc_ref_area", "ref_area_en"
_AREA_COLUMNS = frozenset({"ref_area", "freq", "last.update", "n.indicator", "ilo_region"})


class DictionaryStatus(BaseModel):
    """How the last look at one dictionary ended; `contents` says which table of contents was then the newest."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dictionary: str
    outcome: str
    checked_at: str
    contents: str
    snapshot_id: str | None = None
    row_count: int | None = None
    reason: str | None = None


def due_dictionaries(
    settings: Settings, now: datetime, contents: str, *, has_changes: bool, force: bool = False
) -> list[tuple[str, str]]:
    """The variables and languages to ask for.

    A dictionary has no date of change. It is asked for when a dataset changed, else once a week; not again while the
    table of contents is the one that it was last fetched with.

    Args:
        settings: names the home.
        now: the time, with a time zone.
        contents: the checksum of the table of contents.
        has_changes: whether a dataset is due.
        force: all of them.
    """
    pairs = [*((variable, language) for language in LANGUAGES for variable in VARIABLES), (_AREAS, "en")]
    return [pair for pair in pairs if force or _is_due(settings, pair, now, contents, has_changes=has_changes)]


def fetch_dictionaries(
    settings: Settings, client: Client, pairs: list[tuple[str, str]], contents: str, clock: Callable[[], datetime]
) -> Iterator[DictionaryStatus]:
    """Ask for dictionaries and land them; one that fails is told and does not stop the others.

    Raises:
        TurnedAwayError: the service turns everything away.
        WarehouseError: the disk is full.
    """
    rows = {origin.dataset_code: origin.row_count for origin in list_origins(settings, source="ilostat_dictionaries")}
    rows |= {f"{_AREAS}_en": origin.row_count for origin in list_origins(settings, source="ilostat_areas")}
    for variable, language in pairs:
        status = _fetch(settings, client, variable, language, contents, clock(), rows.get(f"{variable}_{language}", 0))
        replace_text(_path(settings, status.dictionary), status.model_dump_json(indent=2))
        yield status


def _fetch(
    settings: Settings, client: Client, variable: str, language: str, contents: str, now: datetime, before: int
) -> DictionaryStatus:
    name, is_areas = f"{variable}_{language}", variable == _AREAS
    address = areas_address(settings) if is_areas else dictionary_address(settings, variable, language)
    failed = DictionaryStatus(dictionary=name, outcome="failed", checked_at=iso(now), contents=contents)
    target = incoming(settings) / f"{name}.csv"
    try:
        # One that shrinks to less than half is a failure of the service, not news.
        columns = _AREA_COLUMNS if is_areas else frozenset({variable, f"{variable}.label"})
        least = max(1, before // 2)
        expected = Expected(columns, least, "half of the standing dictionary has", settings.max_file_bytes)
        client.download(address, target, expected)
        delivery = Delivery(address, dataset_code=name, kind="dictionary", language=language)
        if is_areas:
            delivery = Delivery(address, dataset_code=_AREAS_DATASET, kind="areas", language=language)
        landed = land_delivery(settings, target, delivery, now=now)
    except TroubleError as error:
        return failed.model_copy(update={"reason": error.reason})
    finally:
        target.unlink(missing_ok=True)
    if landed.outcome == "refused":
        return failed.model_copy(update={"reason": landed.message})
    facts = {"outcome": "new" if landed.outcome == "loaded" else "same_content"}
    return failed.model_copy(update={**facts, "snapshot_id": landed.snapshot_id, "row_count": landed.row_count})


def _is_due(settings: Settings, pair: tuple[str, str], now: datetime, contents: str, *, has_changes: bool) -> bool:
    status = _read(_path(settings, "_".join(pair)))
    if status is None or status.outcome == "failed":
        return True
    is_old = now - datetime.fromisoformat(status.checked_at) >= _AT_MOST_EVERY
    return is_old or (has_changes and status.contents != contents)


def _path(settings: Settings, name: str) -> Path:
    return settings.fetch / "dictionaries" / f"{name}.json"


def _read(path: Path) -> DictionaryStatus | None:
    try:
        return DictionaryStatus.model_validate_json(path.read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError):
        return None
