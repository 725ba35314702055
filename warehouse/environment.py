"""Which libraries this process runs with: name, version and licence of each, and one checksum over all of them.

Owns: the reading of what is installed, what a licence is called that a library states in its own words, the checksum.
Never: asks the network; judges a licence (a test does).
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from warehouse.settings import PROJECT_ROOT

PROJECT = "dwsc-warehouse"
NOT_STATED = "not stated"
LOCK = PROJECT_ROOT / "requirements.lock"
# What libraries write where they give no SPDX expression; the first that fits holds. "BSD" says nothing of its clauses.
_OWN_WORDS = (
    (r"apache.*2|apache software", "Apache-2.0"),
    (r"\bmit\b", "MIT"),
    (r"bsd.*\b2\b|\b2-clause", "BSD-2-Clause"),
    (r"bsd.*\b3\b|\b3-clause", "BSD-3-Clause"),
    (r"\bbsd\b", "BSD"),
    (r"\bisc\b", "ISC"),
    (r"mozilla.*2\.0|mpl-2\.0", "MPL-2.0"),
    (r"python software foundation|\bpsf", "PSF-2.0"),
    (r"lgpl|lesser general", "LGPL"),
    (r"artistic", "Artistic License"),
    (r"gpl|general public", "GPL"),
)
_LONGEST_NAME = 60


@dataclass(frozen=True, order=True)
class Library:
    """One installed library; `licence` is an SPDX expression where the library gives one."""

    name: str
    version: str
    licence: str


@cache
def libraries() -> tuple[Library, ...]:
    """Every installed library but this project, by name; what a process runs with does not change while it runs."""
    found = {_library(one.metadata) for one in metadata.distributions()}
    return tuple(sorted(one for one in found if one.name != PROJECT))


@cache
def asked_for() -> frozenset[str]:
    """Names of the libraries that this project itself asks for, not those that they bring along."""
    try:
        stated = metadata.requires(PROJECT) or []
    except metadata.PackageNotFoundError:
        return frozenset()
    return frozenset(_name(re.split(r"[^\w.-]", one, maxsplit=1)[0]) for one in stated)


def environment_sha256() -> str:
    """SHA-256 over the names and versions of all libraries."""
    text = "".join(f"{one.name}=={one.version}\n" for one in libraries())
    return hashlib.sha256(text.encode()).hexdigest()


def lock_sha256() -> str | None:
    """SHA-256 of the lock that libraries are installed from; None where the project lies here without it."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() if LOCK.is_file() else None


def licence_of(expression: str | None, field: str | None, classifiers: list[str]) -> str:
    """Return the licence by the first of three that says something: SPDX expression, licence field, classifiers.

    Several classifiers are a choice: text-unidecode, for one, lies under the Artistic License or the GPL.
    """
    if expression:
        return expression
    line = (field or "").strip().splitlines()[0:1]
    if line and len(line[0]) <= _LONGEST_NAME and (named := _own_words(line[0])):
        return named
    given = [_own_words(one.rpartition("::")[2]) for one in classifiers if one.startswith("License ::")]
    return " OR ".join(dict.fromkeys(one for one in given if one)) or NOT_STATED


def _name(stated: str) -> str:
    return re.sub(r"[-_.]+", "-", stated).lower()


def _library(about: metadata.PackageMetadata) -> Library:
    given = about.get_all("Classifier") or []
    licence = licence_of(_first(about, "License-Expression"), _first(about, "License"), given)
    return Library(_name(about["Name"]), about["Version"], licence)


def _first(about: metadata.PackageMetadata, field: str) -> str | None:
    return next(iter(about.get_all(field) or []), None)


def _own_words(text: str) -> str | None:
    if re.fullmatch(r"[A-Za-z0-9.-]+( (AND|OR) [A-Za-z0-9.-]+)+|LGPL-[\d.]+-(only|or-later)", text):
        return text
    return next((licence for words, licence in _OWN_WORDS if re.search(words, text.lower())), None)
