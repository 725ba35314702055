"""Pages that are made to be printed.

Owns: whether the tables that are being drawn must stand on paper whole.
Never: draws.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_for_paper = ContextVar("is_for_paper", default=False)


@contextmanager
def for_paper() -> Iterator[None]:
    """Inside, tables are plain: a table that scrolls inside a frame would be cut off on paper."""
    token = _is_for_paper.set(True)
    try:
        yield
    finally:
        _is_for_paper.reset(token)


def is_for_paper() -> bool:
    """Whether what is drawn now must stand on paper whole."""
    return _is_for_paper.get()
