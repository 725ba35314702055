"""The same for many snapshots, some at a time.

Owns: that one snapshot that is not as it should be keeps no other from being looked at.
Never: goes on when the store does not answer.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from warehouse.store.names import UnlikeError

_SIDE_BY_SIDE = 8
Item = TypeVar("Item")
Result = TypeVar("Result")


def each(work: Callable[[Item], Result], items: Iterable[Item]) -> tuple[list[Result], list[str]]:
    """Do it for each item; gives what came of it, and the sentences about those that were not as they should be."""
    done: list[Result] = []
    wrong: list[str] = []
    pool = ThreadPoolExecutor(_SIDE_BY_SIDE)
    try:
        for future in [pool.submit(work, item) for item in items]:
            try:
                done.append(future.result())
            except UnlikeError as error:
                wrong.append(str(error))
    finally:
        pool.shutdown(cancel_futures=True)
    return done, wrong
