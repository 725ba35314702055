"""Which source reads a file.

Owns: the order in which sources are asked, by content; a new source is added here, but a form that
people fill in to `forms`.
Never: checks content itself; trusts a name.
"""

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from warehouse.file_names import is_file
from warehouse.forms import Form, read_form
from warehouse.received import Received
from warehouse.rejected import whole_file
from warehouse.settings import Settings
from warehouse.snapshots import incoming
from warehouse.sources.ilostat.ahead import Table, head_of, reading_ahead
from warehouse.sources.ilostat.area_contents import read_area_contents
from warehouse.sources.ilostat.contents_table import read_contents
from warehouse.sources.ilostat.dictionaries import read_dictionary, read_structure
from warehouse.sources.ilostat.layouts.convert import CONVERTED, convert
from warehouse.sources.ilostat.reader import read_converted, read_observations
from warehouse.sources.ilostat.recognise import is_list
from warehouse.sources.ilostat.recognise import recognise as recognise_ilostat
from warehouse.sources.reading import Reading
from warehouse.spelling import beginning


def lists_first(files: Sequence[Path]) -> list[int]:
    """The places of files in the order to land them: dictionaries and tables of contents before what they explain."""
    first = [is_file(path) and is_list(head_of(path)) for path in files] if len(files) > 1 else [True] * len(files)
    return sorted(range(len(files)), key=lambda place: not first[place])


def start_reading(settings: Settings, path: Path, form: Form | None) -> contextlib.AbstractContextManager[Table | None]:
    """Begin to parse what begins like a bulk file, while it is examined; on leaving, that is stopped."""
    return contextlib.nullcontext() if form else reading_ahead(settings, path, incoming(settings))


def read_source(
    settings: Settings, received: Received, today: date, form: Form | None, *, ahead: Table | None = None
) -> tuple[Reading, date | None]:
    """Let the source that the content belongs to check and prepare it.

    Returns:
        What it made of it, and the day a form says that it was handed in.

    Raises:
        FileRefusedError: with every error of the file, or because no source knows it.
    """
    folder = incoming(settings)
    if form:
        return read_form(form, settings, received, today)
    kind = recognise_ilostat(received)
    if kind == "dictionary":
        return read_dictionary(received, folder), None
    if kind == "observations":
        return read_observations(received, settings, folder, ahead), None
    if kind == "contents":
        return read_contents(received, folder), None
    if kind == "area_contents":
        return read_area_contents(received, folder), None
    if kind == "structure":
        return read_structure(received, folder), None
    if kind in CONVERTED:
        return read_converted(received, convert(kind, received, settings, folder), settings, folder), None
    start = received.head[:400].decode("utf-8", errors="replace")
    raise whole_file(
        "unknown file",
        "it is neither an ILOSTAT file nor a milestone register nor a survey nor an evaluation workbook. "
        + beginning(start),
        "Land a file of ILOSTAT (docs/layouts.md lists which), a register made by dwsc register template, "
        "a survey file (docs/surveys.md), or a workbook made by dwsc evaluation template.",
    )
