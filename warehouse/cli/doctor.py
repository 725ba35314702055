"""`dwsc doctor`: is everything there that is needed, and what is set how?

Owns: the list of things looked at, each with what to do when it is wrong.
Never: changes anything.
"""

import json
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse import rights
from warehouse.alerts import addresses
from warehouse.errors import WarehouseError
from warehouse.login import whole_login
from warehouse.release import pointer
from warehouse.settings import PROJECT_ROOT, Settings, get_settings, value_by_name
from warehouse.store.described import described

_LIBRARIES = ["duckdb", "pyarrow", "dbt-core", "dbt-duckdb", "dagster", "great-expectations", "streamlit"]
_LEAST_FREE_BYTES = 2 * 2**30
_SECONDS = 5  # that a server may take to answer


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `remedy` says what to do when it is not well, or what would be safer."""

    name: str
    is_well: bool
    found: str
    remedy: str = ""
    is_warning: bool = False


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False) -> None:
    """Look whether everything needed is there, and list every setting; exit code 1 when something is wrong."""
    settings = get_settings()
    findings = list(_findings(settings))
    if as_json:
        told = {"findings": [asdict(one) for one in findings], "settings": _settings(settings)}
        typer.echo(json.dumps(told, default=str, ensure_ascii=False, indent=1))
    else:
        _print(Console(highlight=False), findings, settings)
    if not all(one.is_well for one in findings):
        raise typer.Exit(1)


def _findings(settings: Settings) -> Iterator[Finding]:
    python = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    yield Finding("Python", (3, 11) <= sys.version_info[:2] < (3, 14), python, "Use Python 3.11, 3.12 or 3.13.")
    pinned = _pins()
    for name in _LIBRARIES:
        yield _library(name, pinned.get(name))
    yield _engine(settings)
    yield _disk(settings)
    yield _home(settings)
    yield _snapshots(settings)
    yield _release(settings)
    yield _alerts(settings)
    yield _login(settings)
    yield _user()
    yield _rights(settings)


def _library(name: str, pinned: str | None) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, is_well=False, found="not installed", remedy="Run: make setup")
    is_well = pinned in {None, found}
    return Finding(name, is_well, found, f"constraints.txt pins {pinned}; run: make setup")


def _pins() -> dict[str, str]:
    path = PROJECT_ROOT / "constraints.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: number for name, _, number in (line.partition("==") for line in lines) if number}


def _engine(settings: Settings) -> Finding:
    if settings.engine == "duckdb":
        return Finding("engine", is_well=True, found="duckdb, on this machine")
    missing = [name for name in ("pyspark", "dbt-spark") if not _is_installed(name)]
    if missing:
        remedy = "Run in the checkout: pip install -e '.[spark]', or unset DWSC_ENGINE (docs/scale.md)."
        return Finding("engine", is_well=False, found=f"spark, without {', '.join(missing)}", remedy=remedy)
    if not settings.spark_remote:
        is_there = bool(shutil.which("java") or value_by_name("JAVA_HOME"))
        remedy = "Install Java 17 or newer (Debian: apt install openjdk-17-jre-headless), or set DWSC_SPARK_REMOTE."
        found = "spark, within the process of a run" + ("" if is_there else ", and there is no Java")
        return Finding("engine", is_there, found, remedy)
    host, port = urlsplit(settings.spark_remote).hostname or "", urlsplit(settings.spark_remote).port or 15002
    try:
        socket.create_connection((host, port), timeout=_SECONDS).close()
    except OSError as error:
        remedy = "Start the Spark Connect server, or correct DWSC_SPARK_REMOTE (docs/scale.md)."
        said = f"{settings.spark_remote} does not answer: {error}"
        return Finding("engine", is_well=False, found=f"spark, {said}", remedy=remedy)
    return Finding("engine", is_well=True, found=f"spark, {settings.spark_remote} answers")


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _disk(settings: Settings) -> Finding:
    folder = next(parent for parent in [settings.home, *settings.home.parents] if parent.exists())
    free = shutil.disk_usage(folder).free
    found = f"{free / 2**30:,.1f} GB free at {folder}"
    return Finding("disk", free >= _LEAST_FREE_BYTES, found, "Free some space, or set DWSC_HOME to a larger disk.")


def _home(settings: Settings) -> Finding:
    if not settings.home.exists():
        return Finding("home", is_well=True, found=f"{settings.home} (made by the first command that needs it)")
    files = len(list(settings.snapshots_folder.rglob("*.origin.json")))
    refused = len(list(settings.rejected.glob("*.reason.json")))
    return Finding("home", is_well=True, found=f"{settings.home}: {files} snapshots, {refused} refused files")


def _snapshots(settings: Settings) -> Finding:
    """Whether snapshots can be kept where the setting says."""
    try:
        found = described(settings)
    except WarehouseError as error:
        place = settings.snapshots or str(settings.snapshots_folder)
        return Finding("snapshots", is_well=False, found=f"{place} cannot be used", remedy=str(error))
    return Finding("snapshots", is_well=True, found=found)


def _release(settings: Settings) -> Finding:
    try:
        release = pointer.current(settings)
    except WarehouseError as error:
        return Finding("release", is_well=False, found="damaged", remedy=str(error))
    if release:
        return Finding("release", is_well=True, found=release.release_id)
    if pointer.list_releases(settings):
        return Finding("release", is_well=False, found="none is current", remedy=pointer.none_is_current(settings))
    return Finding("release", is_well=True, found="none yet: dwsc run makes one")


def _login(settings: Settings) -> Finding:
    """Whether the pages ask people who they are, and whether all that belongs to it is there."""
    try:
        secrets = whole_login(settings)
    except WarehouseError as error:
        return Finding("login", is_well=False, found="the login of the pages is not complete", remedy=str(error))
    if secrets is None:
        return Finding("login", is_well=True, found="none: the pages are for this machine alone; docs/access.md")
    return Finding("login", is_well=True, found=f"secrets in {secrets}, list in {settings.allow_list}")


def _alerts(settings: Settings) -> Finding:
    """Whether somebody is told of failures; each address is named by where it was found, never by itself."""
    if not addresses.is_set(settings):
        return Finding("alerts", is_well=True, found="nobody is told of failures; docs/alerts.md says how to change it")
    try:
        found = addresses.read_addresses(settings)
    except WarehouseError as error:
        return Finding("alerts", is_well=False, found="DWSC_ALERT_ADDRESSES is wrong", remedy=str(error))
    from warehouse.alerts.child import NOT_KNOWN, usable  # it imports Apprise, which takes long

    wrong = [one.recipient for one in found if usable(one) is None]
    told = ", ".join(one.recipient for one in found)
    return Finding("alerts", not wrong, f"{told}; dwsc alerts test tries them", f"{', '.join(wrong)}: {NOT_KNOWN}")


def _user() -> Finding:
    if not rights.runs_as_root():
        return Finding("user", is_well=True, found="not root")
    remedy = "Run it as a user of its own: what goes wrong then goes wrong in its home alone (docs/operations.md)."
    return Finding("user", is_well=True, found="root, who may change everything", remedy=remedy, is_warning=True)


def _rights(settings: Settings) -> Finding:
    found = list(dict.fromkeys([*rights.open_to_all(settings), *rights.changeable_releases(settings)]))
    if not found:
        return Finding("rights", is_well=True, found="no file of the home is open to all, and releases are read-only")
    more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
    remedy = "Take the right away: chmod -R o-w on the home, and chmod -R a-w on the folder of each release."
    return Finding("rights", is_well=True, found=f"{found[0]}{more} can be changed", remedy=remedy, is_warning=True)


def _settings(settings: Settings) -> list[dict[str, Any]]:
    """Every setting: those of the home first, those of single parts after them."""
    parts = {name for base in type(settings).__bases__ for name in getattr(base, "model_fields", {})}
    fields = sorted(type(settings).model_fields.items(), key=lambda field: field[0] in parts)
    return [
        {"variable": f"DWSC_{name.upper()}", "value": getattr(settings, name), "meaning": field.description}
        for name, field in fields
    ]


def _print(console: Console, findings: list[Finding], settings: Settings) -> None:
    for one in findings:
        sign = "[yellow]![/yellow]" if one.is_warning else "[green]✔[/green]" if one.is_well else "[red]✘[/red]"
        console.print(sign, Text(f"{one.name:<20} {one.found}"), soft_wrap=True)
        if one.is_warning or not one.is_well:
            console.print(Text(f"    {one.remedy}", style="yellow" if one.is_well else "red"), soft_wrap=True)
    table = Table("variable", "value", "meaning", title="Settings", title_justify="left")
    for row in _settings(settings):
        table.add_row(row["variable"], Text(str(row["value"]), overflow="fold"), Text(str(row["meaning"])))
    console.print(table)
