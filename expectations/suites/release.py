"""Rules on the candidate as a whole: what must hold in every table of a release, whatever it is about.

Owns: finite numbers, one kind of data, origins that are there, and that what was handed in reaches its table.
Never: counts the rows of files, staging and observations again (dbt tests and quality.reconciliation do).
"""

from expectations.every_table import FLOATING
from expectations.rules import Facts, Rule, no_rows, no_rows_in_every_table

FIGURES, REGISTERS = "monitoring.figures", "staging.stg_register__rows"
VERSIONS, SURVEYS = "evaluation.versions", "staging.stg_survey__rows"
_SNAPSHOTS = "staging.stg_landing__snapshots"
# What a row of the register is about, and the tables that must hold it.
_REGISTER = {
    "milestone": ("monitoring.milestone_reports",),
    "evidence": ("monitoring.evidence_items",),
    "money": ("monitoring.expenditures", "monitoring.resource_commitments"),
    "narrative": ("monitoring.output_narratives",),
    "result": ("monitoring.output_results",),
}


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on the release as a whole."""
    return (*_everywhere(), *_handed_in(facts))


def _everywhere() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-REL-001", "every_number_is_finite", FIGURES, "validity",
            "No number in any table is infinite or not a number",
            "Look at the model of the table shown: a division without nullif, or a damaged snapshot",
            no_rows_in_every_table(
                FLOATING,
                "select '{table}' as table_name, count(*) as row_count from {table} where {any} having count(*) > 0",
            ),
        ),
        Rule(
            "DWSC-REL-002", "sample_and_real_data_never_meet", FIGURES, "integrity",
            "Every row of every table is marked as sample where the files are, and as real where they are",
            "Stop: invented figures stand beside real ones. Look at is_sample in the model of the table shown",
            no_rows_in_every_table(
                "is_sample",
                "select '{table}' as table_name, is_sample, count(*) as row_count from {table} "
                f"where is_sample is distinct from (select bool_or(is_sample) from {_SNAPSHOTS}) "
                # The targets that the strategy itself sets are real in a home of the sample too.
                "and not ('{table}' = 'indicators.targets' and not is_sample) group by is_sample",
            ),
        ),
        Rule(
            "DWSC-REL-003", "every_figure_leads_to_a_file_that_was_read", FIGURES, "integrity",
            "Every snapshot that a row of any table names is one that this run read",
            "Run with --full; if it stays, the model of the table shown takes its snapshot from elsewhere",
            no_rows_in_every_table(
                "snapshot_id old_snapshot_id new_snapshot_id current_snapshot_id previous_snapshot_id",
                "select '{table}' as table_name, {column} as snapshot_id, count(*) as row_count from {table} "
                f"where {{column}} not in (select snapshot_id from {_SNAPSHOTS}) group by {{column}}",
            ),
        ),
    )  # fmt: skip


def _handed_in(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-REL-011", "what_registers_say_reaches_its_table", REGISTERS, "completeness",
            "As many reports, items of evidence, amounts, narratives and results stand in schema monitoring as were "
            "handed in",
            "The models lost rows of registers: compare the rows of the snapshot shown with the table shown",
            no_rows(" union all ".join(_lost(record, tables) for record, tables in _REGISTER.items())),
            column="record", needs="register",
        ),
        Rule(
            "DWSC-REL-012", "what_evaluations_say_reaches_the_versions", VERSIONS, "completeness",
            "Every row of an evaluation workbook known on the as-of date stands in evaluation.versions",
            "The models lost rows of the workbook: compare place in both tables",
            no_rows(
                "select snapshot_id, place from staging.stg_evaluation__rows "
                f"where submitted_date is null or submitted_date <= date '{facts.as_of}' "
                "except select snapshot_id, place from {batch}"
            ),
            needs="evaluation",
        ),
        Rule(
            "DWSC-REL-013", "every_survey_item_that_was_answered_is_shown", SURVEYS, "completeness",
            "Each item of each wave that somebody answered has a row in evaluation.constituent_views",
            "The models lost answers: compare item_id of the survey shown in both tables",
            no_rows(
                "select survey_id, item_id from {batch} where record = 'response' "
                "except select survey_id, item_id from evaluation.constituent_views"
            ),
            column="item_id", needs="survey",
        ),
    )  # fmt: skip


def _lost(record: str, tables: tuple[str, ...]) -> str:
    held = " union all ".join(f"select snapshot_id from {table}" for table in tables)
    return (
        f"select '{record}' as record, handed_in.snapshot_id, handed_in.row_count, "
        "coalesce(held.row_count, 0) as held_row_count from "
        "(select snapshot_id, count(*) as row_count from {batch} "
        f"where record = '{record}' group by snapshot_id) as handed_in left join "
        f"(select snapshot_id, count(*) as row_count from ({held}) as rows_held group by snapshot_id) as held "
        "on handed_in.snapshot_id = held.snapshot_id where handed_in.row_count > coalesce(held.row_count, 0)"
    )
