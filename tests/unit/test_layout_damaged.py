"""Files of every layout with bytes changed, cut out or put in: loaded or refused, never a crash."""

import json
import random
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from support.planted import land_one, plant
from warehouse.settings import Settings

ROW = {"ref_area": "FRA", "source": "BA:1", "indicator": "SDG_0552_NOC_RT", "time": "2020", "obs_value": "8.1"}
_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
SDMX = f"""<?xml version="1.0" encoding="UTF-8"?><message:GenericData xmlns:message="{_BASE}/message"
xmlns:generic="{_BASE}/data/generic" xmlns:common="{_BASE}/common"><message:Header><message:ID>1</message:ID>
<message:Test>false</message:Test><message:Prepared>2026-01-05T10:00:00</message:Prepared><message:Sender id="ILO"/>
<message:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><common:StructureUsage>
<Ref agencyID="ILO" id="DF_SDG_0552_NOC_RT" version="1.0"/></common:StructureUsage></message:Structure></message:Header>
<message:DataSet structureRef="S"><generic:Series><generic:SeriesKey><generic:Value id="REF_AREA" value="FRA"/>
</generic:SeriesKey><generic:Obs><generic:ObsDimension value="2020"/><generic:ObsValue value="8.1"/></generic:Obs>
</generic:Series></message:DataSet></message:GenericData>"""
WHOLE = {
    "a.csv": f"{','.join(ROW)}\n{','.join(ROW.values())}\n",
    "sdmx.csv": "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,SOURCE\nILO:DF_SDG_0552_NOC_RT(1.0),FRA,2020,8.1,\"a, b\"\n",
    "d.csv": "ref_area,time,sdg_0882_noc_rt\nfra,2020,8.1\n",
    "g.xml": SDMX,
    "sex_en.csv": 'sex,sex.label\nSEX_T,"Total, all"\n',
    "sex_en.json": json.dumps([{"sex": "SEX_T", "sex.label": "Total"}]),
    "toc.json": json.dumps([{"id": "A_B_A", "freq.label": "Annual", "last.update": "01/02/2026 01:02:03",
                             "n.records": 5}]),
}  # fmt: skip
PIECES = (b'"', b"\n", b",", b"<", b"NaN", b"1e999", b"\0", b"\xff")


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 2, 8))):
        place = chance.randrange(len(spoilt))
        if chance.random() < 0.5:
            spoilt[place] = chance.randrange(256)
        elif chance.random() < 0.5:
            del spoilt[place : place + chance.randrange(1, 9)]
        else:
            spoilt[place:place] = chance.choice(PIECES)
    return bytes(spoilt)


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_file_loads(settings: Settings, tmp_path: Path, name: str) -> None:
    assert land_one(settings, plant(tmp_path, WHOLE[name], name)).outcome == "loaded"


@pytest.mark.fault(3)
@pytest.mark.parametrize("name", WHOLE)
def test_a_spoilt_text_never_crashes_the_landing(
    settings: Settings, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(8):
        content = _spoilt(WHOLE[name].encode(), random.Random(f"{name} {seed}"))
        assert land_one(settings, plant(tmp_path, content, name)).outcome in {"loaded", "known", "refused"}
    assert capsys.readouterr().out == "", "nothing is printed by a library either"


@pytest.mark.fault(3)
def test_a_spoilt_parquet_file_never_crashes_the_landing(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "whole.parquet"
    parquet.write_table(pa.table({name: [value] * 50 for name, value in ROW.items()}), path)
    for seed in range(12):
        content = b"PAR1" + _spoilt(path.read_bytes()[4:], random.Random(seed))
        assert land_one(settings, plant(tmp_path, content, "a.parquet")).outcome == "refused"


@pytest.mark.fault(3)
def test_a_spoilt_workbook_never_crashes_the_landing(settings: Settings, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (ROW, ROW.values()):
        book.active.append(list(row))
    book.save(tmp_path / "whole.xlsx")
    for seed in range(12):
        chance, path = random.Random(seed), tmp_path / "SDG_0552_NOC_RT_A.xlsx"
        with zipfile.ZipFile(tmp_path / "whole.xlsx") as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            victim = chance.choice([entry.filename for entry in old.infolist()])
            for entry in old.infolist():
                content = old.read(entry)
                new.writestr(entry.filename, _spoilt(content, chance) if entry.filename == victim else content)
        assert land_one(settings, path).outcome in {"loaded", "known", "refused"}


HARD = {
    "deep lists": "[" * 50_000,
    "deep objects": '{"a":' * 13_000,
    "deep entry": "[" + '{"sex":' * 9_000,
    "huge number": '[{"sex": 1' + "1" * 6_000 + ', "sex.label": "a"}]',
    "open quote": 'sex,sex.label\nA,"b\n',
    "long cell": "sex,sex.label\nA," + "b" * 2_500_000 + "\n",
    "open quote in SDMX": WHOLE["sdmx.csv"].replace('b"', "b"),
}


@pytest.mark.fault(25)
@pytest.mark.parametrize("case", HARD)
def test_a_file_made_to_break_a_parser_is_refused(settings: Settings, tmp_path: Path, case: str) -> None:
    assert land_one(settings, plant(tmp_path, HARD[case], "x.csv")).outcome == "refused"
