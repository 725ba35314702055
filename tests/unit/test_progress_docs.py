"""docs/progress.md tells every rule of baselines, method, class and reason that the tables may hold."""

import re
from typing import Any

import pytest
import yaml

from warehouse.settings import PROJECT_ROOT

TOLD = (PROJECT_ROOT / "docs" / "progress.md").read_text(encoding="utf-8")
PROPERTIES = PROJECT_ROOT / "dbt_models" / "models" / "marts" / "indicators" / "_progress.yml"


def _words(table: str, column: str) -> list[str]:
    models: dict[str, Any] = {model["name"]: model for model in yaml.safe_load(PROPERTIES.read_text())["models"]}
    columns = {one["name"]: one for one in models[table]["columns"]}
    (test,) = [test["accepted_values"] for test in columns[column]["data_tests"] if "accepted_values" in test]
    return list(test["arguments"]["values"])


@pytest.mark.parametrize(
    ("table", "column"), [("baselines", "baseline_rule"), ("progress", "method"), ("progress", "reason_not_rated")]
)
def test_every_word_is_told(table: str, column: str) -> None:
    assert not [word for word in _words(table, column) if f"`{word}`" not in TOLD]


def test_every_class_is_told() -> None:
    plain = re.sub(r"[`_]", " ", TOLD)
    assert not [word for word in _words("progress", "class") if word.replace("_", " ") not in plain]


def test_reasons_stand_in_the_order_in_which_they_are_looked_for() -> None:
    table = TOLD.split("## Why there is no class")[1]
    places = [table.index(f"`{reason}`") for reason in _words("progress", "reason_not_rated")]
    assert places == sorted(places)


def test_the_dictionary_names_the_reasons_in_that_order() -> None:
    """Whoever has the release alone has no docs/ to look them up in."""
    described = (PROJECT_ROOT / "dbt_models" / "models" / "docs" / "progress.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"{% docs reason_not_rated %}.*?: (.*?)\.", described)
    assert re.split(r", | or ", told) == _words("progress", "reason_not_rated")
