"""Numbers that look random and are the same on every machine.

Owns: the link from a key (a few words) to a number, and the spelling of numbers in files.
Never: uses `hash()`, a shared generator or a mathematics library, whose results may differ between machines.

Each number depends on its own key only, so that a dataset added to the sample leaves all others as they were.
Only + - * / are used on floats: those four are exact to the last bit wherever Python runs.
"""

from functools import lru_cache
from hashlib import sha256

_SALT = "decent work in supply chains, invented sample, edition 1"
_WHOLE = float(2**48)


def uniform(*key: object) -> float:
    """A number in [0, 1) that belongs to `key`."""
    return int.from_bytes(_digest(*key)[:6], "big") / _WHOLE


def swing(*key: object) -> float:
    """A number in (-1, 1), most often near 0, that belongs to `key` (the sum of two uniform ones)."""
    digest = _digest(*key)
    return (int.from_bytes(digest[:6], "big") + int.from_bytes(digest[6:12], "big")) / _WHOLE - 1.0


@lru_cache(maxsize=200_000)
def _digest(*key: object) -> bytes:
    return sha256("\x1f".join((_SALT, *map(str, key))).encode()).digest()


def choice(options: tuple[str, ...], *key: object) -> str:
    """One of `options`, each as likely as the next."""
    return options[int(uniform(*key) * len(options))]


def odds(share: float, factor: float, ceiling: float = 100.0) -> float:
    """Multiply the odds of `share` (0 to `ceiling`) by `factor`; the result stays between 0 and `ceiling`."""
    part = share / ceiling
    return ceiling * part * factor / (1.0 - part + part * factor)


def spell(value: float, decimals: int) -> str:
    """Write a value as ILOSTAT does: plain decimals, no trailing zeros, no negative zero."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
