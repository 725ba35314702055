"""The command `dwsc export`: what a release holds, as files for people.

Owns: where the file of `dwsc export tracking` is written, and its name.
Never: decides what stands in it (`warehouse.reports` does); changes a release.
"""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release import pointer
from warehouse.reports.tracking import Choice
from warehouse.reports.tracking import export as tracking_workbook
from warehouse.settings import get_settings

export = typer.Typer(help="Write what the current release holds as a file for people.")


@export.callback()
def _export() -> None:
    """Write what the current release holds as a file for people."""


@export.command()
def tracking(
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="CODE", help="Country or area such as KEN; may be repeated.")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="ID", help="Indicator such as IL10; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to this .xlsx file; without it, to one in this folder that is named after the release.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file when it is there already.")] = False,
) -> None:
    """Write the tracking table (baseline, target and actual per period) as an accessible Excel workbook."""
    settings = get_settings()
    release = pointer.current(settings)
    if release is None:
        raise ReleaseError(f"Nothing was published yet in {settings.releases}; `dwsc run` makes the first release.")
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
    sample = " SAMPLE DATA: every figure in it is invented." if release.is_sample else ""
    Console(highlight=False, soft_wrap=True).print(f"{path} is written, from release {release.release_id}.{sample}")


def _name(release: pointer.Release, choice: Choice) -> str:
    parts = ["dwsc", "SAMPLE" if release.is_sample else "", "tracking", "-".join(choice.codes)[:80], release.release_id]
    return f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', '_'.join(part for part in parts if part))}.xlsx"
