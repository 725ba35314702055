"""The addresses of ILOSTAT's service.

Owns: every path and parameter that is sent.
Never: sends a blank or unknown parameter: the service ignores it without a word and answers with more than was asked.
"""

import re

from warehouse.errors import WarehouseError
from warehouse.settings import Settings

# The variables whose codes the service explains in a dictionary, in each of its languages.
VARIABLES = (
    *("ref_area", "indicator", "source", "sex", "classif1", "classif2", "obs_status"),
    *("note_classif", "note_indicator", "note_source"),
)
LANGUAGES = ("en", "fr", "es")
_SAFE_KEY = re.compile(r"[A-Za-z0-9_.+]+")
_SAFE = re.compile(r"[A-Za-z0-9_.]+")


def contents_address(settings: Settings) -> str:
    """The table of contents by indicator, in English, as JSON."""
    return _address(settings, "metadata/toc/indicator", lang="en", format=".json")


def areas_address(settings: Settings) -> str:
    """The table of contents by area, which names regions and income groups, in English, as CSV."""
    return _address(settings, "metadata/toc/ref_area", lang="en", format=".csv")


def dictionary_address(settings: Settings, variable: str, language: str) -> str:
    """The codes of one variable with their labels in one language, as CSV."""
    return _address(settings, "metadata/dic", var=variable, lang=language, format=".csv")


def data_address(settings: Settings, dataset_code: str) -> str:
    """One whole dataset by codes, one source per area and year, as gzipped CSV."""
    return _address(settings, "data/indicator", id=dataset_code, type="code", best_source="yes", format=".csv.gz")


def series_address(settings: Settings, flow: str, key: str) -> str:
    """One series, or a few, of the SDMX service as SDMX-CSV; `key` has a place for each dimension of the flow."""
    return f"{_sdmx(settings)}/data/ILO,DF_{_safe(flow)},1.0/{_safe(key)}?format=csv"


def code_list_address(settings: Settings, code_list: str) -> str:
    """One code list of the SDMX service, in its newest version."""
    return f"{_sdmx(settings)}/codelist/ILO/{_safe(code_list)}"


def _sdmx(settings: Settings) -> str:
    return settings.sdmx_address.rstrip("/")


def _safe(value: str) -> str:
    if not _SAFE_KEY.fullmatch(value):
        raise WarehouseError(f"ILOSTAT is not asked for {value!r}: it is blank or holds an odd character.")
    return value


def _address(settings: Settings, path: str, **parameters: str) -> str:
    wrong = [f"{name}={value!r}" for name, value in parameters.items() if not _SAFE.fullmatch(value)]
    if wrong:
        raise WarehouseError(f"ILOSTAT is not asked for {', '.join(wrong)}: it is blank or holds an odd character.")
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"{settings.ilostat_address.rstrip('/')}/{path}?{query}"
