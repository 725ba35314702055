"""Rules in words, and the finding that one of them is broken.

Owns: the shape of a rule and of a collection of rules.
Never: holds one (`catalogue`, `form_rules`, `sheet_rules` and `target_rules` do).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from warehouse.rejected import Finding


@dataclass(frozen=True)
class Rule:
    """What is wrong and what to do; words in braces are filled in with what was found or what is allowed."""

    says: str
    remedy: str


class Finder(Protocol):
    """Makes the finding that a rule is broken at a place; `words` fill in the braces of the rule."""

    def __call__(
        self, rule: str, place: str, column: str | None = None, value: object = None, **words: object
    ) -> Finding:
        """The finding."""
        ...


@dataclass(frozen=True)
class RuleBook:
    """The rules of one kind of workbook, by name."""

    rules: Mapping[str, Rule]

    def finding(
        self, rule: str, place: str, column: str | None = None, value: object = None, **words: object
    ) -> Finding:
        """The finding that a rule is broken at a place; `words` fill in the braces of the rule."""
        broken = self.rules[rule]
        shown = None if value is None else str(value)
        return Finding(place, column, shown, broken.says.format(**words), broken.remedy.format(**words))
