"""The command `dwsc export`: what a release holds, as files for people.

Owns: where the files of `dwsc export` are written, and the name of the tracking workbook.
Never: decides what stands in them (`warehouse.reports` and `warehouse.exchange` do); changes a release.
"""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.errors import WarehouseError
from warehouse.release import pointer
from warehouse.reports.tracking import Choice
from warehouse.reports.tracking import export as tracking_workbook
from warehouse.settings import get_settings

export = typer.Typer(help="Write what the current release holds as files for people and for other systems.")

_Areas = Annotated[
    list[str] | None,
    typer.Option("--area", metavar="CODE", help="Country or area such as KEN; may be repeated. Case does not count."),
]
_Indicators = Annotated[
    list[str] | None,
    typer.Option("--indicator", metavar="ID", help="Indicator such as IL10 or SDG_0831_SEX_ECO_RT_A; may be repeated."),
]
_Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


@export.callback()
def _export() -> None:
    """Write what the current release holds as files for people and for other systems."""


@export.command()
def tracking(
    area: _Areas = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="ID", help="Indicator such as IL10; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE (.xlsx); without it, to one in the current folder that is named after the release.",
        ),
    ] = None,
    force: _Force = False,
) -> None:
    """Write the tracking table (baseline, target and actual per period) as an accessible Excel workbook."""
    settings = get_settings()
    release = pointer.required(settings)
    choice = Choice(areas=tuple(area or ()), indicators=tuple(indicator or ()))
    path = output or Path(_name(release, choice))
    if path.suffix.lower() != ".xlsx":
        raise WarehouseError(f"{path} should end in .xlsx; rename it.")
    if path.exists() and not force:
        raise WarehouseError(f"{path} is there already. Add --force to replace it, or --output FILE for another place.")
    content = tracking_workbook(release, choice)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WarehouseError(f"{path} cannot be written: {error.strerror}. Choose another place with -o.") from error
    _say(f"{path} is written, from release {release.release_id}.", release)


@export.command()
def sdmx(
    area: _Areas = None,
    indicator: _Indicators = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write into FOLDER; without it, into the current one."),
    ] = None,
    force: _Force = False,
) -> None:
    """Write series, baselines, targets and results as SDMX-ML 2.1 and SDMX-CSV 2.0, with their structures."""
    from warehouse.exchange.choice import Choice as Exchanged  # what SDMX needs takes seconds to load
    from warehouse.exchange.sdmx.export import export as write_sdmx

    release = pointer.required(get_settings())
    chosen = Exchanged(tuple(indicator or ()), tuple(area or ()))
    written = write_sdmx(release, chosen, output or Path(), force=force)
    for path in written.files:
        typer.echo(path)
    counted = ", ".join(f"{rows:,} observations of {name}" for name, rows in written.observations.items())
    _say(f"{counted}, from release {release.release_id}. The agency DWSC is proposed and registered nowhere.", release)


@export.command()
def iati(
    area: _Areas = None,
    indicator: _Indicators = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE (.xml); without it, to one in the current folder."
        ),
    ] = None,
    force: _Force = False,
) -> None:
    """Write the results of the strategy as IATI 2.03, and check each figure in the file against the release."""
    from warehouse.exchange.choice import Choice as Exchanged
    from warehouse.exchange.choice import file_stem
    from warehouse.exchange.iati.activity import PLACEHOLDER
    from warehouse.exchange.iati.export import export as write_iati

    settings = get_settings()
    release = pointer.required(settings)
    chosen = Exchanged(tuple(indicator or ()), tuple(area or ()))
    path = output or Path(f"{file_stem(release, 'iati', chosen)}.xml")
    if path.suffix.lower() != ".xml":
        raise WarehouseError(f"{path} should end in .xml; rename it.")
    written = write_iati(release, chosen, path, settings.iati_reporter, force=force)
    said = f"{path} is written: each of its {written.figures:,} figures is one of release {release.release_id}."
    if written.figures == 0:
        said = f"{path} is written. It holds no figure: release {release.release_id} has no value of this choice."
    if written.addresses:
        said += f" It holds {_addresses(written.addresses)} before you publish."
    if written.reporter == PLACEHOLDER:
        said += f" Who reports is not set ({PLACEHOLDER}): set DWSC_IATI_REPORTER before you publish it."
    _say(said, release)


def _addresses(many: int) -> str:
    if many == 1:
        return "1 web address of evidence and reports: read it"
    return f"{many:,} web addresses of evidence and reports: read them"


def _say(text: str, release: pointer.Release) -> None:
    sample = " SAMPLE DATA: every figure in it is invented." if release.is_sample else ""
    Console(highlight=False, soft_wrap=True).print(f"{text}{sample}")


def _name(release: pointer.Release, choice: Choice) -> str:
    parts = ["dwsc", "SAMPLE" if release.is_sample else "", "tracking", "-".join(choice.codes)[:80], release.release_id]
    return f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', '_'.join(part for part in parts if part))}.xlsx"
