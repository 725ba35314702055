"""The queries behind quality.html, and the sentences that explain their tables.

Owns: which columns the page shows, in which order, and under which headings.
Never: computes what a table of the release does not say, counts and sums apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """One query and the sentence under the caption of its table."""

    sql: str
    note: str = ""


_JOINED = """from quality.checks as checks
inner join quality.results as results on results.check_id = checks.check_id"""
_COUNTS = """count(*) as "Checks",
    count(*) filter (where results.outcome = 'pass') as "Passed",
    count(*) filter (where results.outcome = 'warn') as "Warning",
    count(*) filter (where results.outcome = 'fail') as "Failed",
    count(*) filter (where results.outcome not in ('pass', 'warn', 'fail')) as "Could not run" """
_URGENCY = "case results.outcome when 'pass' then 3 when 'warn' then 2 else 1 end"
_FRESHNESS_ORDER = "case freshness when 'stale' then 1 when 'not_known' then 2 else 3 end"

OUTCOMES = f"select results.outcome, count(*) {_JOINED} group by results.outcome order by results.outcome"

BROKEN = Query(
    f"""select
    checks.description as "Rule",
    results.outcome as "Outcome",
    checks.schema_name || '.' || checks.table_name as "Table",
    results.failing_count as "Rows that break it",
    results.checked_count as "Rows looked at",
    replace(results.failing_subjects, ';', '; ') as "Datasets and indicators",
    checks.reason as "Why there is this rule",
    checks.remedy as "What to do",
    checks.owner as "Owner",
    checks.check_id as "Check"
{_JOINED}
where results.outcome <> 'pass'
order by {_URGENCY}, checks.check_id""",
    "A warning does not keep a release from being published; read it before you use the datasets that it names.",
)
BY_DIMENSION = Query(
    f"""select checks.dimension as "Side of quality", {_COUNTS}
{_JOINED}
group by checks.dimension
order by checks.dimension"""
)
BY_SCHEMA = Query(
    f"""select coalesce(checks.schema_name, 'files that were handed in') as "Subject", {_COUNTS}
{_JOINED}
group by checks.schema_name
order by checks.schema_name""",
    "Staging and intermediate are steps on the way from files to the published tables.",
)
ALL_CHECKS = Query(
    f"""select
    checks.check_id as "Check",
    checks.description as "Rule",
    results.outcome as "Outcome",
    checks.dimension as "Side of quality",
    case checks.severity when 'error' then 'yes' else 'no' end as "Blocks a release",
    results.failing_count as "Rows that break it",
    results.checked_count as "Rows looked at"
{_JOINED}
order by {_URGENCY}, checks.schema_name, checks.table_name, checks.check_id"""
)
ALL_CHECKS_NOTE = "Each check has its owner, the reason for it and what to do in the table quality.checks."

_SIDES = (
    "validity", "integrity", "precision", "reliability", "timeliness", "completeness", "uniqueness", "reference",
)  # fmt: skip
_STATUSES = ",\n    ".join(f'scorecard.{side}_status as "{side.capitalize()}"' for side in _SIDES)
SCORECARD = Query(
    f"""select
    scorecard.indicator_id || coalesce(': ' || indicators.indicator_label, '') as "Indicator",
    scorecard.checks_passed as "Passed",
    scorecard.checks_warned as "Warning",
    scorecard.checks_failed as "Failed",
    {_STATUSES},
    scorecard.freshness as "Freshness",
    cast(round(100 * scorecard.coverage) as integer) as "Countries with a national value in the last five years, %"
from quality.scorecard as scorecard
left join indicators.indicators as indicators on indicators.indicator_id = scorecard.indicator_id
where scorecard.is_this_release
order by scorecard.checks_failed desc, scorecard.checks_warned desc, scorecard.indicator_id"""
)
SCORECARD_NOTE = (
    "Every check that looks at a value of the indicator counts. ○ not checked is no pass: no check looked at that side."
)
FRESHNESS = Query(
    f"""select
    coalesce(unit_label, unit_id) as "What",
    replace(source, '_', ' ') as "Source",
    rhythm as "Rhythm",
    last_seen_date as "Last seen",
    expected_by as "Expected by",
    days_late as "Days late",
    freshness as "Freshness",
    stale_reason as "Why"
from quality.freshness
order by {_FRESHNESS_ORDER}, source, unit_id"""
)
FRESHNESS_NOTE = (
    "Each source is set against its own rhythm, days of grace included. ○ not known: nothing tells when the next is "
    "expected, so nothing is called fresh."
)
STEPS = Query(
    """select
    step as "Step",
    count(*) as "Files, datasets or records",
    sum(case when difference = 0 then 1 else 0 end) as "That add up",
    cast(sum(rows_in) as bigint) as "Rows in",
    cast(sum(rows_out) as bigint) as "Rows out",
    cast(sum(rows_left_out) as bigint) as "Rows left out with a reason"
from quality.reconciliation
group by step_no, step
order by step_no, step"""
)
NOT_ACCOUNTED = Query(
    """select step, source, unit_id, unit_label, rows_in, rows_out, rows_left_out, reason, difference
from quality.reconciliation
where difference is distinct from 0
order by step_no, source, unit_id"""
)
ACCOUNTED_NOTE = (
    "Rows in = rows out + rows left out, at each step from the file to the published table. Of surveys a release tells "
    "no number of rows, only whether they add up."
)
REFUSED = Query(
    """select
    file_name as "File",
    source as "Source",
    rule as "Rule",
    message as "What was wrong",
    error_count as "Errors",
    rejected_at as "Refused at (UTC)"
from quality.rejected_files
order by rejected_at desc, file_name, rejected_id"""
)
REFUSED_NOTE = "Nothing was loaded from these files; each is kept with its reason."
ISSUES = Query(
    """select
    issue as "Issue",
    severity as "Severity",
    workaround as "What to do meanwhile",
    replace(table_names, ';', '; ') as "Tables",
    replace(indicator_ids, ';', '; ') as "Indicators",
    owner as "Owner",
    opened_date as "Known since",
    case when is_open then 'open' else 'mended' end as "State",
    closed_date as "Mended on",
    closure as "How"
from quality.known_issues
order by is_open desc, case severity when 'high' then 1 when 'medium' then 2 else 3 end, issue_id"""
)
ISSUES_NOTE = "What is known to be wrong or missing, whatever the checks say."
