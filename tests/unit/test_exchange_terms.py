"""Codes, periods, groups and statuses on their way into SDMX: nothing is confused, nothing is guessed."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.errors import WarehouseError
from warehouse.exchange.sdmx import terms
from warehouse.exchange.sdmx.rows import text
from warehouse.exchange.xml import xml_text
from warehouse.settings import PROJECT_ROOT

SDMX_ID = re.compile(r"[A-Za-z0-9_@$\-]+")
# What the SDMX list has no code for, so that OBS_STATUS stays empty beside a value (docs/exchange.md).
WITHOUT_COUNTERPART = {"A", "C", "N", "X"}


@given(st.text(max_size=30))
def test_any_code_becomes_an_id_that_leads_back_to_it(code: str) -> None:
    spelt = terms.code(code)
    assert SDMX_ID.fullmatch(spelt)
    assert not spelt.startswith(("-", "@"))  # a spreadsheet would run it
    assert terms.text_of(spelt) == code


def test_no_code_is_another_one() -> None:
    texts = [None, "", "_Z", "_T", "$$", "$", "A", "$0041$", "a b", "A-B", "-A", "Ü", "\U0001f600", "_"]
    assert len({terms.code(one) for one in texts}) == len(texts)
    assert terms.text_of(terms.code(None)) is None


@given(st.lists(st.text(alphabet="=axw_ $", max_size=8), min_size=2, max_size=2, unique=True))
def test_two_groups_are_never_one_key(groups: list[str]) -> None:
    one, other = groups
    assert terms.group(one) != terms.group(other)


@pytest.mark.parametrize(
    ("group", "dimension", "code"),
    [
        ("sex=SEX_F", "SEX", "SEX_F"),
        ("classif1=ECO_AGGREGATE_MAN", "CLASSIF1", "ECO_AGGREGATE_MAN"),
        ("classif2=AGE_YTHADULT_Y15-24", "CLASSIF2", "AGE_YTHADULT_Y15-24"),
        ("group=workers", "GROUP", "workers"),
        ("region=Asia", "GROUP", "region$003D$Asia"),
        ("workers", "GROUP", "$003D$workers"),
        ("sex=", "GROUP", "sex$003D$"),
    ],
)
def test_a_group_is_one_dimension_and_the_others_are_totals(group: str, dimension: str, code: str) -> None:
    expected = dict.fromkeys(("SEX", "CLASSIF1", "CLASSIF2", "GROUP"), "_T") | {dimension: code}
    assert terms.group(group) == expected


@pytest.mark.parametrize(
    ("period", "written"),
    [("2019", "2019"), ("2019Q1", "2019-Q1"), ("2019M01", "2019-M01"), ("2023H2", "2023-S2")],
)
def test_periods_are_written_as_sdmx_does(period: str, written: str) -> None:
    assert terms.period(period) == written


@pytest.mark.parametrize("period", ["", "19", "2019Q5", "2019M13", "2019H3", "2019-Q1", "2019 "])
def test_what_is_no_period_stops_the_export(period: str) -> None:
    with pytest.raises(WarehouseError, match="is no year"):
        terms.period(period)


def test_every_status_of_ilostat_has_a_counterpart_or_is_known_to_have_none() -> None:
    with (PROJECT_ROOT / "seeds" / "code_lists" / "observation_statuses.csv").open(encoding="utf-8") as file:
        codes = {row["observation_status_code"] for row in csv.DictReader(file)}
    assert codes == set(terms.SAME_MEANING) | WITHOUT_COUNTERPART
    assert set(terms.SAME_MEANING.values()) <= set(terms.STATUSES)
    for code in WITHOUT_COUNTERPART:
        assert terms.status(code, "survey", has_value=True) is None


def test_a_missing_value_is_missing_whatever_its_flag() -> None:
    assert terms.status("U", "survey", has_value=False) == "O"
    assert terms.status(None, None, has_value=False) == "O"
    assert terms.status("C", "survey", has_value=False) == "Q"
    assert terms.status(None, "projected", has_value=True) == "F"
    assert terms.status(None, "survey", has_value=True) == "A"
    assert terms.status(None, "modelled", has_value=True) == "E"
    assert terms.status(None, "unknown", has_value=True) is None
    assert terms.status(None, None, has_value=True) is None


def test_no_modelled_value_is_called_normal_whatever_its_source_says() -> None:
    assert terms.status("R", "modelled", has_value=True) == "E"
    assert terms.status("R", "projected", has_value=True) == "F"
    assert terms.status("R", "survey", has_value=True) == "A"
    assert terms.status("R", "unknown", has_value=True) == "A"
    assert terms.status("R", "modelled", has_value=False) == "O"
    assert terms.status("U", "modelled", has_value=True) == "U"
    for code in (None, *terms.SAME_MEANING, *WITHOUT_COUNTERPART):
        assert terms.status(code, "modelled", has_value=True) != "A", code


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_in_full(number: float) -> None:
    written = text(number)
    assert written is not None
    assert float(written) == number
    assert text(-0.0) == "-0.0"


def test_only_what_xml_forbids_is_replaced() -> None:
    kept = "\t\n\r a & b < c \u202e مرحبا \U0001f600"
    assert xml_text(kept) == kept
    assert xml_text("a\x00b\x0bc\ufffed\ud800e") == "a\ufffdb\ufffdc\ufffdd\ufffde"
