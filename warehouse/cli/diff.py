"""The command that compares two releases: `dwsc diff`.

Owns: which two are meant, and in which form the answer comes.
Never: compares (`warehouse.release.difference` does).
"""

import json
from typing import Annotated

import typer

from warehouse.cli import diff_view
from warehouse.settings import get_settings

_NAME = "an id of `dwsc releases`, current, previous, or a release folder"


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help=f"The release to compare with: {_NAME}.")] = "previous",
    now: Annotated[str, typer.Argument(metavar="B", help=f"The release to look at: {_NAME}.")] = "current",
    tolerance: Annotated[
        float | None,
        typer.Option(
            "--tolerance",
            metavar="SHARE",
            help="Floating-point numbers count as equal when they differ by at most this share of the larger one, such "
            "as 1e-9; below 1. Texts, dates, whole numbers and missing values must be the same in any case.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """Say what differs between two releases: tables and columns, rows, values, ratings; exit code 0 either way."""
    from warehouse.release.difference.compare import compare
    from warehouse.release.difference.near import checked
    from warehouse.release.difference.sides import find_release

    try:
        checked(tolerance)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--tolerance") from error
    settings = get_settings()
    found = compare(settings, find_release(settings, before), find_release(settings, now), tolerance=tolerance)
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        diff_view.print_difference(found)
