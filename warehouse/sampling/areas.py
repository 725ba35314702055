"""The 60 countries of the sample and the regions that they add up to.

Owns: which countries are in, and how developed and large the sample takes them to be (rough and invented).
Never: says which region a country belongs to (seeds/strategy/area_groups.csv does).
"""

import csv
from dataclasses import dataclass
from functools import lru_cache

from warehouse.sampling.numbers import swing
from warehouse.settings import PROJECT_ROOT

# Code, label as ILOSTAT's label files spell it, development 0 to 100, workers in thousands (both rough and invented).
_COUNTRIES = """
ARG|Argentina|64|19000
AUS|Australia|93|13000
BGD|Bangladesh|25|66000
BRA|Brazil|58|95000
CAN|Canada|94|19000
CHE|Switzerland|98|4700
CHL|Chile|72|8600
CHN|China|55|740000
CIV|Côte d'Ivoire|22|9800
CMR|Cameroon|18|10800
COL|Colombia|55|22000
CRI|Costa Rica|66|2200
DEU|Germany|96|42000
DOM|Dominican Republic|50|4700
EGY|Egypt|42|28000
ESP|Spain|86|20000
ETH|Ethiopia|8|52000
FJI|Fiji|45|330
FRA|France|91|28000
GBR|United Kingdom of Great Britain and Northern Ireland|92|32000
GEO|Georgia|48|1250
GHA|Ghana|26|12600
GTM|Guatemala|34|6900
HTI|Haiti|6|4100
IDN|Indonesia|40|131000
IND|India|24|470000
ITA|Italy|87|22700
JAM|Jamaica|46|1200
JOR|Jordan|51|2600
JPN|Japan|95|66500
KAZ|Kazakhstan|62|8800
KEN|Kenya|20|20500
KHM|Cambodia|22|8900
KOR|Republic of Korea|90|27500
LKA|Sri Lanka|44|8100
MAR|Morocco|41|10800
MDA|Republic of Moldova|46|870
MEX|Mexico|57|56000
MNG|Mongolia|43|1200
NAM|Namibia|36|750
NGA|Nigeria|16|66000
NPL|Nepal|17|7400
PAK|Pakistan|21|67000
PER|Peru|49|17500
PHL|Philippines|38|46000
POL|Poland|78|16700
ROU|Romania|70|8400
RWA|Rwanda|12|4100
SAU|Saudi Arabia|74|14500
SEN|Senegal|18|4600
SRB|Serbia|61|2900
SWE|Sweden|97|5100
THA|Thailand|52|38500
TUN|Tunisia|47|3500
TUR|Türkiye|63|29500
UGA|Uganda|10|16800
USA|United States of America|96|158000
VNM|Viet Nam|39|51000
ZAF|South Africa|50|15900
ZMB|Zambia|14|6300
"""
WORLD = "X01"


@dataclass(frozen=True)
class Area:
    """One reference area: a country, or an aggregate (`members` are then the codes of its countries in the sample)."""

    code: str
    label: str
    development: float
    workers: float
    capacity: float
    members: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def countries() -> tuple[Area, ...]:
    """The 60 countries by code; `development` and statistical `capacity` run from 0 to 1, `workers` are thousands."""
    return tuple(_country(*line.split("|")) for line in _COUNTRIES.strip().splitlines())


@lru_cache(maxsize=1)
def country_places() -> dict[str, int]:
    """The place of each country among the 60, from 0."""
    return {country.code: place for place, country in enumerate(countries())}


def _country(code: str, label: str, development: str, workers: str) -> Area:
    level = int(development) / 100.0
    capacity = min(1.0, max(0.05, 0.18 + 0.72 * level + 0.22 * swing("capacity", code)))
    return Area(code, label, level, float(workers), capacity)


@lru_cache(maxsize=1)
def area_codes() -> tuple[str, ...]:
    """Every country and territory of seeds/strategy/area_groups.csv, for the large datasets of benchmarks."""
    return tuple(sorted(row["reference_area_code"] for row in _area_groups()))


@lru_cache(maxsize=1)
def aggregates() -> tuple[Area, ...]:
    """The World, the regions and the subregions that the 60 countries belong to, by code."""
    groups: dict[tuple[str, str], list[str]] = {}
    sample = {country.code for country in countries()}
    for row in _area_groups():
        if row["reference_area_code"] in sample:
            for level in ("region", "subregion"):
                members = groups.setdefault((row[f"{level}_code"], row[f"{level}_label"]), [])
                members += [] if row["reference_area_code"] in members else [row["reference_area_code"]]
    groups[WORLD, "World"] = sorted(sample)
    return tuple(_aggregate(code, label, tuple(groups[code, label])) for code, label in sorted(groups))


def _aggregate(code: str, label: str, members: tuple[str, ...]) -> Area:
    inside = [country for country in countries() if country.code in members]
    workers = sum(country.workers for country in inside)
    development = sum(country.development * country.workers for country in inside) / workers
    return Area(code, label, development, workers, 1.0, members)


def _area_groups() -> list[dict[str, str]]:
    path = PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
