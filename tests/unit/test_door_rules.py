"""Every reason for which a file can be refused is a rule of the door, and a refusal leads back to its rules."""

import ast
import re
from collections.abc import Iterator

import pytest

from warehouse.door_rules import FILE_RULES, ROW_RULES, broken_rules, door_rules
from warehouse.rejected import Rejection, ShownError
from warehouse.released_quality import DIMENSIONS
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.sources.evaluation import catalogue as evaluation
from warehouse.sources.register import catalogue as register
from warehouse.sources.survey import rule_words as survey

RAISES = {"refused", "whole_file", "Refusal"}


def _stated() -> Iterator[str]:
    """The first argument of every call that refuses a file, where it is a text or a constant of its module."""
    for path in (PROJECT_ROOT / "warehouse").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            one.targets[0].id: one.value.value
            for one in tree.body
            if isinstance(one, ast.Assign)
            and isinstance(one.targets[0], ast.Name)
            and isinstance(one.value, ast.Constant)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
            if getattr(call.func, "id", "") in RAISES:
                first = call.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)
                elif isinstance(first, ast.Name) and first.id in constants:
                    yield str(constants[first.id])


def _rejection(
    rule: str, *errors: tuple[str, str], source: str | None = "ilostat", listed: str | None = None
) -> Rejection:
    shown = [ShownError(place="line 2", column=None, value=None, rule=says, remedy=remedy) for says, remedy in errors]
    return Rejection(
        rejected_id="x", file_name="a.csv", kept_as="a.csv", source=source, rule=rule, message="", sha256="0" * 64,
        error_count=len(errors), errors_shown=shown, all_errors_file=listed, bytes=1,
        rejected_at="2026-01-01T00:00:00Z", is_sample=None,
    )  # fmt: skip


def test_every_reason_stated_in_the_code_is_a_rule_and_no_other() -> None:
    assert set(_stated()) == set(FILE_RULES)


def test_every_sentence_on_a_row_stands_in_the_readers() -> None:
    code = " ".join(path.read_text() for path in (PROJECT_ROOT / "warehouse" / "sources" / "ilostat").rglob("*.py"))
    for sentence in ROW_RULES:
        assert sentence.split("2019")[0] in code, sentence


def test_rules_are_named_once_and_say_side_words_and_remedy() -> None:
    rules = door_rules()
    assert len({rule.rule_id for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"landing\.(file|rows|register|survey|evaluation)\.\w+", rule.rule_id)
        assert rule.dimension in DIMENSIONS
        assert len(rule.says) > 10
        assert len(rule.remedy) > 5


@pytest.mark.parametrize(
    ("form", "name"),
    [("register", name) for name in register.RULES] + [("evaluation", name) for name in evaluation.RULES]
    + [("survey", name) for name in survey.RULES],
)  # fmt: skip
def test_each_rule_of_a_form_is_found_again_in_its_own_finding(settings: Settings, form: str, name: str) -> None:
    if form == "survey":
        says, remedy = survey.RULES[name]
    else:
        rule = (register if form == "register" else evaluation).RULES[name]
        says, remedy = rule.says, rule.remedy
    words = {word: f"<{word}>" for word in re.findall(r"\{(\w+)\}", says + remedy)}
    refused = _rejection(f"{form} rules", (says.format(**words), remedy.format(**words)), source=form)
    assert broken_rules(settings, refused) == {f"landing.{form}.{name}": 1}


def test_a_refusal_counts_each_error_of_the_whole_list(settings: Settings) -> None:
    settings.rejected.mkdir(parents=True)
    area, value = "no country, territory or ILOSTAT aggregate has this code.", next(iter(ROW_RULES))
    lines = ["place,column,value,rule,remedy", *[f'line {n},ref_area,XX,"{area}",Mend' for n in range(2, 32)]]
    (settings.rejected / "a.errors.csv").write_text("\n".join([*lines, f'line 40,obs_value,"1,5","{value}",Mend']))
    refused = _rejection("bad rows", (area, "Mend"), listed="a.errors.csv")
    assert broken_rules(settings, refused) == {
        "landing.file.bad_rows": 1, "landing.rows.area": 30, "landing.rows.value": 1,
    }  # fmt: skip


def test_what_no_rule_knows_is_counted_nowhere(settings: Settings) -> None:
    assert broken_rules(settings, _rejection("something new", ("never heard of", "Ask"))) == {}
