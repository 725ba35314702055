"""What a backup holds: which files of a home, and the list of them with their checksums.

Owns: the rule what of a home cannot be made again, backup.json, and what is wrong with a backup.
Never: copies a file.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.disk import file_sha256
from warehouse.errors import HomeError

LIST = "backup.json"
FOLDER = "home"
# A run makes these anew (the build, what it is built from, the history of the conductor, tables on Spark), or they live
# for a moment.
MADE_AGAIN = frozenset(
    {"warehouse.duckdb", "warehouse.duckdb.wal", "warehouse.state.json", "runs", "dagster", "spark",
     "build.lock", "build.json", "landing.lock"}
)  # fmt: skip


class Kept(BaseModel):
    """One file of a backup, with its place in the home."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    bytes: int
    sha256: str


class Contents(BaseModel):
    """A whole backup.

    `release_id` is the current release, `list_sha256` goes over the lines of all files; `snapshots_at` names the folder
    outside the home that its snapshots lie in: they are not in the backup then.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    made_at: str
    release_id: str | None
    git_commit: str | None
    is_sample: bool | None
    list_sha256: str
    snapshots_at: str = ""
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(one.bytes for one in self.files)


def kept_files(home: Path) -> list[Path]:
    """Every file of a home that cannot be made again, by name; unfinished ones, which begin with a dot, are not."""
    found = []
    for path in home.rglob("*"):
        parts = path.relative_to(home).parts
        if parts[0] not in MADE_AGAIN and not any(part.startswith(".") for part in parts) and path.is_file():
            found.append(path)
    return sorted(found)


def list_sha256(files: tuple[Kept, ...]) -> str:
    """SHA-256 over place, size and checksum of all files."""
    text = "".join(f"{one.sha256} {one.bytes} {one.path}\n" for one in files)
    return hashlib.sha256(text.encode()).hexdigest()


def read_contents(backup: Path) -> Contents:
    """Read the list of a backup.

    Raises:
        HomeError: it is no backup, or its list is damaged.
    """
    path = backup / LIST
    try:
        contents = Contents.model_validate_json(path.read_bytes())
    except OSError as error:
        raise HomeError(f"{backup} is no backup: {path} cannot be read ({error.strerror}). Name another.") from error
    except ValidationError as error:
        raise HomeError(f"{path} is damaged ({str(error).splitlines()[0]}). Use another backup.") from error
    if list_sha256(contents.files) != contents.list_sha256:
        raise HomeError(f"{path} was changed after the backup was made. Use another backup.")
    return contents


def problems(folder: Path, contents: Contents) -> Iterator[str]:
    """Yield what is not as it was when it was copied: files missing, changed or added."""
    expected = {one.path: one for one in contents.files}
    for name, one in expected.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: missing"
        elif path.stat().st_size != one.bytes or file_sha256(path) != one.sha256:
            yield f"{path}: changed since the backup was made"
    for path in kept_files(folder):
        if path.relative_to(folder).as_posix() not in expected:
            yield f"{path}: not part of this backup; was it put together from several?"
