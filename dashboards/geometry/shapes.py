"""The file of shapes, read once.

Owns: the TopoJSON as charts take it, the codes it knows, and the areas too small to be seen as a shape.
Never: changes it.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

FEATURE = "countries"
_FILE = Path(__file__).parent / "countries.topo.json"
# An area smaller than this (as drawn) is less than about two pixels wide on a page: it gets a dot.
_SMALL_KM2 = 6000
# Codes of the United Nations' own for areas that more than one side claims; no figure belongs to them.
DISPUTED = ("XAC", "XAP", "XBT", "XHT", "XIT", "XJK")


@cache
def topology() -> dict[str, Any]:
    """The TopoJSON; nobody may change it."""
    shapes: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return shapes


@cache
def codes() -> frozenset[str]:
    """The reference area codes that have a shape."""
    return frozenset(shape["id"] for shape in topology()["objects"][FEATURE]["geometries"])


@cache
def small() -> pd.DataFrame:
    """Areas that need a dot to be seen: reference_area_code, lon, lat."""
    shapes = [
        {"reference_area_code": shape["id"], "lon": shape["properties"]["lon"], "lat": shape["properties"]["lat"]}
        for shape in topology()["objects"][FEATURE]["geometries"]
        if shape["properties"]["km2"] < _SMALL_KM2 and shape["id"] not in DISPUTED
    ]
    return pd.DataFrame(shapes)
