"""What a source hands over when it accepts a file.

Owns: the one shape in which a source gives an accepted file to `warehouse.landing`.
Never: writes anything.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """An accepted file, prepared as Parquet with the columns of its source, still without a place of its own.

    `dataset_label` is the indicator's label in the file; `is_sample` is None for what is neither sample nor real
    (a dictionary holds words, no figures); `warnings` are sentences about what was loaded all the same; `known_from` is
    when the content itself says that its source last changed (UTC); `language` is that of its labels.
    """

    source: str
    dataset_code: str
    layout: str
    prepared: Path
    row_count: int
    key_count: int
    is_sample: bool | None
    indicator_code: str | None = None
    frequency_code: str | None = None
    dataset_label: str | None = None
    is_partial: bool = False
    partial_reason: str | None = None
    warnings: tuple[str, ...] = ()
    known_from: datetime | None = None
    language: str | None = None
