"""From the kind of a file to its plain table.

Owns: which layout reads which kind; a new layout is added here.
Never: recognises a file (`recognise` does).
"""

from pathlib import Path

from warehouse.received import Received
from warehouse.rejected import whole_file
from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.layouts.converted import Converted
from warehouse.sources.ilostat.layouts.ddf import convert_ddf
from warehouse.sources.ilostat.layouts.parquet_file import convert_parquet
from warehouse.sources.ilostat.layouts.sdmx_csv import convert_sdmx_csv
from warehouse.sources.ilostat.layouts.sdmx_terms import Prefixer
from warehouse.sources.ilostat.layouts.workbook_kind import convert_workbook
from warehouse.sources.ilostat.table import connect

CONVERTED = ("workbook", "sdmx_csv", "sdmx_ml", "ddf", "parquet")


def convert(kind: str, received: Received, settings: Settings, folder: Path) -> Converted:
    """Turn a file into a plain table.

    Args:
        kind: one of CONVERTED.
        received: the file, examined.
        settings: code lists and limits.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: it cannot be read.
    """
    target = folder / f"{received.snapshot_id}.converted"
    if received.is_gzip and kind in {"workbook", "parquet"}:
        found = "it is an Excel or Parquet file inside a gzip file."
        raise whole_file("gzipped", found, "Unpack it, then land what is in it.", SOURCE)
    if kind == "workbook":
        return convert_workbook(received.path, settings, target)
    if kind == "ddf":
        return convert_ddf(received, target)
    if kind == "parquet":
        with connect(settings, folder) as connection:
            return convert_parquet(connection, received, settings.max_file_bytes, target)
    prefixer = Prefixer({name: known(settings, name) for name in ("sex", "classification")})
    if kind == "sdmx_csv":
        return convert_sdmx_csv(received, prefixer, target)
    # sdmx1 takes a second to import; only a file of its kind needs it.
    from warehouse.sources.ilostat.layouts.sdmx_ml import convert_sdmx_data

    return convert_sdmx_data(received, prefixer, target)
