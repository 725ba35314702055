"""One rule of the register, in words.

Owns: the shape of a rule.
Never: holds one (`catalogue` and `sheet_rules` do).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """What is wrong and what to do; words in braces are filled in with what was found or what is allowed."""

    says: str
    remedy: str
