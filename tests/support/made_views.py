"""Views of constituents of the release made by hand.

Owns: two waves of invented cells and scores: one too small to be shown, one of whom nobody answered, one item apart.
Never: stands in for the pipeline: what a column means is settled by dbt_models.
"""

from typing import Any

import duckdb

from support.made_mandate import fill

SURVEY = "CV"
WORDING = "Support *comes* <b>in</b> [time](https://example.org)"
_COUNTS = {
    "2024": {"government": (2, 3, 4, 6, 5), "employer": (1, 0, 1, 1, 0), "worker": (0, 0, 0, 0, 0)},
    "2026": {"government": (1, 2, 3, 8, 6), "employer": (6, 5, 2, 1, 0), "worker": (1, 1, 4, 5, 3)},
}


def add_views(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill both tables."""
    connection.execute("create schema if not exists evaluation")
    fill(connection, "evaluation.constituent_views", [_cell(wave, group, is_sample) for wave, group in _keys()])
    fill(connection, "evaluation.view_divergence", [_item(wave, is_sample) for wave in _COUNTS])


def _keys() -> list[tuple[str, str]]:
    return [(wave, group) for wave, groups in _COUNTS.items() for group in groups]


def _common(wave: str, is_sample: bool) -> dict[str, Any]:
    return {
        "survey_id": SURVEY, "wave": wave, "wave_order": int(wave) * 100, "item_id": "V07", "item_label": WORDING,
        "criterion_code": "efficiency", "output_id": "O15", "is_sample": is_sample,
    }  # fmt: skip


def _cell(wave: str, group: str, is_sample: bool) -> dict[str, Any]:
    counts = _COUNTS[wave][group]
    total, agreeing = sum(counts), counts[3] + counts[4]
    row = {**_common(wave, is_sample), "constituent_group": group, "is_suppressed": 0 < total < 5}
    if row["is_suppressed"]:
        return row
    row |= {f"answer_{point}_count": count for point, count in enumerate(counts, 1)}
    row |= {"response_count": total, "dont_know_count": 1 if total else 0, "top_two_count": agreeing}
    row |= {"respondent_count": total + 1 if total else 0, "population_count": 33, "modes": "in_person, online"}
    row |= {"response_rate": row["respondent_count"] / 33}
    if total:
        share = agreeing / total
        row |= {"share": share, "interval_low": max(0.0, share - 0.15), "interval_high": min(1.0, share + 0.15)}
        row |= {"interval_method": "wilson_finite", "median": 4.0}
    if (wave, group) == ("2026", "government"):
        row |= {"previous_wave": "2024", "change": 0.15, "change_low": -0.05, "change_high": 0.35}
    return row


def _item(wave: str, is_sample: bool) -> dict[str, Any]:
    if wave == "2024":
        return {**_common(wave, is_sample), "government_share": 0.55, "group_count": 1,
                "withheld_reason": "group_too_small"}  # fmt: skip
    return {
        **_common(wave, is_sample), "government_share": 0.7, "employer_share": 1 / 14, "worker_share": 8 / 14,
        "group_count": 3, "tripartite_share": (0.7 + 9 / 14) / 3, "tripartite_low": 0.36, "tripartite_high": 0.54,
        "pooled_response_count": 48, "pooled_population_count": 99, "pooled_share": 23 / 48, "pooled_low": 0.38,
        "pooled_high": 0.58, "divergence": 0.7 - 1 / 14, "is_divergent": True, "apart_groups": "government, employer",
        "apart_distance": 0.7 - 1 / 14, "previous_wave": "2024",
    }  # fmt: skip
