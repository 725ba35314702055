"""`dwsc land`: hand in files.

Owns: how the outcome of each file is shown.
Never: decides whether a file is good (`warehouse.landing` does).
"""

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from warehouse.cli.day import day
from warehouse.landing import Landed, land_paths
from warehouse.settings import get_settings
from warehouse.spelling import shown
from warehouse.store.exchange import exchange

_SIGNS = {"loaded": ("✔", "green"), "known": ("=", "cyan"), "refused": ("✘", "red")}


def land(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders with files.", exists=True)],
    known_on: Annotated[
        date | None,
        typer.Option(
            "--known-on", metavar="DATE", parser=day, help="Since when the content was known, if no file tells."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """Check files and keep them as snapshots, or refuse them with every reason; `dwsc run` builds from them."""
    settings = get_settings()
    landed = land_paths(settings, paths, known_on=known_on)
    if as_json:
        typer.echo(
            json.dumps(
                [dataclasses.asdict(one) for one in landed],
                default=lambda path: shown(str(path)),
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        console = Console(highlight=False, soft_wrap=True)
        for one in landed:
            show(console, one.outcome, one.message, one.warnings)
        console.print(_closing(landed))
    exchange(settings)
    if any(one.outcome == "refused" for one in landed):
        raise typer.Exit(1)


def show(console: Console, outcome: str, message: str, warnings: Sequence[str]) -> None:
    """Show what became of one file; a refusal with all that its message says."""
    sign, colour = _SIGNS[outcome]
    console.print(Text(f"{sign} {message}", style=colour if outcome == "refused" else ""))
    for warning in warnings:
        console.print(Text(f"  ! {warning}", style="yellow"))


def counts(outcomes: Sequence[str]) -> str:
    """How many files were taken, known and refused, in words; "no file" when there is none."""
    words = {"loaded": "loaded", "known": "known already", "refused": "refused"}
    parts = [f"{outcomes.count(outcome)} {word}" for outcome, word in words.items() if outcome in outcomes]
    return ", ".join(parts) or "no file"


def _closing(landed: Sequence[Landed]) -> str:
    if not landed:
        return (
            "Nothing to land: no file lies there. Folders in a folder, links, hidden files, Excel's ~$ files and "
            "downloads that are not finished (*.part) are passed over. Name the files, or the folder that holds them."
        )
    outcomes = [one.outcome for one in landed]
    following = " Next: dwsc run" if "loaded" in outcomes else ""
    return f"{counts(outcomes)}.{following}"
