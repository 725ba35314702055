"""The same observation twice in one file.

Owns: the key of an observation at the door, and finding rows that share one.
Never: refuses a file for two keys that only look alike: what a hash suspects is compared in full.
"""

import duckdb
import numpy as np

from warehouse.sources.ilostat.columns import Header
from warehouse.sources.ilostat.prepared import Prepared
from warehouse.sources.ilostat.stored import AREA
from warehouse.sources.ilostat.table import row_count

# Rows whose hashes are held at once: 48 MB of them, however long the file is.
_AT_ONCE = 6_000_000
_BATCH = 1 << 20


def find_repeated(connection: duckdb.DuckDBPyConnection, prepared: Prepared) -> None:
    """Put every later row of an observation that stands in the file already into the table `errors`."""
    key = ", ".join(_key(prepared.header))
    if not _is_suspect(connection, prepared, key):
        return
    connection.execute(
        f"""
        insert into errors
        with repeated as (
            select hash({key}) as digest from {prepared.relation} group by 1 having count(*) > 1
        ),
        candidates as (
            select
                position,
                place,
                concat_ws(', ', {key}) as observation,
                first_value(place) over (partition by {key} order by position) as first_place,
                row_number() over (partition by {key} order by position) as appearance
            from {prepared.placed} where hash({key}) in (select digest from repeated)
        )
        select
            position, place, 'key', observation, 'the same observation already stands on ' || first_place || '.',
            'Keep one of the two.'
        from candidates where appearance > 1
        """
    )


def _is_suspect(connection: duckdb.DuckDBPyConnection, prepared: Prepared, key: str) -> bool:
    """Whether any two rows share the 64-bit hash of their key; in parts by hash, so that memory stays flat."""
    parts = 1 + row_count(connection, prepared.relation) // _AT_ONCE
    for part in range(parts):
        chosen = f"where hash({key}) % {parts} = {part}" if parts > 1 else ""
        reader = connection.execute(f"select hash({key}) as digest from {prepared.relation} {chosen}").to_arrow_reader(
            _BATCH
        )
        # DLPack, because pyarrow's own way to NumPy imports pandas.
        digests = np.concatenate([np.empty(0, np.uint64), *(np.from_dlpack(batch.column(0)) for batch in reader)])
        digests.sort()
        if (digests[1:] == digests[:-1]).any():
            return True
    return False


def _key(header: Header) -> list[str]:
    """Columns that together name one observation: code where there is one, else label."""
    parts = [f"coalesce({AREA}, ref_area_label)" if header.has("ref_area_label") else AREA]
    for name in ("source", "indicator", "sex", "classif1", "classif2"):
        both = [part for part in (name, f"{name}_label") if header.has(part)]
        parts += [f"coalesce({', '.join(both)})"] if len(both) == 2 else both
    return [*parts, "time"]
