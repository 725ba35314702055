"""Every rule of the gate, in one list.

Owns: which suites there are, and that no two rules share an id or, on one table, a name.
Never: states a rule.
"""

from collections import Counter

from expectations.rules import Facts, Rule
from expectations.suites import freshness, indicators, monitoring, strategy, whole_file
from warehouse.errors import GateError

SUITES = (whole_file.rules, strategy.rules, monitoring.rules, indicators.rules, freshness.rules)


def all_rules(facts: Facts) -> tuple[Rule, ...]:
    """Every rule for a run with these facts, in the order of the suites.

    Raises:
        GateError: two rules share an id, or a name on one table.
    """
    rules = tuple(rule for suite in SUITES for rule in suite(facts))
    labels = [rule.rule_id for rule in rules] + [f"{rule.table_key}: {rule.name}" for rule in rules]
    twice = [label for label, count in Counter(labels).items() if count > 1]
    if twice:
        raise GateError(
            f"Two rules of the gate are called the same: {', '.join(twice)}. Rename one in expectations/suites."
        )
    return rules
