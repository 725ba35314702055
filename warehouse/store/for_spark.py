"""What Spark reads, by an address that all of its machines reach.

Owns: the address of the snapshots, and of the inputs of a run, which go to the store beside them where Spark reads it.
Never: is asked by DuckDB, which reads the home's copy.
"""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.errors import SettingsError
from warehouse.settings import Settings
from warehouse.settings_of_store import S3
from warehouse.store.bucket import Bucket

_RUNS = ".runs"
_LIST = "snapshots.parquet"


def spark_address(settings: Settings) -> str:
    """Where Spark finds `<source>/<dataset>/<snapshot_id>.parquet`: a folder, or an s3a:// address.

    Raises:
        SettingsError: Spark shall read an object store, and snapshots lie in none.
    """
    if settings.spark_reads == "home":
        return str(settings.snapshots_folder)
    if not settings.is_object_store:
        raise SettingsError(
            "DWSC_SPARK_READS is store, and DWSC_SNAPSHOTS names no object store. Set it to s3://bucket/prefix, or "
            "leave DWSC_SPARK_READS at home (docs/scale.md)."
        )
    return "s3a://" + settings.snapshots.removeprefix(S3)


def put_run_inputs(settings: Settings, folder: Path) -> str:
    """Give a folder of a run (`runs/<run_id>/inputs`) an address for Spark: its own, or that of a copy in the store.

    In the copy, the list of snapshots names each by its address in the store instead of its file in the home. What was
    put by an earlier call for the same run is replaced: checks are added while it goes on.

    Raises:
        SettingsError: as `spark_address`.
        StoreError: the store does not answer.
    """
    address = spark_address(settings)
    if settings.spark_reads == "home":
        return str(folder)
    bucket = Bucket(settings)
    place = f"{_RUNS}/{folder.parent.name}/{folder.name}"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = _listed(settings, path) if path.name == _LIST else path
            bucket.put(f"{place}/{path.relative_to(folder).as_posix()}", content)
    return f"{address}/{place}"


def _listed(settings: Settings, path: Path) -> bytes:
    """The list of snapshots with addresses of the store."""
    table = parquet.read_table(path)
    here, there = f"{settings.snapshots_folder}/", f"{spark_address(settings)}/"
    paths = [there + str(one).removeprefix(here) for one in table["path"].to_pylist()]
    number = table.schema.get_field_index("path")
    table = table.set_column(number, table.schema.field(number), pa.array(paths, table.schema.field(number).type))
    sink = io.BytesIO()
    parquet.write_table(table, sink)
    return sink.getvalue()
