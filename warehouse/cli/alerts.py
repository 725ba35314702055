"""`dwsc alerts`: what is wrong at present and who was told; `dwsc alerts test`: does telling work?

Owns: how open causes and attempts to send are shown.
Never: looks for causes (runs and fetches do); shows an address.
"""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from warehouse.alerts import addresses
from warehouse.alerts.cause import HEADINGS, one_line
from warehouse.alerts.ledger import Entry, read_ledger
from warehouse.alerts.message import test_message, where
from warehouse.alerts.sending import send
from warehouse.errors import SettingsError
from warehouse.settings import Settings, get_settings

alerts = typer.Typer(help="What is wrong at present and who was told of it.", invoke_without_command=True)


@alerts.callback()
def listed(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Causes that ended, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """List the causes that are open, since when, whose they are, what to do, and who was told."""
    if context.invoked_subcommand:
        return
    settings = get_settings()
    entries = [entry for entry in read_ledger(settings) if entry.is_open or everything]
    if as_json:
        typer.echo(json.dumps([_facts(settings, entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False, soft_wrap=True)
    for entry in entries:
        console.print(Text(_words(settings, entry)), end="\n\n")
    standing = sum(entry.is_open for entry in entries)
    console.print(Text(f"{'1 cause is' if standing == 1 else f'{standing:,} causes are'} open.{_nobody(settings)}"))


@alerts.command("test")
def try_out() -> None:
    """Send a message to every address, to see whether it arrives; exit code 1 when one could not be sent.

    Raises:
        SettingsError: no address is set, or a reference to one leads nowhere.
    """
    settings = get_settings()
    if not addresses.is_set(settings):
        raise SettingsError("DWSC_ALERT_ADDRESSES is empty, so nobody is told. docs/alerts.md shows how to set it.")
    message = test_message(settings)
    sent = send(settings, {one.recipient: message for one in addresses.read_addresses(settings)})
    console = Console(highlight=False, soft_wrap=True)
    for one in sent:
        console.print(Text(f"{'✔' if one.is_sent else '✘'} {one.recipient}: {one.error or 'sent'}"))
    if not all(one.is_sent for one in sent):
        raise typer.Exit(1)


def _nobody(settings: Settings) -> str:
    return "" if addresses.is_set(settings) else " Nobody is told of them: DWSC_ALERT_ADDRESSES is empty."


def _words(settings: Settings, entry: Entry) -> str:
    cause = entry.cause
    ended = f"\n    ended:      {entry.ended_at}" if entry.ended_at else ""
    told = ", ".join(f"{name} at {at}" for name, at in entry.told.items()) or "nobody yet"
    return (
        f"{HEADINGS[cause.kind]}: {one_line(cause.what)}\n"
        f"    since:      {cause.since or entry.opened_at}{ended}\n"
        f"    owner:      {one_line(cause.owner)}\n"
        f"    what to do: {one_line(cause.to_do)}\n"
        f"    look:       {where(settings, entry)}\n"
        f"    told:       {told}"
    )


def _facts(settings: Settings, entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = entry.model_dump(mode="json")
    cause: dict[str, Any] = facts.pop("cause")
    return cause | {"key": entry.cause.key, "look": where(settings, entry)} | facts
