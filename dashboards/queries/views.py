"""Reads about the views of constituents.

Owns: the waves of each survey, the answers of one wave by item and group, and the scores over groups.
Never: reads an answer of a person (a release has none), or works out what a release does not show.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where

# Criteria in the order in which an evaluation takes them; items without one come last.
CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
_ORDER = "case criterion_code " + " ".join(f"when '{one}' then {place}" for place, one in enumerate(CRITERIA)) + " end"
_GROUP_ORDER = "case constituent_group when 'government' then 1 when 'employer' then 2 else 3 end"


def is_known(source: Source) -> bool:
    """Whether the release tells what constituents think."""
    return bool(columns(source, "evaluation.constituent_views"))


def waves(source: Source) -> pd.DataFrame:
    """Every wave, the newest of each survey first: survey_id, wave, wave_order."""
    return rows(
        source,
        """select distinct survey_id, wave, wave_order
from evaluation.constituent_views
order by survey_id, wave_order desc, wave desc""",
    )


def cells_sql(survey: str, wave: str, criteria: list[str]) -> str:
    """One row per item and group of a wave."""
    return f"""select
    survey_id,
    wave,
    criterion_code,
    item_id,
    item_label,
    output_id,
    constituent_group,
    is_suppressed,
    response_count,
    dont_know_count,
    answer_1_count,
    answer_2_count,
    answer_3_count,
    answer_4_count,
    answer_5_count,
    100.0 * answer_1_count / nullif(response_count, 0) as answer_1_pct,
    100.0 * answer_2_count / nullif(response_count, 0) as answer_2_pct,
    100.0 * answer_3_count / nullif(response_count, 0) as answer_3_pct,
    100.0 * answer_4_count / nullif(response_count, 0) as answer_4_pct,
    100.0 * answer_5_count / nullif(response_count, 0) as answer_5_pct,
    top_two_count,
    share,
    interval_low,
    interval_high,
    interval_method,
    weighted_share,
    median,
    respondent_count,
    population_count,
    response_rate,
    modes,
    previous_wave,
    change,
    change_low,
    change_high,
    is_sample
from evaluation.constituent_views
where
    {_chosen(survey, wave, criteria)}
order by {_ORDER}, item_id, {_GROUP_ORDER}"""


def items_sql(survey: str, wave: str, criteria: list[str]) -> str:
    """One row per item of a wave: the groups side by side and the scores over them."""
    return f"""select
    survey_id,
    wave,
    criterion_code,
    item_id,
    item_label,
    output_id,
    government_share,
    employer_share,
    worker_share,
    tripartite_share,
    tripartite_low,
    tripartite_high,
    pooled_share,
    pooled_low,
    pooled_high,
    pooled_response_count,
    withheld_reason,
    divergence,
    is_divergent,
    apart_groups,
    apart_distance,
    previous_wave,
    change,
    change_low,
    change_high,
    is_sample
from evaluation.view_divergence
where
    {_chosen(survey, wave, criteria)}
order by {_ORDER}, item_id"""


def _chosen(survey: str, wave: str, criteria: list[str]) -> str:
    conditions = [f"survey_id = {literal(survey)}", f"wave = {literal(wave)}"]
    return where([*conditions, *([among("criterion_code", criteria)] if criteria else [])])
