"""SDMX-CSV and SDMX-ML: the same observations as in a bulk file, under ILOSTAT's own names and periods."""

import gzip
from pathlib import Path

import pytest

from support.planted import land_one, plant, stored
from warehouse.landing import Landed
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

COLUMNS = (
    "DATAFLOW,REF_AREA,FREQ,MEASURE,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,SOURCE,NOTE_SOURCE"
)
FLOW = "ILO:DF_UNE_TUNE_SEX_AGE_NB(1.0)"
LINES = (
    f'{FLOW},AUT,Q,UNE_TUNE_NB,SEX_M,AGE_AGGREGATE_TOTAL,2025-Q1,163.4,U,PS,3,LFS - Labour Force Survey,"a, b"',
    f"{FLOW},AUT,Q,UNE_TUNE_NB,SEX_T,AGE_AGGREGATE_TOTAL,2024-Q4,131.700,,PS,3,LFS - Labour Force Survey,",
    f"{FLOW},AUT,Q,UNE_TUNE_NB,SEX_T,AGE_AGGREGATE_TOTAL,2024-Q3,,C,PS,3,LFS - Labour Force Survey,",
)
EXPECTED = [
    ("AUT", "UNE_TUNE_SEX_AGE_NB", "SEX_M", "AGE_AGGREGATE_TOTAL", "2025Q1", "163.4", "U", "LFS - Labour Force Survey"),
    ("AUT", "UNE_TUNE_SEX_AGE_NB", "SEX_T", "AGE_AGGREGATE_TOTAL", "2024Q4", "131.700", None,
     "LFS - Labour Force Survey"),
    ("AUT", "UNE_TUNE_SEX_AGE_NB", "SEX_T", "AGE_AGGREGATE_TOTAL", "2024Q3", None, "C", "LFS - Labour Force Survey"),
]  # fmt: skip
KEPT = ("resolved_ref_area", "indicator", "sex", "classif1", "time", "obs_value", "obs_status", "source_label")
_HEADER = """<message:Header><message:ID>1</message:ID><message:Test>false</message:Test>
<message:Prepared>2026-01-05T10:00:00</message:Prepared><message:Sender id="ILO"/>
<message:Structure structureID="S" {namespace} dimensionAtObservation="TIME_PERIOD"><common:StructureUsage>
<Ref agencyID="ILO" id="DF_UNE_TUNE_SEX_AGE_NB" version="1.0"/></common:StructureUsage></message:Structure>
</message:Header>"""
_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_URN = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=ILO:DF_UNE_TUNE_SEX_AGE_NB(1.0):ObsLevelDim:TIME_PERIOD"


def _csv(*lines: str, columns: str = COLUMNS) -> str:
    return "\n".join([columns, *(lines or LINES)]) + "\n"


def _generic() -> str:
    series = ""
    for area, _, sex, age, time, value, status, source in EXPECTED:
        key = {"REF_AREA": area, "FREQ": "Q", "MEASURE": "UNE_TUNE_NB", "SEX": sex, "AGE": age}
        values = "".join(f'<generic:Value id="{name}" value="{code}"/>' for name, code in key.items())
        attributes = {"OBS_STATUS": status, "SOURCE": source}
        told = "".join(f'<generic:Value id="{name}" value="{text}"/>' for name, text in attributes.items() if text)
        shown = f'<generic:ObsValue value="{value}"/>' if value else ""
        series += f"""<generic:Series><generic:SeriesKey>{values}</generic:SeriesKey><generic:Obs>
        <generic:ObsDimension value="{time[:4]}-{time[4:]}"/>{shown}<generic:Attributes>{told}</generic:Attributes>
        </generic:Obs></generic:Series>"""
    return f"""<?xml version="1.0" encoding="UTF-8"?><message:GenericData xmlns:message="{_BASE}/message"
    xmlns:generic="{_BASE}/data/generic" xmlns:common="{_BASE}/common">{_HEADER.format(namespace="")}
    <message:DataSet structureRef="S">{series}</message:DataSet></message:GenericData>"""


def _specific() -> str:
    series = ""
    for area, _, sex, age, time, value, status, source in EXPECTED:
        told = {"TIME_PERIOD": f"{time[:4]}-{time[4:]}", "OBS_VALUE": value, "OBS_STATUS": status, "SOURCE": source}
        shown = " ".join(f'{name}="{text}"' for name, text in told.items() if text)
        series += (
            f'<Series REF_AREA="{area}" FREQ="Q" MEASURE="UNE_TUNE_NB" SEX="{sex}" AGE="{age}"><Obs {shown}/></Series>'
        )
    return f"""<?xml version="1.0" encoding="UTF-8"?><message:StructureSpecificData xmlns:message="{_BASE}/message"
    xmlns:ss="{_BASE}/data/structurespecific" xmlns:ns1="{_URN}" xmlns:common="{_BASE}/common"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{_HEADER.format(namespace=f'namespace="{_URN}"')}
    <message:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType" ss:structureRef="S">{series}
    </message:DataSet></message:StructureSpecificData>"""


def _land(settings: Settings, folder: Path, content: str | bytes, name: str = "series.csv") -> Landed:
    return land_one(settings, plant(folder, content, name))


def _kept(settings: Settings) -> list[tuple[str | None, ...]]:
    [origin] = list_origins(settings)
    return [tuple(row[name] for name in KEPT) for row in stored(snapshot_path(settings, origin))]


@pytest.mark.parametrize(
    ("content", "name"), [(_csv(), "a.csv"), (_csv(), "a.csv.gz"), (_generic(), "a.xml"), (_specific(), "b.xml")],
    ids=["csv", "gzipped", "generic", "structure specific"],
)  # fmt: skip
def test_the_same_observations_whichever_way_sdmx_writes_them(
    settings: Settings, tmp_path: Path, content: str, name: str
) -> None:
    """The indicator is the dataflow's, not the measure; a source is a label; 2025-Q1 is 2025Q1; 131.700 stays so."""
    landed = _land(settings, tmp_path, content, name)
    assert landed.outcome == "loaded", landed.message
    assert landed.dataset_code == "UNE_TUNE_SEX_AGE_NB_Q"
    assert _kept(settings) == EXPECTED


def test_months_become_ilostats_months(settings: Settings, tmp_path: Path) -> None:
    lines = [LINES[1].replace("2024-Q4", period) for period in ("2024-01", "2024-M02", "2024M03")]
    landed = _land(settings, tmp_path, _csv(*lines))
    assert landed.dataset_code == "UNE_TUNE_SEX_AGE_NB_M", landed.message
    assert [row[4] for row in _kept(settings)] == ["2024M01", "2024M02", "2024M03"]


def test_codes_without_their_prefix_get_it_only_where_that_makes_a_known_code(
    settings: Settings, tmp_path: Path
) -> None:
    lines = [
        LINES[0].replace("SEX_M", "M").replace("AGE_AGGREGATE_TOTAL", "AGGREGATE_TOTAL"),
        LINES[1].replace("AGE_AGGREGATE_TOTAL", "ODD"),
    ]
    _land(settings, tmp_path, _csv(*lines))
    assert [row[2:4] for row in _kept(settings)] == [("SEX_M", "AGE_AGGREGATE_TOTAL"), ("SEX_T", "ODD")]


def test_the_columns_that_pandas_added_are_left_out_and_said(settings: Settings, tmp_path: Path) -> None:
    lines = [f"{number},{line},Austria" for number, line in enumerate(LINES)]
    landed = _land(settings, tmp_path, _csv(*lines, columns=f",{COLUMNS},country_name"))
    assert _kept(settings) == EXPECTED
    assert "left out: the first column, country_name." in " ".join(landed.warnings)


def test_a_latest_file_is_a_part(settings: Settings, tmp_path: Path) -> None:
    assert _land(settings, tmp_path, _csv(), "UNE_TUNE_SEX_AGE_NB_Q.sdmx-latest-2024-07-29.csv").is_partial


BAD = {
    "two flows": (_csv(LINES[0], LINES[1].replace("UNE_TUNE", "UNE_DEAP")), ["more than one dataset", "UNE_DEAP"]),
    "two frequencies": (_csv(LINES[0], LINES[1], LINES[2].replace("2024-Q3", "2024")), ["line 4", "one frequency"]),
    "repeated": (_csv(LINES[0], LINES[0]), ["line 3", "already stands on line 2"]),
    "area": (_csv(LINES[0].replace("AUT", "ZZZ"), LINES[1]), ["line 2", "ZZZ"]),
    "value": (_csv(LINES[0].replace("163.4", "NaN"), LINES[1]), ["line 2", "finite number"]),
    "short line": (_csv("a,b", LINES[1].replace("2024-Q4", "2024-Q9")), ["line 2", "2 cells", "line 3", "2024-Q9"]),
    "three classifications": (
        _csv(*(f"{line},X,Y" for line in LINES), columns=f"{COLUMNS},ECO,OCU"), ["OCU", "third classification"]
    ),
    "web page": ("<html>Just a moment</html>", ["web page"]),
    "cut off": (_generic()[:-40], ["cannot be read"]),
    "no observation": (_generic().partition("<generic:Series>")[0] + "</message:DataSet></message:GenericData>",
                       ["without observations"]),
    "error message": (
        f'<?xml version="1.0"?><mes:Error xmlns:mes="{_BASE}/message" xmlns:com="{_BASE}/common"><mes:ErrorMessage '
        'code="100"><com:Text>No data is found</com:Text></mes:ErrorMessage></mes:Error>', ["No data is found"]),
    "document type": (_generic().replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), ["document type"]),
}  # fmt: skip


@pytest.mark.fault(10)
@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_told_is_refused_at_its_place(settings: Settings, tmp_path: Path, case: str) -> None:
    content, words = BAD[case]
    landed = _land(settings, tmp_path, content)
    assert landed.outcome == "refused"
    assert [word for word in words if word not in landed.message] == [], landed.message


def test_a_cell_with_a_line_break_moves_no_place(settings: Settings, tmp_path: Path) -> None:
    broken = LINES[0].replace('"a, b"', '"a\nb"')
    landed = _land(settings, tmp_path, _csv(broken, LINES[1].replace("AUT", "ZZZ")))
    assert "line 2, note_source.label" in landed.message
    assert "line 4, ref_area holds 'ZZZ'" in landed.message


def test_a_gzipped_message_is_read_too(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(_generic().encode(), mtime=0))
    assert land_one(settings, path).outcome == "loaded"
