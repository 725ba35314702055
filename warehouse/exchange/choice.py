"""Which indicators and areas are exported, and what the files of an export are called.

Owns: the choice, its refusal where a code is unknown, and the names of files and folders.
Never: reads a value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release.pointer import Release

_SHOWN = 80


@dataclass(frozen=True)
class Choice:
    """What is asked for; an empty choice does not filter.

    Attributes:
        indicators: ids of the framework such as IL10, or ILOSTAT's such as SDG_0831_SEX_ECO_RT.
        areas: reference areas such as KEN.
    """

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def file_stem(release: Release, what: str, choice: Choice) -> str:
    """The name of an export without its suffix: it says sample, subject, choice and release."""
    chosen = "-".join((*choice.indicators, *choice.areas))[:_SHOWN]
    parts = ["dwsc", "SAMPLE" if release.is_sample else "", what, chosen, release.release_id]
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", "_".join(part for part in parts if part))


def with_datasets(connection: duckdb.DuckDBPyConnection, choice: Choice) -> Choice:
    """The choice with the ILOSTAT indicators behind those of the framework that are in it, and the other way round.

    Raises:
        WarehouseError: the release does not know a code; the message lists those it knows.
    """
    pairs = connection.execute("select indicator_id, indicator_code from indicators.indicators").fetchall()
    shown = connection.execute("select distinct indicator_code from indicators.datasets").fetchall()
    areas = connection.execute("select reference_area_code from indicators.reference_areas").fetchall()
    codes = {code for pair in (*pairs, *shown) for code in pair if code is not None}
    _refuse_unknown("indicator", choice.indicators, codes)
    _refuse_unknown("area", choice.areas, {"STRATEGY", *(code for (code,) in areas)})
    chosen = set(choice.indicators)
    joined = {code for pair in pairs if chosen & set(pair) for code in pair if code is not None}
    return Choice(tuple(sorted(chosen | joined)), choice.areas)


def refuse_older(release: Release, error: duckdb.Error) -> ReleaseError:
    """What to say of a release that lacks a table or a column of the export."""
    said = str(error).splitlines()[0]
    return ReleaseError(
        f"Release {release.release_id} cannot be exported: an earlier version of the warehouse made it ({said}). "
        "`dwsc run` publishes one that can."
    )


def refuse_existing(path: Path, *, force: bool) -> None:
    """Stop before anything is written over.

    Raises:
        WarehouseError: the path is there, and `force` is not given.
    """
    if path.exists() and not force:
        raise WarehouseError(f"{path} is there already. Add --force to replace it, or --output for another place.")


def _refuse_unknown(name: str, asked: Sequence[str], known: set[str]) -> None:
    unknown = [code for code in asked if code not in known]
    if unknown:
        listed = sorted(known)
        more = " and more" if len(listed) > _SHOWN else ""
        raise WarehouseError(
            f"The release has no {name} {', '.join(unknown)}. It has {', '.join(listed[:_SHOWN])}{more}."
        )
