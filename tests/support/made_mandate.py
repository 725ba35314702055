"""Money, promises, links and the mandate of the release made by hand.

Owns: invented rows of those published tables, with every column that their contracts promise.
Never: stands in for the pipeline: what a column means is settled by dbt_models, not here.
"""

import csv
from datetime import date
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import yaml

from warehouse.settings import PROJECT_ROOT

_SEEDS = PROJECT_ROOT / "seeds" / "strategy"
_MARTS = PROJECT_ROOT / "dbt_models" / "models" / "marts"
# Low and high end, committed, spent and whether the full cost can be estimated.
MONEY = {
    "AA1": (5.0e6, 6.5e6, 5.4e6, 2.1e6, True),
    "AA2": (1.5e6, 2.0e6, 0.9e6, 1.1e6, False),
    "AA3": (1.0e6, 1.5e6, 1.9e6, 0.4e6, False),
    "AA4": (8.0e6, 10.0e6, 6.0e6, 0.0, True),
    "AA5": (1.0e6, 2.0e6, 0.0, 0.0, False),
    "AA6": (1.0e6, 1.5e6, 1.0e6, 0.25e6, True),
    "AA7": (1.0e6, 1.5e6, 0.3e6, 0.3e6, True),
}
DONOR = "Fonds *commun* <b>de</b> [test](https://example.org)"  # typed by a reporter: shown as typed, never as markup
_NOT_ESTIMABLE = "No share: the strategy says that the full cost of this area cannot be estimated."
_OWN_SUM = "The strategy prints a range per action area and no total; this sum is ours."


@cache
def promised(schema: str) -> dict[str, dict[str, str]]:
    """Columns with their types, by table, as the properties files of a schema promise them."""
    models = [
        model
        for path in sorted((_MARTS / schema).glob("_*.yml"))
        for model in yaml.safe_load(path.read_text()).get("models", [])
    ]
    return {
        model["name"].removeprefix(f"{schema}__"): {column["name"]: column["data_type"] for column in model["columns"]}
        for model in models
    }


def fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Make a published table with all its promised columns; what a row does not name stays empty."""
    schema, name = table.split(".")
    columns = promised(schema)[name]
    unknown = {key for row in rows for key in row} - set(columns)
    if unknown:
        raise KeyError(f"{table} promises no {', '.join(sorted(unknown))}")
    connection.execute(f"create or replace table {table} ({', '.join(' '.join(pair) for pair in columns.items())})")
    frame = pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=list(columns), dtype=object)
    if rows:
        connection.register("made_rows", frame)
        connection.execute(f"insert into {table} select * from made_rows")
        connection.unregister("made_rows")


def add_mandate(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Add the tables of the pages Resources, Promises and Results framework."""
    _strategy(connection)
    _money(connection, is_sample)
    fill(connection, "monitoring.commitment_status", [_promise(row, is_sample) for row in _seed("commitments")])
    traces = [_trace(row, is_sample) for row in _seed("building_blocks")]
    fill(connection, "monitoring.mandate_trace", traces)
    orphans = [
        ("output", "promise", "C03", "M&E strategy", "It is promised outside the outputs."),
        ("milestone", "output", "O10", "Capacity on enabling rights", "No milestone is planned."),
        ("money", "action area", "AA5", "Development cooperation", "No commitment is recorded."),
    ]
    names = ("step", "subject_kind", "subject_id", "subject_label", "reason")
    rows = [dict(zip(names, row, strict=True)) | {"para": "App.1", "is_sample": is_sample} for row in orphans]
    fill(connection, "monitoring.mandate_orphans", rows)
    tension = {
        "supplier_output_id": "O12", "output_id": "O06", "synergy_id": "SY018", "basis": "explicit",
        "flow": "input_from", "supplier_first_due_year": 2024, "consumer_last_start_year": 2024, "para": "App.14",
    }  # fmt: skip
    fill(connection, "monitoring.planned_tensions", [tension])


def _seed(name: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]


def _strategy(connection: duckdb.DuckDBPyConnection) -> None:
    synergies = [row | {"paragraphs": f"App.{row.pop('para_appendix')}"} for row in _seed("synergies")]
    fill(connection, "strategy.synergies", synergies)
    fill(connection, "strategy.governance_events", [_event(row) for row in _seed("governance_events")])
    goals = [
        {"goal_or_principle_id": row["id"], "kind": row["kind"], "goal_or_principle_label": row["short_label"],
         "paragraphs": f"App.{row['para_appendix']}"}
        for row in _seed("goals_principles")
    ]  # fmt: skip
    fill(connection, "strategy.goals_and_principles", goals)
    areas = [
        {"action_area_id": row["action_area_id"], "action_area_label": row["short_label"],
         "paragraphs": f"App.{row['intro_paras_appendix']}"}
        for row in _seed("action_areas")
    ]  # fmt: skip
    fill(connection, "strategy.action_areas", areas)
    outputs = [
        {"output_id": row["output_id"], "output_no": int(row["output_no"]), "action_area_id": row["action_area_id"],
         "output_label": row["short_label"], "paragraphs": f"App.{row['paras_appendix']}"}
        for row in _seed("outputs")
    ]  # fmt: skip
    fill(connection, "strategy.outputs", outputs)
    phases = [
        {"phase_id": row["segment_id"], "output_id": row["output_id"], "phase_label": row["milestone_label"],
         "nature": row["nature"], "ambiguity_note": row["ambiguity_note"], "start_year": int(row["year_start"]),
         "end_year": int(row["year_end"]), "reading_confidence": row["reading_confidence"]}
        for row in _seed("phasing")
    ]  # fmt: skip
    fill(connection, "strategy.phases", phases)
    connection.execute("alter table indicators.indicators add column level varchar")
    connection.execute("alter table indicators.indicators add column scope varchar")
    indicators = [
        (row["indicator_id"], row["label"], row["unit"], row["level"], row["scope_id"], "proposed")
        for row in _seed("proposed_indicators")
        if row["level"] == "output"
    ]
    connection.executemany(
        "insert into indicators.indicators (indicator_id, indicator_label, unit, level, scope, approval_status) "
        "values (?, ?, ?, ?, ?, ?)",
        indicators,
    )


def _event(row: dict[str, Any]) -> dict[str, Any]:
    known = {name: row[name] for name in ("event_id", "body", "date_precision", "relevance")}
    start, end = pd.Period(row["start_date"]).start_time.date(), pd.Period(row["end_date"]).end_time.date()
    return known | {
        "event_label": row["label"], "start_date": start, "end_date": end, "paragraphs": row["source_ref"]
    }  # fmt: skip


def _money(connection: duckdb.DuckDBPyConnection, is_sample: bool) -> None:
    fill(connection, "monitoring.resource_absorption", [_absorbed(area, is_sample) for area in MONEY])
    total = {
        "currency": "USD", "low_amount": 18.5e6, "high_amount": 25.0e6, "committed_usd": 15.5e6, "spent_usd": 4.15e6,
        "commitment_count": 12, "expenditure_count": 6, "committed_position": "below range", "is_own_sum": True,
        "note": _OWN_SUM, "is_sample": is_sample,
    }  # fmt: skip
    fill(connection, "monitoring.resource_total", [total])
    fill(connection, "monitoring.resource_years", [row for area in MONEY for row in _years(area, is_sample)])
    for table, place in (("resource_commitments", 2), ("expenditures", 3)):
        rows = [row for area in MONEY for row in _entries(area, table, MONEY[area][place], is_sample)]
        fill(connection, f"monitoring.{table}", rows)


def _position(amount: float, low: float, high: float) -> str:
    return (
        "nothing recorded" if not amount else "below range" if amount < low else "above range" if amount > high
        else "within range"
    )  # fmt: skip


def _absorbed(area: str, is_sample: bool) -> dict[str, Any]:
    low, high, committed, spent, estimable = MONEY[area]
    note = None if estimable else _NOT_ESTIMABLE
    return {
        "action_area_id": area, "currency": "USD", "low_amount": low, "high_amount": high,
        "full_cost_estimable": estimable, "committed_usd": committed, "spent_usd": spent,
        "commitment_count": 2 if committed else 0, "expenditure_count": 2 if spent else 0,
        "unspent_usd": committed - spent, "committed_position": _position(committed, low, high),
        "spent_position": _position(spent, low, high), "share_of_low": committed / low if estimable else None,
        "share_of_high": committed / high if estimable else None, "share_note": note,
        "is_overspent": spent > committed, "para": "App.6-7", "is_sample": is_sample,
    }  # fmt: skip


def _years(area: str, is_sample: bool) -> list[dict[str, Any]]:
    committed, spent = MONEY[area][2:4]
    return [
        {"action_area_id": area, "booked_year": year, "committed_usd": committed / 2, "spent_usd": spent / 2,
         "cumulative_committed_usd": committed * part, "cumulative_spent_usd": spent * part, "is_sample": is_sample}
        for year, part in ((2024, 0.5), (2025, 1.0))
        if committed or spent
    ]  # fmt: skip


def _entries(area: str, table: str, amount: float, is_sample: bool) -> list[dict[str, Any]]:
    """Half in euros, half in dollars; each once as first told and once as it stands now."""
    if not amount:
        return []
    shared = {
        "action_area_id": area, "reporting_period_id": "2025H2", "funding_type": "extra_budgetary", "counts": True,
        "reporter": "Desk", "is_sample": is_sample, "submitted_date": date(2026, 1, 20), "correction_code": None,
    }  # fmt: skip
    euros = {"amount": amount / 2 / 1.25, "currency": "EUR", "usd_rate": 1.25, "rate_date": date(2024, 5, 31)}
    dollars = {"amount": amount / 2, "currency": "USD", "usd_rate": 1.0}
    rows = []
    for number, (money, name, year) in enumerate(((euros, DONOR, 2024), (dollars, "Trust fund", 2025)), 1):
        for version, is_latest in ((1, False), (2, True)):
            key = f"{table[:1].upper()}-{area}-{number}"
            entry = {
                "report_id": f"{key}-{version}", "money_id": key, "source_name": name,
                "booked_on": date(year, 6, 15), "amount_usd": amount / 2 if is_latest else 1.0,
                "version_no": version, "is_latest": is_latest,
            }  # fmt: skip
            rows.append(shared | money | entry)
    return rows


def _promise(row: dict[str, Any], is_sample: bool) -> dict[str, Any]:
    known = {
        "commitment_id": row["commitment_id"], "commitment_label": row["short_label"], "kind": row["kind"],
        "building_block_id": row["linked_building_block"], "para": row["para"], "is_sample": is_sample,
        "due_words": "undated", "is_dated": False, "status": "open", "status_alternative": "open",
        "evidence_count": 0,
    }  # fmt: skip
    return known | _PROMISED.get(row["commitment_id"], {})


_PROMISED: dict[str, dict[str, Any]] = {
    "C01": {"due_words": "March 2025", "due_date": date(2025, 3, 31), "is_dated": True, "status": "kept_late",
            "status_alternative": "kept_late", "reported_status": "kept", "actual_date": date(2025, 5, 12),
            "evidence_link": "https://example.org/report.pdf", "evidence_count": 1, "reporting_period_id": "2025H1"},
    "C02": {"due_words": "year 3", "due_date": date(2025, 12, 31), "alternative_due_date": date(2026, 2, 28),
            "is_dated": True, "status": "kept_late", "status_alternative": "kept_on_time", "reported_status": "kept",
            "actual_date": date(2026, 2, 10), "evidence_link": "javascript:alert(1)", "evidence_count": 2,
            "reporting_period_id": "2026H1"},
    "C03": {"status": "in_progress", "status_alternative": "in_progress", "reported_status": "in_progress",
            "forecast_date": date(2026, 11, 30)},
    "C05": {"status": "dropped", "status_alternative": "dropped", "reported_status": "dropped"},
}  # fmt: skip


def _trace(row: dict[str, Any], is_sample: bool) -> dict[str, Any]:
    output = row["linked_ref"] if row["link_type"] == "output" else None
    known = {name: row[name] for name in ("block_id", "part", "section", "item", "link_type", "link_basis")}
    known |= {
        "block_label": row["short_label"], "linked_ref": row["linked_ref"], "output_id": output, "phase_count": 0,
        "discrete_count": 0, "indicator_count": 0, "result_count": 0, "evidence_count": 0,
        "accepted_evidence_count": 0, "orphan_step": "output", "para": "App.1", "is_sample": is_sample,
    }  # fmt: skip
    if output is None:
        return known
    area = next(each["action_area_id"] for each in _seed("outputs") if each["output_id"] == output)
    low, high, committed = MONEY[area][:3]
    return known | {
        "action_area_id": area, "phase_count": 2, "discrete_count": 1, "indicator_count": 2, "result_count": 4,
        "evidence_count": 3, "accepted_evidence_count": 2, "low_amount": low, "high_amount": high,
        "committed_usd": committed, "orphan_step": None if committed else "money",
    }  # fmt: skip
