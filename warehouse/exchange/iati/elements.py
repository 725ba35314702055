"""The small elements of an IATI file: texts, dates, documents and figures.

Owns: their names, order and attributes as the schema of version 2.03 has them.
Never: reads a release; writes an attribute for a value that is not known.
"""

import mimetypes
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml import etree

from warehouse.exchange.iati.facts import WHOLE, Document, Figure
from warehouse.exchange.xml import xml_text

_TYPES = mimetypes.MimeTypes()
_PAGE = "text/html"


def narrative(tag: str, text: str, /, **attributes: str) -> etree._Element:
    """An element that holds one text."""
    element = etree.Element(tag, attributes)
    etree.SubElement(element, "narrative").text = xml_text(text)
    return element


def empty(tag: str, /, **attributes: str) -> etree._Element:
    """An element that holds nothing but attributes; an underscore in a name stands for a hyphen."""
    return etree.Element(tag, {key.replace("_", "-"): value for key, value in attributes.items()})


def document(one: Document) -> etree._Element:
    """A document-link; an address without a known ending is taken for a web page."""
    element = empty("document-link", url=xml_text(one.link), format=_format(one.link))
    element.append(narrative("title", one.title))
    element.append(narrative("description", one.about))
    element.append(empty("category", code=one.category))
    if one.date is not None:
        element.append(empty("document-date", iso_date=one.date.isoformat()))
    return element


def baseline(figure: Figure) -> etree._Element:
    """A baseline: its year, and its value where there is one."""
    element = empty("baseline", year=str(figure.year), **_value(figure))
    element.extend(_dimensions(figure))
    element.append(narrative("comment", figure.comment))
    return element


def period(year: int, figures: Sequence[Figure]) -> etree._Element:
    """A year with its targets and actual values."""
    element = etree.Element("period")
    element.append(empty("period-start", iso_date=f"{year}-01-01"))
    element.append(empty("period-end", iso_date=f"{year}-12-31"))
    for name, is_actual in (("target", False), ("actual", True)):
        for figure in figures:
            if (figure.kind == "ACTUAL") == is_actual:
                told = empty(name, **_value(figure))
                told.extend(_dimensions(figure))
                told.append(narrative("comment", figure.comment))
                element.append(told)
    return element


def _value(figure: Figure) -> dict[str, str]:
    return {} if figure.value is None else {"value": repr(figure.value)}


def _dimensions(figure: Figure) -> Iterable[etree._Element]:
    """Area and group as codes; a total of the strategy as a whole has no dimension."""
    if figure.area != WHOLE:
        yield empty("dimension", name="ref_area", value=xml_text(figure.area))
    if figure.group != "total":
        name, sign, value = figure.group.partition("=")
        yield empty("dimension", name=xml_text(name) if sign else "group", value=xml_text(value if sign else name))


def _format(link: str) -> str:
    return _TYPES.guess_type(urlsplit(link).path)[0] or _PAGE
