"""docs/evaluation.md tells evaluators every rule, level and limit that the code holds."""

import re

from warehouse.settings import PROJECT_ROOT
from warehouse.sources.evaluation.catalogue import MIN_JUSTIFICATION, RULES
from warehouse.sources.evaluation.vocabulary import SHEETS
from warehouse.sources.evaluation.words import RATINGS

PAGE = (PROJECT_ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_page_with_what_to_do() -> None:
    listed = {
        tuple(part.strip() for part in line.strip("|").split("|"))
        for line in PAGE.partition("## Every rule")[2].splitlines()
        if line[:1] == "|"
    } - {("what is wrong", "what to do"), ("---", "---")}
    assert listed == {
        tuple(re.sub(r"\{\w+\}", "…", text) for text in (rule.says, rule.remedy)) for rule in RULES.values()
    }


def test_levels_sheets_and_limits_are_those_of_the_code() -> None:
    for level, (word, meaning) in RATINGS.items():
        assert f"| {level} | {word} | {meaning} |" in PAGE
    assert [sheet.name for sheet in SHEETS if f"*{sheet.name}*" not in PAGE] == []
    assert f"at least {MIN_JUSTIFICATION} characters" in PAGE
