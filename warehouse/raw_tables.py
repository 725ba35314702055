"""The raw tables: what dbt sees of the snapshots of each source.

Owns: the columns of each raw table, in their order; a new source is added here, and to `recognition`.
Never: reads or writes a file; knows what a column means.
"""

from collections.abc import Mapping

# What dbt sees of an ILOSTAT snapshot; its Parquet file holds some of them (`warehouse.sources.ilostat.stored`).
ILOSTAT_COLUMNS = (
    "row_number",
    *("ref_area", "ref_area_label", "source", "source_label", "indicator", "indicator_label"),
    *("sex", "sex_label", "classif1", "classif1_label", "classif2", "classif2_label", "time", "obs_value"),
    *("obs_status", "obs_status_label", "note_classif", "note_classif_label"),
    *("note_indicator", "note_indicator_label", "note_source", "note_source_label", "best_source"),
    *("resolved_ref_area", "snapshot_id"),
)
DICTIONARY_COLUMNS = ("variable", "code", "label", "sort_order", "language", "snapshot_id")
CONTENTS_COLUMNS = (
    *("dataset_code", "indicator_code", "indicator_label", "frequency_code", "frequency_label", "rep_var"),
    *("rep_var_label", "classification", "classification_labels", "data_start", "data_end", "last_update"),
    *("row_count", "row_count_all", "reference_area_count", "subject_code", "subject_label", "database_code"),
    *("database_label", "language", "snapshot_id"),
)
AREA_COLUMNS = (
    *("entry_id", "reference_area_code", "reference_area_label", "frequency_code", "frequency_label"),
    *("data_start", "data_end", "last_update", "row_count", "row_count_all", "indicator_count"),
    *("income_group_code", "income_group_label", "region_code", "region_label", "subregion_broad_code"),
    *("subregion_broad_label", "subregion_detailed_code", "subregion_detailed_label", "language", "snapshot_id"),
)
REGISTER_COLUMNS = (
    *("row_number", "place", "phase_id", "output_id", "reporting_period_id", "status", "actual_date"),
    *("forecast_date", "reason", "evidence_link", "reporter", "submitted_on", "snapshot_id"),
    # From here on absent in snapshots made before the register had further sheets; null in their rows.
    *("record", "report_state", "correction_code", "correction_note", "narrative", "obstacles", "next_steps"),
    *("indicator_id", "disaggregation", "numerator", "denominator", "value", "note", "evidence_id", "commitment_id"),
    *("title", "evidence_kind", "evidence_date", "link", "file_name", "evidence_sha256", "review", "reviewed_by"),
    *("reviewed_on", "money_id", "action_area_id", "money_kind", "source_name", "funding_type", "booked_on"),
    *("amount", "currency", "usd_rate", "rate_date", "decision", "decided_by", "decided_on"),
    # From here on absent in snapshots made before the register had targets.
    *("target_id", "reference_area_code", "target_type", "target_year", "target_value", "change_pct", "band_low"),
    *("band_high", "interim_2023", "interim_2024", "interim_2025", "interim_2026", "target_status", "approver"),
    "approved_on",
)
SURVEY_COLUMNS = (
    *("row_number", "place", "record", "survey_id", "wave", "wave_order", "respondent_id", "constituent_group"),
    *("reference_area_code", "region_code", "item_id", "answer", "mode", "weight", "population_count"),
    *("item_label", "criterion_code", "output_id", "submitted_on", "snapshot_id"),
)
EVALUATION_COLUMNS = (
    *("row_number", "place", "record", "report_state", "reporter", "submitted_on", "snapshot_id"),
    *("question_id", "criterion_code", "question", "sub_question", "output_id", "indicator_id", "evidence_id"),
    *("title", "evidence_kind", "evidence_date", "link", "file_name", "evidence_sha256", "source_name"),
    *("source_key", "directness", "direction", "review", "reviewed_by", "reviewed_on", "note", "rating"),
    *("rating_label", "justification", "evidence_ids", "rated_by", "rated_on", "correction_code"),
    *("correction_note", "finding_id", "finding", "recommendation_id", "finding_ids", "recommendation"),
    *("priority", "addressed_to", "response", "action", "owner", "due_date", "action_state", "state_date"),
    *("design_id", "design_question", "method", "sex_code", "first_year", "last_year", "start_year"),
    *("assumptions", "spillover_risk", "spillover_reason", "registered_by", "reference_area_code", "role"),
    "design_sha256",
)
# Each source whose snapshots dbt reads; tables of contents are read by the fetcher alone.
RAW_TABLES: Mapping[str, tuple[str, ...]] = {
    "ilostat": ILOSTAT_COLUMNS,
    "ilostat_dictionaries": DICTIONARY_COLUMNS,
    "ilostat_areas": AREA_COLUMNS,
    "register": REGISTER_COLUMNS,
    "survey": SURVEY_COLUMNS,
    "evaluation": EVALUATION_COLUMNS,
}
