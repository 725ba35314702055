"""`dwsc register status`: where a register stands that was handed in.

Owns: how that is shown in the terminal.
Never: finds it out (`warehouse.reports` does); changes anything.
"""

import dataclasses
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from warehouse.reports.follow import Followed, follow, follow_all
from warehouse.reports.receipts import receipt_for
from warehouse.reports.steps import next_step, stands
from warehouse.settings import Settings, get_settings


def status(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|RECEIPT]", help="A register, or its receipt; without it all receipts are listed."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """Tell where a register stands: received, accepted or refused, published; exit code 1 if nobody handed it in."""
    settings = get_settings()
    found = follow_all(settings) if key is None else [follow(settings, receipt_for(key))]
    if as_json:
        told = [_as_json(settings, one) for one in found]
        typer.echo(json.dumps(told if key is None else told[0], ensure_ascii=False, indent=1))
    elif key is None:
        _print_all(found)
    else:
        _print_one(settings, found[0])
    if key is not None and found[0].state == "unknown":
        raise typer.Exit(1)


def _as_json(settings: Settings, found: Followed) -> dict[str, Any]:
    step = next_step(settings, found)
    return found.model_dump(mode="json") | {"stands": stands(found), "next": dataclasses.asdict(step)}


def _print_all(found: list[Followed]) -> None:
    console = Console(highlight=False)
    if not found:
        console.print("No register was handed in on the pages of this home yet.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("receipt", "handed in", "state", "file"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(*(Text(text or "") for text in (one.receipt_id, one.handed_in_at, one.state, one.file_name)))
    console.print(table)


def _print_one(settings: Settings, found: Followed) -> None:
    console, step = Console(highlight=False, soft_wrap=True), next_step(settings, found)
    console.print(Text(stands(found), style="bold"))
    for one in found.findings:
        console.print(Padding(Text(one.sentence()), (0, 0, 0, 2)))
    console.print(Text(step.text))
    if step.command:
        console.print(Text(f"  {step.command}"))
