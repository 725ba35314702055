"""Reads about impact designs: plans, verdicts of the gate, estimates and diagnostics.

Owns: which version of a design a page shows, and the order of rules and diagnostics.
Never: estimates anything, or asks for a number of a design that the gate refused.
"""

from dashboards.queries.reading import Source, columns, literal

DESIGNS = "evaluation.impact_designs"


def is_known(source: Source) -> bool:
    """Whether the release tells of impact designs."""
    return bool(columns(source, DESIGNS))


DESIGNS_SQL = f"""select
    designs.design_id,
    designs.design_version_no,
    designs.is_current,
    designs.question_id,
    designs.design_question,
    designs.indicator_id,
    designs.indicator_label,
    designs.unit,
    indicators.direction,
    designs.method,
    designs.disaggregation,
    designs.treated_areas,
    designs.comparison_areas,
    designs.treated_area_count,
    designs.comparison_area_count,
    designs.first_year,
    designs.last_year,
    designs.first_start_year,
    designs.assumptions,
    designs.spillover_risk,
    designs.spillover_reason,
    designs.design_sha256,
    designs.registered_by,
    designs.registered_at,
    designs.received_at,
    designs.known_to,
    designs.correction_code,
    designs.verdict,
    designs.refusal_reasons,
    designs.notes,
    designs.claim,
    designs.claim_words,
    designs.snapshot_id,
    designs.place,
    designs.is_sample
from {DESIGNS} as designs
left join indicators.indicators as indicators
    on indicators.indicator_id = designs.indicator_id
order by designs.design_id, designs.design_version_no desc"""


AREAS_SQL = """select reference_area_code, reference_area_label
from indicators.reference_areas"""


def estimates_sql(design: str, version: int) -> str:
    """What a version of a design was to estimate; without numbers where the gate refused it."""
    return f"""select
    design_id,
    design_version_no,
    quantity,
    unit,
    method,
    verdict,
    refusal_reasons,
    estimate,
    interval_low,
    interval_high,
    interval_method,
    p_value,
    standard_error,
    treated_count,
    comparison_count,
    points_before,
    points_after,
    claim,
    claim_words,
    is_sample
from evaluation.impact_estimates
where {_version(design, version)}
order by quantity"""


def gate_sql(design: str, version: int) -> str:
    """Every rule of the gate, with what was found."""
    return f"""select
    design_id,
    design_version_no,
    rule_no,
    rule_id,
    verdict,
    measured,
    threshold,
    sentence,
    is_sample
from evaluation.impact_gate_results
where {_version(design, version)}
order by rule_no"""


def diagnostics_sql(design: str, version: int, kinds: tuple[str, ...]) -> str:
    """Diagnostics of some kinds, in their own order."""
    listed = ", ".join(literal(kind) for kind in kinds)
    return f"""select
    diagnostics.design_id,
    diagnostics.design_version_no,
    diagnostics.diagnostic_no,
    diagnostics.diagnostic,
    diagnostics.reference_area_code,
    coalesce(areas.reference_area_label, diagnostics.reference_area_code) as reference_area_label,
    diagnostics.role,
    diagnostics.year,
    diagnostics.event_time,
    diagnostics.area_count,
    diagnostics.value,
    diagnostics.interval_low,
    diagnostics.interval_high,
    diagnostics.interval_method,
    diagnostics.p_value,
    diagnostics.standard_error,
    diagnostics.is_sample
from evaluation.impact_diagnostics as diagnostics
left join indicators.reference_areas as areas
    on areas.reference_area_code = diagnostics.reference_area_code
where {_version(design, version, "diagnostics.")}
    and diagnostics.diagnostic in ({listed})
order by diagnostics.diagnostic_no"""


def values_sql(design: str, version: int, before: int | None = None) -> str:
    """The values that a plan speaks of, each with its file; those of the years before one, where it is given."""
    earlier = "" if before is None else f"\n    and measured.year < {before}"
    return f"""select
    measured.design_id,
    measured.design_version_no,
    measured.reference_area_code,
    coalesce(areas.reference_area_label, measured.reference_area_code) as reference_area_label,
    measured.role,
    measured.start_year,
    measured.year,
    measured.value,
    measured.value_kind,
    measured.is_break,
    measured.first_known_from,
    measured.dataset_code,
    measured.source_code,
    measured.snapshot_id,
    measured.row_number,
    datasets.producer,
    datasets.licence,
    measured.is_sample
from evaluation.impact_values as measured
left join indicators.reference_areas as areas
    on areas.reference_area_code = measured.reference_area_code
left join indicators.datasets as datasets
    on datasets.snapshot_id = measured.snapshot_id
where {_version(design, version, "measured.")}{earlier}
order by measured.role desc, measured.reference_area_code, measured.year"""


def _version(design: str, version: int, table: str = "") -> str:
    return f"{table}design_id = {literal(design)}\n    and {table}design_version_no = {literal(version)}"
