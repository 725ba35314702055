"""A candidate made by hand: every table that the rules read, with the columns that they read, and right values."""

from pathlib import Path

import duckdb

from expectations.suites.whole_file import PUBLISHED

_PROGRESS = (
    "'AA1' as action_area_id, '2024H1' as reporting_period_id, 'primary' as reading, 2 as due_count, "
    "1 as due_on_time_count, 1 as achieved_late_count, 0 as overdue_count, 0 as not_reported_count, "
    "0.5 as on_time_rate, 3 as active_phase_periods, 4 as elapsed_phase_periods, 0.75 as activity_rate"
)
_TABLES = {
    "strategy.outputs": "select 'O01' as output_id, 'AA1' as action_area_id, 2 as phase_count",
    "strategy.action_areas": "select 'AA1' as action_area_id",
    "monitoring.milestone_reports": (
        "select 'R1' as report_id, date '2023-12-01' as actual_date, date '2024-01-31' as submitted_date, "
        "'r1' as snapshot_id"
    ),
    "monitoring.milestone_status": (
        "select 'O01-S1' as phase_id, reading, 'R1' as report_id, 10 as delay_days, 'overdue' as status "
        "from (values ('primary'), ('alternative')) as readings(reading)"
    ),
    "strategy.phases": "select 'O01-S1' as phase_id",
    "monitoring.output_progress": f"select 'O01' as output_id, {_PROGRESS}",
    "monitoring.action_area_progress": f"select {_PROGRESS}",
    "monitoring.resource_absorption": (
        "select 'AA1' as action_area_id, estimable as full_cost_estimable, share as share_of_low, "
        "share as share_of_high from (values (true, 0.5), (false, null)) as listed(estimable, share)"
    ),
    "monitoring.attention": (
        "select rank, 'ATT-01' as rule_id, 'It was due' as reason from range(1, 4) as ranks(rank)"
    ),
    "indicators.indicators": (
        "select * from (values ('SHARE_A', 'percent', 0, 100), ('GAP_A', 'percent', null, 100), "
        "('SCORE_A', 'index', 0, 10), ('RATIO_A', 'rate', 0, null)) "
        "as listed(dataset_code, measure_type, natural_limit_low, natural_limit_high)"
    ),
    "indicators.datasets": (
        "select dataset_code || '1' as snapshot_id, dataset_code, 'a.csv' as file_name, "
        "40 as row_count, 40 as loaded_row_count, "
        "40 as key_count, 0 as null_value_count, 0 as unresolved_label_count, false as is_partial, true as is_sample, "
        "timestamp '2026-01-01' as known_from, true as is_current, 1 as vintage_no "
        "from (values ('SHARE_A'), ('GAP_A'), ('SCORE_A'), ('RATIO_A')) as listed(dataset_code)"
    ),
    "indicators.observations": (
        "select dataset_code, 'A' || area as reference_area_code, year, 5.0::double as value, false as is_partial, "
        "true as is_sample, dataset_code || '1' as snapshot_id, 'BA:1' as source_code, 'SEX_T' as sex_code, "
        "null::varchar as classification_1_code, null::varchar as classification_2_code, "
        "year::varchar as time_period "
        "from (values ('SHARE_A'), ('GAP_A'), ('SCORE_A'), ('RATIO_A')) as listed(dataset_code), "
        "range(20) as areas(area), (values (2024), (2025)) as years(year)"
    ),
    "quality.freshness": (
        "select 'SHARE_A' as dataset_code, 'SHARE_A1' as snapshot_id, timestamp '2026-01-01' as known_from, "
        "timestamp '2026-06-01' as checked_at, false as is_stale, null::varchar as stale_reason"
    ),
}
# Tables that the gate reads and whole_file does not list: staging, and those that may have no rows.
_FURTHER = {
    "staging.stg_landing__snapshots": (
        "select *, true as is_sample, source || '.csv' as file_name, timestamp '2026-01-01' as known_from from (values "
        "('SHARE_A1', 'ilostat', 'SHARE_A', 40), ('GAP_A1', 'ilostat', 'GAP_A', 40), ('GAP_A0', 'ilostat', '', 1), "
        "('SCORE_A1', 'ilostat', 'SCORE_A', 40), ('RATIO_A1', 'ilostat', 'RATIO_A', 40), "
        "('d1', 'ilostat_dictionaries', 'indicator_en', 2), ('a1', 'ilostat_areas', 'areas', 1), "
        "('r1', 'register', 'milestone_reports', 5), ('s1', 'survey', 'survey', 12), "
        "('e1', 'evaluation', 'evaluation', 2)) as listed(snapshot_id, source, dataset_code, row_count)"
    ),
    "staging.stg_ilostat__observations": (
        "select snapshot_id, row_number() over () as row_number, time_period, "
        "replace(dataset_code, '_A', '') as indicator_code from indicators.observations"
    ),
    "staging.stg_ilostat__dictionary_entries": "select 'd1' as snapshot_id, 'C' || no as code from range(2) as n(no)",
    "staging.stg_ilostat__areas": "select 'a1' as snapshot_id, 2010 as data_start_year, 2024 as data_end_year",
    "staging.stg_register__rows": (
        "select 'r1' as snapshot_id, record, 'A' || no as place, date '2024-01-31' as submitted_date, "
        "case record when 'money' then 1000.0::double end as amount, 'USD' as currency, null::double as usd_rate "
        "from (values ('milestone', 1), ('evidence', 2), ('money', 3), ('narrative', 4), ('result', 5)) "
        "as listed(record, no)"
    ),
    "staging.stg_survey__rows": (
        "select 's1' as snapshot_id, 'response' as record, 'S' as survey_id, '2026' as wave, 'I1' as item_id, "
        "'P' || no as respondent_id, 1.0::double as weight from range(12) as people(no)"
    ),
    "staging.stg_evaluation__rows": (
        "select 'e1' as snapshot_id, 'A' || no as place, date '2026-03-27' as submitted_date, "
        "date '2026-03-01' as rated_date, 'E1' as evidence_id, date '2025-01-01' as evidence_date "
        "from range(2) as numbers(no)"
    ),
    "staging.stg_catalogue__declared_losses": (
        "select 'X'::varchar as dataset_code, null::integer as year, 0::bigint as least_row_count, "
        "date '2026-01-01' as declared_date, 'Unit A' as declared_by, 'withdrawn' as reason where false"
    ),
    "monitoring.evidence_items": "select 'r1' as snapshot_id",
    "monitoring.expenditures": "select 'r1' as snapshot_id where false",
    "monitoring.resource_commitments": "select 'r1' as snapshot_id",
    "monitoring.output_narratives": "select 'r1' as snapshot_id",
    "monitoring.output_results": "select 'r1' as snapshot_id",
    "evaluation.versions": "select snapshot_id, place from staging.stg_evaluation__rows",
    "evaluation.constituent_views": (
        "select survey_id, '2026' as wave, item_id, constituent_group, is_suppressed, "
        "case when not is_suppressed then 10 end as response_count, "
        "case when not is_suppressed then 12 end as respondent_count, 20 as population_count, "
        "case when not is_suppressed then 2 end as answer_1_count, "
        "case when not is_suppressed then 2 end as answer_2_count, "
        "case when not is_suppressed then 2 end as answer_3_count, "
        "case when not is_suppressed then 2 end as answer_4_count, "
        "case when not is_suppressed then 2 end as answer_5_count, "
        "case when not is_suppressed then 4 end as top_two_count, case when not is_suppressed then 0.4 end as share, "
        "case when not is_suppressed then 0.4 end as weighted_share, "
        "case when not is_suppressed then 0.2 end as interval_low, "
        "case when not is_suppressed then 0.6 end as interval_high, case when not is_suppressed then 3 end as median, "
        "null::double as change from (values ('S', 'I1', 'workers', false), ('S', 'I1', 'employers', true)) "
        "as listed(survey_id, item_id, constituent_group, is_suppressed)"
    ),
    "evaluation.view_divergence": (
        "select 'S' as survey_id, 3 as group_count, 0.1 as divergence, 0.4 as tripartite_share, 0.5 as pooled_share"
    ),
    "evaluation.ratings": "select true as is_current, false as is_draft, 2 as accepted_evidence_count",
    "evaluation.impact_estimates": (
        "select 'D01' as design_id, -0.1 as estimate, -0.2 as interval_low, 0.1 as interval_high, 0.2 as p_value"
    ),
    "evaluation.impact_diagnostics": (
        "select 'D01' as design_id, 0.1 as value, 0.0 as interval_low, 0.2 as interval_high, 0.2 as p_value, "
        "0.05 as standard_error"
    ),
    "evaluation.change_since_baseline": (
        "select 'OI01' as indicator_id, 0.8 as before_coverage, 0.8 as after_coverage, 4 as before_count, "
        "5 as before_expected_count, 4 as after_count, 3 as after_expected_count, true as has_unfinished_year"
    ),
    "indicators.regional_aggregates": (
        "select *, value_given::double as value, 'SHARE_A1' as snapshot_id, true as is_sample from (values "
        "('SHARE_A', 50, 1.0, 0.5), ('GAP_A', -5, null, 0.0)) "
        "as listed(dataset_code, value_given, covered_weight_share, survey_share)"
    ),
}
# Old news, and an apostrophe: neither is a reason to warn.
_LABEL_CHANGES = (
    "select * from (values ('GAP_A', 'GAP_A0', timestamp '2025-01-01', true), "
    "('GAP_A', 'GAP_A1', timestamp '2026-01-01', false), ('indicator_en', 'd1', timestamp '2025-01-01', true)) "
    "as listed(dataset_code, new_snapshot_id, new_known_from, is_meaning_change)"
)


def make_candidate(path: Path) -> Path:
    """Write the file; every rule of the gate holds in it on 30 June 2026."""
    with duckdb.connect(str(path)) as connection:
        for key, select in ({key: _TABLES.get(key, "select 1 as id") for key in PUBLISHED} | _FURTHER).items():
            connection.execute(f"create schema if not exists {key.split('.')[0]}")
            connection.execute(f"create table {key} as {select}")
        connection.execute(f"create table indicators.label_changes as {_LABEL_CHANGES}")
        connection.execute("drop table indicators.observation_vintages")
        connection.execute("create table indicators.observation_vintages as select * from indicators.observations")
    return path


def write_observations(candidate: Path, path: Path) -> Path:
    """The observations of a candidate as the release before would have published them."""
    with duckdb.connect(str(candidate), read_only=True) as connection:
        connection.execute(f"copy indicators.observations to '{path}' (format parquet)")
    return path
