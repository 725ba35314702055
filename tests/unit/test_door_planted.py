"""For each rule of the door there is a planted file that breaks that rule and no other.

Rules on rows and most of those on whole files are planted here; forms have lists of their own (test_*_planted and the
survey's tests), which name each of their rules. What is planted elsewhere is named with the test that plants it.
"""

import ast
import gzip
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from support.planted import GOOD, HEADER, NAME, land_one, plant, text
from warehouse.door_rules import FILE_RULES, FORMS, broken_rules, door_rules
from warehouse.rejected import list_rejections
from warehouse.settings import PROJECT_ROOT, Settings

BOOK, ROW = "SDG_0852_SEX_AGE_RT_A.xlsx", "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_O,AGE_YTHADULT_YGE15,2020,1,,"
LABELS = HEADER.replace("ref_area", "ref_area.label")
LABELLED = [row.replace("FRA", "France").replace("NAM", "Namibia") for row in GOOD]
SDMX = 'xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"'
_BAD_ROWS = "landing.file.bad_rows"


def _row(old: str, new: str) -> str:
    assert old in ROW
    return text(*GOOD, ROW.replace(old, new, 1))


def _book(*rows: list[str], hidden: bool = False) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if hidden:
        book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(packed)
    return packed.getvalue()


def _zip(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _good_book(*, hidden: bool = False) -> bytes:
    return _book(HEADER.split(","), *(row.split(",") for row in GOOD), hidden=hidden)


ROWS: dict[str, str] = {
    "value": _row(",1,,", ",abc,,"),
    "time": _row("2020", "2020Q5"),
    "time_missing": _row("2020", ""),
    "frequency": _row("2020", "2020Q1"),
    "area": _row("FRA", "ZZZ"),
    "area_missing": _row("FRA", ""),
    "area_name": text(*LABELLED, LABELLED[0].replace("France", "Atlantis"), header=LABELS),
    "code_form": _row("SEX_O", "SEX O"),
    "code_of_another_column": _row("SEX_O", "AGE_YTHADULT_YGE15"),
    "indicator_missing": _row("SDG_0852_SEX_AGE_RT", ""),
    "control_character": _row("BA:1", "BA:\x011"),
    "repeated_observation": text(*GOOD, GOOD[0]),
    "quotes": _row("BA:1", '"BA:1"x'),
    "long_cell": _row("BA:1", "B" * 2_000_001),
    "empty_line": text(*GOOD, "", ROW),
    "cell_count": text(*GOOD, ROW + ",x"),
}
FILES: dict[str, tuple[str | bytes, str]] = {
    "zero_bytes": (b"\0" * 100, NAME),
    "gzip_twice": (gzip.compress(gzip.compress(text().encode())), NAME + ".broken"),
    "gzipped": (gzip.compress(_good_book()), BOOK + ".broken"),
    "damaged_workbook": (_good_book()[:-300], BOOK),
    "unpacks_too_large": (_zip(**{"xl/workbook.xml": "<a/>", "big": "0" * 200_000_000}), BOOK),
    "sheets": (_good_book(hidden=True), BOOK),
    "no_ilostat_sheet": (_book(["a", "b"], ["c", "d"]), BOOK),
    "damaged_parquet": (b"PAR1" + b"x" * 40 + b"PAR1", "a.parquet"),
    "damaged_sdmx": (f"<message:StructureSpecificData {SDMX}><a>", "a.xml"),
    "unsafe_xml": (f'<!DOCTYPE x [<!ENTITY a "b">]><message:StructureSpecificData {SDMX}/>', "a.xml"),
    "no_code_list": (f"<message:Structure {SDMX}/>", "a.xml"),
    "several_datasets": (text(*GOOD, GOOD[0].replace("SDG_0852_SEX_AGE_RT", "SDG_0861_SEX_RT")), NAME),
    "excel_binary": (_zip(**{"xl/workbook.bin": "x"}), BOOK),
    "opendocument": (_zip(**{"content.xml": "<a/>"}), BOOK),
    "unsafe_workbook": (_zip(**{"xl/workbook.xml": "<!DOCTYPE a><a/>"}), BOOK),
    "sample_among_real": (text(*GOOD[:2], GOOD[2].removesuffix(",") + ",Z0:1"), NAME),
    "file_name": (text(), "SDG_0852_SEX_AGE_RT_A\u202evsc.csv"),
    "unknown_dataset": ("ref_area,time,obs_value\nFRA,2020,1\n", "download.csv"),
}
PLANTED = {f"landing.rows.{name}": (content, NAME) for name, content in ROWS.items()} | {
    f"landing.file.{name}": planted for name, planted in FILES.items()
}
# Planted by tests that know the message of the refusal, not its reason: layouts, identity, fetching, names of files.
BY_WORDS = {
    "SDMX structure",
    "no period",
    "not as asked",
    "old Excel",
    "pivot headings",
    "too long",
}


@pytest.mark.parametrize("rule_id", PLANTED)
def test_a_planted_file_breaks_exactly_its_rule(settings: Settings, tmp_path: Path, rule_id: str) -> None:
    content, name = PLANTED[rule_id]
    landed = land_one(settings, plant(tmp_path, content, name))
    assert landed.outcome == "refused"
    (rejection,) = list_rejections(settings)
    assert set(broken_rules(settings, rejection)) - {_BAD_ROWS} == {rule_id}


def test_real_rows_in_a_home_of_the_sample_break_that_rule_alone(settings: Settings, tmp_path: Path) -> None:
    invented = text(*(",".join([*row.split(",")[:-1], "Z0:1"]) for row in GOOD))
    assert land_one(settings, plant(tmp_path, invented)).outcome == "loaded"
    assert land_one(settings, plant(tmp_path, text())).outcome == "refused"
    (rejection,) = list_rejections(settings)
    assert set(broken_rules(settings, rejection)) == {"landing.file.sample_and_real_data"}


def test_every_rule_on_rows_is_planted() -> None:
    rules = {rule.rule_id for rule in door_rules() if rule.source == "rows"}
    assert rules == {rule_id for rule_id in PLANTED if rule_id.startswith("landing.rows.")}


def test_every_rule_on_whole_files_is_planted() -> None:
    named = {name for name in FILE_RULES if name in _texts_of_tests()}
    planted = {rule_id.removeprefix("landing.file.") for rule_id in PLANTED} | {"sample_and_real_data"}
    left = {name for name in FILE_RULES if name not in named and _plain(name) not in planted}
    assert left == BY_WORDS


def test_every_rule_of_a_form_is_named_by_a_test_that_plants_it() -> None:
    words = _texts_of_tests()
    assert not [rule.rule_id for rule in door_rules() if rule.source in FORMS and rule.name not in words]


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower())


@cache
def _texts_of_tests() -> set[str]:
    """Every text in the unit tests but this one."""
    paths = [path for path in (PROJECT_ROOT / "tests" / "unit").glob("test_*.py") if path.name != Path(__file__).name]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {node.value for node in nodes if isinstance(node.value, str)}
