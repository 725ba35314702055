"""People before the door of the pages: one of each role, one who is on no list, one who has not logged in.

Owns: the list of who may come in, as a file, and what a login says of each.
Never: names a person.
"""

from pathlib import Path
from typing import Any

LIST = """who,role
viewer@example.org,viewer
Evaluator@Example.org,evaluator
group:ME unit,steward
"""
ANONYMOUS: dict[str, Any] = {"is_logged_in": False}
PEOPLE: dict[str, dict[str, Any]] = {
    "viewer": {"is_logged_in": True, "email": "viewer@example.org", "email_verified": True},
    "evaluator": {"is_logged_in": True, "email": "evaluator@example.org"},
    "steward": {"is_logged_in": True, "email": "other@example.org", "groups": ["Staff", "me unit"]},
}
STRANGERS: dict[str, dict[str, Any]] = {
    "on no list": {"is_logged_in": True, "email": "stranger@example.org"},
    "address not confirmed": {"is_logged_in": True, "email": "viewer@example.org", "email_verified": False},
    "no address": {"is_logged_in": True, "name": "viewer@example.org"},
    "another's group": {"is_logged_in": True, "email": "x@example.org", "groups": "me unit"},
    "an address that holds another": {"is_logged_in": True, "email": "viewer@example.org,steward"},
}


def write_list(folder: Path, content: str = LIST) -> Path:
    """The list as a file that only its owner may write."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "people.csv"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    return path
