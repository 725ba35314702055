"""`dwsc run`: the whole graph, as a child process whose progress is shown here.

Owns: starting and ending that process, and the words and bars that a person sees.
Never: computes anything; imports Dagster or dbt.
"""

import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Annotated, Any

import typer
from rich.console import Console

from warehouse.alerts.ended import run_vanished
from warehouse.cli.day import day
from warehouse.cli.run_view import RunView
from warehouse.errors import BuildError
from warehouse.settings import Settings, child_environment, get_settings

_UNFORESEEN = "The run stopped for a reason that nobody foresaw"


def run(
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            parser=day,
            help="Build from what was known by the end of this day (UTC); the release made becomes the current one.",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Build and publish although nothing changed.")] = False,
) -> None:
    """Land what lies in landing/, build, check and publish a release."""
    view = carry_out(as_of, full=full)
    if as_of:
        view.say(f"Readers now see the figures as of {as_of}. dwsc releases --point-at ID makes another one current.")


def carry_out(as_of: date | None, *, full: bool) -> RunView:
    """Run in a child process and show its progress; what follows is for the caller to say.

    Raises:
        typer.Exit: the run failed and has said why.
        BuildError: it ended without a word.
    """
    settings = get_settings()
    arguments = ["--as-of", as_of.isoformat()] if as_of else []
    arguments += ["--full"] if full else []
    view = RunView(Console(highlight=False, soft_wrap=True), settings)
    with _complaints() as complaints:
        with _child(settings, arguments, complaints) as child, _time_limit(settings, child) as is_late, view:
            for event in _events(child):
                view.show(event)
            status = child.wait()
        _refuse_silence(settings, view, status, complaints, is_late=is_late.is_set())
    view.summary()
    if status:
        raise typer.Exit(1)
    return view


def _complaints() -> IO[str]:
    """Where the child process may complain, apart from its events."""
    try:
        return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
    except OSError as error:
        raise BuildError(
            f"No temporary file can be written: {error.strerror}. The disk that holds it is full, or a limit on file "
            "sizes was reached. Free some space, then run dwsc run again; nothing was changed."
        ) from error


@contextmanager
def _child(settings: Settings, arguments: list[str], complaints: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The child process; it never outlives this one."""
    child = subprocess.Popen(
        [sys.executable, "-m", "dagster_project.run", *arguments],
        env=child_environment(DWSC_HOME=str(settings.home)),
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
        encoding="utf-8",
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


@contextmanager
def _time_limit(settings: Settings, child: subprocess.Popen[str]) -> Iterator[threading.Event]:
    """Stop a run that takes longer than DWSC_RUN_SECONDS; a step that hangs would hold the build for ever."""
    is_late = threading.Event()

    def stop() -> None:
        is_late.set()
        child.kill()

    timer = threading.Timer(settings.run_seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _events(child: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    for line in child.stdout or []:
        try:
            event = json.loads(line)
        except ValueError:
            continue  # a library printed before the child could take its output away
        if isinstance(event, dict):
            yield event


def _refuse_silence(settings: Settings, view: RunView, status: int, complaints: IO[str], *, is_late: bool) -> None:
    """Say something, here and to whoever is told of alerts, when the child ended badly without a word of its own.

    Raises:
        BuildError: it took too long, was killed, or was stopped by an error that nobody foresaw.
    """
    if status == 0 or view.failed:
        return
    complaints.seek(0)
    last = [line.strip() for line in complaints.read().splitlines() if line.strip()][-1:]
    if is_late:
        what = (
            f"The run timed out: it took longer than {settings.run_seconds:,.0f} seconds and was stopped at "
            f"{view.at or 'its start'}. If it was only slow, raise DWSC_RUN_SECONDS."
        )
    elif status < 0:
        what = f"The run was killed from outside (signal {-status}), perhaps because memory ran out."
    else:
        what = f"{_UNFORESEEN}: {''.join(last) or view.last_log_line()}."
    log = f" Its log is {view.log}." if view.log else ""
    run_vanished(settings, _without_data(what))
    raise BuildError(f"{what}{log} {view.standing()} Run dwsc run again; nothing needs cleaning up.")


def _without_data(what: str) -> str:
    """What may leave this machine: of an error that nobody foresaw its kind alone, for its words may hold data."""
    if not what.startswith(_UNFORESEEN):
        return what
    kind = re.match(r"[\w.]+(?=: )", what.removeprefix(f"{_UNFORESEEN}: "))
    return f"{_UNFORESEEN} ({kind[0] if kind else 'see its log'})."
