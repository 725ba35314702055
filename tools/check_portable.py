"""Refuses SQL that DuckDB and Spark would not both read, or would not read alike (docs/decisions/0033-portable-sql.md).

Owns: the compiled text of every model and data test as each engine is told it, and the rules it must keep.
Never: runs a query, needs Spark, or looks at analyses, which only the release reads.
"""

import itertools
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from warehouse.settings import environment

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "dbt_models"
SAYS_SPARK = "{% macro is_spark() %}{{- return(true) -}}{% endmacro %}"
COMPAT = "say it by a macro of macros/compat.sql"
# What the text for Spark must not hold, since only DuckDB knows it or means something else by it.
OF_DUCKDB = {
    **dict.fromkeys(("arg_max", "arg_min"), "use max_by or min_by with an order that breaks ties"),
    "strpos": "use position(… in …)",
    **dict.fromkeys(("regexp_matches", "regexp_like", "regexp_full_match", "hash"), COMPAT),
    **dict.fromkeys(("string_agg", "group_concat", "listagg", "list", "array_agg"), "use the macro joined_text"),
    **dict.fromkeys(("list_sort", "array_to_string", "list_value", "struct_pack", "unnest", "to_months"), COMPAT),
    **dict.fromkeys(("upper", "ucase", "casefold"), "do not fold the case of data: ß differs"),
}
# What the text for DuckDB must not hold, since only Spark knows it.
OF_SPARK = dict.fromkeys(
    ("xxhash64", "collect_list", "collect_set", "sort_array", "array_join", "datediff", "add_months", "explode",
     "named_struct", "regexp_extract_all", "from_json", "date_format", "to_date", "to_timestamp"), COMPAT,
)  # fmt: skip
RANKED = (exp.RowNumber, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue)
WHOLE = (exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.SMALLINT, exp.DataType.Type.TINYINT)
NESTED = (exp.DataType.Type.ARRAY, exp.DataType.Type.LIST, exp.DataType.Type.STRUCT, exp.DataType.Type.MAP)


@dataclass(frozen=True)
class Breach:
    """One place that leaves the subset."""

    rule: str
    remedy: str
    excerpt: str


def breaches(duckdb_text: str, spark_text: str) -> list[Breach]:
    """Every rule that one statement breaks; `duckdb_text` and `spark_text` are what each engine is told."""
    found = [*_names(spark_text, OF_DUCKDB, "spark"), *_names(duckdb_text, OF_SPARK, "duckdb")]
    for text, dialect in ((duckdb_text, "duckdb"), (spark_text, "spark")):
        try:
            tree = sqlglot.parse_one(text, read=dialect)
        except SqlglotError as error:
            found.append(Breach(f"{dialect} cannot parse it", "keep to what both parse", str(error).split("\n")[0]))
            continue
        if dialect == "duckdb":  # of Spark, sqlglot takes every cast for one that may fail
            found += [breach for node in tree.walk() for breach in _cast(node)]
        else:
            found += [breach for node in tree.walk() for rule in RULES for breach in rule(node)]
            found += _backslashes(text, duckdb_text)
    return list(dict.fromkeys(found))


def _names(text: str, forbidden: dict[str, str], dialect: str) -> Iterator[Breach]:
    """Names of functions, read before sqlglot translates them."""
    tokens = sqlglot.tokenize(text, read=dialect)
    for token, following in itertools.pairwise(tokens):
        name = token.text.lower()
        if dialect == "spark" and name == "timestamptz" and token.token_type.name != "IDENTIFIER":
            yield Breach("a time with a zone", "use the macro utc_timestamp", _around(text, token.start))
        if following.text == "(" and name in forbidden and token.token_type.name not in ("STRING", "IDENTIFIER"):
            yield Breach(f"{name}()", forbidden[name], _around(text, token.start))


def _around(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)].strip()


def _backslashes(spark_text: str, duckdb_text: str) -> Iterator[Breach]:
    """A backslash in both texts alike is a letter on one engine and an escape on the other."""
    for literal in re.findall(r"'(?:[^']|'')*'", spark_text):
        if "\\" in literal and literal in duckdb_text and literal.count("\\") % 2:
            yield Breach("a backslash in a literal", "use the macro string_literal", literal)


def _shape(node: exp.Expression) -> Iterator[Breach]:
    shapes: list[tuple[bool, str, str]] = [
        (isinstance(node, exp.Qualify), "qualify", "number the rows in a CTE, filter in the next"),
        (isinstance(node, exp.Distinct) and bool(node.args.get("on")), "distinct on", "number rows, keep the first"),
        (isinstance(node, exp.Pivot), "pivot", "write a case for each column"),
        (isinstance(node, exp.Group) and bool(node.args.get("all")), "group by all", "list the columns"),
        (isinstance(node, exp.Star) and bool(node.args.get("except_") or node.args.get("except")), "exclude",
         "list the columns"),
        (isinstance(node, (exp.Array, exp.Struct, exp.Map, exp.Bracket)), "a list, struct or map", "use rows"),
        (isinstance(node, exp.DataType) and node.this in NESTED, "a type of lists, structs or maps", "use rows"),
    ]  # fmt: skip
    for is_so, rule, remedy in shapes:
        if is_so:
            yield Breach(rule, remedy, node.sql(dialect="spark")[:120])


def _cast(node: exp.Expression) -> Iterator[Breach]:
    if not isinstance(node, exp.Cast):
        return
    to, value = node.args["to"], node.this.unnest()
    if isinstance(node, exp.TryCast):
        return
    if to.this == exp.DataType.Type.VARCHAR and not to.expressions and "varchar" in node.sql().lower():
        yield Breach("varchar without a length", "cast as string", node.sql(dialect="duckdb")[:120])
    if to.this in WHOLE and isinstance(value, (exp.Div, exp.Mul, exp.Avg, exp.Literal)) and _has_fraction(value):
        yield Breach("a number with a fraction cast as whole", "round it first", node.sql(dialect="spark")[:120])
    if to.this in exp.DataType.TEXT_TYPES and isinstance(value, exp.Cast) and value.args["to"].this in (
        exp.DataType.Type.DOUBLE, exp.DataType.Type.FLOAT):  # fmt: skip
        yield Breach("a double cast as text", "the engines write 1e20 differently; keep it a number",
                     node.sql(dialect="spark")[:120])  # fmt: skip


def _has_fraction(value: exp.Expression) -> bool:
    if isinstance(value, exp.Literal):
        return not value.is_string and "." in value.name
    return isinstance(value, (exp.Div, exp.Avg)) or any(
        _has_fraction(part.unnest()) for part in value.iter_expressions()
    )


def _division(node: exp.Expression) -> Iterator[Breach]:
    if isinstance(node, (exp.Div, exp.Mod)) and not _is_safe(node.expression) and not _is_guarded(node):
        yield Breach("a divisor that may be zero", "nullif(…, 0)", node.sql(dialect="spark")[:120])
    if isinstance(node, exp.Div) and (_is_decimal(node.this) or _is_decimal(node.expression)):
        yield Breach("a decimal in a division", "write it with an exponent (0.5e0): Spark divides decimals to "
                     "few places", node.sql(dialect="spark")[:120])  # fmt: skip


def _is_decimal(value: exp.Expression) -> bool:
    """Whether it is a number with a fraction that both engines take for a decimal."""
    number = value.unnest()
    if isinstance(number, exp.Neg):
        number = number.this.unnest()
    return _has_fraction(number) and isinstance(number, exp.Literal) and "e" not in number.name.lower()


def _round(node: exp.Expression) -> Iterator[Breach]:
    if isinstance(node, exp.Round) and node.args.get("decimals") is not None:
        yield Breach("round() to places", "use the macro rounded: Spark rounds what is printed, DuckDB what is held",
                     node.sql(dialect="spark")[:120])  # fmt: skip


def _is_guarded(node: exp.Expression) -> bool:
    """Whether a case, the where of the select, or a group of rows (never of none) may keep zero away: not decided."""
    if node.find_ancestor(exp.Case) is not None or isinstance(node.expression.unnest(), exp.Count):
        return True
    select = node.find_ancestor(exp.Select)
    return select is not None and select.args.get("where") is not None


def _is_safe(divisor: exp.Expression) -> bool:
    """Whether a divisor is a number other than zero, nullif(…, 0), or made of such and what is never zero."""
    value = divisor.unnest()
    if isinstance(value, exp.Cast):
        return _is_safe(value.this)
    if isinstance(value, exp.Literal):
        return not value.is_string and float(value.name) != 0
    if isinstance(value, exp.Mul):
        return _is_safe(value.this) and _is_safe(value.expression)
    if isinstance(value, (exp.Sqrt, exp.Abs)):
        return _is_safe(value.this)
    return isinstance(value, exp.Nullif)


def _text(node: exp.Expression) -> Iterator[Breach]:
    if type(node) is exp.Concat and not all(
        isinstance(part.unnest(), (exp.Literal, exp.Coalesce)) for part in node.expressions
    ):
        yield Breach("concat() of what may be empty", "coalesce each part, or use ||", node.sql(dialect="spark")[:120])
    start = node.args.get("start") if isinstance(node, exp.Substring) else None
    if isinstance(start, exp.Literal) and start.name == "0":
        yield Breach("substring from 0", "start at 1", node.sql(dialect="spark")[:120])


def _window(node: exp.Expression) -> Iterator[Breach]:
    if isinstance(node, exp.Window) and isinstance(node.this, RANKED) and not node.args.get("order"):
        yield Breach("a window without an order", "order by what breaks every tie", node.sql(dialect="spark")[:120])


RULES: tuple[Callable[[exp.Expression], Iterator[Breach]], ...] = (_shape, _division, _round, _text, _window)


def compiled(folder: Path) -> dict[str, tuple[str, str, str]]:
    """By id, the file, and the text for DuckDB and for Spark, of every model in SQL and every data test."""
    from dbt.cli.main import dbtRunner

    parsed = dbtRunner().invoke(["parse", *_options(folder)])
    if not parsed.success:
        raise SystemExit(f"dbt cannot parse the project: {parsed.exception}")
    parsing = (folder / "partial_parse.msgpack").read_bytes()
    texts = [_compile(folder, parsing, is_spark=is_spark) for is_spark in (False, True)]
    return {key: (path, text, texts[1][key][1]) for key, (path, text) in texts[0].items()}


def _options(folder: Path) -> list[str]:
    return ["--quiet", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target", "duckdb",
            "--target-path", str(folder), "--log-path", str(folder / "log")]  # fmt: skip


def _compile(folder: Path, parsing: bytes, *, is_spark: bool) -> dict[str, tuple[str, str]]:
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    manifest = Manifest.from_msgpack(parsing)
    manifest.build_flat_graph()  # dbt makes it only when it parses; models read it as `graph`
    if is_spark:
        manifest.macros["macro.dwsc.is_spark"].macro_sql = SAYS_SPARK
    others = ["--exclude", "resource_type:analysis", "resource_type:unit_test"]
    done = dbtRunner(manifest=manifest).invoke(["compile", *_options(folder), *others])
    if not done.success:
        raise SystemExit(f"dbt cannot compile the project: {done.exception or 'see above'}")
    nodes: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    return {
        key: (node["original_file_path"], node["compiled_code"])
        for key, node in nodes.items()
        if node["resource_type"] in ("model", "test") and node["language"] == "sql" and node.get("compiled_code")
    }


def place(path: str, excerpt: str) -> str:
    """The file and, where the words stand there as they are, the line."""
    wanted = " ".join(excerpt.split()).lower()
    for number, line in enumerate((PROJECT / path).read_text(encoding="utf-8").splitlines(), 1):
        if wanted and wanted in " ".join(line.split()).lower():
            return f"dbt_models/{path}:{number}"
    return f"dbt_models/{path}"


def main() -> int:
    """Say every breach, one a line; 1 where there is one."""
    with tempfile.TemporaryDirectory() as folder, environment(DBT_DWSC_BUILD_FILE=str(Path(folder) / "empty.duckdb")):
        statements = compiled(Path(folder))
    found = [
        f"{place(path, breach.excerpt)}: {breach.rule}: {breach.excerpt}: {breach.remedy}"
        for path, duckdb_text, spark_text in statements.values()
        for breach in breaches(duckdb_text, spark_text)
    ]
    sys.stdout.write("".join(f"{line}\n" for line in dict.fromkeys(found)))
    sys.stdout.write(
        f"Portable SQL: {len(statements):,} models and tests read for both engines, {len(found)} breaches.\n"
    )
    return 1 if found or not statements else 0


if __name__ == "__main__":
    sys.exit(main())
