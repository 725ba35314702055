"""A few rows as a Parquet file of a raw table.

Owns: how small tables are written for dbt: text in every column, unless another type is asked for.
Never: writes observations (`sources.ilostat.table` does, without holding them in memory); knows what a column means.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet


def write_rows(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    types: Mapping[str, pa.DataType] | None = None,
) -> Path:
    """Write rows with just these columns, in this order; what a row lacks is null.

    Args:
        path: the Parquet file.
        rows: each as column → value; text, but where `types` says otherwise.
        columns: every column of the table; a file without rows has them too.
        types: the columns that are no text.

    Raises:
        OSError: the disk is full.
    """
    schema = pa.schema([(name, (types or {}).get(name, pa.string())) for name in columns])
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=schema), path, compression="zstd")
    return path
