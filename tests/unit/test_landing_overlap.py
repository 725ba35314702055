"""A bulk file is parsed while its bytes are still examined: nothing of that counts before both are done.

The parser may finish first and be wrong about a file whose last byte is damaged, or be stopped half-way.
"""

import csv
import gzip
import io
import itertools
import random
import threading
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from support.planted import GOOD, HEADER, NAME, land_one, plant, reason, stored, text
from warehouse import landing
from warehouse.settings import Settings
from warehouse.snapshots import list_origins
from warehouse.sources.ilostat.ahead import making, reading_ahead
from warehouse.sources.ilostat.columns import Header

BOTH = (
    "ref_area.label,source.label,indicator,indicator.label,sex,classif1.label,time,obs_value,obs_status,"
    "note_source.label"
)
_QUOTINGS, _ENDINGS = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL), ("\n", "\r\n")
AREAS = ("France", "Côte d’Ivoire", "Côte d'Ivoire", "Namibia", "Türkiye", "Viet Nam")
NOTES = ("", "a, b", 'said "so"', "NA", "Repository: ILO, Geneva", "‘quoted’", "  spaced  ", "NULL", "#N/A", "é" * 40)


def _rows(count: int) -> list[list[str]]:
    """Rows with everything that a careless reader of CSV trips over; each is an observation of its own."""
    chance = random.Random(7)
    return [
        [
            AREAS[number % len(AREAS)], chance.choice(("LFS - Labour, Force", "HS")), "SDG_0852_SEX_AGE_RT",
            'Earnings, "average" (%)', chance.choice(("SEX_T", "NA")), f"Age {number}", "2020",
            chance.choice(("", "NA", "0", "-1.50", "1e3", "5.")), chance.choice(("", "U", "NA")), chance.choice(NOTES),
        ]
        for number in range(count)
    ]  # fmt: skip


def _written(header: str, rows: list[list[str]], ending: str, quoting: Any) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator=ending, quoting=quoting)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


@pytest.mark.parametrize(
    ("quoting", "ending", "count"),
    [
        *itertools.product(_QUOTINGS, _ENDINGS, (1, 3)),
        (csv.QUOTE_MINIMAL, "\r\n", 300_000),
        (csv.QUOTE_ALL, "\n", 300_000),
    ],
)
def test_every_cell_and_the_order_are_those_of_the_csv_module(
    settings: Settings, tmp_path: Path, quoting: Any, ending: str, count: int
) -> None:
    """The largest is read by several threads into several row groups, with a join that gives the area."""
    content = _written(BOTH, _rows(count), ending, quoting)
    landed = land_one(settings, plant(tmp_path, gzip.compress(content, 1), f"{NAME}.bin"))
    assert landed.outcome == "loaded", landed.message
    [path] = settings.snapshots_folder.rglob("*.parquet")
    table = parquet.read_table(path)
    kept = {"ref_area.label", "source.label", "indicator", "indicator.label", "sex"}
    for name, given in _columns(content).items():
        expected = [None if cell == "" or (cell == "NA" and name not in kept) else cell for cell in given]
        assert table[name.replace(".", "_")].to_pylist() == expected, name
    codes = ("FRA", "CIV", "CIV", "NAM", "TUR", "VNM")
    assert table["resolved_ref_area"].to_pylist() == [codes[number % len(codes)] for number in range(count)]


def _columns(content: bytes) -> dict[str, tuple[str, ...]]:
    """The cells by heading, as the csv module reads them; a row with a cell too many or too few fails."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header == BOTH.split(",")
    return dict(zip(header, zip(*rows, strict=True), strict=True))


@pytest.mark.fault(3)
def test_damage_at_the_very_end_refuses_a_file_that_was_parsed_well(settings: Settings, tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(text().encode(), mtime=0))
    damaged[-6] ^= 1
    path = plant(tmp_path, bytes(damaged), f"{NAME}.bin")
    folder = tmp_path / "parsed"
    folder.mkdir()
    with making(settings, path, Header(tuple(HEADER.split(","))), folder, is_gzip=True) as table:
        table.finish()
    assert len(stored(table.path)) == len(GOOD), "the parser alone sees nothing wrong"
    assert land_one(settings, path).outcome == "refused"
    assert reason(settings)["rule"] == "damaged gzip"
    assert not list(settings.snapshots_folder.rglob("*"))


@pytest.mark.fault(23)
@pytest.mark.parametrize("change", ["grown", "replaced"])
def test_a_file_that_changes_under_both_readers_waits(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path, real = plant(tmp_path, text()), landing.examine

    def examine_while_it_changes(*given: Any, **named: Any) -> Any:
        found = real(*given, **named)
        if change == "grown":
            with path.open("a") as handle:
                handle.write(GOOD[0].replace("2020", "2021") + "\n")
        else:
            plant(tmp_path, text().replace("8.1", "9.1"), "other.csv").replace(path)
        return found

    monkeypatch.setattr(landing, "examine", examine_while_it_changes)
    assert "still being written" in land_one(settings, path).message
    assert list_origins(settings) == []
    monkeypatch.undo()
    assert land_one(settings, path).outcome == "loaded"


@pytest.mark.parametrize("outcome", ["known", "refused"])
def test_parsing_stops_when_it_is_not_wanted_and_leaves_nothing(
    settings: Settings, tmp_path: Path, outcome: str
) -> None:
    rows = [f"FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_T,C{number},2020,1,," for number in range(200_000)]
    path = plant(tmp_path, text(*rows) + ("\x00\xff" if outcome == "refused" else ""))
    if outcome == "known":
        assert land_one(settings, path).outcome == "loaded"
    standing = sorted(settings.snapshots_folder.rglob("*.parquet"))
    threads = threading.active_count()
    assert land_one(settings, path).outcome == outcome
    assert threading.active_count() == threads
    assert sorted(settings.snapshots_folder.rglob("*.parquet")) == standing


@pytest.mark.parametrize(
    "content",
    ["", "<html>", "a,b\n1,2\n", '{"a": 1}', HEADER.replace("sex", "sexx"), b"\x1f\x8bnot gzip", b"PK\x03\x04"],
)
def test_only_what_begins_like_a_bulk_file_is_read_ahead(
    settings: Settings, tmp_path: Path, content: str | bytes
) -> None:
    with reading_ahead(settings, plant(tmp_path, content, "file.bin"), tmp_path) as table:
        assert table is None
    with reading_ahead(settings, plant(tmp_path, text()), tmp_path) as table:
        assert table is not None
        table.finish()
    assert len(stored(table.path)) == len(GOOD)
