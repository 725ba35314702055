"""What `dwsc releases` does about releases that stay and releases that go, and what it says of it.

Owns: those words; on the error stream, so that the list itself can be read by a program.
Never: decides which release goes (`warehouse.release.retention` does).
"""

from rich.console import Console
from rich.text import Text

from warehouse.release import retention
from warehouse.settings import Settings


def carry_out(settings: Settings, *, pin: str | None, unpin: str | None, prune: bool) -> None:
    """Pin, unpin, remove, in this order, whatever was asked for."""
    if pin:
        retention.pin(settings, pin, "by hand")
        _say(f"Release {pin} is kept for good.")
    if unpin:
        retention.unpin(settings, unpin)
        _say(f"Release {unpin} goes with the others.")
    if prune:
        _prune(settings)


def _prune(settings: Settings) -> None:
    if not settings.keep_releases:
        _say("Nothing was removed: DWSC_KEEP_RELEASES is 0, which keeps all releases. Set it to 3 or more.")
        return
    gone = retention.prune(settings)
    for one in retention.retained(settings):
        _say(f"  {one.release.release_id} stays: {', '.join(one.reasons)}")
    _say(
        f"{len(gone)} removed{': ' if gone else ''}{', '.join(gone)}."
        + (" From the next run on, nothing is compared with them any more." if gone else "")
    )


def _say(text: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(text))
