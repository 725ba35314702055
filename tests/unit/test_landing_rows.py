"""Row rules: one bad row refuses the file, every bad row is counted, each with its line as an editor shows it."""

import csv
import gzip
import math
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.planted import GOOD, HEADER, land_one, plant, reason, stored, text
from warehouse.settings import Settings
from warehouse.sources.ilostat.periods import frequency_of
from warehouse.sources.ilostat.rules import _value_rules

ROW = "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_O,AGE_YTHADULT_YGE15,{time},{value},,"


def _errors(settings: Settings) -> list[dict[str, str]]:
    [path] = settings.rejected.glob("*.errors.csv")
    with path.open(newline="") as handle:
        return list(csv.DictReader(handle))


def _only_error(settings: Settings) -> dict[str, str]:
    kept = reason(settings)
    assert kept["error_count"] == 1
    [error] = kept["errors_shown"]  # read from JSON, so of any type
    return error


def _refuse(settings: Settings, tmp_path: Path, *rows: str, header: str = HEADER) -> str:
    landed = land_one(settings, plant(tmp_path, text(*GOOD, *rows, header=header)))
    assert landed.outcome == "refused"
    assert not list(settings.snapshots_folder.rglob("*.parquet"))
    return landed.message


@pytest.mark.fault(8)
@pytest.mark.parametrize(
    "value", ["NaN", "nan", "inf", "-inf", "Infinity", "1e400", "-1e400", '"1,5"', "abc", "1 5", " 5", "0x1F", "1_000",
              "1.2.3", "--1", "+", ".", "e5", "1e", "9" * 400, "n/a", "..", "٣"],
)  # fmt: skip
def test_a_value_that_is_no_finite_decimal_is_refused(settings: Settings, tmp_path: Path, value: str) -> None:
    message = _refuse(settings, tmp_path, ROW.format(time="2020", value=value))
    error = _only_error(settings)
    assert (error["place"], error["column"]) == ("line 5", "obs_value")
    assert "finite number" in message


@pytest.mark.fault(8)
@pytest.mark.parametrize("value", ["", "NA", "0", "-0.5", "+3", "5.", ".5", "1e5", "1E-3", "53073070", "9" * 300])
def test_decimals_and_nothing_are_taken_as_they_stand(settings: Settings, tmp_path: Path, value: str) -> None:
    landed = land_one(settings, plant(tmp_path, text(*GOOD, ROW.format(time="2020", value=value))))
    assert landed.outcome == "loaded"
    [path] = settings.snapshots_folder.rglob("*.parquet")
    assert stored(path)[3]["obs_value"] == (None if value in {"", "NA"} else value)


@pytest.mark.fault(11)
@pytest.mark.parametrize(
    "time", ["2020Q5", "2020Q0", "2020M13", "2020M00", "2020M1", "2020-Q1", "20", "1899", "2101", "20201", "NA", "",
             " 2020", "2020.0", "2020q1"],
)  # fmt: skip
def test_a_time_that_is_no_period_is_refused(settings: Settings, tmp_path: Path, time: str) -> None:
    _refuse(settings, tmp_path, ROW.format(time=time, value="1"))
    assert _only_error(settings)["column"] == "time"


@pytest.mark.fault(11)
def test_quarters_in_an_annual_file_are_refused(settings: Settings, tmp_path: Path) -> None:
    message = _refuse(settings, tmp_path, ROW.format(time="2020Q1", value="1"), ROW.format(time="2020M02", value="1"))
    assert reason(settings)["error_count"] == 2
    assert "the other rows of this file are annual" in message


@pytest.mark.fault(10)
@pytest.mark.parametrize(
    ("area", "words"),
    [("NA", "no country"), ("fra", "no country"), ("FRA ", "no country"), ("ZZZ", "no country"), ("", "missing"),
     ("X1", "no country"), ("France", "no country")],
)  # fmt: skip
def test_an_area_that_is_none_is_refused(settings: Settings, tmp_path: Path, area: str, words: str) -> None:
    message = _refuse(settings, tmp_path, ROW.format(time="2020", value="1").replace("FRA", area, 1))
    assert words in message
    assert _only_error(settings)["place"] == "line 5"


@pytest.mark.fault(10)
def test_an_area_label_that_none_resolves_is_refused_with_the_way_out(settings: Settings, tmp_path: Path) -> None:
    header = HEADER.replace("ref_area", "ref_area.label")
    rows = [row.replace("FRA", "France").replace("NAM", "Namibia") for row in GOOD]
    bad = rows[0].replace("France", "Atlantis").replace("2020", "2021")
    landed = land_one(settings, plant(tmp_path, text(*rows, bad, header=header)))
    assert "line 5, ref_area.label holds 'Atlantis'" in landed.message
    assert "dictionary" in landed.message


@pytest.mark.fault(7)
def test_the_same_observation_twice_is_refused_and_names_both_lines(settings: Settings, tmp_path: Path) -> None:
    message = _refuse(settings, tmp_path, GOOD[0].replace("8.1", "9.9"), GOOD[0])
    assert [error["place"] for error in _errors(settings)] == ["line 5", "line 6"]
    assert message.count("already stands on line 2") == 2


@pytest.mark.fault(7)
def test_two_spellings_of_one_area_are_one_area(settings: Settings, tmp_path: Path) -> None:
    header = HEADER.replace("ref_area", "ref_area.label")
    rows = [GOOD[0].replace("FRA", "Côte d'Ivoire"), GOOD[0].replace("FRA", "Côte d’Ivoire")]
    landed = land_one(settings, plant(tmp_path, text(*rows, header=header)))
    assert "already stands on line 2" in landed.message


def test_another_source_is_another_observation(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, text(*GOOD, GOOD[0].replace("BA:1", "AA:7"))))
    assert landed.outcome == "loaded"


@pytest.mark.fault(24)
@pytest.mark.parametrize("mark", ["\x01", "\x00", "\x7f", "\x85", "\x1b"])
def test_a_control_character_is_refused(settings: Settings, tmp_path: Path, mark: str) -> None:
    _refuse(settings, tmp_path, ROW.format(time="2021", value="1").replace("BA:1", f"BA:{mark}1"))
    error = _only_error(settings)
    assert (error["place"], error["column"], error["value"]) == ("line 5", "source", "BA:?1")


@pytest.mark.fault(24)
@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_a_line_break_inside_a_cell_is_refused_and_later_lines_are_counted_as_an_editor_counts(
    settings: Settings, tmp_path: Path, mark: str
) -> None:
    end = "\r\n" if mark == "\r\n" else "\n"
    rows = [HEADER, GOOD[0].replace("BA:1", f'"BA:{mark}1"'), GOOD[1], ROW.format(time="2020", value="abc")]
    land_one(settings, plant(tmp_path, end.join(rows) + end))
    assert [(error["place"], error["column"]) for error in _errors(settings)] == [
        ("line 2", "source"), ("line 5", "obs_value"),
    ]  # fmt: skip


BROKEN = [
    ("FRA,BA:1", "cells"),
    (GOOD[0] + ",more", "cells"),
    ("", "empty"),
    (GOOD[0].replace("BA:1", '"BA"1'), "quotation mark"),
    (GOOD[0].replace("BA:1", '"' + "x" * 2_100_000 + '"'), "longer than"),
]


@pytest.mark.fault(6)
@pytest.mark.parametrize(("line", "words"), BROKEN, ids=[case[1] for case in BROKEN])
@pytest.mark.parametrize("name", ["SDG_0852_SEX_AGE_RT_A.csv", "SDG_0852_SEX_AGE_RT_A.csv.gz"])
def test_a_broken_line_is_refused_with_the_other_errors_of_the_file(
    settings: Settings, tmp_path: Path, line: str, words: str, name: str
) -> None:
    rows = [GOOD[0], line, *GOOD[1:], ROW.format(time="2020", value="abc")]
    landed = land_one(settings, plant(tmp_path, text(*rows), name))
    assert landed.outcome == "refused"
    errors = _errors(settings)
    assert [error["place"] for error in errors] == ["line 3", "line 6"]
    assert words in errors[0]["rule"]


@pytest.mark.fault(8)
@pytest.mark.parametrize("is_quoted", [True, False])
def test_a_decimal_comma_that_pushes_cells_to_the_right_is_refused(
    settings: Settings, tmp_path: Path, is_quoted: bool
) -> None:
    """DuckDB drops an empty cell too many at the end of a line: 12,5 became the value 12 with the status 5."""
    note = '"Repository: a, b, and c"' if is_quoted else "R1:3513"
    rows = [row.replace("R1:3513", note) for row in GOOD]
    landed = land_one(settings, plant(tmp_path, text(*rows, GOOD[2].replace("2020,,U", "2021,12,5,"))))
    assert landed.outcome == "refused"
    assert "line 5" in landed.message
    assert "10 cells; the header has 9" in landed.message


@pytest.mark.parametrize("note", ['"a, b"', '"a ""b"", c"', '""', "x"])
def test_commas_inside_quoted_cells_are_no_cells(settings: Settings, tmp_path: Path, note: str) -> None:
    rows = [row.replace("R1:3513", note) for row in GOOD]
    assert land_one(settings, plant(tmp_path, text(*rows))).outcome == "loaded"


def test_a_quote_that_never_closes_is_refused_at_its_line(settings: Settings, tmp_path: Path) -> None:
    _refuse(settings, tmp_path, ROW.format(time="2021", value="1").replace("BA:1", '"BA:1'))
    error = _only_error(settings)
    assert error["place"] == "line 5"
    assert "quotation mark" in error["rule"]


@pytest.mark.fault(8)
def test_thousands_of_bad_rows_are_all_counted_and_twenty_are_shown(settings: Settings, tmp_path: Path) -> None:
    rows = [ROW.format(time=str(1900 + number % 200), value=f"bad{number}") for number in range(200)]
    message = _refuse(settings, tmp_path, *rows)
    assert "200 errors" in message
    assert len(re.findall(r"'bad\d+'", message)) == 20
    assert len(_errors(settings)) == 200
    [listed] = settings.rejected.glob("*.errors.csv")
    assert message.endswith(f"All of them, one a line: {listed}"), "the whole path is printed"
    assert f"one a line: rejected/{listed.name}" in str(reason(settings)["message"]), "what is kept names no machine"


@pytest.mark.fault(24)
def test_bom_and_windows_line_ends_are_taken(settings: Settings, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode()
    landed = land_one(settings, plant(tmp_path, content))
    assert (landed.outcome, landed.row_count) == ("loaded", 3)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
def test_blank_lines_at_the_end_do_not_matter(settings: Settings, tmp_path: Path, ending: str) -> None:
    landed = land_one(settings, plant(tmp_path, text().rstrip("\n") + ending))
    assert (landed.outcome, landed.row_count) == ("loaded", 3)


@pytest.mark.fault(8)
def test_na_is_nothing_only_where_r_writes_it(settings: Settings, tmp_path: Path) -> None:
    rows = [row + ",NA" for row in GOOD]
    landed = land_one(settings, plant(tmp_path, text(*rows, header=HEADER + ",note_indicator")))
    assert landed.outcome == "loaded"
    [path] = settings.snapshots_folder.rglob("*.parquet")
    found = [(row["resolved_ref_area"], row["note_indicator"]) for row in stored(path)]
    assert found == [("FRA", None), ("FRA", None), ("NAM", None)]


NUMBERS = st.one_of(
    st.text(alphabet="0123456789+-.eE", max_size=8),
    st.floats(allow_nan=True, allow_infinity=True).map(repr),
    st.decimals(allow_nan=True).map(str),
    st.text(max_size=6),
).filter(bool)


@pytest.mark.fault(8)
@given(texts=st.lists(NUMBERS, min_size=1, max_size=30))
def test_the_value_rule_agrees_with_python(texts: list[str]) -> None:
    [rule] = _value_rules()
    rows = duckdb.execute(f"select obs_value, {rule.condition} from unnest($1) as given(obs_value)", [texts]).fetchall()
    for value, is_bad in rows:
        decimal = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", value)
        assert is_bad == (not decimal or not math.isfinite(float(value))), value


@pytest.mark.fault(11)
@given(period=st.one_of(st.from_regex(r"[12][0-9]{3}([QM][0-9]{1,2})?", fullmatch=True), st.text(max_size=8)))
def test_a_period_is_one_of_a_closed_list(period: str) -> None:
    annual = {str(year): "A" for year in range(1900, 2101)}
    quarters = {f"{year}Q{quarter}": "Q" for year in annual for quarter in range(1, 5)}
    months = {f"{year}M{month:02d}": "M" for year in annual for month in range(1, 13)}
    assert frequency_of(period) == (annual | quarters | months).get(period)


@pytest.mark.fault(8)
def test_a_large_file_with_one_bad_row_says_its_line(settings: Settings, tmp_path: Path) -> None:
    rows = [
        f"{area},BA:1,SDG_0852_SEX_AGE_RT,SEX_T,C{number},2020,1.5,,"
        for area in ("FRA", "NAM", "DEU")
        for number in range(20_000)
    ]
    rows[54_321] = rows[54_321].replace("1.5", "1.5x")
    path = plant(tmp_path, gzip.compress(text(*rows).encode()), "SDG_0852_SEX_AGE_RT_A.csv.bin")
    land_one(settings, path)
    assert _only_error(settings)["place"] == "line 54323"
