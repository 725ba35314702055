"""A candidate made by hand: every published table with the columns that the rules read, and right values."""

from pathlib import Path

import duckdb

from expectations.suites.whole_file import PUBLISHED

_TABLES = {
    "strategy.outputs": "select 'O01' as output_id, 'AA1' as action_area_id, 2 as phase_count",
    "strategy.action_areas": "select 'AA1' as action_area_id",
    "monitoring.milestone_reports": (
        "select 'R1' as report_id, date '2023-12-01' as actual_date, date '2024-01-31' as submitted_date"
    ),
    "monitoring.milestone_status": (
        "select 'O01-S1' as phase_id, reading, 'R1' as report_id, 10 as delay_days "
        "from (values ('primary'), ('alternative')) as readings(reading)"
    ),
    "indicators.indicators": (
        "select * from (values ('SHARE_A', '%', 'up'), ('GAP_A', '%', 'toward_zero'), "
        "('SCORE_A', 'score 0-10', 'down'), ('RATIO_A', 'ratio', 'up')) as listed(dataset_code, unit, direction)"
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
