"""What becomes of a file that is refused, and what its owner is told.

Owns: whether the file is moved, copied or left, and the message about the file as it is called and lies now.
Never: decides that a file is bad; writes into rejected/ itself (`warehouse.rejected` does).
"""

import dataclasses
import shlex
from datetime import datetime
from pathlib import Path

from warehouse.disk import file_sha256
from warehouse.rejected import Refusal, Rejection, kept_name, message, refuse
from warehouse.settings import Settings
from warehouse.spelling import shown


def file_refused(settings: Settings, path: Path, refusal: Refusal, now: datetime) -> str:
    """Keep a refused file with its reason, and give the message; a file in landing/ is taken away from there.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    checksum, size = file_sha256(path), path.stat().st_size
    is_dropped = path.parent == settings.landing
    name = kept_name(path.name, checksum, now)
    rejection = refuse(
        settings,
        path,
        _lying_at(refusal, path, settings.rejected / name) if is_dropped else refusal,
        name=name,
        sha256=checksum,
        size=size,
        now=now,
        move=is_dropped,
        keep=is_dropped or size <= settings.max_file_bytes,
    )
    if not rejection.attempts:
        return _whole_path(settings, rejection, rejection.message)
    lies_at = settings.rejected / rejection.kept_as if is_dropped and rejection.kept_as else path
    again = message(path.name, _lying_at(refusal, path, lies_at), rejection.all_errors_file)
    return _whole_path(settings, rejection, _with_first_name(again, path, rejection))


def _lying_at(refusal: Refusal, old: Path, new: Path) -> Refusal:
    """The refusal with remedies that name the file where it lies now: a command over its old path would fail."""
    before, after = shlex.quote(str(old)), shlex.quote(str(new))
    moved = [dataclasses.replace(one, remedy=one.remedy.replace(before, after)) for one in refusal.findings]
    return dataclasses.replace(refusal, findings=tuple(moved))


def _with_first_name(found: str, path: Path, rejection: Rejection) -> str:
    """The message with the name under which rejected/ keeps the same content, where that is another one."""
    if shown(path.name) == rejection.file_name:
        return found
    first, line_end, others = found.partition("\n")
    known = f" (the same content as {rejection.file_name}, refused on {rejection.rejected_at[:10]})."
    return first.removesuffix(".") + known + line_end + others


def _whole_path(settings: Settings, rejection: Rejection, found: str) -> str:
    """The whole path of the file that lists all errors; what is kept names it from the home on."""
    name = rejection.all_errors_file
    return found.replace(f"rejected/{name}", str(settings.rejected / name)) if name else found
