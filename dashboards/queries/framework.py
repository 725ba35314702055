"""Reads about how the strategy hangs together.

Owns: goals, action areas, outputs, phases and indicators as one list; the links between outputs; the way from a
building block to money, and where it breaks off.
Never: guesses a link; what is not linked is told as an orphan.
"""

from dashboards.queries.reading import Source, among, columns, literal, where

_IS_SAMPLE = "(select is_sample from guide.release) as is_sample"


def is_known(source: Source) -> bool:
    """Whether the release tells the way from mandate to money."""
    return bool(columns(source, "monitoring.mandate_trace"))


def items_sql(areas: list[str], outputs: list[str]) -> str:
    """Everything in the framework, one row per item and action area, in the order of the strategy.

    Args:
        areas: action area codes; empty means all.
        outputs: output codes; the items of these outputs only, and their action area.
    """
    filters = [among("items.action_area_id", areas)] if areas else []
    filters += [f"({among('items.output_id', outputs)} or items.level = 'action area')"] if outputs else []
    return f"""with items as (
    select
        'action area' as level, action_area_id as item_id, action_area_label as item_label, action_area_id,
        cast(null as varchar) as output_id, cast(null as varchar) as kind, cast(null as integer) as start_year,
        cast(null as integer) as end_year, paragraphs, 1 as place
    from strategy.action_areas
    union all
    select 'output', output_id, output_label, action_area_id, output_id, null, null, null, paragraphs, 3
    from strategy.outputs
    union all
    select
        'phase', phases.phase_id, phases.phase_label, outputs.action_area_id, phases.output_id, phases.nature,
        phases.start_year, phases.end_year, outputs.paragraphs, 4
    from strategy.phases as phases
    inner join strategy.outputs as outputs on outputs.output_id = phases.output_id
    union all
    select
        'indicator', indicators.indicator_id, indicators.indicator_label, outputs.action_area_id, outputs.output_id,
        indicators.level, null, null, null, 5
    from indicators.indicators as indicators
    inner join strategy.outputs as outputs on outputs.output_id = indicators.scope
    union all
    select
        'indicator', indicators.indicator_id, indicators.indicator_label, action_areas.action_area_id, null,
        indicators.level, null, null, null, 2
    from indicators.indicators as indicators
    inner join strategy.action_areas as action_areas
        on contains(';' || indicators.scope || ';', ';' || action_areas.action_area_id || ';')
)
select
    items.action_area_id,
    items.output_id,
    items.level,
    items.item_id,
    items.item_label,
    items.kind,
    items.start_year,
    items.end_year,
    items.paragraphs,
    {_IS_SAMPLE}
from items
where {where(filters)}
order by items.action_area_id, items.output_id nulls first, items.place, items.item_id"""


GOALS_SQL = """select goal_or_principle_id, kind, goal_or_principle_label, paragraphs
from strategy.goals_and_principles
order by goal_or_principle_id"""


def links_sql(outputs: list[str], basis: list[str]) -> str:
    """Links between outputs as the strategy tells them, with the basis of each; empty lists do not filter.

    Args:
        outputs: output codes on either side of a link.
        basis: explicit, section_level or implied.
    """
    either = f"({among('synergies.output_id', outputs)} or {among('synergies.related_output_id', outputs)})"
    filters = [either] if outputs else []
    filters += [among("synergies.basis", basis)] if basis else []
    return f"""select
    synergies.synergy_id,
    synergies.output_id,
    outputs.output_label,
    synergies.flow,
    synergies.related_output_id,
    related.output_label as related_output_label,
    synergies.basis,
    synergies.paragraphs,
    synergies.note,
    {_IS_SAMPLE}
from strategy.synergies as synergies
inner join strategy.outputs as outputs on outputs.output_id = synergies.output_id
inner join strategy.outputs as related on related.output_id = synergies.related_output_id
where {where(filters)}
order by synergies.synergy_id"""


def tensions_sql(outputs: list[str], basis: list[str]) -> str:
    """Links where the giving output falls due in or after the year in which the drawing one's last phase starts."""
    sides = f"({among('tensions.output_id', outputs)} or {among('tensions.supplier_output_id', outputs)})"
    filters = [sides] if outputs else []
    filters += [among("tensions.basis", basis)] if basis else []
    return f"""select
    tensions.output_id,
    outputs.output_label,
    tensions.consumer_phase_id,
    tensions.consumer_last_start_year,
    tensions.supplier_output_id,
    supplier.output_label as supplier_label,
    tensions.supplier_phase_id,
    tensions.supplier_first_due_year,
    tensions.gap_years,
    tensions.synergy_id,
    tensions.basis,
    tensions.flow,
    tensions.para,
    {_IS_SAMPLE}
from monitoring.planned_tensions as tensions
inner join strategy.outputs as outputs on outputs.output_id = tensions.output_id
inner join strategy.outputs as supplier on supplier.output_id = tensions.supplier_output_id
where {where(filters)}
order by tensions.output_id, tensions.supplier_output_id, tensions.synergy_id"""


def trace_sql(block: str = "") -> str:
    """From a building block to what it leads to; every block where none is named."""
    filters = [f"mandate_trace.block_id = {literal(block)}"] if block else []
    return f"""select
    mandate_trace.block_id,
    mandate_trace.block_label,
    mandate_trace.part,
    mandate_trace.section,
    mandate_trace.item,
    mandate_trace.link_type,
    mandate_trace.linked_ref,
    mandate_trace.link_basis,
    mandate_trace.output_id,
    outputs.output_label,
    mandate_trace.action_area_id,
    action_areas.action_area_label,
    mandate_trace.phase_count,
    mandate_trace.discrete_count,
    mandate_trace.indicator_count,
    mandate_trace.result_count,
    mandate_trace.evidence_count,
    mandate_trace.accepted_evidence_count,
    mandate_trace.low_amount,
    mandate_trace.high_amount,
    mandate_trace.committed_usd,
    mandate_trace.orphan_step,
    mandate_trace.para,
    mandate_trace.is_sample
from monitoring.mandate_trace as mandate_trace
left join strategy.outputs as outputs on outputs.output_id = mandate_trace.output_id
left join strategy.action_areas as action_areas on action_areas.action_area_id = mandate_trace.action_area_id
where {where(filters)}
order by mandate_trace.block_id, mandate_trace.linked_ref"""


def orphans_sql(steps: list[str]) -> str:
    """Where the way from mandate to money breaks off; an empty list does not filter."""
    filters = [among("step", steps)] if steps else []
    return f"""select step, subject_kind, subject_id, subject_label, reason, para, is_sample
from monitoring.mandate_orphans
where {where(filters)}
order by
    array_position(['output', 'milestone', 'indicator', 'result', 'evidence', 'money'], step),
    subject_kind,
    subject_id"""
