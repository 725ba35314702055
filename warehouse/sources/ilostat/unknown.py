"""Codes and labels that no list knows: loaded all the same, and counted.

Owns: the warnings about unknown sexes, classifications, statuses and source types.
Never: refuses a file; looks at areas, periods or values (`rules` does).
"""

import duckdb

from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import Known, known
from warehouse.sources.ilostat.prepared import Prepared
from warehouse.sources.ilostat.table import list_relation, normalised

_VARIABLES = {
    "sex": "sex",
    "classif1": "classification",
    "classif2": "classification",
    "obs_status": "obs_status",
    "source": "source",
}
_SHOWN = 3


def unknown_warnings(connection: duckdb.DuckDBPyConnection, prepared: Prepared, settings: Settings) -> tuple[str, ...]:
    """One sentence for each column that holds codes, or labels without codes, which no list and no dictionary knows."""
    warnings = []
    for column, variable in _VARIABLES.items():
        listed = known(settings, variable)
        if prepared.header.has(column):
            part = f"split_part({column}, ':', 1)" if variable == "source" else column
            warnings.append(_sentence(column, "codes", _unknown(connection, prepared, part, listed.codes)))
        elif prepared.header.has(f"{column}_label"):
            warnings.append(
                _sentence(f"{column}.label", "labels", _unknown_labels(connection, prepared, column, listed))
            )
    return tuple(warning for warning in warnings if warning)


def _unknown(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, value: str, listed: frozenset[str]
) -> dict[str, int]:
    rows = connection.execute(f"select {value}, count(*) from {prepared.relation} group by 1 order by 1").fetchall()
    return {code: count for code, count in rows if code is not None and code not in listed}


def _unknown_labels(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, column: str, listed: Known
) -> dict[str, int]:
    given = list_relation(listed.labels, "label", "code")
    rows = connection.execute(f"select distinct {normalised('label')} from {given} where label is not null").fetchall()
    labels = frozenset(label for (label,) in rows)
    # A source's label is unique within its area only, so ILOSTAT's dictionary puts the area before it.
    label = "resolved_ref_area || ' - ' || source_label" if column == "source" else f"{column}_label"
    return _unknown(connection, prepared, normalised(f"({label})"), labels)


def _sentence(column: str, what: str, counts: dict[str, int]) -> str | None:
    if not counts:
        return None
    names = ", ".join(list(counts)[:_SHOWN]) + (", …" if len(counts) > _SHOWN else "")
    told = f"{column}: {len(counts)} {what} in no list ({names}) on {sum(counts.values()):,} rows; loaded as they are."
    if what == "labels":
        told += " Their codes stay empty until ILOSTAT's dictionary of that variable is landed."
    return told
