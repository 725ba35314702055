"""Who might have been treated instead: every assignment of starts to areas, or a sample of them.

Owns: counting, listing and drawing assignments, and the seed that makes the draws repeatable.
Never: looks at a value.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from warehouse.impact.panel import Floats, Labels

EXACT_UP_TO = 5000  # assignments that are all listed; of more, so many are drawn


def count(labels: Sequence[int]) -> int:
    """How many different assignments of these labels to areas there are."""
    of_each = Counter(labels).values()
    return math.factorial(len(labels)) // math.prod(math.factorial(number) for number in of_each)


def is_exact(labels: Sequence[int]) -> bool:
    """Whether all assignments are listed."""
    return count(labels) <= EXACT_UP_TO


def is_mirrored(labels: Sequence[int]) -> bool:
    """Whether each assignment has a mirror image that only turns the sign: two groups of one size."""
    sizes = list(Counter(labels).values())
    return len(sizes) == 2 and sizes[0] == sizes[1]


def seed_of(sha256: str) -> int:
    """The seed of a plan's draws, from the checksum of the plan."""
    return int(sha256[:16], 16)


@dataclass(frozen=True)
class Assignments:
    """Ways to give labels to areas, the observed one first.

    Attributes:
        members: for each label a table of assignments by areas, 1 where the area has it.
        kept: which of the assignments count.
    """

    members: tuple[Floats, ...]
    kept: npt.NDArray[np.bool_]

    @property
    def number(self) -> int:
        """All assignments, whether or not they count."""
        return len(self.kept)

    def only(self, passing: npt.NDArray[np.bool_]) -> "Assignments":
        """The same assignments, of which fewer count."""
        return Assignments(self.members, self.kept & passing)


def assignments(labels: Labels, seed: int) -> Assignments:
    """Every assignment where they are few, else the observed one and draws.

    Counting the observed one among the draws keeps the test exact (Phipson and Smyth 2010).
    """
    return _assignments(tuple(int(label) for label in labels), seed)


@lru_cache(maxsize=8)
def _assignments(labels: tuple[int, ...], seed: int) -> Assignments:
    rows = _rows(labels, seed)
    members = tuple((rows == label).astype(np.float64) for label in range(max(labels) + 1))
    return Assignments(members, np.ones(len(rows), dtype=bool))


def _rows(labels: tuple[int, ...], seed: int) -> Labels:
    observed = np.array(labels, dtype=np.int64)
    if is_exact(labels):
        every = np.array(list(_listed(labels)), dtype=np.int64)
        is_observed = (every == observed).all(axis=1)
        return np.vstack([observed[None, :], every[~is_observed]])
    generator = np.random.default_rng(seed)
    drawn = generator.permuted(np.tile(observed, (EXACT_UP_TO - 1, 1)), axis=1)
    return np.vstack([observed[None, :], drawn])


def _listed(labels: Sequence[int]) -> Iterator[list[int]]:
    """Every assignment, by placing one label after the other."""
    sizes = sorted(Counter(labels).items())
    chosen = [sizes[-1][0]] * len(labels)
    yield from _placed(sizes[:-1], list(range(len(labels))), chosen)


def _placed(sizes: Sequence[tuple[int, int]], free: list[int], chosen: list[int]) -> Iterator[list[int]]:
    if not sizes:
        yield chosen
        return
    (label, number), *rest = sizes
    for places in combinations(free, number):
        taken = set(places)
        here = [label if place in taken else each for place, each in enumerate(chosen)]
        yield from _placed(rest, [place for place in free if place not in taken], here)
