"""A day as people type it.

Owns: how an option that takes a day is read, and what is said where it is none.
Never: judges which day is asked for.
"""

from datetime import date

import typer


def day(text: str) -> date:
    """Read a day such as 2026-06-30.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-06-30") from error
