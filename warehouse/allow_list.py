"""Who may come in, and as what.

Owns: the roles, and the file that gives them to people and groups (docs/access.md).
Never: asks who somebody is (the login of the pages does); keeps what it read, so that a change counts at once.

A CSV with the columns `who` and `role`: an e-mail address, or `group:` with the name that the login gives the group.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import SettingsError
from warehouse.spelling import shorten

ROLES = ("viewer", "evaluator", "steward")
"""Each may do what those before it may."""
_COLUMNS = ["who", "role"]
_GROUP = "group:"
_MOST_BYTES = 2**20
_ANYBODY_WRITES = 0o002


def may(role: str, least: str) -> bool:
    """Whether a role reaches another."""
    return ROLES.index(role) >= ROLES.index(least)


@dataclass(frozen=True)
class AllowList:
    """Roles by e-mail address and by group, both as `_key` writes them."""

    roles: Mapping[str, str] = field(default_factory=dict)

    def role_of(self, email: str | None, groups: Iterable[str] = ()) -> str | None:
        """The highest role that somebody has by address or group; None for nobody on the list."""
        names = [_key(email)] if email and not _key(email).startswith(_GROUP) else []
        names += [_key(f"{_GROUP}{name}") for name in groups]
        found = [self.roles[name] for name in names if name in self.roles]
        return max(found, key=ROLES.index, default=None)


def read_allow_list(path: Path) -> AllowList:
    """Read the file; all that is wrong with it is said at once, and then nobody is on the list.

    Raises:
        SettingsError: it cannot be read, everybody may write it, or a line is wrong.
    """
    rows = list(csv.reader(io.StringIO(_text(path), newline="")))
    if not rows or [name.strip().lower() for name in rows[0]] != _COLUMNS:
        raise SettingsError(f"{path}: the first line must be who,role.")
    roles: dict[str, str] = {}
    problems = []
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        who, role = (_key(cell) for cell in [*cells, "", ""][:2])
        problem = _problem(cells, who, role) or ("stands twice with two roles" if roles.get(who, role) != role else "")
        if problem:
            problems.append(f"line {number}: {shorten(who)!r} {problem}")
        roles[who] = role
    if problems:
        raise SettingsError(f"{path} is wrong:\n  " + "\n  ".join(problems))
    return AllowList(roles)


def _text(path: Path) -> str:
    try:
        status = path.stat()
        if status.st_mode & _ANYBODY_WRITES:
            raise SettingsError(f"{path} can be written by everybody on this machine: `chmod o-w {path}`.")
        if status.st_size > _MOST_BYTES:
            raise SettingsError(f"{path} is too large for a list of people.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}, the list of who may log in (DWSC_ALLOW_LIST), cannot be read: {error}."
        ) from error


def _problem(cells: list[str], who: str, role: str) -> str:
    if len(cells) != len(_COLUMNS):
        return f"must have two cells, not {len(cells)}"
    if role not in ROLES:
        return f"has the role {shorten(role)!r}; roles are {', '.join(ROLES)}"
    name = who.removeprefix(_GROUP)
    is_address = name.count("@") == 1 and not any(sign.isspace() for sign in name) and all(name.split("@"))
    return "" if name and (who != name or is_address) else "is neither an e-mail address nor group:NAME"


def _key(text: str) -> str:
    """Addresses and names of groups are one whether in large or small letters."""
    return text.strip().lower()
