"""The command that writes the invented sample: `dwsc sample`.

Owns: where the sample's files go, and what is said about them.
Never: decides what is in the sample (`warehouse.sample` does) or lands it.
"""

import shlex
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.errors import HomeError
from warehouse.home import refuse_real_home
from warehouse.home_folder import make_home
from warehouse.sample import SAMPLE_AS_OF, write_sample
from warehouse.settings import Settings, get_settings


def sample(
    rows: Annotated[
        int | None,
        typer.Option("--rows", metavar="N", min=1, help="Add large datasets until there are N observations in all."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FOLDER", help="Write here instead of the home's landing folder."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not list the files.")] = False,
) -> None:
    """Write invented ILOSTAT files and a filled milestone register, the same every time, into landing/."""
    settings = get_settings()
    if output is None or output.resolve() == settings.landing.resolve():
        refuse_real_home(settings, "dwsc sample" if rows is None else f"dwsc sample --rows {rows}")
    try:
        if output is None:
            make_home(settings)
        written = write_sample(output or settings.landing, rows=rows)
    except OSError as error:
        raise HomeError(f"The sample could not be written: {error}. Make room or choose another folder.") from error
    size = sum(path.stat().st_size for path in written) / 1_000_000
    console = Console(highlight=False, soft_wrap=True)
    for path in [] if quiet else written:
        console.print(f"  {path.name}", markup=False)
    console.print(
        f"{len(written)} invented files ({size:,.1f} MB), for the as-of date {SAMPLE_AS_OF}, are in"
        f" {output or settings.landing}.",
        markup=False,
    )
    console.print(_next_step(settings, output), markup=False)


def _next_step(settings: Settings, output: Path | None) -> str:
    if output is None:
        return f"Next: DWSC_HOME={shlex.quote(str(settings.home))} dwsc run loads them and publishes a release."
    files = f"{shlex.quote(str(output))}/*"
    return f"Next: DWSC_HOME=data/sample dwsc land {files} lands them in a home of their own, then dwsc run."
