"""Reads about the release itself and the figures that its checks leave behind.

Owns: what the frame and the Quality page read.
Never: judges a check; its outcome was settled before the release was published.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where
from warehouse.errors import ReleaseError


def release_facts(source: Source) -> pd.Series:
    """The one row of guide.release: release_id, as_of_date, built_at, is_sample and more."""
    facts = rows(source, "select * from guide.release")
    if len(facts) != 1:
        raise ReleaseError(
            f"Release {source.release_id} does not say what it is: guide.release has {len(facts)} rows, not one. "
            "Publish a new release with `dwsc run`."
        )
    return facts.iloc[0]


def check_counts(source: Source) -> dict[str, int]:
    """Checks of this release by outcome; empty when none ran."""
    counts = rows(source, "select outcome, count(*) as checks from quality.results group by outcome")
    return {str(outcome): int(checks) for outcome, checks in zip(counts["outcome"], counts["checks"], strict=True)}


def licences(source: Source, kind: str) -> list[str]:
    """Licences of the files of one kind that the release was built from, each once.

    Args:
        source: the release.
        kind: ilostat or register.
    """
    found = rows(
        source,
        f"select distinct licence from guide.inputs where source = {literal(kind)} and licence is not null order by 1",
    )
    return [str(licence) for licence in found["licence"]]


def all_checks_sql(
    source: Source, table: list[str] | None = None, dimension: list[str] | None = None, outcome: list[str] | None = None
) -> str:
    """Checks of a release, with owner and reason where it tells them; as `checks_sql`."""
    has_owner = "owner" in columns(source, "quality.checks")
    return checks_sql(table or [], dimension or [], outcome or [], has_owner=has_owner)


def checks_sql(table: list[str], dimension: list[str], outcome: list[str], *, has_owner: bool = False) -> str:
    """Checks of this release with their outcome; empty lists do not filter.

    Args:
        table: names as schema.table.
        dimension: for instance completeness.
        outcome: pass, warn, fail or error.
        has_owner: whether the release tells owner and reason of a check.
    """
    filters = [among("checks.schema_name || '.' || checks.table_name", table)] if table else []
    filters += [among("checks.dimension", dimension)] if dimension else []
    filters += [among("results.outcome", outcome)] if outcome else []
    return f"""select
    checks.schema_name,
    checks.table_name,
    checks.column_name,
    checks.dimension,
    checks.check_name,
    checks.description,
    checks.severity,
    results.outcome,
    results.failing_count,
    results.checked_count,
    results.message,
    checks.remedy,{_OWNER if has_owner else ""}
    checks.kind,
    checks.check_id,
    (select is_sample from guide.release) as is_sample
from quality.results as results
inner join quality.checks as checks on checks.check_id = results.check_id
where {where(filters)}
order by checks.schema_name, checks.table_name, checks.dimension, checks.check_name, checks.check_id"""


_OWNER = """
    checks.owner,
    checks.reason,"""
CHECKS_SQL = checks_sql([], [], [])

REJECTED_SQL = """select
    rejected_files.file_name,
    rejected_files.source,
    rejected_files.rule,
    rejected_files.message,
    rejected_files.error_count,
    rejected_files.all_errors_file,
    rejected_files.kept_as,
    rejected_files.rejected_at
from quality.rejected_files as rejected_files
order by rejected_files.rejected_at desc, rejected_files.file_name"""

INPUTS_SQL = """select
    inputs.source,
    inputs.dataset_code,
    inputs.file_name,
    inputs.row_count,
    datasets.loaded_row_count,
    datasets.null_value_count,
    datasets.unresolved_label_count,
    datasets.is_current,
    inputs.is_partial,
    inputs.partial_reason,
    inputs.known_from,
    inputs.known_from_rule,
    inputs.retrieved_at,
    inputs.licence,
    inputs.warnings,
    inputs.snapshot_id,
    inputs.is_sample
from guide.inputs as inputs
left join indicators.datasets as datasets on datasets.snapshot_id = inputs.snapshot_id
order by inputs.source, inputs.dataset_code, inputs.known_from desc, inputs.snapshot_id"""
