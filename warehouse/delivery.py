"""A body fetched from a service, and what it was asked to be.

Owns: the facts that travel with a body from its service to its snapshot, and the rule that it is what was asked for.
Never: fetches; reads a body.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from warehouse.rejected import FileRefusedError, Finding, Refusal
from warehouse.snapshots import Origin
from warehouse.sources.reading import Reading

NOT_AS_ASKED = "not as asked"
_AGAIN = "Fetch it again later."
_SOURCES = {
    "observations": "ilostat",
    "dictionary": "ilostat_dictionaries",
    "contents": "ilostat_contents",
    "areas": "ilostat_areas",
}


@dataclass(frozen=True)
class Delivery:
    """What was asked of a service, and what it promised.

    `row_count` is what the table of contents promises, without the header; None where nothing was promised.
    `last_update` is when the service says that it last changed the dataset (with a time zone). `partial_reason` says
    why the body is only a part of the dataset.
    """

    address: str
    dataset_code: str | None = None
    last_update: datetime | None = None
    row_count: int | None = None
    label: str | None = None
    kind: Literal["observations", "dictionary", "contents", "areas"] = "observations"
    language: str | None = None
    partial_reason: str | None = None


def check_delivered(delivery: Delivery, found: Origin | Reading) -> None:
    """Make sure that the content is what was asked for.

    Raises:
        FileRefusedError: another kind of file, another dataset, or another number of rows than was promised.
    """
    findings = []
    asked = _SOURCES[delivery.kind]
    if found.source != asked:
        findings.append(_finding(f"it is of {found.source}; what was asked for is of {asked}."))
    elif delivery.dataset_code and found.dataset_code != delivery.dataset_code:
        findings.append(_finding(f"it holds {found.dataset_code}; {delivery.dataset_code} was asked for."))
    if delivery.row_count is not None and found.row_count != delivery.row_count:
        told = f"it holds {found.row_count:,} rows; the table of contents promises {delivery.row_count:,}."
        findings.append(_finding(told))
    if findings:
        raise FileRefusedError(Refusal(NOT_AS_ASKED, tuple(findings), len(findings), found.source))


def as_delivered(reading: Reading, delivery: Delivery) -> Reading:
    """The reading with what only the service knows: the label, and that it is a part."""
    changes: dict[str, Any] = {}
    if delivery.label and not reading.dataset_label:
        changes["dataset_label"] = delivery.label
    if delivery.partial_reason:
        changes |= {"is_partial": True, "partial_reason": delivery.partial_reason}
    return replace(reading, **changes)


def _finding(found: str) -> Finding:
    return Finding("the file", None, None, found, _AGAIN)
