"""`dwsc fetch`: bring from ILOSTAT what changed.

Owns: the options of the command, and how a fetch ends for whoever asked.
Never: asks ILOSTAT itself (`warehouse.sources.ilostat.service` does).
"""

import json
import shlex
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from warehouse.alerts.ended import fetch_ended
from warehouse.cli.fetch_view import FetchView, JsonView
from warehouse.cli.land import show
from warehouse.errors import HomeError, LockedError, WarehouseError
from warehouse.settings import Settings, get_settings
from warehouse.sources.ilostat.service.fetch import Summary, Wanted
from warehouse.sources.ilostat.service.fetch import fetch as fetch_from_ilostat
from warehouse.sources.ilostat.service.plan import UnknownDatasetError
from warehouse.sources.ilostat.service.sdmx import fetch_code_list, fetch_series
from warehouse.store.exchange import exchange


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
    series: Annotated[
        list[str] | None,
        typer.Option("--series", metavar="FLOW/KEY", help="Only this series of SDMX, such as ILR_CBCT_NOC_RT/JPN.A."),
    ] = None,
    code_list: Annotated[
        list[str] | None, typer.Option("--code-list", metavar="LIST", help="Only this SDMX code list, such as CL_SEX.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON event a line for a program to read.")] = False,
) -> None:
    """Fetch from ILOSTAT what changed since the last time; what did not come whole is never taken."""
    if sum(map(bool, (datasets, everything, series or code_list))) > 1:
        raise typer.BadParameter("give datasets, --all, or --series and --code-list, not several of these")
    settings = get_settings()
    command = shlex.join(["dwsc", *sys.argv[1:]]) if sys.argv[1:2] == ["fetch"] else "dwsc fetch"
    if series or code_list:
        _fetch_from_sdmx(settings, series or [], code_list or [], command, as_json=as_json)
        return
    wanted = Wanted(tuple(datasets or ()), everything, force, not no_dictionaries, dry_run, command)
    view = JsonView() if as_json else FetchView(Console(highlight=False, soft_wrap=True), wanted)
    with view:
        try:
            summary = _fetch(settings, wanted, view)
        except UnknownDatasetError as error:
            raise typer.BadParameter(str(error)) from error
        except KeyboardInterrupt:
            view.stopped()
            raise typer.Exit(1) from None
    if not dry_run:
        view.alerts(fetch_ended(settings, summary.stopped_because, summary.failures, len(summary.left)))
    view.summary(summary)
    if not dry_run:
        exchange(settings)
    if not summary.is_well:
        raise typer.Exit(1)


def _fetch(settings: Settings, wanted: Wanted, view: FetchView | JsonView) -> Summary:
    """Fetch; what keeps the whole fetch from going on is told to whoever is told of alerts.

    Raises:
        WarehouseError: as `warehouse.sources.ilostat.service.fetch`.
    """
    try:
        return fetch_from_ilostat(settings, wanted, view.tell)
    except (LockedError, HomeError, UnknownDatasetError):
        raise
    except WarehouseError as error:
        fetch_ended(settings, str(error), {}, 0)
        raise


def _fetch_from_sdmx(
    settings: Settings, series: list[str], code_lists: list[str], command: str, *, as_json: bool
) -> None:
    try:
        landed = [fetch_code_list(settings, asked) for asked in code_lists]
        landed += [fetch_series(settings, asked, command) for asked in series]
    except UnknownDatasetError as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in landed], default=str, ensure_ascii=False, indent=1))
    else:
        for one in landed:
            show(Console(highlight=False, soft_wrap=True), one.outcome, one.message, one.warnings)
    exchange(settings)
    if any(one.outcome == "refused" for one in landed):
        raise typer.Exit(1)
