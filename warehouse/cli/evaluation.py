"""The commands over the evaluation workbook: `dwsc evaluation template` and `dwsc evaluation check`.

Owns: where a form is written, and how the errors of a filled one are shown.
Never: decides what is an error (`warehouse.sources.evaluation` does); loads anything.
"""

import dataclasses
import json
import shlex
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.cli.findings_view import many, print_findings, print_next
from warehouse.earlier_evaluations import earlier_evaluations
from warehouse.errors import RefusedError, WarehouseError
from warehouse.home import mixed_kinds
from warehouse.rejected import Finding
from warehouse.settings import get_settings
from warehouse.sources.evaluation.reader import EvaluationReading, read_evaluation
from warehouse.sources.evaluation.template import write_template
from warehouse.sources.ilostat.layouts.workbook_kind import ilostat_sheets
from warehouse.sources.register.columns import MILESTONES

evaluation = typer.Typer(help="The evaluation workbook: make the form, check a filled one.")


@evaluation.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="Write to this file.")] = Path("evaluation.xlsx"),
    force: Annotated[bool, typer.Option("--force", help="Replace the file when it is there already.")] = False,
) -> None:
    """Write the empty form: questions, evidence, ratings, findings, recommendations, responses and impact designs."""
    if file.suffix.lower() != ".xlsx":
        raise WarehouseError(f"{file} should end in .xlsx; rename it.")
    if file.exists() and not force:
        raise WarehouseError(f"{file} is there already. Add --force to replace it, or name another place.")
    write_template(file, seeds=get_settings().seeds)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"The form is in {file}.", markup=False)
    console.print(f"When it is filled in: dwsc evaluation check {shlex.quote(str(file))}", markup=False)


@evaluation.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Filled evaluation workbooks, .xlsx.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """List every error of filled workbooks, with sheet and cell, without loading them; exit code 1 when there is one.

    Each file is compared with what has landed, not with the other files.
    """
    readings = {file: _read(file) for file in files}
    if as_json:
        typer.echo(json.dumps([_as_json(*one) for one in readings.items()], ensure_ascii=False, indent=1))
    else:
        for file, reading in readings.items():
            _print(file, reading)
    if any(reading.findings for reading in readings.values()):
        raise typer.Exit(1)


def _read(file: Path) -> EvaluationReading:
    settings = get_settings()
    try:
        if MILESTONES in ilostat_sheets(file).titles:
            raise RefusedError(f"{file} is a milestone register. Check it with `dwsc register check`.")
        return read_evaluation(file, settings, earlier=earlier_evaluations(settings))
    except OSError as error:
        raise WarehouseError(f"{file} cannot be read: {error.strerror}. Check the name and its permissions.") from error


def _mixed(file: Path, reading: EvaluationReading) -> Finding | None:
    """Why landing would refuse the file in this home, whatever it says."""
    return mixed_kinds(get_settings(), file, is_sample=reading.is_sample)


def _as_json(file: Path, reading: EvaluationReading) -> dict[str, object]:
    return {
        "file": str(file),
        "is_accepted": not reading.findings,
        "submitted_on": reading.submitted_on and reading.submitted_on.isoformat(),
        "is_sample": reading.is_sample,
        "is_draft": reading.is_draft,
        "rows_by_sheet": dict(reading.counts),
        "refused_here": None if (mixed := _mixed(file, reading)) is None else mixed.rule,
        "errors": [dataclasses.asdict(one) for one in reading.findings],
    }


def _print(file: Path, reading: EvaluationReading) -> None:
    if reading.findings:
        print_findings(file, reading.findings)
        return
    console = Console(highlight=False, soft_wrap=True)
    mark = " · SAMPLE DATA" if reading.is_sample else ""
    draft = " · DRAFT: it is kept and shown, but counts for nothing" if reading.is_draft else ""
    console.print(f"{file.name}: no error{mark}{draft}.", markup=False, style="bold green")
    sheets = ", ".join(f"{name} {count:,}" for name, count in reading.counts.items())
    rows = many(sum(reading.counts.values()), "row")
    console.print(f"{rows}, submitted on {reading.submitted_on}: {sheets}.", markup=False)
    print_next(console, file, _mixed(file, reading))
