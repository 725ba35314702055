"""`dwsc dashboard` and `dwsc dev`: open the pages, or Dagster's, on this home.

Owns: how these two servers are started: on this machine only, telling nobody.
Never: imports Streamlit or Dagster; serves beyond this machine unless that is stated.
"""

import os
import socket
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release import pointer
from warehouse.settings import PROJECT_ROOT, Settings, child_environment, get_settings

_HERE, _EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only with --public
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")]


def dashboard(
    port: PortOption = 8501,
    public: Annotated[
        bool,
        typer.Option(
            "--public",
            help="Serve to other machines too; there is no login, so everybody can read, and nobody can hand in.",
        ),
    ] = False,
) -> None:
    """Open the pages on the current release."""
    settings = get_settings()
    _refuse_taken(port)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{_standing(settings)} Pages: http://localhost:{port}  (stop with Ctrl-C)")
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "dashboards" / "app.py")]
    command += ["--server.port", str(port), "--server.address", _EVERYWHERE if public else _HERE]
    command += ["--logger.hideWelcomeMessage", "true"]  # it would name the address a second time, in other words
    _become(settings, command)


def dev(port: PortOption = 3000) -> None:
    """Open Dagster's pages on this home: the graph, its runs, checks, schedule and sensor."""
    settings = get_settings()
    _refuse_taken(port)
    subprocess.run(
        [sys.executable, "-m", "dagster_project.instance"], env=_environment(settings), cwd=PROJECT_ROOT, check=True
    )
    Console(highlight=False, soft_wrap=True).print(f"Dagster: http://localhost:{port}  (stop with Ctrl-C)")
    command = [sys.executable, "-m", "dagster", "dev", "-w", str(settings.dagster_home / "workspace.yaml")]
    command += ["--host", _HERE, "--port", str(port), "--log-level", "warning"]
    _become(settings, command)


def _refuse_taken(port: int) -> None:
    """Stop before another program's pages are taken for ours.

    Raises:
        WarehouseError: something on this machine answers at the port already.
    """
    with socket.socket() as knock:
        if knock.connect_ex((_HERE, port)) == 0:
            raise WarehouseError(
                f"Port {port} is taken: perhaps the pages of another home are open. "
                f"Stop them, or add --port {port + 1}."
            )


def _standing(settings: Settings) -> str:
    try:
        release = pointer.current(settings)
    except ReleaseError as error:
        return f"{error}\n"
    return f"Release {release.release_id}." if release else "No release yet; dwsc run makes one."


def _environment(settings: Settings) -> dict[str, str]:
    return child_environment(
        DWSC_HOME=str(settings.home),
        DAGSTER_HOME=str(settings.dagster_home),
        DO_NOT_TRACK="1",
        PYTHONWARNINGS="ignore",
    )


def _become(settings: Settings, command: list[str]) -> None:
    """Turn this process into the server, so that stopping the command stops the server and leaves nothing behind."""
    os.chdir(PROJECT_ROOT)
    sys.stdout.flush()
    os.execve(command[0], command, _environment(settings))  # noqa: S606 - no shell is wanted
