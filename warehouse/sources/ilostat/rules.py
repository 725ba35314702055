"""The row rules of ILOSTAT bulk files, as SQL over the prepared table.

Owns: what makes a row bad, in which words that is said, and finding every bad row.
Never: drops or mends a row; decides about the file as a whole (`reader` does).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.formulas import plain_sql
from warehouse.rejected import ERROR_COLUMNS, SHOWN, Finding
from warehouse.settings import Settings
from warehouse.sources.ilostat.code_rules import bad_codes
from warehouse.sources.ilostat.codes import Known, is_area, known
from warehouse.sources.ilostat.periods import FIRST_YEAR, FREQUENCIES, LAST_YEAR, frequency_of
from warehouse.sources.ilostat.prepared import POSITION, Prepared
from warehouse.sources.ilostat.repeated import find_repeated
from warehouse.sources.ilostat.stored import quoted

DECIMAL = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?"
PLAIN = "-?[0-9]+[.]?[0-9]*"
CONTROL = "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]"
_AGAIN = "Correct it at its source, or download the dataset again."
_LISTS = "Correct it, or add it to seeds/code_lists (its README says how), then land the file again."


@dataclass(frozen=True)
class Rule:
    """A row is bad where `condition` holds; `value` is what to show of it, all SQL over the prepared table."""

    condition: str
    column: str
    value: str
    rule: str
    remedy: str


def find_errors(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, settings: Settings, *, has_control: bool
) -> int:
    """Put every bad row into the temporary table `errors` (position, place, column_name, value, rule, remedy).

    One scan finds which rules are broken at all; only those are looked at row by row.

    Args:
        connection: that reads the table.
        prepared: the table.
        settings: code lists and landed dictionaries.
        has_control: whether the file holds any control character; without one, no cell is searched.

    Returns:
        How many errors there are; a row may have several.
    """
    connection.execute(
        "create or replace temp table errors"
        " (position bigint, place varchar, column_name varchar, value varchar, rule varchar, remedy varchar)"
    )
    areas = known(settings, "ref_area")
    rules = [*_value_rules(), *_period_rules(connection, prepared), *_area_rules(connection, prepared, areas)]
    rules += [*_indicator_rules(prepared), *_code_rules(connection, prepared, settings)]
    rules += _control_rules(prepared) if has_control or prepared.doubt else ()
    counts = ", ".join(f"count(*) filter (where {rule.condition})" for rule in rules)
    broken = connection.execute(f"select {counts} from {prepared.relation}").fetchone() or ()
    for rule in (rule for rule, count in zip(rules, broken, strict=True) if count):
        shown = ", ".join((rule.value, quoted(rule.rule), quoted(rule.remedy)))
        place = prepared.place_of(rule.column.replace(".label", "_label"))
        # A cell of a sheet may stand for several rows; a line is one row.
        once = "distinct" if prepared.letters else ""
        connection.execute(
            f"insert into errors select {once} position, {place}, {quoted(rule.column)}, {shown}"
            f" from {prepared.placed} where {rule.condition}"
        )
    if prepared.broken:
        _take_broken(connection, prepared.broken)
    find_repeated(connection, prepared)
    return count_errors(connection)


def count_errors(connection: duckdb.DuckDBPyConnection) -> int:
    """How many errors were found."""
    return _one(connection, "select count(*) from errors")


def shown_errors(connection: duckdb.DuckDBPyConnection) -> tuple[Finding, ...]:
    """The first errors, by line."""
    listed = "select * exclude (position) from errors order by position, column_name, rule"
    rows = connection.execute(f"{listed} limit {SHOWN}")
    return tuple(Finding(*shown) for shown in rows.fetchall())


def write_errors(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    """Write every error as CSV with the columns of ERROR_COLUMNS, by line; no text of the file runs as a formula."""
    texts = {"place": "place", "column": "column_name", "value": "value", "rule": "rule", "remedy": "remedy"}
    listed = ", ".join(f'{plain_sql(f"cast({column} as varchar)")} as "{name}"' for name, column in texts.items())
    connection.execute(
        f"""
        copy (
            select {listed}
            from errors order by position, column_name, rule
        ) to {quoted(str(path))} (format csv, header)
        """
    )
    return path


def _value_rules() -> Iterator[Rule]:
    """A finite decimal; a short plain one is told apart first, because the whole rule takes twice as long."""
    is_plain = f"strlen(obs_value) <= 300 and regexp_full_match(obs_value, '{PLAIN}')"
    is_finite = "coalesce(isfinite(try_cast(obs_value as double)), false)"
    is_decimal = f"regexp_full_match(obs_value, '{DECIMAL}') and {is_finite}"
    yield Rule(
        f"obs_value is not null and not (case when {is_plain} then true else {is_decimal} end)",
        "obs_value",
        "obs_value",
        "a value must be a finite number with a point as decimal mark, or empty.",
        "Write 1.5, not 1,5; leave the cell empty where there is no value.",
    )


def _period_rules(connection: duckdb.DuckDBPyConnection, prepared: Prepared) -> Iterator[Rule]:
    counted = connection.execute(f"select time, count(*) from {prepared.relation} group by 1").fetchall()
    rows: dict[str, int] = {}
    for period, count in counted:
        frequency = frequency_of(period)
        if frequency:
            rows[frequency] = rows.get(frequency, 0) + count
    main = max(rows, key=lambda frequency: (rows[frequency], frequency), default="A")
    bad = [period for period, _ in counted if period is not None and frequency_of(period) is None]
    other = [period for period, _ in counted if frequency_of(period) not in {None, main}]
    wanted = f"a time must read 2019, 2019Q1 or 2019M01, between {FIRST_YEAR} and {LAST_YEAR}."
    yield from _listed("time", bad, wanted, _AGAIN)
    mixed = f"the other rows of this file are {FREQUENCIES[main]}; one file holds one frequency."
    yield from _listed("time", other, mixed, "Land annual, quarterly and monthly data as files of their own.")
    if any(period is None for period, _ in counted):
        yield Rule("time is null", "time", "null", f"the time is missing; {wanted}", _AGAIN)


def _area_rules(connection: duckdb.DuckDBPyConnection, prepared: Prepared, areas: Known) -> Iterator[Rule]:
    codes = connection.execute(f"select distinct resolved_ref_area from {prepared.relation}").fetchall()
    unknown = [code for (code,) in codes if code is not None and not is_area(code, areas)]
    meant = "no country, territory or ILOSTAT aggregate has this code."
    yield from _listed("resolved_ref_area", unknown, meant, _LISTS, shown="ref_area")
    if any(code is None for (code,) in codes):
        name = "ref_area_label" if prepared.header.has("ref_area_label") else "ref_area"
        empty, column = f"resolved_ref_area is null and {name} is null", name.replace("_label", ".label")
        yield Rule(empty, column, "null", "the reference area is missing.", _AGAIN)
        remedy = f"{_LISTS} Or land ILOSTAT's ref_area dictionary first."
        yield Rule(f"resolved_ref_area is null and {name} is not null", column, name, "no area has this name.", remedy)


def _indicator_rules(prepared: Prepared) -> Iterator[Rule]:
    for name in ("indicator", "indicator_label"):
        if prepared.header.has(name):
            column = name.replace("_label", ".label")
            yield Rule(f"{name} is null", column, "null", "the indicator is missing on this row.", _AGAIN)


def _code_rules(connection: duckdb.DuckDBPyConnection, prepared: Prepared, settings: Settings) -> Iterator[Rule]:
    for bad in bad_codes(connection, prepared, settings):
        yield from _listed(bad.column, list(bad.codes), bad.rule, bad.remedy)


def _control_rules(prepared: Prepared) -> Iterator[Rule]:
    for name in prepared.header.kept_names:
        visible = f"regexp_replace({name}, '{CONTROL}', '?', 'g')"
        message = "a control character or line break stands inside this cell (shown as ?)."
        condition = f"regexp_matches({name}, '{CONTROL}')"
        yield Rule(condition, name.replace("_label", ".label"), visible, message, _AGAIN)


def _listed(column: str, values: list[str], rule: str, remedy: str, shown: str | None = None) -> Iterator[Rule]:
    if values:
        among = ", ".join(quoted(value) for value in values)
        yield Rule(f"{column} in ({among})", shown or column, column, rule, remedy)


def _take_broken(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Add what could not be read at all; a cell that is refused so already is not judged again."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ERROR_COLUMNS)
    connection.execute(
        f"""
        create or replace temp table broken as
        select {POSITION} as position, place, "column", value, rule, remedy
        from read_csv({quoted(str(path))}, columns = {{{columns}}}, header = true, auto_detect = false, quote = '"',
            escape = '"', delim = ',', max_line_size = 16000000)
        """
    )
    connection.execute("delete from errors where place in (select place from broken)")
    connection.execute("insert into errors select * from broken")


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
