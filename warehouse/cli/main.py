"""The `dwsc` command: what can be asked, and what happens when something goes wrong.

Owns: the list of commands and the exit codes: 0 done, 1 refused or failed with a message, 2 wrong usage.
Never: does the work of a command; shows a traceback for what a person can mend.
"""

import importlib
import logging
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from warehouse.errors import WarehouseError

# Command → the module of warehouse.cli that holds the function (or the group) of that name.
COMMANDS = {
    "doctor": "doctor",
    "sample": "sample",
    "register": "register",
    "evaluation": "evaluation",
    "land": "land",
    "fetch": "fetch",
    "run": "run",
    "releases": "releases",
    "verify": "releases",
    "diff": "diff",
    "cite": "cite",
    "query": "releases",
    "backup": "backup",
    "restore": "backup",
    "export": "export",
    "report": "report",
    "alerts": "alerts",
    "dashboard": "serve",
    "dev": "serve",
}


class _Loaded(Mapping[str, Any]):
    """The commands by name, each imported when it is asked for: what some need takes longer than others take."""

    def __getitem__(self, name: str) -> Any:
        found = getattr(importlib.import_module(f"warehouse.cli.{COMMANDS[name]}"), name)
        holder = typer.Typer()
        if isinstance(found, typer.Typer):
            holder.add_typer(found, name=name)
        else:
            holder.command(name)(found)
        return typer.main.get_group(holder).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes | {"commands": _Loaded()})


_HELP = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    cls=_Commands,
    name="dwsc",
    help="The monitoring warehouse of the ILO strategy on decent work in supply chains 2023-27.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
)


@app.callback()
def _dwsc() -> None:
    """The monitoring warehouse of the ILO strategy on decent work in supply chains 2023-27."""


def main() -> None:
    """Run the command line; the only place that catches everything."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app()
    except WarehouseError as error:
        _say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        _say("Stopped.")
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        _say(f"This should not have happened: {type(error).__name__}: {error}. Please report it with the command used.")
        sys.exit(1)


def _say(message: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(message, style="red"))


if __name__ == "__main__":
    main()
