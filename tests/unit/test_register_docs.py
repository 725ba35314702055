"""docs/register.md tells officers every rule, every status and every limit that the code holds."""

import re
from pathlib import Path

from warehouse.settings import PROJECT_ROOT, get_settings
from warehouse.sources.register.catalogue import FILE_RULES, RULES
from warehouse.sources.register.cells import LONGEST_TEXT
from warehouse.sources.register.columns import CSV_REQUIRED, STATUS_WORDS
from warehouse.sources.register.door import MAX_UNPACKED_BYTES
from warehouse.sources.register.reader import MAX_ROWS

PAGE = (PROJECT_ROOT / "docs" / "register.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_page_with_what_to_do() -> None:
    listed = {
        tuple(part.strip() for part in line.strip("|").split("|")) for line in PAGE.splitlines() if line[:1] == "|"
    }
    expected = {tuple(re.sub(r"\{\w+\}", "…", text) for text in (rule.says, rule.remedy)) for rule in RULES.values()}
    assert expected - listed == set()
    rules = {line for line in listed if len(line) == 2} - {("what is wrong", "what to do"), ("---", "---")}
    assert rules - expected == set()


def test_every_status_and_required_column_is_explained() -> None:
    for word in {word for words in STATUS_WORDS.values() for word in words} | set(CSV_REQUIRED):
        assert f"`{word}`" in PAGE, word


def test_the_limits_are_those_of_the_code() -> None:
    megabytes = get_settings().max_register_bytes // 2**20
    limits = (f"{megabytes} MB", f"{MAX_ROWS:,} rows", f"{MAX_UNPACKED_BYTES // 2**20} MB unpacked")
    assert [limit for limit in (*limits, f"{LONGEST_TEXT:,} characters") if limit not in PAGE] == []


def test_every_rule_of_the_file_has_a_case_in_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_register_*.py"))
    assert [rule for rule in FILE_RULES if f'"{rule}"' not in tests] == []
