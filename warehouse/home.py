"""Sample and real data never share a home.

Owns: that rule, for a file at the door and for a command before it does anything.
Never: reads a file; makes a home.
"""

import shlex
from pathlib import Path

from warehouse.errors import HomeError
from warehouse.rejected import FileRefusedError, Finding, Refusal
from warehouse.settings import Settings
from warehouse.snapshots import holds_sample
from warehouse.sources.reading import Reading

_MIXED = "sample and real data"


def check_kind(settings: Settings, path: Path, reading: Reading) -> None:
    """Let nothing in that this home may not hold; dictionaries hold no figures and go anywhere.

    Raises:
        FileRefusedError: sample data for a home with real data, or the other way round.
    """
    if reading.is_sample is None or (finding := mixed_kinds(settings, path, is_sample=reading.is_sample)) is None:
        return
    raise FileRefusedError(Refusal(_MIXED, (finding,), 1, reading.source, is_sample=reading.is_sample))


def mixed_kinds(settings: Settings, path: Path, *, is_sample: bool) -> Finding | None:
    """Why this home may not hold a file of such data, and where it may go; None where nothing speaks against it."""
    held = holds_sample(settings)
    if held is None or held == is_sample:
        return None
    this, there = ("invented sample", "real") if is_sample else ("real", "sample")
    found = f"it holds {this} data, and this home holds {there} data; the two never share a home."
    remedy = f"Land it in another home: {_other(settings, is_sample=is_sample)} dwsc land {shlex.quote(str(path))}"
    return Finding("the file", None, None, found, remedy)


def refuse_sample_home(settings: Settings, command: str) -> None:
    """Stop before real data are asked for in a home with sample data.

    Args:
        settings: names the home.
        command: what was asked, to be repeated for another home, such as "dwsc fetch --all".

    Raises:
        HomeError: the home holds sample data.
    """
    if holds_sample(settings):
        raise HomeError(
            f"{settings.home} holds invented sample data, and real data never share a home with it. Nothing was "
            f"asked for. Use another home: {_other(settings, is_sample=False)} {command}"
        )


def refuse_real_home(settings: Settings, command: str) -> None:
    """Stop before the invented sample is written into a home with real data.

    Args:
        settings: names the home.
        command: what was asked, to be repeated for another home, such as "dwsc sample".

    Raises:
        HomeError: the home holds real data.
    """
    if holds_sample(settings) is False:
        raise HomeError(
            f"{settings.home} holds real data, and the invented sample never shares a home with them. Nothing was "
            f"written. Use another home: {_other(settings, is_sample=True)} {command}"
        )


def _other(settings: Settings, *, is_sample: bool) -> str:
    """What a command begins with, in a shell, to be carried out in a home for the other kind of data."""
    name = "sample" if is_sample else "main"
    home = settings.home.with_name(name if settings.home.name != name else f"{name}_2")
    own_snapshots = "DWSC_SNAPSHOTS= " if settings.snapshots else ""  # they are what the other home must not share
    return f"{own_snapshots}DWSC_HOME={shlex.quote(str(home))}"
