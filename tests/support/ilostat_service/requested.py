"""What a request asks for, read as the service reads it.

Owns: the addresses, the parameters that count, and silent widening: an unknown or blank one is ignored.
Never: sends anything.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from support.ilostat_service.answers import Answer
from support.ilostat_service.contents import LANGUAGES, VARIABLES, area_contents, contents, dictionary
from support.ilostat_service.datasets import BOM, Dataset

CONTENTS, DICTIONARIES = "contents", "dictionaries"
_FILTERS = ("ref_area", "sex", "classif1", "source", "time")
_JSON = (("Content-Type", "application/json"),)


@dataclass(frozen=True)
class Request:
    """Path and parameters; the plus sign separates values and stays as it is, encoded it is part of one value."""

    path: str
    parameters: Mapping[str, str]

    @property
    def target(self) -> str:
        """What it is about: a dataset's code, `contents`, `dictionaries` (areas come with them), or the path."""
        if self.path == "/data/indicator":
            return self.parameters.get("id", "")
        known = {"/metadata/toc/indicator": CONTENTS, "/metadata/toc/ref_area": DICTIONARIES}
        return (known | {"/metadata/dic": DICTIONARIES}).get(self.path, self.path)


def read_request(address: str) -> Request:
    """Take an address apart."""
    parts = urlsplit(address)
    pairs = [part.partition("=") for part in parts.query.split("&") if part]
    return Request(parts.path, {unquote(name): unquote(value) for name, _, value in pairs if value})


def answer(request: Request, held: Mapping[str, Dataset], folder: Path | None) -> Answer:
    """The answer when nothing goes wrong."""
    parameters = request.parameters
    language = parameters.get("lang", "en") if parameters.get("lang") in LANGUAGES else "en"
    form = parameters.get("format", ".csv.gz" if request.path == "/data/indicator" else ".csv")
    if request.path == "/metadata/toc/indicator":
        return Answer(headers=_headers(f"indicator_{language}", form), body=contents(held.values(), form))
    if request.path == "/metadata/toc/ref_area":
        return Answer(headers=_headers(f"ref_area_{language}", form), body=area_contents(form))
    if request.path == "/metadata/dic":
        if parameters.get("var") not in VARIABLES:
            return Answer(400, _JSON, body=b'{"error":"invalid var"}')
        body = dictionary(parameters["var"], language, form, held.values(), folder)
        return Answer(headers=_headers(f"{parameters['var']}_{language}", form), body=body)
    if request.path == "/data/indicator":
        return _data(parameters, held, form)
    return Answer(404, _JSON, body=b'{"error":"404 - Resource Not Found"}')


def _data(parameters: Mapping[str, str], held: Mapping[str, Dataset], form: str) -> Answer:
    code = parameters.get("id", "")
    if code not in held:
        return Answer(400, _JSON, body=f'{{"error":"deprecated or invalid dataset id={code}"}}'.encode())
    kind = parameters.get("type", "code") if parameters.get("type") in ("code", "label", "both") else "code"
    lines = held[code].lines(kind)
    wanted = {name: frozenset(parameters[name].split("+")) for name in _FILTERS if name in parameters}
    years = (int(parameters.get("timefrom", 0)), int(parameters.get("timeto", 9999)))
    if wanted or years != (0, 9999):
        lines = _filtered(lines, wanted, years)
    return Answer(headers=_headers(code, form), lines=lines, is_gzip=form == ".csv.gz")


def _headers(name: str, form: str) -> tuple[tuple[str, str], ...]:
    return (("Content-Type", "application/octet-stream"), ("X-File", f"{name}{form}"))


def _filtered(lines: Iterator[bytes], wanted: Mapping[str, frozenset[str]], years: tuple[int, int]) -> Iterator[bytes]:
    """Rows by code; a filter on a column that the dataset lacks leaves it as it is, and no match leaves the header."""
    header = next(lines)
    yield header
    names = next(csv.reader(io.StringIO(header.removeprefix(BOM).decode())))
    places = {names.index(name): values for name, values in wanted.items() if name in names}
    time = names.index("time")
    for line in lines:
        cells = next(csv.reader((line.decode(),)))
        if all(cells[place] in values for place, values in places.items()) and _within(cells[time], years):
            yield line


def _within(period: str, years: tuple[int, int]) -> bool:
    return years[0] <= int(period[:4]) <= years[1]
