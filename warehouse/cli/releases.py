"""The commands over what is published: `dwsc releases`, `dwsc verify`, `dwsc query`.

Owns: how releases, problems and answers are shown on a screen, as JSON or as CSV.
Never: decides what a release or an answer is (`warehouse.release` and `warehouse.query` do).
"""

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from warehouse import formulas
from warehouse.cli import answer_view, retention_view
from warehouse.errors import ReleaseError
from warehouse.query import QueryResult, run_query
from warehouse.release import pointer
from warehouse.release import verify as verification
from warehouse.release.pointer import Release
from warehouse.settings import get_settings

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def releases(
    as_json: JsonOption = False,
    point_at: Annotated[
        str | None, typer.Option("--point-at", metavar="ID", help="Make this release the current one.")
    ] = None,
    pin: Annotated[
        str | None, typer.Option("--pin", metavar="ID", help="Keep this release for good, because it is cited.")
    ] = None,
    unpin: Annotated[str | None, typer.Option("--unpin", metavar="ID", help="Let it go with the others.")] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove old releases, by the rule of DWSC_KEEP_RELEASES.")
    ] = False,
) -> None:
    """List the published releases, newest first; make another one current; keep one for good; remove old ones."""
    settings = get_settings()
    if point_at:
        pointer.point_at(settings, point_at)
    retention_view.carry_out(settings, pin=pin, unpin=unpin, prune=prune)
    kept = pointer.list_releases(settings)[::-1]
    found = [_summary(release) for release in kept]
    try:
        now = pointer.required(settings) if found else pointer.current(settings)
    except ReleaseError as error:
        now = None
        Console(stderr=True).print(Text(str(error), style="red"), soft_wrap=True)
    for line in found:
        line["is_current"] = now is not None and line["release_id"] == now.release_id
    if as_json:
        _print_json(found)
    elif not found:
        Console().print(pointer.none_is_current(settings), soft_wrap=True)
    else:
        Console().print(_releases_table(found, [pointer.other_engine(release) for release in kept]))
        for line in found:
            if line["is_current"]:
                Console().print(Text(f"Open the current one: {line['database']}"), soft_wrap=True)


def verify(
    release_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The release to check; the current one if none is given.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Prove that a release and the stored snapshots are unchanged; exit code 1 when they are not."""
    settings = get_settings()
    problems = verification.verify(settings, release_id)
    if as_json:
        _print_json({"problems": problems})
    elif problems:
        console = Console(stderr=True)
        console.print(Text(f"{len(problems)} problem(s) found. Restore these files from a backup:", style="bold red"))
        for problem in problems:
            console.print(Text(f"  {problem}"), soft_wrap=True)
    else:
        Console().print("All files are as they were when they were written.")
    if problems:
        raise typer.Exit(1)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement that only reads, in quotation marks.")],
    rows: Annotated[int | None, typer.Option("--rows", min=1, help="Show at most this many rows.")] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask the current release a question in SQL, such as "from guide.start_here"; nothing can be changed by it."""
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    result = run_query(get_settings(), sql, rows=rows)
    if as_json:
        _print_json(_answer(result))
    elif as_csv:
        sys.stdout.write(formulas.csv_text([column.name for column in result.columns], result.rows))
        if result.truncated:
            Console(stderr=True).print(Text(answer_view.shown(result)), soft_wrap=True)
    else:
        answer_view.print_answer(result)


def _summary(release: Release) -> dict[str, Any]:
    tables = release.manifest.get("tables", [])
    return {
        "release_id": release.release_id,
        "as_of": release.manifest.get("as_of", "unknown"),
        "is_sample": release.is_sample,
        "tables": len(tables),
        "rows": sum(entry["rows"] for entry in tables),
        "bytes": sum(path.stat().st_size for path in release.folder.rglob("*") if path.is_file()),
        "engine": release.manifest.get("engine"),
        "database": str(release.database),
    }


def _releases_table(found: list[dict[str, Any]], engines: list[str | None]) -> Table:
    table = Table("release", "as of", "data", *(_right(name) for name in ("tables", "rows", "MB")), "")
    for line, engine in zip(found, engines, strict=True):
        remarks = ["current"] if line["is_current"] else []
        remarks += [f"built on {engine}"] if engine else []
        table.add_row(
            line["release_id"],
            line["as_of"],
            "SAMPLE" if line["is_sample"] else "real",
            f"{line['tables']:,}",
            f"{line['rows']:,}",
            f"{line['bytes'] / 2**20:,.1f}",
            ", ".join(remarks),
        )
    return table


def _answer(result: QueryResult) -> dict[str, Any]:
    return {
        "release_id": result.release_id,
        "is_sample": result.is_sample,
        "columns": [{"name": column.name, "type": column.data_type} for column in result.columns],
        "rows": [list(row) for row in result.rows],
        "truncated": result.truncated,
        "total": result.total,
    }


def _right(name: str) -> Column:
    return Column(name, justify="right")


def _print_json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, default=str, indent=1))
