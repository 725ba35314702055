"""Single series and code lists from ILOSTAT's SDMX service.

Owns: what a person may ask of that service, and landing what comes.
Never: takes a series for a whole dataset: it is landed as partial, so that a bulk snapshot always comes before it.
"""

import re
from datetime import UTC, datetime

from warehouse.delivery import Delivery
from warehouse.disk import disk_trouble
from warehouse.errors import FetchError
from warehouse.home import refuse_sample_home
from warehouse.landing import Landed, land_delivery
from warehouse.settings import Settings
from warehouse.sources.ilostat.service.addresses import code_list_address, series_address
from warehouse.sources.ilostat.service.body import Expected
from warehouse.sources.ilostat.service.client import Client
from warehouse.sources.ilostat.service.plan import UnknownDatasetError
from warehouse.sources.ilostat.service.state import incoming, one_at_a_time
from warehouse.sources.ilostat.service.trouble import TroubleError

_FLOW = re.compile(r"[A-Z0-9]{3}_[A-Z0-9]+(_[A-Z0-9]+)+")
_KEY = re.compile(r"[A-Z0-9+]+\.[AQM](\.[A-Z0-9_+]*)*")
_LIST = re.compile(r"CL_[A-Z0-9_]+")
_COLUMNS = frozenset({"DATAFLOW", "REF_AREA", "FREQ", "TIME_PERIOD", "OBS_VALUE"})
_MAX_BYTES = 256 * 2**20


def fetch_series(settings: Settings, asked: str, command: str) -> Landed:
    """Fetch one series, or the series of a few areas, as SDMX-CSV and land it as partial.

    Args:
        settings: names the home and the service.
        asked: flow and key, such as ILR_CBCT_NOC_RT/JPN.A: area (or areas joined by +), frequency, and where the flow
            has them sex and classifications behind the measure; places left out mean all.
        command: how to ask for the same again.

    Raises:
        HomeError: the home holds sample data.
        UnknownDatasetError: what is asked is misspelt.
        FetchError: there is no such series, or it did not come whole.
    """
    flow, key = _series(asked)
    refuse_sample_home(settings, command)
    address = series_address(settings, flow, key)
    delivery = Delivery(address, partial_reason=f"only the series {key.rstrip('.')} of {flow} was asked for")
    name = f"{flow}_{key.split('.')[1]}.sdmx.csv"
    return _fetch(settings, asked, name, delivery, Expected(_COLUMNS, max_bytes=_MAX_BYTES))


def fetch_code_list(settings: Settings, asked: str) -> Landed:
    """Fetch one SDMX code list, in every language that it has, and land it as a dictionary.

    Args:
        settings: names the home and the service.
        asked: such as CL_SEX.

    Raises:
        UnknownDatasetError: what is asked is misspelt.
        FetchError: there is no such list, or it did not come whole.
    """
    code_list = asked.strip().upper()
    if not _LIST.fullmatch(code_list):
        raise UnknownDatasetError(f"{asked!r} is no code list. Their names begin with CL_, such as CL_SEX or CL_AGE.")
    delivery = Delivery(code_list_address(settings, code_list), kind="dictionary")
    return _fetch(settings, asked, f"{code_list}.xml", delivery, Expected(max_bytes=_MAX_BYTES, is_markup=True))


def _series(asked: str) -> tuple[str, str]:
    """Flow and key, with a place in the key for every dimension; the service refuses a shorter one."""
    flow, _, key = asked.strip().upper().partition("/")
    flow = flow.removeprefix("DF_")
    if not _FLOW.fullmatch(flow) or not _KEY.fullmatch(key):
        raise UnknownDatasetError(
            f"{asked!r} is no series. Write it as FLOW/AREA.FREQUENCY, such as ILR_CBCT_NOC_RT/JPN.A or "
            "SDG_0831_SEX_ECO_RT/JPN+FRA.A..SEX_T. (the measure stays empty, then sex and classifications)."
        )
    return flow, key + "." * (_dimensions(flow) - 1 - key.count("."))


def _dimensions(flow: str) -> int:
    """Area, frequency and measure, and one for each classification that the id of an indicator names."""
    return 3 + len([part for part in flow.split("_")[2:-1] if part != "NOC"])


def _fetch(settings: Settings, asked: str, name: str, delivery: Delivery, expected: Expected) -> Landed:
    with disk_trouble(settings.home, "fetching from ILOSTAT"), one_at_a_time(settings), Client(settings) as client:
        try:
            return _land(settings, client, name, delivery, expected)
        except TroubleError as error:
            if error.rule in {"moved", "no_rows"}:
                raise FetchError(f"ILOSTAT's SDMX service has nothing for {asked} ({delivery.address}).") from error
            raise FetchError(f"{asked} did not come: {error.reason} It was asked for at {delivery.address}.") from error


def _land(settings: Settings, client: Client, name: str, delivery: Delivery, expected: Expected) -> Landed:
    target = incoming(settings) / name
    try:
        client.download(delivery.address, target, expected)
        return land_delivery(settings, target, delivery, now=datetime.now(UTC))
    finally:
        target.unlink(missing_ok=True)
