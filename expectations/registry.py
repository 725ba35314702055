"""Every rule of the gate, in one list.

Owns: which suites there are, that none is empty, and that no two rules share an id or, on one table, a name.
Never: states a rule.
"""

from collections import Counter

from expectations.rules import Facts, Rule
from expectations.suites import (
    compared,
    evaluation,
    freshness,
    indicators,
    landing,
    monitoring,
    release,
    strategy,
    whole_file,
)
from warehouse.errors import GateError

SUITES = (
    landing.rules,
    whole_file.rules,
    strategy.rules,
    monitoring.rules,
    indicators.rules,
    evaluation.rules,
    freshness.rules,
    release.rules,
    compared.rules,
)


def all_rules(facts: Facts) -> tuple[Rule, ...]:
    """Every rule for a run with these facts, in the order of the suites.

    Raises:
        GateError: a suite has no rule, or two rules share an id, or a name on one table.
    """
    stated = {suite.__module__: suite(facts) for suite in SUITES}
    empty = [name for name, rules in stated.items() if not rules]
    if empty:
        raise GateError(f"A suite of the gate has no rule, so nothing would be checked: {', '.join(empty)}.")
    rules = tuple(rule for suite in stated.values() for rule in suite)
    labels = [rule.rule_id for rule in rules] + [f"{rule.table_key}: {rule.name}" for rule in rules]
    twice = [label for label, count in Counter(labels).items() if count > 1]
    if twice:
        raise GateError(
            f"Two rules of the gate are called the same: {', '.join(twice)}. Rename one in expectations/suites."
        )
    return rules
