"""SDMX-ML 2.1, structure-specific data: series with their observations, written as they come.

Owns: the header of a data message and the elements of series and observations.
Never: holds more than one series; writes a sign that XML does not allow (it becomes U+FFFD).
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from warehouse.exchange.sdmx.rows import Observation
from warehouse.exchange.sdmx.shapes import AGENCY, MEASURE, TIME, VERSION, Shape
from warehouse.exchange.xml import xml_text
from warehouse.release.pointer import Release

SAMPLE = "SAMPLE DATA: every figure is invented."
_V21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_MES, _COM, _SPECIFIC = f"{_V21}/message", f"{_V21}/common", f"{_V21}/data/structurespecific"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write_message(path: Path, release: Release, shape: Shape, observations: Iterable[Observation]) -> int:
    """Write a data message; gives the number of observations in it."""
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{shape.structure_id}({VERSION})"
    namespace = f"{urn}:ObsLevelDim:{TIME}"
    names = {"mes": _MES, "com": _COM, "ss": _SPECIFIC, "xsi": _XSI, "dwsc": namespace}
    written = 0
    # of a file that Python holds open, a full disk is an OSError and no error of lxml
    with path.open("wb") as opened, etree.xmlfile(opened, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_MES}}}StructureSpecificData", nsmap=names):
            file.write(_header(release, shape, namespace))
            attributes = {
                f"{{{_XSI}}}type": "dwsc:DataSetType",
                f"{{{_SPECIFIC}}}dataScope": "DataStructure",
                f"{{{_SPECIFIC}}}structureRef": shape.structure_id,
                f"{{{_SPECIFIC}}}action": "Information",
            }
            with file.element(f"{{{_MES}}}DataSet", attributes):
                for key, series in groupby(observations, lambda one: one.key):
                    written += _write_series(file, shape, key, series)
    return written


def made_at(release: Release) -> datetime:
    """When the release was made, so that the same release gives the same file."""
    return datetime.strptime(release.release_id, "%Y%m%d_%H%M%S").replace(tzinfo=UTC)


def _header(release: Release, shape: Shape, namespace: str) -> etree._Element:
    """Who sends what, from which release."""
    top = etree.Element(f"{{{_MES}}}Header", nsmap={"mes": _MES, "com": _COM})
    _add(top, "ID", f"{shape.flow_id}_{release.release_id}")
    _add(top, "Test", "true" if release.is_sample else "false")
    _add(top, "Prepared", made_at(release).isoformat())
    _add(top, "Sender", None, id=AGENCY)
    structure = _add(
        top, "Structure", None, structureID=shape.structure_id, namespace=namespace, dimensionAtObservation=TIME
    )
    inner = etree.SubElement(structure, f"{{{_COM}}}Structure")
    etree.SubElement(
        inner, "Ref", agencyID=AGENCY, id=shape.structure_id, version=VERSION, **{"class": "DataStructure"}
    )
    _add(top, "DataSetAction", "Information")
    title = f"{shape.title}, release {release.release_id}"
    _add(top, "Source", f"{SAMPLE} {title}" if release.is_sample else title)
    return top


def _write_series(file: Any, shape: Shape, key: tuple[str, ...], series: Iterable[Observation]) -> int:
    written = 0
    ids = (one.id for one in shape.dimensions)
    with file.element("Series", dict(zip(ids, key, strict=True))):
        for one in series:
            value = {} if one.value is None else {MEASURE: one.value}
            told = {name: xml_text(text) for name, text in one.attributes.items()}
            file.write(etree.Element("Obs", {TIME: one.period, **value, **told}))
            written += 1
    return written


def _add(parent: etree._Element, name: str, text: str | None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_MES}}}{name}", attributes)
    element.text = text
    return element
