"""Classes of values for maps: a few steps of shade, each with its span in words.

Owns: where one class ends and the next begins, what each is called, and which class a value is in.
Never: puts a missing value into a class; hides where the classes end.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dashboards import words

NO_DATA = "No data"
_MOST = 5


@dataclass(frozen=True)
class Classes:
    """Classes from low to high: `breaks` are the values at which the next one begins."""

    breaks: tuple[float, ...]
    names: tuple[str, ...]

    def of(self, values: pd.Series) -> pd.Series:
        """The name of the class of each value; `No data` for a missing one."""
        edges = [-math.inf, *self.breaks, math.inf]
        placed = pd.cut(values.astype(float), edges, right=False, labels=list(self.names))
        return placed.astype(object).where(values.notna(), NO_DATA)


def classes(values: pd.Series) -> Classes:
    """At most five classes with about as many countries in each, their limits rounded to what reads well.

    Why by count: most figures lie close together with a few far away, and steps of equal width would put nearly every
    country into one class.
    """
    known = values.dropna().astype(float)
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    if low == high:
        return Classes((), (words.number(low) if len(known) else "Any value",))
    step = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    shares = [place / _MOST for place in range(1, _MOST)]
    rounded = {round(round(float(cut) / step) * step, 10) for cut in known.quantile(shares)}
    breaks = tuple(sorted(cut for cut in rounded if low < cut <= high))
    return Classes(breaks, _names(breaks, step))


def _names(breaks: tuple[float, ...], step: float) -> tuple[str, ...]:
    if not breaks:
        return ("Any value",)
    decimals = max(0, -math.floor(math.log10(step)))
    said = [f"{cut:,.{decimals}f}" for cut in breaks]
    between = [f"{low} to under {high}" for low, high in pairwise(said)]
    return (f"under {said[0]}", *between, f"{said[-1]} and more")
