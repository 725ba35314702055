"""`dwsc dashboard` and `dwsc dev`: open the pages, or Dagster's, on this home.

Owns: how these two servers are started: on this machine only, telling nobody.
Never: imports Streamlit or Dagster; serves beyond this machine without a login, unless that is stated.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.login import is_this_machine, whole_login
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
            help="Serve to other machines without a login: everybody can read, nobody can hand in or ask in SQL.",
        ),
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="ADDRESS", help="Serve at this address; beyond this machine only behind a login."
        ),
    ] = None,
) -> None:
    """Open the pages on the current release, to this machine alone unless a login or --public is there."""
    settings = get_settings()
    where = address or (_EVERYWHERE if public else _HERE)
    secrets = _login(settings, where, public=public)
    _refuse_taken(port)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{_standing(settings)} Pages: http://localhost:{port}  (stop with Ctrl-C)")
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "dashboards" / "app.py")]
    command += ["--server.port", str(port), "--server.address", where]
    command += ["--secrets.files", str(secrets)] if secrets else []
    command += ["--logger.hideWelcomeMessage", "true"]  # it would name the address a second time, in other words
    _become(settings, command, DWSC_PUBLIC=str(public).lower())


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


def _login(settings: Settings, where: str, *, public: bool) -> Path | None:
    """The secrets of the login, where one is set up; nothing is served to other machines by oversight.

    Raises:
        SettingsError: the login or the list of people is not complete.
        WarehouseError: pages without a login would reach other machines, or pages with one would be called public.
    """
    secrets = whole_login(settings)
    if public and secrets:
        raise WarehouseError(f"The pages ask people to log in ({secrets}), so they are not public. Leave --public out.")
    if not (public or secrets or is_this_machine(where)):
        raise WarehouseError(
            f"{where} is reached from other machines, and no login is set up (docs/access.md). Set one up, or add "
            "--public when everybody may read what the release holds."
        )
    return secrets


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
    return f"Release {release.release_id}." if release else pointer.none_is_current(settings)


def _environment(settings: Settings, **more: str) -> dict[str, str]:
    return child_environment(
        **more,
        DWSC_HOME=str(settings.home),
        DAGSTER_HOME=str(settings.dagster_home),
        DO_NOT_TRACK="1",
        PYTHONWARNINGS="ignore",
    )


def _become(settings: Settings, command: list[str], **more: str) -> None:
    """Turn this process into the server, so that stopping the command stops the server and leaves nothing behind."""
    os.chdir(PROJECT_ROOT)
    sys.stdout.flush()
    os.execve(command[0], command, _environment(settings, **more))  # noqa: S606 - no shell is wanted
