"""The dbt manifest: what dbt knows of the project, made when missing or older than the project.

Owns: dbt_models/target/, and that only one process writes it at a time.
Never: opens the build file; runs a model.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from dagster_project.engines.spark_names import name_of
from warehouse.disk import replace_text
from warehouse.errors import BuildError
from warehouse.settings import Settings, environment, get_settings

_IGNORED = {"target", "logs", "dbt_packages"}
_PARTIAL = "partial_parse.msgpack"


def project_arguments(settings: Settings) -> list[str]:
    """The arguments that tell dbt where the project and its profile are."""
    return ["--project-dir", str(settings.dbt_project), "--profiles-dir", str(settings.dbt_project)]


def parsed(settings: Settings, target: str = "duckdb") -> Any:
    """Return dbt's manifest object for an engine, parsed once per process for each state of the project.

    Raises:
        BuildError: dbt cannot read the project; the message is dbt's.
    """
    return _parse(settings, _stamp(settings), target)


def manifest() -> dict[str, Any]:
    """Return the manifest as Dagster reads it, whatever the engine; the same object for the whole process."""
    settings = get_settings()
    return _read(settings.dbt_project, _stamp(settings))


@cache
def _parse(settings: Settings, stamp: str, engine: str = "duckdb") -> Any:
    """Parse what changed since the last time; what did not change is read back."""
    from dbt.cli.main import dbtRunner

    target = _target(settings, engine)
    target.mkdir(parents=True, exist_ok=True)
    with FileLock(target / "parse.lock"):
        if kept := _kept(target, stamp):
            return kept
        places = ["--target-path", str(target), "--log-path", str(target)]
        command = ["--quiet", "parse", *project_arguments(settings), "--target", engine, *places]
        # dbt writes the names of database and schemas into the manifest, so it must know them; nothing is opened.
        names = {"DBT_DWSC_BUILD_FILE": settings.build_file.name}
        if engine == "spark":
            names["DBT_DWSC_SPARK_PREFIX"] = name_of(settings)
        with environment(**names):
            result = dbtRunner().invoke(command)
            if not result.success and (target / _PARTIAL).is_file():
                # What dbt kept of another state of the project may be in its way: after an upgrade that describes a
                # model in another file it says that the model is described twice. So it reads all of it once more.
                (target / _PARTIAL).unlink()
                result = dbtRunner().invoke(command)
        if not result.success:
            raise BuildError(f"dbt cannot read the project in {settings.dbt_project}:\n{result.exception}")
        replace_text(target / "parsed_from.txt", stamp)
    return result.result


def _kept(target: Path, stamp: str) -> Any:
    """The manifest object of the last parsing, where it was of this very state of the project and by this dbt."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.version import __version__ as dbt_version

    path, written = target / _PARTIAL, target / "parsed_from.txt"
    if not path.is_file() or not written.is_file() or written.read_text(encoding="utf-8") != stamp:
        return None
    try:
        kept = Manifest.from_msgpack(path.read_bytes())
    except (ValueError, TypeError, LookupError):
        return None
    if kept.metadata.dbt_version != dbt_version:
        return None
    kept.build_flat_graph()  # what is read back holds no `graph`, and guide.dictionary is written from it
    return kept


@cache
def _read(project: Path, stamp: str) -> dict[str, Any]:
    settings = get_settings()
    target = _target(settings, "duckdb")
    kept = target / "parsed_from.txt"
    if not kept.is_file() or kept.read_text(encoding="utf-8") != stamp or not (target / "manifest.json").is_file():
        _parse(settings, stamp)
    with FileLock(target / "parse.lock"):
        content: dict[str, Any] = json.loads((project / "target" / "manifest.json").read_text(encoding="utf-8"))
    return content


def _target(settings: Settings, engine: str) -> Path:
    """One folder an engine; DuckDB's is the one that dbt itself would take."""
    folder = settings.dbt_project / "target"
    return folder if engine == "duckdb" else folder / engine / name_of(settings)


def _stamp(settings: Settings) -> str:
    """Name, size and time of every file that dbt reads; equal only while none was changed, added or removed."""
    digest = hashlib.sha256()
    for root in (settings.dbt_project, settings.seeds):
        for path in sorted(root.rglob("*")):
            if path.is_file() and not _IGNORED & set(path.relative_to(root).parts):
                facts = path.stat()
                digest.update(f"{path.relative_to(root)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
