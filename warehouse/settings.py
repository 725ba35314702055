"""Settings: the only reader of the environment.

Owns: every DWSC_ variable, its default and its meaning, and the paths that follow from the home.
Never: creates a folder, opens a file other than the project's own, or is read at import time.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from warehouse.errors import SettingsError
from warehouse.settings_of_engines import SECRET, EngineSettings
from warehouse.settings_of_fetching import CREDENTIALS, FetchSettings
from warehouse.settings_of_store import StoreSettings

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(EngineSettings, FetchSettings, StoreSettings):
    """One frozen set of settings per process; each field is the variable DWSC_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="DWSC_", frozen=True, extra="forbid")

    home: Path = Field(PROJECT_ROOT / "data" / "main", description="Folder that holds everything at run time")
    max_file_bytes: int = Field(
        8 * 2**30, ge=1, description="Largest ILOSTAT file taken, in bytes, after decompression"
    )
    max_register_bytes: int = Field(10 * 2**20, ge=1, description="Largest register workbook taken, in bytes")
    query_rows: int = Field(1000, ge=1, le=1_000_000, description="Rows that dwsc query shows at most")
    query_seconds: float = Field(30, gt=0, description="Seconds that a query may take")
    query_memory_mb: int = Field(
        2048, ge=512, description="Megabytes of address space of the process that answers a query"
    )
    query_answer_mb: int = Field(64, ge=1, le=1024, description="Megabytes that the answer to a query may have")
    query_threads: int = Field(2, ge=1, le=64, description="Threads that a query may use")
    csv_rows: int = Field(
        1_000_000, ge=0, description="Tables of a release up to this many rows are also written as CSV"
    )
    release_vintages: int = Field(
        0, ge=0, description="Vintages of a dataset whose rows a release carries, the current one first; 0 for all"
    )
    keep_releases: int = Field(
        0,
        ge=0,
        description="Newest releases that dwsc releases --prune keeps beside the current, the pinned and those "
        "that are compared with: 3 or more; 0 for all",
    )
    stale_years: int = Field(
        3,
        ge=0,
        le=50,
        description="Years that the latest value of an indicator may lie before the as-of date and still be rated",
    )
    alert_addresses: SecretStr = Field(
        SecretStr(""),
        description="Whom to tell of failures: file:PATH (a file that only its owner may read), env:NAME (a variable), "
        "or Apprise addresses without a secret, separated by blanks",
    )
    alert_seconds: float = Field(15, gt=0, le=300, description="Seconds that telling people may take after a run")
    iati_reporter: str = Field(
        "", description="IATI identifier and name of who reports, a blank between; else a placeholder"
    )
    pages_address: str = Field("", description="Address under which people reach the pages; alerts link to it")
    dagster_address: str = Field("", description="Address under which people reach Dagster; alerts link to it")
    landing_sensor: bool = Field(False, description="Whether the Dagster sensor on landing/ runs from the start")
    hand_in: Literal["here", "everywhere", "nowhere"] = Field(
        "here",
        description="Which pages take registers: those served to this machine alone and, with a login, those of "
        "stewards (here), those that --public opens to everybody too (everywhere), or none (nowhere)",
    )
    login: Path | None = Field(
        None, description="File with the section [auth] of the login of the pages; only its owner and group may read it"
    )
    allow_list: Path | None = Field(
        None, description="File that says who may log in to the pages, and as what; read anew at each click"
    )
    public: bool = Field(
        False, description="Whether the pages may be served beyond this machine without a login; --public sets it"
    )
    run_seconds: float = Field(
        14_400, gt=0, description="Seconds that a whole run may take; one that takes longer is stopped and says so"
    )
    crash_at: str = Field(
        "",
        description="For tests alone: the moment at which the process kills itself, such as `snapshot renamed`; "
        "`#3` after it means the third time, `hang:` before it to hang there instead",
    )
    test_data: Path | None = Field(None, description="Folder with real ILOSTAT files, for tests")
    chromium: Path | None = Field(None, description="Chromium that the browser tests use")

    @field_validator("home")
    @classmethod
    def _is_a_folder(cls, value: Path) -> Path:
        """What is not there yet is made by the first command that needs it; in a file nothing can be made."""
        with contextlib.suppress(OSError):
            there = next((place for place in (value, *value.parents) if place.exists()), value)
            if there.is_file():
                raise ValueError(f"{there} is a file, not a folder; name a folder, such as data/main")
        return value

    @field_validator("keep_releases")
    @classmethod
    def _keep_enough(cls, value: int) -> int:
        """A page that is open shows the release before for a while, and people compare it with the one before that."""
        if 0 < value < 3:
            raise ValueError("at least 3 releases are kept; 0 keeps all")
        return value

    @property
    def landing(self) -> Path:
        """Where people drop files."""
        return self.home / "landing"

    @property
    def snapshots_folder(self) -> Path:
        """Immutable Parquet snapshots with their origin beside them; of an object store, this home's copy."""
        return Path(self.snapshots) if self.are_snapshots_elsewhere else self.home / "snapshots"

    @property
    def fetch(self) -> Path:
        """What was fetched from ILOSTAT and how it went: status per dataset, bodies on their way in."""
        return self.home / "fetch"

    @property
    def rejected(self) -> Path:
        """Refused files, each with the reason beside it."""
        return self.home / "rejected"

    @property
    def build_file(self) -> Path:
        """The DuckDB file that dbt builds; one writer, no readers but the gate."""
        return self.home / "warehouse.duckdb"

    @property
    def spark_place(self) -> Path:
        """Where Spark writes; each home has a folder of its own in it (`dagster_project.engines.spark_names`)."""
        return self.spark_folder or self.home / "spark"

    @property
    def releases(self) -> Path:
        """Published releases and the pointer to the current one."""
        return self.home / "releases"

    @property
    def dagster_home(self) -> Path:
        """Dagster's instance: run history and event logs."""
        return self.home / "dagster"

    @property
    def runs(self) -> Path:
        """One folder per run: the inputs it read, dbt's artefacts and the check results."""
        return self.home / "runs"

    @property
    def alerts(self) -> Path:
        """The ledger of causes that people were told of."""
        return self.home / "alerts"

    @property
    def lock_file(self) -> Path:
        """Held by whoever writes the build file."""
        return self.home / "build.lock"

    @property
    def seeds(self) -> Path:
        """The strategy, code lists and calendar as CSV."""
        return PROJECT_ROOT / "seeds"

    @property
    def dbt_project(self) -> Path:
        """The dbt project."""
        return PROJECT_ROOT / "dbt_models"


def get_settings(**overrides: Any) -> Settings:
    """Read the environment now, so that a test or a child process may change it before.

    Args:
        overrides: field values that win over the environment.

    Raises:
        SettingsError: a DWSC_ variable is unknown or has a wrong value; all of them are listed at once.
    """
    problems = [
        f"{name} is not a setting of this project; dwsc doctor lists them all"
        for name in sorted(os.environ)
        if name.startswith("DWSC_") and name.removeprefix("DWSC_").lower() not in Settings.model_fields
    ]
    if not (PROJECT_ROOT / "dbt_models").is_dir():
        problems.append(
            f"no setting, but the installation: {PROJECT_ROOT} holds the code without dbt_models and seeds. Install "
            "from a checkout, which must stay where it is: make setup, or pip install -e ."
        )
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        problems += [
            f"DWSC_{str(part['loc'][0]).upper()}={_shown(part['input'])}: {part['msg']}" for part in error.errors()
        ]
    if problems:
        raise SettingsError("Settings are wrong:\n  " + "\n  ".join(problems))
    if not settings.home.is_absolute():
        settings = settings.model_copy(update={"home": settings.home.absolute()})
    return settings


def value_by_name(name: str) -> str:
    """The value of a variable that a setting refers to by name, so that no setting holds a secret; empty if not set."""
    return os.environ.get(name, "")


def _shown(value: object) -> str:
    """What was set, without user, password and token of an address in it."""
    return SECRET.sub(r"\1…", CREDENTIALS.sub("://…@", repr(value)))


def child_environment(**extra: str) -> dict[str, str]:
    """Return the environment for a child process: this process's own and what is added."""
    return os.environ | extra


@contextlib.contextmanager
def environment(**extra: str) -> Iterator[None]:
    """Set variables in this process for the time of a block, for a library that takes its settings from there alone."""
    before = {name: os.environ.get(name) for name in extra}
    os.environ.update(extra)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
