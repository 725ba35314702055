"""The marts from inputs made by hand, beside figures worked out by hand; nothing of landing or release is used."""

import csv
import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from support import dbt_harness
from support.dbt_harness import Inputs, query

AS_OF = "2024-06-30"
RUN = {"run_id": "run_1", "release_id": "20240701_080000", "as_of": AS_OF, "is_sample": False, "git_commit": "abc"}
SEEDS = dbt_harness.PROJECT.parent / "seeds"
SDG = "SDG_0831_SEX_ECO_RT_A"


def _observations(inputs: Inputs) -> None:
    total = {"sex": "SEX_T", "classif1": "ECO_AGNAG_TOTAL", "time": "2021"}
    afghan = {"ref_area": "AFG", "resolved_ref_area": "AFG", "source": "BA:1", "note_source": "R1:3513_S3:8"}
    world = {"ref_area": "X01", "resolved_ref_area": "X01", "source": "XA:8405"}
    first = [{**afghan, **total, "obs_value": "86.431"}, {**world, **total, "obs_value": "58.2"}]
    second = [
        {**afghan, **total, "obs_value": "86.5"},
        {**afghan, **total, "sex": "SEX_F", "obs_value": None, "obs_status": "U"},
        {**world, **total, "obs_value": "0"},
    ]
    inputs.snapshot("a1", "ilostat", SDG, first, known_from="2023-06-01T00:00:00Z")
    inputs.snapshot("a2", "ilostat", SDG, second, known_from="2024-02-01T00:00:00Z")
    inputs.snapshot("a3", "ilostat", SDG, first[:1], known_from="2024-05-01T00:00:00Z", is_partial=True)


def _labels(inputs: Inputs) -> None:
    """A label file that is an extract and the only snapshot of its dataset; half of its labels are awkward."""
    row = {"source_label": "LFS - Labour Force Survey", "sex_label": "Sex: Total", "time": "2020Q2", "obs_value": "1.5"}
    rows = [
        {**row, "ref_area_label": "Afghanistan", "resolved_ref_area": "AFG"},
        {**row, "ref_area_label": "Albania", "resolved_ref_area": "ALB"},
        {**row, "resolved_ref_area": "KEN", "source_label": "ILO - Modelled Estimates", "sex_label": "Sexe : Femmes"},
        {**row, "resolved_ref_area": "KEN", "sex_label": "Martians", "classif1_label": "Type: Total"},
        {**row, "resolved_ref_area": "KEN", "source_label": None, "obs_status_label": "Unreliable"},
    ]
    inputs.snapshot("b1", "ilostat", "UNE_DEAP_SEX_RT_Q", rows, is_partial=True, layout="label")


def _dictionaries(inputs: Inputs) -> None:
    def entries(variable: str, *pairs: tuple[str, str]) -> list[dict[str, Any]]:
        return [{"variable": variable, "code": code, "label": label, "language": "en"} for code, label in pairs]

    old = entries("source", ("BA:7", "AFG - LFS - Labour Force Survey"), ("BA:1", "AFG - HS - Household Survey"))
    new = entries(
        "source",
        ("BA:8", "AFG - LFS - Labour Force Survey"),
        ("BA:5", "ALB - LFS - Labour Force Survey"),
        ("BA:6", "ALB - LFS - Labour Force Survey"),
    )
    twice = entries("classif1", ("VOL_TYPE_TOTAL", "Type: Total"), ("CAT_UNE_TOTAL", "Type: Total"))
    french = [{"variable": "sex", "code": "SEX_F", "label": "Sexe : Femmes", "language": "fr"}]
    inputs.snapshot("d1", "ilostat_dictionaries", "source_en", old, known_from="2021-01-01T00:00:00Z")
    inputs.snapshot("d2", "ilostat_dictionaries", "source_en", new, known_from="2023-01-01T00:00:00Z")
    inputs.snapshot("d3", "ilostat_dictionaries", "classif1_en", twice)
    inputs.snapshot("d4", "ilostat_dictionaries", "sex_fr", french)


def _register(inputs: Inputs) -> None:
    def report(phase: str, period: str, status: str, submitted: str, **more: str) -> dict[str, Any]:
        keys = {"phase_id": phase, "output_id": phase[:3], "reporting_period_id": period, "status": status}
        return {**keys, "submitted_on": submitted, "reporter": "Unit A", "place": "Milestones!A5", **more}

    first = [
        report("O01-S1", "2023H2", "in_progress", "2024-01-20", forecast_date="2024-03-31"),
        report("O13-S1", "2023H2", "in_progress", "2024-01-20", forecast_date="2025-02-28"),
        report("O16-S1", "2023H2", "active", "2024-01-20", evidence_link="https://example.org/log"),
        report("O18-S1", "2023H2", "cancelled", "2024-01-20", reason="merged"),
    ]
    later = [
        report("O01-S1", "2023H2", "completed", "2024-02-10", actual_date="2023-11-30", reason="correction"),
        report("O08-S1", "2024H1", "completed", "2024-06-28", actual_date="2024-06-20"),
        report("O09-S1", "2024H1", "completed", "2024-06-28", actual_date="2024-07-15"),
        report("O15-S1", "2023H2", "completed", "2024-02-10", actual_date="2024-01-31"),
    ]
    unknown = [report("O02-S1", "2024H1", "completed", "2024-07-20", actual_date="2023-12-31")]
    inputs.snapshot("r1", "register", "milestone_reports", first, known_from="2024-01-20T00:00:00Z", is_sample=False)
    inputs.snapshot("r2", "register", "milestone_reports", later, known_from="2024-06-28T00:00:00Z")
    inputs.snapshot("r3", "register", "milestone_reports", unknown, known_from="2024-06-30T23:00:00Z")


def _check(check_id: str, outcome: str) -> dict[str, Any]:
    return {
        "run_id": "run_1", "check_id": check_id, "check_name": check_id, "kind": "dbt", "severity": "error",
        "schema_name": "indicators", "table_name": "observations", "dimension": "validity", "owner": "Statistics",
        "description": "A rule", "reason": "Why", "remedy": "Mend it", "outcome": outcome, "failing_count": 0,
        "executed_at": datetime(2024, 7, 1),  # noqa: DTZ001 - as dbt gives it
    }  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both phases, unit tests included."""
    folder = tmp_path_factory.mktemp("dbt_marts")
    inputs = Inputs(folder)
    for part in (_observations, _labels, _dictionaries, _register):
        part(inputs)
    refused = {"rejected_id": "x1", "file_name": "page.csv", "rule": "not_html", "message": "It is a web page."}
    inputs.rejected = [{**refused, "error_count": 1, "rejected_at": "2024-06-01T10:00:00Z"}]
    variables = {**RUN, "inputs_dir": str(inputs.write()), "built_at": "2024-07-01T08:00:00Z"}
    first = dbt_harness.dbt(folder, "build", "--exclude", "tag:closing", **variables)
    assert not dbt_harness.problems(first)
    inputs.write_check_results([_check("one", "pass"), _check("two", "warn")])
    second = dbt_harness.dbt(folder, "build", "--select", "tag:closing", **variables)
    assert not dbt_harness.problems(second)
    return folder


def test_the_current_snapshot_is_the_latest_complete_one_else_an_extract(built: Path) -> None:
    found = query(built, "select snapshot_id, is_current, loaded_row_count, null_value_count from indicators.datasets")
    assert sorted(found) == [("a1", False, 2, 0), ("a2", True, 3, 1), ("a3", False, 1, 0), ("b1", True, 5, 0)]
    assert query(built, "select distinct snapshot_id, is_partial from indicators.observations order by 1") == [
        ("a2", False),
        ("b1", True),
    ]


def test_every_row_of_every_file_is_in_the_audit_trail(built: Path) -> None:
    found = query(
        built,
        "select snapshot_id, count(*), count(distinct row_number), count(value), round(sum(value), 3) "
        "from indicators.observation_vintages group by snapshot_id order by 1",
    )
    assert found == [("a1", 2, 2, 2, 144.631), ("a2", 3, 3, 2, 86.5), ("a3", 1, 1, 1, 86.431), ("b1", 5, 5, 5, 7.5)]


def test_codes_are_read_into_words_and_values_keep_their_status(built: Path) -> None:
    found = query(
        built,
        "select reference_area_code, source_label, sex_label, classification_1_label, time_period, year, "
        "frequency_code, value, observation_status_code, observation_status_label, source_note, is_modelled "
        "from indicators.observations where snapshot_id = 'a2' order by row_number",
    )
    words = ("Total", "Economic activity (Agriculture, Non-Agriculture): Total", "2021", 2021, "A")
    note = "Repository (R1:3513) | Reference period (S3:8)"
    household = "HS - Household Survey"
    assert found == [
        ("AFG", household, *words, 86.5, None, None, note, False),
        ("AFG", household, "Female", *words[1:], None, "U", "Unreliable", note, False),
        ("X01", "XA:8405", *words, 0.0, None, None, None, True),
    ]


def test_labels_find_their_code_or_none_but_never_a_guess(built: Path) -> None:
    found = query(
        built,
        "select reference_area_code, source_code, sex_code, classification_1_code, observation_status_code, "
        "is_modelled, year, frequency_code from indicators.observations where snapshot_id = 'b1' order by row_number",
    )
    assert found == [
        ("AFG", "BA:8", "SEX_T", None, None, False, 2020, "Q"),  # the newer dictionary wins over the older
        ("ALB", None, "SEX_T", None, None, False, 2020, "Q"),  # two codes share the label
        ("KEN", None, "SEX_F", None, None, True, 2020, "Q"),  # no dictionary has the source; it names ILO itself
        ("KEN", None, None, None, None, False, 2020, "Q"),
        ("KEN", None, "SEX_T", None, "U", None, 2020, "Q"),  # no source is named: modelled or not is unknown
    ]
    kept = query(built, "select source_label, sex_label, classification_1_label from indicators.observations "
                        "where snapshot_id = 'b1' and row_number = 4")  # fmt: skip
    assert kept == [("LFS - Labour Force Survey", "Martians", "Type: Total")]
    unresolved = query(built, "select snapshot_id, unresolved_label_count from indicators.datasets order by 1")
    # ALB's and KEN's sources, KEN's modelled one, Martians, Type: Total
    assert unresolved == [("a1", 0), ("a2", 0), ("a3", 0), ("b1", 5)]


def test_aggregates_are_told_from_countries(built: Path) -> None:
    areas = "select reference_area_code, area_type, iso_alpha2_code, region_code from indicators.reference_areas "
    assert query(built, areas + "where reference_area_code in ('AFG', 'NAM', 'X01') order by 1") == [
        ("AFG", "country", "AF", "X40"),
        ("NAM", "country", "NA", "X06"),
        ("X01", "aggregate", None, None),
    ]


def test_phases_stand_as_the_reports_say(built: Path) -> None:
    found = query(
        built,
        "select phase_id, reading, status, delay_days, is_due from monitoring.milestone_status where phase_id in "
        "('O01-S1', 'O08-S1', 'O09-S1', 'O13-S1', 'O15-S1', 'O16-S1', 'O18-S1', 'O20-S1') order by 1, 2 desc",
    )
    assert found == [
        ("O01-S1", "primary", "achieved_on_time", -31, True),
        ("O01-S1", "alternative", "achieved_on_time", -31, True),
        ("O08-S1", "primary", "achieved_on_time", -194, False),
        ("O08-S1", "alternative", "achieved_late", 172, True),
        ("O09-S1", "primary", "not_due", None, False),  # its completion lies after the as-of date
        ("O09-S1", "alternative", "overdue", 182, True),
        ("O13-S1", "primary", "not_due", 59, False),
        ("O13-S1", "alternative", "overdue", 425, True),
        ("O15-S1", "primary", "achieved_late", 31, True),
        ("O15-S1", "alternative", "achieved_late", 31, True),
        ("O16-S1", "primary", "active", None, False),
        ("O16-S1", "alternative", "active", None, False),
        ("O18-S1", "primary", "cancelled", None, False),
        ("O18-S1", "alternative", "cancelled", None, False),
        ("O20-S1", "primary", "not_reported", None, True),
        ("O20-S1", "alternative", "not_due", None, False),
    ]


def test_due_phases_equal_an_independent_reading_of_the_plan(built: Path) -> None:
    with (SEEDS / "strategy" / "phasing.csv").open(encoding="utf-8-sig", newline="") as file:
        plan = [row for row in csv.DictReader(file) if row["nature"] == "discrete" and row["segment_id"] != "O18-S1"]
    due = Counter()
    for row in plan:
        ends = {"primary": row["year_end"], "alternative": row["alt_year_end"] or row["year_end"]}
        due.update(reading for reading, year in ends.items() if date(int(year), 12, 31) <= date.fromisoformat(AS_OF))
    found = query(built, "select reading, count(*) from monitoring.milestone_status where is_due group by reading")
    assert dict(found) == due == {"primary": 10, "alternative": 12}


def test_only_reports_known_at_the_as_of_date_are_published(built: Path) -> None:
    found = query(built, "select report_id, status, is_latest from monitoring.milestone_reports order by phase_id, 1")
    assert ("r1_1", "in_progress", False) in found
    assert ("r2_1", "completed", True) in found
    assert "r3_1" not in {row[0] for row in found}
    assert len(found) == 8


def test_sums_and_counts_of_the_strategy_are_those_of_its_files(built: Path) -> None:
    tables = "outputs phases phase_years synergies building_blocks commitments governance_events resource_envelopes"
    counts = [query(built, f"select count(*) from strategy.{table}")[0][0] for table in tables.split()]
    assert counts == [20, 41, 100, 54, 50, 8, 8, 7]
    assert query(built, "select sum(low_amount_usd), sum(high_amount_usd) from strategy.resource_envelopes") == [
        (18_500_000.0, 25_000_000.0)
    ]
    assert query(built, "select start_date, end_date from strategy.governance_events where event_id = 'EV02'") == [
        (date(2022, 10, 1), date(2022, 11, 30))
    ]


def test_quality_and_guide_say_what_the_run_did(built: Path) -> None:
    assert query(built, "select check_id, outcome from quality.results order by 1") == [
        ("one", "pass"),
        ("two", "warn"),
    ]
    assert query(built, "select count(*) from quality.checks") == [(2,)]
    assert query(built, "select rejected_id, rejected_at from quality.rejected_files") == [
        ("x1", datetime(2024, 6, 1, 10))  # noqa: DTZ001 - stored in UTC without a zone
    ]
    facts = "select release_id, as_of_date, is_sample, run_id, git_commit, built_at from guide.release"
    stamp = datetime(2024, 7, 1, 8)  # noqa: DTZ001 - stored in UTC without a zone
    assert query(built, facts) == [("20240701_080000", date(2024, 6, 30), False, "run_1", "abc", stamp)]
    assert query(built, "select count(*) from guide.inputs") == [(11,)]


def test_the_dictionary_and_the_comments_are_those_of_the_tables_that_exist(built: Path) -> None:
    published = "('strategy', 'indicators', 'monitoring', 'evaluation', 'quality', 'guide')"
    exist = query(
        built,
        "select c.schema_name, c.table_name, c.column_name, c.column_index, lower(c.data_type), "
        "regexp_replace(trim(c.comment), '\\s+', ' ', 'g'), regexp_replace(trim(t.comment), '\\s+', ' ', 'g') "
        f"from duckdb_columns() c join duckdb_tables() t using (schema_name, table_name) "
        f"where c.schema_name in {published} order by 1, 2, 4",
    )
    listed = query(
        built,
        "select schema_name, table_name, column_name, column_position, data_type, description, table_description "
        "from guide.dictionary where kind = 'column' order by 1, 2, 4",
    )
    assert listed == exist
    assert all(all(row) for row in listed)


def test_the_dictionary_says_of_every_table_which_columns_tell_its_rows_apart(built: Path) -> None:
    """What `dwsc diff` pairs the rows of two releases by."""
    keys = query(
        built,
        "select schema_name, table_name, string_agg(column_name, ', ' order by key_position) from guide.dictionary "
        "where key_position is not null group by schema_name, table_name",
    )
    schemas = "('strategy', 'indicators', 'monitoring', 'evaluation', 'quality', 'guide')"
    assert len(keys) == query(built, f"select count(*) from duckdb_tables() where schema_name in {schemas}")[0][0]
    assert ("monitoring", "milestone_status", "phase_id, reading") in keys
    for schema, table, key in keys:
        repeated = f"select {key} from {schema}.{table} group by {key} having count(*) > 1"
        assert not query(built, repeated), (schema, table, key)


def test_properties_of_unpublished_models_list_the_columns_that_exist(built: Path) -> None:
    """Dbt holds marts to their contract; staging and intermediate are held here."""
    nodes = json.loads((built / "target" / "manifest.json").read_text())["nodes"].values()
    stated = {
        (node["schema"], node["alias"], column)
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] in {"staging", "intermediate"}
        for column in node["columns"]
    }
    exist = query(
        built,
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where schema_name in ('staging', 'intermediate')",
    )
    assert stated == set(exist)
