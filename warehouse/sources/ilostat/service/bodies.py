"""The bodies of a plan, one after the other or a few at a time.

Owns: the order of downloads, what a killed fetch left whole, and stopping when the service fails for everything.
Never: lands anything.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from warehouse.settings import Settings
from warehouse.sources.ilostat.contents import Entry
from warehouse.sources.ilostat.service.addresses import data_address
from warehouse.sources.ilostat.service.body import Expected
from warehouse.sources.ilostat.service.client import Body, Client
from warehouse.sources.ilostat.service.state import incoming
from warehouse.sources.ilostat.service.trouble import OF_THE_SERVICE, TroubleError, TurnedAwayError

_COLUMNS = frozenset({"ref_area", "indicator", "time", "obs_value"})
# So many datasets in a row that fail for a reason of the service, and the rest is left for another time.
_IN_A_ROW = 5


@dataclass(frozen=True)
class Answered:
    """What came for one entry: a body, or the trouble."""

    entry: Entry
    address: str
    body: Body | None
    trouble: TroubleError | None = None


def body_name(entry: Entry) -> str | None:
    """The file that a body lies in until it is landed, named after the dataset's last update; None without one."""
    return f"{entry.dataset_code}-{entry.last_update:%Y%m%dT%H%M%S}.csv.gz" if entry.last_update else None


def download(settings: Settings, client: Client, entries: Iterable[Entry]) -> Generator[Answered]:
    """The answer for each entry, in order.

    Raises:
        TurnedAwayError: the service turns everything away, or fails for several datasets in a row.
    """
    in_a_row = 0
    answers = _one_by_one if settings.fetch_parallel == 1 else _some_at_a_time
    for answered in answers(settings, client, entries):
        yield answered
        is_of_the_service = answered.trouble is not None and answered.trouble.rule in OF_THE_SERVICE
        in_a_row = in_a_row + 1 if is_of_the_service else 0
        if in_a_row == _IN_A_ROW and answered.trouble:
            raise TurnedAwayError(
                f"{in_a_row} datasets in a row did not come. The last time: {answered.trouble.reason}"
            )


def _one_by_one(settings: Settings, client: Client, entries: Iterable[Entry]) -> Iterator[Answered]:
    for entry in entries:
        yield _one(settings, client, entry)


def _some_at_a_time(settings: Settings, client: Client, entries: Iterable[Entry]) -> Iterator[Answered]:
    """Never more than a few bodies ahead of the landing, so that disk and service are spared."""
    with ThreadPoolExecutor(settings.fetch_parallel) as pool:
        waiting: deque[Future[Answered]] = deque()
        try:
            for entry in entries:
                waiting.append(pool.submit(_one, settings, client, entry))
                if len(waiting) > settings.fetch_parallel:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            if waiting:
                client.stop()
            for future in waiting:
                future.cancel()


def _one(settings: Settings, client: Client, entry: Entry) -> Answered:
    address = data_address(settings, entry.dataset_code)
    name = body_name(entry)
    target = incoming(settings) / (name or f"{entry.dataset_code}.csv.gz")
    if name and target.is_file():
        return Answered(entry, address, Body(target, target.stat().st_size, entry.row_count or 0, 0))
    expected = Expected(_COLUMNS, entry.row_count, max_bytes=settings.max_file_bytes)
    try:
        return Answered(entry, address, client.download(address, target, expected))
    except TroubleError as error:
        return Answered(entry, address, None, error)
