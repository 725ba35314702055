"""How the values of an answer travel from one process to another.

Owns: one JSON form for every value that DuckDB returns, so that a decimal stays a decimal and a day a day.
Never: rounds a value; runs anything that comes from the other side, as unpickling would.
"""

import base64
import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_AS_THEY_ARE = (bool, int, float, str, type(None))
_WRITE: dict[type, Callable[[Any], dict[str, Any]]] = {
    Decimal: lambda value: {"decimal": str(value)},
    dt.datetime: lambda value: {"datetime": value.isoformat()},
    dt.date: lambda value: {"date": value.isoformat()},
    dt.time: lambda value: {"time": value.isoformat()},
    dt.timedelta: lambda value: {"span": [value.days, value.seconds, value.microseconds]},
    uuid.UUID: lambda value: {"uuid": str(value)},
    bytes: lambda value: {"bytes": base64.b64encode(value).decode()},
    tuple: lambda value: {"tuple": [written(part) for part in value]},
    dict: lambda value: {"pairs": [[written(key), written(part)] for key, part in value.items()]},
}
_READ: dict[str, Callable[[Any], Any]] = {
    "decimal": Decimal,
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "span": lambda parts: dt.timedelta(*parts),
    "uuid": uuid.UUID,
    "bytes": base64.b64decode,
    "tuple": lambda parts: tuple(read(part) for part in parts),
    "pairs": lambda pairs: {read(key): read(part) for key, part in pairs},
    "text": str,
}


def written(value: Any) -> Any:
    """A value as JSON knows it; what JSON does not know is an object with its kind as the one key."""
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, list):
        return [written(part) for part in value]
    return _WRITE.get(type(value), _as_text)(value)


def _as_text(value: Any) -> dict[str, Any]:
    return {"text": str(value)}


def read(value: Any) -> Any:
    """The value again."""
    if isinstance(value, list):
        return [read(part) for part in value]
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return _READ[kind](content)
    return value
