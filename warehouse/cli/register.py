"""The commands over the milestone register: `dwsc register template`, `dwsc register check`, `dwsc register status`.

Owns: where a form is written, and how the errors of a filled one are shown.
Never: decides what is an error (`warehouse.sources.register` does); loads a report.
"""

import dataclasses
import json
import shlex
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.cli.findings_view import many, print_findings, print_next
from warehouse.cli.register_status import status
from warehouse.earlier import earlier_reports, earlier_targets
from warehouse.errors import RefusedError, WarehouseError
from warehouse.forms import form_of
from warehouse.home import mixed_kinds
from warehouse.rejected import Finding
from warehouse.reported import reported_rows
from warehouse.sampling.registers import write_example
from warehouse.settings import get_settings
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.reader import RegisterReading, read_register, recognise
from warehouse.sources.register.template import write_template

EXAMPLE = "2024H2"
register = typer.Typer(help="The milestone register: make the form, check a filled one, follow one that was handed in.")
register.command()(status)


@register.command()
def template(
    period: Annotated[
        list[str] | None,
        typer.Option("--period", metavar="ID", help="Half-year such as 2024H2; may be given several times."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write a CSV instead of an Excel workbook.")] = False,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file when it is there already.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Write a filled example, every entry invented.")] = False,
) -> None:
    """Write the empty form, pre-filled with the 41 phases; without --period for the half-year that is due next."""
    settings = get_settings()
    plan = read_plan(settings.seeds)
    suffix = ".csv" if csv else ".xlsx"
    if output and output.suffix.lower() != suffix:
        hint = "leave out --csv" if csv else "add --csv"
        raise WarehouseError(f"{output} should end in {suffix}; rename it, or {hint}.")
    due_next = EXAMPLE if example else plan.period_due(_today()).period_id
    chosen = [plan.period(name).period_id for name in period or [due_next]]
    path = output or Path(f"milestone_register_{'example_' if example else ''}{'_'.join(chosen)}{suffix}")
    if path.exists() and not force:
        raise WarehouseError(f"{path} is there already. Add --force to replace it, or --output FILE for another place.")
    console = Console(highlight=False, soft_wrap=True)
    if example:
        _write_example(path, chosen, csv=csv)
        console.print(f"A filled example for {chosen[0]} is in {path}; every entry is invented.", markup=False)
        console.print(f"To see what a check says: dwsc register check {shlex.quote(str(path))}", markup=False)
        return
    write_template(path, periods=chosen, csv=csv, seeds=settings.seeds, reported=reported_rows(settings))
    rows = len(plan.phases) * len(chosen)
    console.print(f"The form for {', '.join(chosen)} is in {path}: {rows} rows to report on.", markup=False)
    console.print(f"When it is filled in: dwsc register check {shlex.quote(str(path))}", markup=False)


@register.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A filled register, .xlsx or .csv.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """List every error of a filled register, with sheet and cell, without loading it; exit code 1 when there is one."""
    reading = _read(file)
    if as_json:
        typer.echo(json.dumps(_as_json(file, reading), ensure_ascii=False, indent=1))
    elif reading.findings:
        print_findings(file, reading.findings)
    else:
        _print_accepted(file, reading)
    if reading.findings:
        raise typer.Exit(1)


def _write_example(path: Path, periods: list[str], *, csv: bool) -> None:
    if len(periods) > 1:
        raise WarehouseError("A filled example is on one half-year; give --period once.")
    write_example(path, periods[0], csv=csv)


def _today() -> date:
    return datetime.now(UTC).date()


def _read(file: Path) -> RegisterReading:
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
        if not recognise(file, head):
            raise RefusedError(
                f"{file} is no milestone register: neither an Excel workbook nor a CSV with its headings."
                " Make the form with `dwsc register template`."
            )
        if form_of(file) == "evaluation":
            raise RefusedError(f"{file} is an evaluation workbook. Check it with `dwsc evaluation check`.")
        if form_of(file) == "survey":
            raise RefusedError(f"{file} is a survey file. Hand it in with `dwsc land`.")
        settings = get_settings()
        return read_register(
            file, settings, earlier=earlier_reports(settings), earlier_targets=earlier_targets(settings)
        )
    except OSError as error:
        raise WarehouseError(f"{file} cannot be read: {error.strerror}. Check the name and its permissions.") from error


def _mixed(file: Path, reading: RegisterReading) -> Finding | None:
    """Why landing would refuse the file in this home, whatever it says."""
    return mixed_kinds(get_settings(), file, is_sample=reading.is_sample)


def _as_json(file: Path, reading: RegisterReading) -> dict[str, object]:
    return {
        "file": str(file),
        "is_accepted": not reading.findings,
        "submitted_on": reading.submitted_on and reading.submitted_on.isoformat(),
        "is_sample": reading.is_sample,
        "is_draft": reading.is_draft,
        "reported_count": reading.reported_count,
        "reported_by_sheet": dict(reading.reported_by_sheet),
        "unreported_count": reading.unreported_count,
        "refused_here": None if (mixed := _mixed(file, reading)) is None else mixed.rule,
        "errors": [dataclasses.asdict(one) for one in reading.findings],
    }


def _print_accepted(file: Path, reading: RegisterReading) -> None:
    console = Console(highlight=False, soft_wrap=True)
    mark = " · SAMPLE DATA" if reading.is_sample else ""
    draft = " · DRAFT: it is kept and shown, but no figure counts it" if reading.is_draft else ""
    console.print(f"{file.name}: no error{mark}{draft}.", markup=False, style="bold green")
    counts = f"{many(reading.reported_count, 'report')}; {many(reading.unreported_count, 'row')} not filled in"
    console.print(f"{counts}; submitted on {reading.submitted_on}.", markup=False)
    if len(reading.reported_by_sheet) > 1:
        sheets = ", ".join(f"{name} {count:,}" for name, count in reading.reported_by_sheet.items())
        console.print(f"By sheet: {sheets}.", markup=False)
    print_next(console, file, _mixed(file, reading))
