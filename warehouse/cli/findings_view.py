"""How the errors of a filled form are shown on the command line.

Owns: one finding as two lines: where and what stands there, then the rule and the remedy; what follows where there is
none.
Never: decides what is an error.
"""

import shlex
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from warehouse.rejected import Finding


def print_findings(file: Path, findings: list[Finding]) -> None:
    """Every error of a file that would be refused."""
    console = Console(highlight=False)
    console.print(Text(f"{file.name}: {many(len(findings), 'error')}; it would be refused.", style="bold red"))
    for one in findings:
        where = " · ".join(part for part in (one.place, one.column) if part)
        value = "" if one.value is None else f" holds “{one.value}”"
        console.print(Text.assemble((where, "bold"), value, overflow="fold"))
        console.print(Padding(Text(f"{one.rule} {one.remedy}"), (0, 0, 0, 4)))
    console.print("Nothing was loaded. Mend these places and check again.")


def print_next(console: Console, file: Path, mixed: Finding | None) -> None:
    """What follows for a file without an error: the command that loads it, or why this home may not hold it."""
    if mixed:
        console.print(f"Landing will refuse it here: {mixed.rule} {mixed.remedy}", markup=False, style="bold red")
    else:
        console.print(f"To load it: dwsc land {shlex.quote(str(file))}", markup=False)


def many(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
