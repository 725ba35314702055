"""Macros of the build file reach a release with their defaults and comments, or nothing is published."""

import shutil
from pathlib import Path

import duckdb
import pytest

from support import release_build
from warehouse.errors import ReleaseError
from warehouse.release import database
from warehouse.release.audit import audit_copy
from warehouse.release.tables import macros
from warehouse.settings import Settings

MACRO = (
    "create macro indicators.at_least(low, top := 5) as table "
    "select * from indicators.observations where row_number between low and top"
)
SAID = "Rows between two numbers."


def _build(settings: Settings, *statements: str, is_mostly_holes: bool = False) -> Path:
    path = release_build.make_build(settings.build_file)
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        if is_mostly_holes:
            connection.execute("create table raw.large as select random() as x from range(3_000_000)")
            connection.execute("checkpoint")
    if not is_mostly_holes:
        _store_as_a_release_does(path)
    return path


def _store_as_a_release_does(path: Path) -> None:
    """The storage version of a release, as a build file has it; then the file is copied as it is."""
    made = path.with_suffix(".made")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as old (read_only)")
        connection.execute(f"attach '{made}' as new (storage_version '{database.STORAGE_VERSION}')")
        connection.execute("copy from database old to new")
    shutil.move(made, path)


def _copied(settings: Settings, tmp_path: Path) -> Path:
    target = tmp_path / "dwsc_copy.duckdb"
    with database.writer(settings, tmp_path / "spill") as connection:
        tables = database.copy_build(connection, settings.build_file, target)
    audit_copy(target, tables)
    return target


@pytest.mark.parametrize("is_mostly_holes", [True, False])
def test_a_macro_is_published_with_its_default_and_comment(
    settings: Settings, tmp_path: Path, is_mostly_holes: bool
) -> None:
    commented = f"comment on macro table indicators.at_least is '{SAID}'"
    hidden = "create macro raw.hidden() as table select 1 as salary"
    _build(settings, MACRO, commented, hidden, is_mostly_holes=is_mostly_holes)
    target = _copied(settings, tmp_path)
    with duckdb.connect(str(target), read_only=True) as connection:
        assert macros(connection, "dwsc_copy") == {"indicators.at_least": SAID}
        rows = "select row_number from indicators.at_least({}) order by 1"
        assert connection.execute(rows.format("3")).fetchall() == [(3,), (4,), (5,)]
        assert connection.execute(rows.format("3, top := 4")).fetchall() == [(3,), (4,)]


def test_a_macro_without_a_description_is_not_published(settings: Settings, tmp_path: Path) -> None:
    _build(settings, MACRO)
    with pytest.raises(ReleaseError, match=r"macro indicators\.at_least: no description"):
        _copied(settings, tmp_path)


def _dictionary(*rows: str) -> tuple[str, ...]:
    columns = "schema_name, table_name, kind"
    return (
        "create schema guide",
        f"create table guide.dictionary as select * from (values {', '.join(rows)}) as rows ({columns})",
        "comment on table guide.dictionary is 'Columns.'",
        *(f"comment on column guide.dictionary.{name} is 'It.'" for name in columns.split(", ")),
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["('indicators', 'lost', 'result')", "('indicators', 'at_least', 'parameter')"], "indicators.lost: missing"),
        (["('indicators', 'observations', 'column')"], "indicators.at_least: not in guide.dictionary"),
    ],
)
def test_the_dictionary_and_the_macros_of_the_file_must_agree(
    settings: Settings, tmp_path: Path, rows: list[str], said: str
) -> None:
    _build(settings, MACRO, f"comment on macro table indicators.at_least is '{SAID}'", *_dictionary(*rows))
    with pytest.raises(ReleaseError, match=said):
        _copied(settings, tmp_path)
