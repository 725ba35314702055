"""What to tell a person about a register on its way: where it stands, and who must do what next.

Owns: these sentences, the same on the page and in the terminal.
Never: looks anything up (`warehouse.reports.follow` does).
"""

import shlex
from dataclasses import dataclass

from warehouse.reports.follow import Followed
from warehouse.settings import Settings

_SENSOR_OFF = (
    "Nothing reads landing/ by itself: its sensor is set to off (DWSC_LANDING_SENSOR). Whoever runs the warehouse has "
    "to start a run, or to switch the sensor landing_folder on, on Dagster's pages (dwsc dev)."
)
_SENSOR_ON = (
    "The sensor landing_folder starts a run about half a minute after the file arrived, as long as Dagster is up "
    "(dwsc dev). If nothing happens, whoever runs the warehouse can start a run."
)


@dataclass(frozen=True)
class Step:
    """What happens next, and the command for it, if a command does it."""

    text: str
    command: str | None = None


def stands(found: Followed) -> str:
    """Where a register stands, in one sentence."""
    name = found.file_name or "This register"
    if found.state == "received":
        return f"{name} is received and waits in landing/ as {found.waits_as}; nothing was loaded yet."
    if found.state == "accepted":
        return f"{name} is accepted: {_rows(found)}, known from {found.known_from}. No release holds it yet."
    if found.state == "published" and found.published:
        release = found.published
        return f"{name} is published in release {release.release_id} (figures as of {release.as_of})."
    if found.state == "refused":
        return f"{name} was refused with {_many(found.error_count, 'error')}; nothing was loaded from it."
    if found.state == "gone":
        return f"{name} was handed in, but lies in landing/ no more, and was neither accepted nor refused."
    return f"Nothing with the receipt {found.receipt_id} was handed in to this home."


def next_step(settings: Settings, found: Followed) -> Step:
    """Who must do what, for the register to get on."""
    if found.state == "received":
        return Step(_SENSOR_ON if settings.landing_sensor else _SENSOR_OFF, _command(settings, "run"))
    if found.state == "accepted":
        return Step(_until_published(found), _command(settings, "run"))
    if found.state == "published":
        return Step(_published(found))
    if found.state == "refused":
        return Step("Mend every place named, save the file, check it and hand it in again. A refused file is kept.")
    if found.state == "gone":
        return Step("A run may be reading it just now: look again in a minute. If it stays so, hand the file in again.")
    return Step(
        "Compare it with the receipt that you were given. Checked again, a file that was handed in shows its receipt."
    )


def _until_published(found: Followed) -> str:
    late = found.current is not None and found.known_from is not None and found.known_from > found.current.as_of
    if late and found.current:
        return (
            f"It counts from {found.known_from}; the current release shows figures as of {found.current.as_of}. The "
            "first release as of that day or later holds it. Whoever runs the warehouse makes one with a run."
        )
    return "The next release holds it. Whoever runs the warehouse makes one with a run."


def _published(found: Followed) -> str:
    if found.is_draft:
        return "It says that it is a draft: it is kept and shown as such, and counts nowhere until it is submitted."
    if not found.in_current and found.current:
        return (
            f"The current release, {found.current.release_id}, shows figures as of {found.current.as_of} and does not "
            "hold it."
        )
    return "The pages show it. Nothing is left to do."


def _command(settings: Settings, name: str) -> str:
    return f"DWSC_HOME={shlex.quote(str(settings.home))} dwsc {name}"


def _rows(found: Followed) -> str:
    return _many(found.row_count or 0, "row")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
