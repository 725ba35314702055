"""Reads about the quality of the release: checks and what they touch, scorecard, freshness, reconciliation, issues.

Owns: what the views of the page Quality read, and which broken checks stand behind a page.
Never: judges a check, or lets a release from before these tables look as if all were well.
"""

from collections.abc import Collection

import pandas as pd

from dashboards.queries.reading import Source, columns, literal, rows

DIMENSIONS = (
    "validity", "integrity", "precision", "reliability", "timeliness", "completeness", "uniqueness", "reference",
)  # fmt: skip
_SAMPLE = "(select is_sample from guide.release) as is_sample"


def is_known(source: Source) -> bool:
    """Whether the release tells what its checks touch and what they say of each indicator."""
    return bool(columns(source, "quality.check_reach")) and bool(columns(source, "quality.scorecard"))


def broken_behind(source: Source, page: str) -> pd.DataFrame:
    """Checks that did not pass and whose failure reaches a page, the most urgent first."""
    if not columns(source, "quality.check_reach"):
        return pd.DataFrame(columns=["check_id", "failing_subjects"])
    return rows(source, broken_behind_sql(page))


def broken_behind_sql(page: str) -> str:
    """The same as SQL; a page is named as in its address."""
    return f"""select distinct
    checks.check_id,
    checks.description,
    results.outcome,
    results.failing_count,
    results.failing_subjects
from quality.check_reach as check_reach
inner join quality.checks as checks on checks.check_id = check_reach.check_id
inner join quality.results as results on results.check_id = checks.check_id
where check_reach.reached_kind = 'page'
    and replace(check_reach.reached_name, '_', '-') = {literal(page)}
    and results.outcome <> 'pass'
order by results.outcome, checks.check_id"""


def subjects_of(source: Source, *, datasets: Collection[str] = (), indicators: Collection[str] = ()) -> set[str]:
    """Datasets and indicators with what belongs to them, named as checks name what their failing rows are about."""
    found = rows(source, "select indicator_id, dataset_code from indicators.indicators")
    mine = found[found["dataset_code"].isin(list(datasets)) | found["indicator_id"].isin(list(indicators))]
    return {*datasets, *indicators, *mine["indicator_id"], *mine["dataset_code"].dropna()}


def check_sql(check_id: str) -> str:
    """All that is known of one check."""
    return f"""select
    checks.*,
    results.outcome,
    results.failing_count,
    results.checked_count,
    results.message,
    results.sample_rows,
    results.failing_subjects,
    results.executed_at,
    {_SAMPLE}
from quality.checks as checks
inner join quality.results as results on results.check_id = checks.check_id
where checks.check_id = {literal(check_id)}"""


def reach_sql(check_id: str) -> str:
    """What the failure of a check touches."""
    return f"""select reached_kind, reached_name, reached_label
from quality.check_reach
where check_id = {literal(check_id)}
order by reached_kind, reached_name"""


SCORECARD_SQL = f"""select
    scorecard.indicator_id,
    indicators.indicator_label,
    {", ".join(f"scorecard.{name}_status" for name in DIMENSIONS)},
    scorecard.checks_passed,
    scorecard.checks_warned,
    scorecard.checks_failed,
    scorecard.checks_warned + scorecard.checks_failed as not_passed_count,
    scorecard.checks_passed + scorecard.checks_warned + scorecard.checks_failed as check_count,
    scorecard.freshness,
    scorecard.coverage,
    scorecard.is_sample
from quality.scorecard as scorecard
left join indicators.indicators as indicators on indicators.indicator_id = scorecard.indicator_id
where scorecard.is_this_release
order by scorecard.checks_failed desc, scorecard.checks_warned desc, scorecard.indicator_id"""

DQA_SQL = f"""select
    dqa.indicator_id,
    indicators.indicator_label,
    dqa.dqa_dimension,
    dqa.measure_label,
    dqa.measure_value,
    dqa.counted,
    dqa.rating,
    dqa.dimension_rating,
    dqa.basis,
    dqa.reason,
    dqa.assessed_by,
    dqa.assessed_date,
    dqa.approval_status,
    {_SAMPLE}
from quality.dqa as dqa
left join indicators.indicators as indicators on indicators.indicator_id = dqa.indicator_id
order by dqa.indicator_id, dqa.dqa_dimension, dqa.measure"""

TREND_SQL = """select
    release_id,
    as_of_date,
    is_this_release,
    schema_name || '.' || table_name as "table",
    dimension,
    checks_passed,
    checks_warned,
    checks_failed,
    is_sample
from quality.check_trend
order by release_id desc, schema_name, table_name, dimension"""

FRESHNESS_SQL = f"""select
    source,
    unit_id,
    unit_label,
    rhythm,
    last_seen_date,
    expected_by,
    days_late,
    freshness,
    stale_reason,
    checked_at,
    {_SAMPLE}
from quality.freshness
order by case freshness when 'stale' then 1 when 'not_known' then 2 else 3 end, source, unit_id"""

RECONCILIATION_SQL = f"""select
    step_no,
    step,
    source,
    unit_kind,
    unit_id,
    unit_label,
    rows_in,
    rows_out,
    rows_left_out,
    reason,
    difference,
    {_SAMPLE}
from quality.reconciliation
order by case when difference = 0 then 1 else 0 end, step_no, source, unit_id"""

ISSUES_SQL = f"""select
    issue_id,
    opened_date,
    owner,
    severity,
    issue,
    table_names,
    indicator_ids,
    workaround,
    is_open,
    closed_date,
    closure,
    {_SAMPLE}
from quality.known_issues
order by is_open desc, case severity when 'high' then 1 when 'medium' then 2 else 3 end, issue_id"""
