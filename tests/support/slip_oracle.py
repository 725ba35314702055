"""How a slip travels, searched for a second time: depth first along seeds/strategy/synergies.csv.

Owns: the links as a slip uses them, every way that visits no output twice, and which outputs are late and by how much.
Never: reads SQL or the build.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from support.delivery_oracle import READINGS, Phase, Register, days, seed

_WEAKER = ("explicit", "section", "implied")
_BASIS = {"explicit": "explicit", "section_level": "section", "implied": "implied"}


class Link(NamedTuple):
    """What ties an output to one that draws on it: the ids of the strategy's links, and the strongest basis."""

    synergy_ids: str
    basis: str


class Late(NamedTuple):
    """The milestone by which an output is late."""

    phase_id: str
    reason: str
    delay_days: int


Links = Mapping[str, Mapping[str, Link]]


def links() -> Links:
    """By supplier and by the output that draws on it; a parallel link is none, a mutual one is two."""
    held: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in seed("strategy/synergies.csv"):
        if row["flow"] in {"input_from", "mutual"}:
            held[row["related_output_id"]][row["output_id"]].append(row)
        if row["flow"] in {"feeds_into", "mutual"}:
            held[row["output_id"]][row["related_output_id"]].append(row)
    return {
        supplier: {consumer: _one_link(rows) for consumer, rows in consumers.items()}
        for supplier, consumers in held.items()
    }


def _one_link(rows: Sequence[Mapping[str, str]]) -> Link:
    strongest = min((_BASIS[row["basis"]] for row in rows), key=_WEAKER.index)
    return Link(" ".join(sorted(row["synergy_id"] for row in rows)), strongest)


def ways(held: Links, visited: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way on from the outputs visited so far, which visits none of them again."""
    for consumer in held.get(visited[-1], {}):
        if consumer not in visited:
            yield (*visited, consumer)
            yield from ways(held, (*visited, consumer))


def distances(held: Links, start: str) -> dict[str, int]:
    """How many links lead from an output to each that a slip reaches, searched breadth first."""
    found = {start: 0}
    edge = [start]
    while edge:
        edge = [consumer for output in edge for consumer in held.get(output, {}) if consumer not in found]
        found.update(dict.fromkeys(edge, max(found.values()) + 1))
    return found


def late_outputs(register: Register, phases: Sequence[Phase], reading: str) -> dict[str, Late]:
    """The outputs that are late, each by the milestone that is latest; of two as late, the first of the plan."""
    found: dict[str, Late] = {}
    for phase in sorted(phases, key=lambda one: one.phase_id):
        late = _late(register, phase, reading) if phase.is_milestone else None
        if late and (phase.output_id not in found or late.delay_days > found[phase.output_id].delay_days):
            found[phase.output_id] = late
    return found


def _late(register: Register, phase: Phase, reading: str) -> Late | None:
    stand = register.now(phase, reading)
    if stand.status == "not_reported":
        return Late(phase.phase_id, stand.status, days(phase.due(reading), register.as_of))
    if stand.delay_days is not None and stand.status in {"overdue", "not_due"}:
        return Late(phase.phase_id, "overdue" if stand.is_due else "forecast late", stand.delay_days)
    return None


def slip_paths(register: Register, phases: Sequence[Phase]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What monitoring.slip_paths must hold, by reading and path."""
    held = links()
    found = {}
    for reading in READINGS:
        for output, late in late_outputs(register, phases, reading).items():
            shortest = distances(held, output)
            for way in ways(held, (output,)):
                taken = [held[supplier][consumer] for supplier, consumer in pairwise(way)]
                basis_path = ", ".join(link.basis for link in taken)
                found[reading, " → ".join(way)] = (
                    output, way[-1], *late, len(taken), len(taken) == shortest[way[-1]],
                    ", ".join(link.synergy_ids for link in taken),
                    max((link.basis for link in taken), key=_WEAKER.index), basis_path,
                )  # fmt: skip
    return found
