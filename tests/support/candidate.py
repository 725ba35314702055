"""A candidate made by hand: every published table with the columns that the rules read, and right values."""

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
        "select 'R1' as report_id, date '2023-12-01' as actual_date, date '2024-01-31' as submitted_date"
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
        "select dataset_code, 'A' || area as reference_area_code, year, 5.0::double as value, false as is_partial "
        "from (values ('SHARE_A'), ('GAP_A'), ('SCORE_A'), ('RATIO_A')) as listed(dataset_code), "
        "range(20) as areas(area), (values (2024), (2025)) as years(year)"
    ),
    "quality.freshness": (
        "select 'SHARE_A' as dataset_code, 'SHARE_A1' as snapshot_id, timestamp '2026-01-01' as known_from, "
        "timestamp '2026-06-01' as checked_at, false as is_stale, null::varchar as stale_reason"
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
        for key in PUBLISHED:
            connection.execute(f"create schema if not exists {key.split('.')[0]}")
            connection.execute(f"create table {key} as {_TABLES.get(key, 'select 1 as id')}")
        connection.execute(f"create table indicators.label_changes as {_LABEL_CHANGES}")
        connection.execute("drop table indicators.observation_vintages")
        connection.execute("create table indicators.observation_vintages as select * from indicators.observations")
    return path
