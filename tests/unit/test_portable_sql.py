"""Each rule of the portable SQL refuses a planted breach, and what both engines read alike passes.

Owns: one breach per rule.
Never: compiles the project; `make check` does.
"""

from types import ModuleType

import pytest

from support.tool_module import tool


@pytest.fixture(scope="module")
def lint() -> ModuleType:
    return tool("check_portable")


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("qualify", "select a from t qualify row_number() over (order by a) = 1"),
        ("distinct on", "select distinct on (a) a, b from t order by a"),
        ("group by all", "select a, count(*) as n from t group by all"),
        ("arg_max()", "select arg_max(a, b) as c from t"),
        ("strpos()", "select strpos(a, 'x') as c from t"),
        ("regexp_matches()", "select regexp_matches(a, 'x') as c from t"),
        ("hash()", "select hash(a) as c from t"),
        ("string_agg()", "select string_agg(a, ',') as c from t"),
        ("upper()", "select upper(a) as c from t"),
        ("xxhash64()", "select xxhash64(a) as c from t"),
        ("a time with a zone", "select cast(a as timestamptz) as c from t"),
        ("concat() of what may be empty", "select concat(a, 'x') as c from t"),
        ("substring from 0", "select substring(a, 0, 4) as c from t"),
        ("a number with a fraction cast as whole", "select cast(2.5 as integer) as c from t"),
        ("a double cast as text", "select cast(cast(a as double) as string) as c from t"),
        ("a divisor that may be zero", "select a / b as c from t"),
        ("a decimal in a division", "select 1.5 / nullif(b, 0) as c from t"),
        ("a decimal in a division", "select a / (-0.5) as c from t"),
        ("round() to places", "select round(a, 2) as c from t"),
        ("a window without an order", "select row_number() over (partition by a) as c from t"),
        ("a type of lists, structs or maps", "select cast(a as array<int>) as c from t"),
    ],
)
def test_a_planted_breach_is_refused_with_a_remedy(lint: ModuleType, rule: str, sql: str) -> None:
    found = [breach for breach in lint.breaches(sql, sql) if breach.rule == rule]
    assert found, lint.breaches(sql, sql)
    assert found[0].remedy
    assert found[0].excerpt


@pytest.mark.parametrize(
    "sql",
    [
        "select a / nullif(b, 0) as c from t",
        "select a / 2.0e0 as c from t",
        "select round(a * 100) / 100 as c from t",
        "select concat(coalesce(a, ''), 'x') as c from t",
        "select cast(round(a) as integer) as c from t",
        "select try_cast(a as integer) as c from t",
        "select row_number() over (partition by a order by b, c) as n from t",
        "select substring(a, 1, 4) as c from t where a like 'x%'",
    ],
)
def test_what_both_read_alike_passes(lint: ModuleType, sql: str) -> None:
    assert lint.breaches(sql, sql) == []


def test_what_each_is_told_through_compat_passes(lint: ModuleType) -> None:
    assert lint.breaches("select hash(a) as c from t", "select xxhash64(a, a is null) as c from t") == []
