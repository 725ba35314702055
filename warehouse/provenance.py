"""Where content comes from and since when it is known.

Owns: the rule that gives `known_from`, and producer and licence of what is landed.
Never: reads a file or the clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from warehouse.delivery import Delivery
from warehouse.received import Received
from warehouse.snapshots import READER_VERSION, KnownFromRule, Origin
from warehouse.sources.ilostat.names import extracted_at
from warehouse.sources.reading import Reading
from warehouse.spelling import iso

# ILO releases its databases under CC BY 4.0 from this day on; what it produced before is not covered automatically.
CC_BY_SINCE = datetime(2023, 5, 3, tzinfo=UTC)
_NOT_KNOWN = (
    "Not known: ILOSTAT data sets are CC BY 4.0 from 3 May 2023 on; the extraction date of this file is not known"
)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_ILOSTAT = "International Labour Organization (ILOSTAT)"
_SAMPLE = "Invented sample data of this project"


def origin_of(
    reading: Reading,
    received: Received,
    *,
    known_on: date | None,
    submitted_on: date | None,
    now: datetime,
    delivery: Delivery | None = None,
) -> Origin:
    """The origin of accepted content.

    Args:
        reading: what the source made of it.
        received: the file as received.
        known_on: the day the operator says that it was known.
        submitted_on: the day a register says that it was handed in.
        now: the time of landing, with a time zone.
        delivery: what a service said of a fetched body; None for a file that somebody handed in.
    """
    told = delivery.last_update if delivery else None
    known_from, rule, notes = known_since(
        received,
        known_on=known_on,
        submitted_on=submitted_on,
        now=now,
        last_update=told,
        sheet=reading.known_from,
    )
    producer, licence = _rights(reading, now if delivery else known_from, None if delivery else rule)
    return Origin(
        snapshot_id=received.snapshot_id,
        source=reading.source,
        dataset_code=reading.dataset_code,
        indicator_code=reading.indicator_code,
        frequency_code=reading.frequency_code,
        dataset_label=reading.dataset_label,
        producer=producer,
        file_name=received.path.name,
        address=delivery.address if delivery else None,
        licence=licence,
        retrieved_at=iso(now),
        known_from=iso(known_from),
        known_from_rule=rule,
        source_last_update=iso(told) if told else None,
        sha256=received.sha256,
        file_sha256=received.file_sha256,
        bytes=received.size,
        content_bytes=received.content_bytes,
        row_count=reading.row_count,
        key_count=reading.key_count,
        reader_version=READER_VERSION,
        layout=reading.layout,
        is_partial=reading.is_partial,
        partial_reason=reading.partial_reason,
        is_sample=bool(reading.is_sample),
        warnings=[*reading.warnings, *notes],
        language=(delivery.language if delivery else None) or reading.language,
    )


def known_since(
    received: Received,
    *,
    known_on: date | None,
    submitted_on: date | None,
    now: datetime,
    last_update: datetime | None = None,
    sheet: datetime | None = None,
) -> tuple[datetime, KnownFromRule, tuple[str, ...]]:
    """When content was known, which rule says so, and notes about what was passed over.

    A register counts from the day it was handed in; a fetched body from when its source says that it last changed it;
    a file from the extraction date in its name, else in its gzip header, else in the file itself, else from the
    day the operator gives, else from now. A date in the future cannot be when it was known.
    """
    told: list[tuple[datetime | None, KnownFromRule]] = [
        (last_update, "source_last_update"),
        (_midnight(submitted_on), "submission_date"),
        (None if submitted_on else extracted_at(Path(received.path.name)), "file_name"),
        (received.gzip_time, "gzip_header"),
        (sheet, "sheet"),
        (_midnight(known_on), "known_on"),
    ]
    notes = []
    for moment, rule in told:
        if moment is None:
            continue
        if not _EARLIEST <= moment <= now + timedelta(days=1):
            notes.append(f"The {rule.replace('_', ' ')} gives {moment:%Y-%m-%d}, which cannot be right; passed over.")
            continue
        if known_on and rule != "known_on":
            notes.append(f"--known-on {known_on} was not used: the {rule.replace('_', ' ')} says {moment:%Y-%m-%d}.")
        return moment, rule, tuple(notes)
    return now, "landing_time", tuple(notes)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, tzinfo=UTC) if day else None


def _rights(reading: Reading, extracted: datetime, rule: KnownFromRule | None) -> tuple[str, str]:
    if reading.is_sample:
        return _SAMPLE, "Apache-2.0 (invented data)"
    if reading.source == "register":
        return "Milestone register of the strategy", "Internal"
    if reading.source == "survey":
        return "Survey of constituents", "Internal"
    if reading.source == "evaluation":
        return "Evaluation of the strategy", "Internal"
    if rule == "landing_time":
        return _ILOSTAT, _NOT_KNOWN
    if extracted < CC_BY_SINCE:
        return _ILOSTAT, "Not stated: extracted before 3 May 2023, when ILO's data came under CC BY 4.0"
    return _ILOSTAT, "CC BY 4.0"
