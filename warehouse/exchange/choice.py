"""Which indicators and areas are exported, and what the files of an export are called.

Owns: the choice, its refusal where a code is unknown, and the names of files and folders.
Never: reads a value.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release.codes import as_held, spellings
from warehouse.release.pointer import Release

_LONGEST = 80
_INDICATORS = "Ids are in indicators.indicators, those of ILOSTAT in indicators.datasets too."
_AREAS = "Codes of areas are in indicators.reference_areas."


@dataclass(frozen=True)
class Choice:
    """What is asked for; an empty choice does not filter.

    Attributes:
        indicators: ids of the framework such as IL10, or ILOSTAT's such as SDG_0831_SEX_ECO_RT, also with `_A`.
        areas: reference areas such as KEN. Case does not count, for either.
    """

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def file_stem(release: Release, what: str, choice: Choice) -> str:
    """The name of an export without its suffix: it says sample, subject, choice and release."""
    chosen = "-".join((*choice.indicators, *choice.areas))[:_LONGEST]
    parts = ["dwsc", "SAMPLE" if release.is_sample else "", what, chosen, release.release_id]
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", "_".join(part for part in parts if part))


def with_datasets(connection: duckdb.DuckDBPyConnection, choice: Choice) -> Choice:
    """The choice with the ILOSTAT indicators behind those of the framework that are in it, and the other way round.

    Raises:
        WarehouseError: the release does not know a code; the message says where those stand that it knows.
    """
    pairs = connection.execute("select indicator_id, indicator_code from indicators.indicators").fetchall()
    shown = connection.execute("select distinct dataset_code, indicator_code from indicators.datasets").fetchall()
    areas = connection.execute("select reference_area_code from indicators.reference_areas").fetchall()
    codes = {code for pair in (*pairs, *((None, code) for _, code in shown)) for code in pair if code is not None}
    datasets = {name.casefold(): code for name, code in shown if code is not None}
    chosen = set(as_held(choice.indicators, datasets | spellings(codes), "The release has no indicator", _INDICATORS))
    held = spellings(["STRATEGY", *(code for (code,) in areas)])
    joined = {code for pair in pairs if chosen & set(pair) for code in pair if code is not None}
    return Choice(tuple(sorted(chosen | joined)), as_held(choice.areas, held, "The release has no area", _AREAS))


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
