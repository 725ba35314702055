"""The `dwsc` command: what can be asked, and what happens when something goes wrong.

Owns: the list of commands and the exit codes: 0 done, 1 refused or failed with a message, 2 wrong usage.
Never: does the work of a command; shows a traceback for what a person can mend.
"""

import logging
import sys

import typer
from rich.console import Console
from rich.text import Text

from warehouse.cli import doctor, fetch, land, register, releases, run, sample, serve
from warehouse.errors import WarehouseError

app = typer.Typer(
    name="dwsc",
    help="The monitoring warehouse of the ILO strategy on decent work in supply chains 2023-27.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(doctor.doctor)
app.command()(sample.sample)
app.add_typer(register.register, name="register")
app.command()(land.land)
app.command()(fetch.fetch)
app.command()(run.run)
app.command()(releases.releases)
app.command()(releases.verify)
app.command()(releases.query)
app.command()(serve.dashboard)
app.command()(serve.dev)


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
