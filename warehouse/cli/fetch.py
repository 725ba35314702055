"""`dwsc fetch`: bring from ILOSTAT what changed.

Owns: the options of the command, and how a fetch ends for whoever asked.
Never: asks ILOSTAT itself (`warehouse.sources.ilostat.service` does).
"""

import shlex
import sys
from typing import Annotated

import typer
from rich.console import Console

from warehouse.cli.fetch_view import FetchView, JsonView
from warehouse.settings import get_settings
from warehouse.sources.ilostat.service.fetch import Wanted
from warehouse.sources.ilostat.service.fetch import fetch as fetch_from_ilostat
from warehouse.sources.ilostat.service.plan import UnknownDatasetError


def fetch(
    datasets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATASET]…", help="Such as SDG_0831_SEX_ECO_RT_A; without any, the whole catalogue."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every dataset that ILOSTAT lists.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be fetched, and how much.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Ask although ILOSTAT changed nothing.")] = False,
    no_dictionaries: Annotated[
        bool, typer.Option("--no-dictionaries", help="Leave the dictionaries as they are.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON event a line for a program to read.")] = False,
) -> None:
    """Fetch from ILOSTAT what changed since the last time; what did not come whole is never taken."""
    if everything and datasets:
        raise typer.BadParameter("give datasets or --all, not both")
    settings = get_settings()
    command = shlex.join(["dwsc", *sys.argv[1:]]) if sys.argv[1:2] == ["fetch"] else "dwsc fetch"
    wanted = Wanted(tuple(datasets or ()), everything, force, not no_dictionaries, dry_run, command)
    view = JsonView() if as_json else FetchView(Console(highlight=False, soft_wrap=True), wanted)
    with view:
        try:
            summary = fetch_from_ilostat(settings, wanted, view.tell)
        except UnknownDatasetError as error:
            raise typer.BadParameter(str(error)) from error
        except KeyboardInterrupt:
            view.stopped()
            raise typer.Exit(1) from None
    view.summary(summary)
    if not summary.is_well:
        raise typer.Exit(1)
