"""Codes as a person types them, and as a release spells them.

Owns: that case does not count, and what is said of a code that the release does not hold.
Never: guesses a code that was not typed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from warehouse.errors import WarehouseError

_SHOWN = 80


def spellings(codes: Iterable[str]) -> dict[str, str]:
    """Each code by what a person may type for it: itself, or itself in other case where no two differ in case alone."""
    every = sorted(set(codes))
    alike = Counter(code.casefold() for code in every)
    folded = {code.casefold(): code for code in every if alike[code.casefold()] == 1}
    return folded | {code: code for code in every}


def as_held(asked: Sequence[str], held: Mapping[str, str], what: str, where: str) -> tuple[str, ...]:
    """The codes that were asked for, as the release spells them, each once.

    Args:
        asked: what was typed.
        held: codes of the release by what may be typed for them, as `spellings` gives them.
        what: whose codes they are and who holds them, such as "The release has no area".
        where: in which table they all stand.

    Raises:
        WarehouseError: one of them is not held; the message says which are, or where they stand.
    """
    found = {code: held.get(code) or held.get(code.casefold()) for code in asked}
    unknown = [code for code, one in found.items() if one is None]
    if unknown:
        codes = sorted(set(held.values()))
        few = f"It has {', '.join(codes)}." if 0 < len(codes) <= _SHOWN else ""
        raise WarehouseError(" ".join(part for part in (f"{what} {', '.join(unknown)}.", few, where) if part))
    return tuple(dict.fromkeys(one for one in found.values() if one is not None))
