"""Labels for the sample's label files, spelled as ILOSTAT spells them.

Owns: the words behind the codes that the sample uses.
Never: resolves a label to a code (landing and dbt do).
"""

from functools import lru_cache

from warehouse.sampling.areas import aggregates, countries
from warehouse.sampling.classifications import CODES, SEXES
from warehouse.sampling.datasets import DATASETS
from warehouse.sampling.editions import Edition

_SOURCES = {
    "BA": "LFS - Labour Force Survey",
    "BB": "HIES - Household Income and Expenditure Survey",
    "BC": "CLS - Child Labour Survey",
    "BX": "HS - Multiple Indicator Cluster Survey",
    "DA": "ES - Establishment Survey",
    "EA": "OE - Official Estimates",
    "FA": "ADM-IR - Insurance Records",
    "FF": "ADM-LIR - Records of the Labour Inspectorate",
    "FI": "ADM-RWO - Records of Workers' Organizations",
    "FX": "ADM - Administrative records and related sources",
    "XA": "ILO - Modelled Estimates",
    "XX": "OS - UNICEF and ILO calculations",
}
_STATUSES = {
    "B": "Break in series",
    "C": "Confidential",
    "E": "Estimate",
    "I": "Imputation",
    "M": "Model-based extrapolation",
    "P": "Provisional",
    "R": "Real value",
    "S": "Not significant",
    "U": "Unreliable",
}
_NOTES = {
    "C5:1023": "Nonstandard economic activity: Including B",
    "I4:217": "Type of rate: Incidence rate (per 100'000 workers employed)",
    "I4:219": "Type of rate: Incidence rate (per 100'000 persons insured)",
    "I11:3256": "Break in series: Change in source",
    "R1:3513": "Repository: ILO-STATISTICS - Micro data processing",
    "S3:8": "Data reference period: First quarter",
    "S3:20": "Data reference period: September",
    "S4:33": "Geographical coverage: Main cities or metropolitan areas",
    "T13:149": "Coverage of occupational injuries: Reported injuries",
    "T13:150": "Coverage of occupational injuries: Compensated injuries",
    "T31:242": "Trade union membership coverage: Employed persons",
    "T32:3477": "Collective bargaining coverage: Not adjusted for the right to collective bargaining",
    "Z0:1": "Invented sample data",
}


def label(column: str, code: str, edition: Edition) -> str:
    """The words for `code` in `column` of a file; notes are joined by " | ", as ILOSTAT joins them.

    Raises:
        KeyError: the sample uses a code that has no words here, which is a mistake in the sample.
    """
    if not code:
        return ""
    if column == "indicator":
        return edition.label or _indicators()[code]
    if column == "source":
        return _SOURCES[code.split(":")[0]]
    if column.startswith("note_"):
        return " | ".join(_NOTES[note] for note in code.split("_"))
    words = _words()[column][code]
    # Until 2024 ILOSTAT's label files wrote this country with a typographic apostrophe.
    return words.replace("Côte d'", "Côte d’") if edition.is_oldest_first and column == "ref_area" else words


@lru_cache(maxsize=1)
def _indicators() -> dict[str, str]:
    return {dataset.indicator: dataset.label for dataset in DATASETS}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return {
        "ref_area": {area.code: area.label for area in countries() + aggregates()},
        "sex": {sex.code: sex.label for sex in SEXES},
        "classif1": {code.code: code.label for codes in CODES.values() for code in codes},
        "obs_status": _STATUSES,
    }
