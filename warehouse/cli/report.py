"""The command `dwsc report`: a report as one folder, from a release as of any day.

Owns: which release a report is made from, where its folder stands, and its name.
Never: decides what a report says (`warehouse.reports.pack` does); mixes releases.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.cli.day import day
from warehouse.cli.run import carry_out
from warehouse.errors import ReleaseError, WarehouseError
from warehouse.inputs import known_inputs
from warehouse.release import pointer
from warehouse.release.pointer import Release
from warehouse.release.retention import pin_if_allowed
from warehouse.settings import Settings, get_settings

report = typer.Typer(help="Write a report as Word, PDF, HTML and Excel, with the release and the queries behind it.")


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=day,
        help="What was known by the end of this day (UTC): from a release of that day, made if there is none.",
    ),
]
ReleaseId = Annotated[
    str | None, typer.Option("--release", metavar="ID", help="Make it from this release; see dwsc releases.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="The folder to make; without it, one here, named after it."),
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="Lay the Word file out by this one; see docs/reports.md."),
]
Texts = Annotated[
    Path | None,
    typer.Option("--texts", metavar="FOLDER", help="Take texts from here where it has them; see docs/reports.md."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace another report that stands in the folder.")]


@report.callback()
def _report() -> None:
    """Write a report as Word, PDF, HTML and Excel, with the release and the queries behind it."""


@report.command()
def progress(
    as_of: AsOf = None,
    release_id: ReleaseId = None,
    out: Out = None,
    template: Template = None,
    texts: Texts = None,
    force: Force = False,
) -> None:
    """Write a progress report for the Governing Body: delivery, money, indicators, what needs attention."""
    _write("progress", as_of, release_id, out, template, texts, force)


@report.command()
def evaluation(
    as_of: AsOf = None,
    release_id: ReleaseId = None,
    out: Out = None,
    template: Template = None,
    texts: Texts = None,
    force: Force = False,
) -> None:
    """Write an evaluation report: ratings, questions and evidence by criterion, views, change, impact, actions."""
    _write("evaluation", as_of, release_id, out, template, texts, force)


def _write(
    kind: str,
    as_of: date | None,
    release_id: str | None,
    out: Path | None,
    template: Path | None,
    texts: Path | None,
    force: bool,
) -> None:
    from warehouse.reports.pack.folder import write_report

    if template is not None and not template.is_file():
        raise WarehouseError(f"There is no file {template}; name the Word file that lays the report out.")
    settings = get_settings()
    release = _release(settings, as_of, release_id)
    target = (out or Path(_name(kind, release))).absolute()
    is_new = write_report(release, kind, target, template=template, texts=texts, force=force)
    pin_if_allowed(settings, release.release_id, f"a report was written from it: {target.name}")
    done = "is written" if is_new else "holds this very report already"
    sample = " SAMPLE DATA: every figure in it is invented." if release.is_sample else ""
    said = f"{target} {done}, from release {release.release_id}, as of {release.manifest['as_of']}.{sample}"
    Console(highlight=False, soft_wrap=True).print(
        f"{said}\nIts words are a draft made from the figures: review them before use. manifest.json leads each figure "
        "to its query, tables and files."
    )
    late = _landed_since(settings, release)
    if late:
        day = release.manifest["as_of"]
        typer.secho(
            f"Not in it: {', '.join(late[:5])}{', …' if len(late) > 5 else ''}, known by {day} and landed after the "
            f"release was made. dwsc run --as-of {day} makes one with all that was known by then.",
            fg="yellow",
            err=True,
        )


def _landed_since(settings: Settings, release: Release) -> list[str]:
    """Files that were known by the day of a release and that it did not read, because they came later."""
    read = {str(one.get("snapshot_id")) for one in release.manifest.get("inputs", [])}
    known = known_inputs(settings, date.fromisoformat(str(release.manifest["as_of"])))
    return [origin.file_name for origin in known if origin.snapshot_id not in read]


def _release(settings: Settings, as_of: date | None, release_id: str | None) -> Release:
    """The one release that the report is made from.

    Raises:
        ReleaseError: there is none, or the one named is as of another day.
    """
    if release_id:
        release = pointer.read_release(settings, release_id)
        if as_of and release.manifest.get("as_of") != as_of.isoformat():
            raise ReleaseError(
                f"Release {release_id} is as of {release.manifest.get('as_of')}, not {as_of}. Name one of them."
            )
        return release
    if as_of:
        return _newest(settings, as_of) or _made(settings, as_of)
    return pointer.required(settings)


def _newest(settings: Settings, as_of: date) -> Release | None:
    found = [each for each in pointer.list_releases(settings) if each.manifest.get("as_of") == as_of.isoformat()]
    return found[-1] if found else None


def _made(settings: Settings, as_of: date) -> Release:
    """Make the release of a day; readers see the same release afterwards as before."""
    before = pointer.current(settings)
    if before is None and not settings.snapshots_folder.is_dir() and not settings.landing.is_dir():
        raise ReleaseError(f"There are no data in {settings.home} yet; land files, then `dwsc run`.")
    told = Console(highlight=False, soft_wrap=True)
    told.print(f"There is no release as of {as_of} yet; one is made now, as dwsc run --as-of {as_of} does.")
    try:
        carry_out(as_of, full=False)
    finally:
        if before is not None:
            pointer.point_at(settings, before.release_id)
            told.print(f"The pages go on showing release {before.release_id}.")
    release = _newest(settings, as_of)
    if release is None:
        raise ReleaseError(f"No release as of {as_of} came out of the run. See what it said above.")
    return release


def _name(kind: str, release: Release) -> str:
    parts = ["dwsc", "SAMPLE" if release.is_sample else "", kind, str(release.manifest["as_of"]), release.release_id]
    return "_".join(part for part in parts if part)
