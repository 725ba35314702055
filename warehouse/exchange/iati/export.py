"""A release as one IATI file.

Owns: the file from its first element to its last, an indicator at a time, and its check before it gets its name.
Never: keeps a file that does not say what the release says.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from lxml import etree

from warehouse.disk import disk_trouble
from warehouse.errors import WarehouseError
from warehouse.exchange.choice import Choice, refuse_existing, refuse_older, with_datasets
from warehouse.exchange.iati import activity, check, elements, facts, results
from warehouse.release.pointer import Release
from warehouse.release.reader import connect

_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Written:
    """What was written: how many figures and addresses of documents, and under which identifier of the reporter."""

    figures: int
    addresses: int
    reporter: str


def export(release: Release, choice: Choice, path: Path, setting: str, *, force: bool = False) -> Written:
    """Write the IATI file of a release, whole and checked or not at all.

    Args:
        release: what to export.
        choice: indicators of the framework, or of ILOSTAT behind them, and areas.
        path: of the file.
        setting: identifier and name of the organisation that reports; empty for the placeholder.
        force: a file that is there may be replaced.

    Raises:
        WarehouseError: a code is not in the release, the file is there already, the disk does not take it, or the check
            finds a difference.
        ReleaseError: the release is too old or damaged.
    """
    who = activity.reporter(setting)
    refuse_existing(path, force=force)
    if not path.parent.is_dir():
        raise WarehouseError(f"There is no folder {path.parent}. Make it, or choose another place with --output.")
    with disk_trouble(path.parent, "writing the IATI file"), connect(release.database) as connection:
        try:
            whole = with_datasets(connection, choice)
            with TemporaryDirectory(prefix=".dwsc_", dir=path.parent) as folder:
                work = Path(folder) / path.name
                _write(work, connection, release, whole, who)
                figures, addresses = check.verify(work, connection, whole), check.addresses_in(work)
                work.replace(path)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise refuse_older(release, error) from error
    return Written(figures, addresses, who[0])


def _write(
    path: Path, connection: duckdb.DuckDBPyConnection, release: Release, choice: Choice, who: tuple[str, str]
) -> None:
    sheets = facts.indicators(connection, choice)
    if not sheets:
        raise WarehouseError("None of these indicators is one of the framework; IATI holds no other.")
    documents = facts.documents(connection)
    # of a file that Python holds open, a full disk is an OSError and no error of lxml
    with path.open("wb") as opened, etree.xmlfile(opened, encoding="utf-8") as file:
        file.write_declaration()
        if release.is_sample:
            file.write(etree.Comment(f" {activity.SAMPLE} "))
        made = activity.made_at(release)
        with file.element("iati-activities", {"version": "2.03", "generated-datetime": made}):
            attributes = {"last-updated-datetime": made, "default-currency": "USD"}
            attributes[f"{{{_XML}}}lang"] = "en"
            with file.element("iati-activity", attributes, nsmap={"xml": _XML}):
                for element in activity.heading(connection, release, who):
                    file.write(element)
                for one in documents.of_strategy:
                    file.write(elements.document(one))
                for result in results.results(connection, sheets):
                    _write_result(file, connection, result, documents, choice)


def _write_result(
    file: Any,
    connection: duckdb.DuckDBPyConnection,
    result: results.Result,
    documents: facts.Documents,
    choice: Choice,
) -> None:
    with file.element("result", {"type": result.type}):
        for element in results.heading(result, documents.of_output.get(result.output_id or "", [])):
            file.write(element)
        for sheet in result.indicators:
            code = sheet["indicator_id"]
            figures = facts.figures(connection, code, choice)
            file.write(results.indicator(sheet, figures, documents.of_indicator.get(code, [])))
