"""ILOSTAT's Parquet export, and bulk files that a tool saved again as Parquet.

Owns: its columns and types as text, read without holding the file in memory.
Never: judges a row; trusts a nested column.
"""

import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, Finding, refused, whole_file
from warehouse.sources.ilostat.columns import SOURCE, Header, header_findings
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted
from warehouse.sources.ilostat.stored import quoted

_INDEX = ("__index_level_0__", "Unnamed: 0", "")
_DISK = re.compile("no space left|quota exceeded|file too large|max_temp_directory_size", re.IGNORECASE)
_AGAIN = "Download the dataset again from ILOSTAT, as CSV or Parquet."


def convert_parquet(
    connection: duckdb.DuckDBPyConnection, received: Received, max_bytes: int, target: Path
) -> Converted:
    """Read the file as a plain table; numbers become text as ILOSTAT's CSV writes them.

    Args:
        connection: that reads and writes Parquet.
        received: the file, examined.
        max_bytes: the largest size taken after decompression.
        target: the Parquet file to make.

    Raises:
        FileRefusedError: damaged, too large, or none of ILOSTAT's columns.
    """
    schema, rows = _schema(received, max_bytes)
    columns = [name for name in schema.names if name not in _INDEX]
    findings = [*(_in_header(one) for one in header_findings(columns)), *_nested(schema)]
    if findings:
        raise refused("header", *findings, source=SOURCE)
    if not rows:
        raise whole_file("no rows", "it has columns and no rows.", _AGAIN, SOURCE)
    names = Header(tuple(columns)).snapshot_names
    given = [
        f"{_as_text(column, schema.field(column).type)} as {name}" for column, name in zip(columns, names, strict=True)
    ]
    place = f"'row ' || (file_row_number + 1) as {PLACE}"
    source = f"read_parquet({quoted(str(received.path))}, file_row_number = true)"
    try:
        connection.execute("set threads = 1")
        connection.execute(
            f"copy (select {', '.join(given)}, {place} from {source}) to {quoted(str(target))} (format parquet)"
        )
    except duckdb.Error as error:
        # Broken bytes inside a page surface as errors of many kinds; only a full disk is not the file's fault.
        if _DISK.search(str(error)):
            raise
        raise _damaged(str(error).splitlines()[0]) from error
    return Converted(target, names, "parquet")


def _schema(received: Received, max_bytes: int) -> tuple[pa.Schema, int]:
    try:
        with parquet.ParquetFile(received.path) as file:
            groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
            size = sum(group.total_byte_size for group in groups)
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _damaged(str(error).splitlines()[0]) from error
    if size > max_bytes:
        found = f"it holds {size:,} bytes after decompression; the largest taken here is {max_bytes:,}."
        raise whole_file("too large", found, "If it is a true file, raise DWSC_MAX_FILE_BYTES and land it again.")
    return schema, rows


def _as_text(column: str, kind: pa.DataType) -> str:
    """SQL for a column as text: a time kept as 2019.0 is 2019, and nothing is null."""
    name = '"' + column.replace('"', '""') + '"'
    text = f"cast({name} as varchar)"
    if not pa.types.is_floating(kind):
        return f"nullif({text}, '')"
    # A whole number ends in .0 here and not in ILOSTAT's CSV; in a time it would be no period.
    return f"case when isnan({name}) then null else regexp_replace({text}, '[.]0$', '') end"


def _nested(schema: pa.Schema) -> list[Finding]:
    rule = "this column holds lists or structures, not plain values."
    return [
        Finding("the file", one.name, str(one.type), rule, _AGAIN) for one in schema if pa.types.is_nested(one.type)
    ]


def _in_header(finding: Finding) -> Finding:
    return Finding("the file", finding.column, finding.value, finding.rule, _AGAIN)


def _damaged(found: str) -> FileRefusedError:
    return whole_file("damaged Parquet", f"its Parquet data are damaged ({found}).", _AGAIN, SOURCE)
