"""A single series and a code list come from the SDMX service, each marked as what it is."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pyarrow.parquet as parquet
import pytest
import sdmx
import sdmx.model.v21 as model
from typer.testing import CliRunner

from warehouse.cli.main import app
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

HEADER = "DATAFLOW,REF_AREA,FREQ,MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,SOURCE,NOTE_SOURCE"
ROW = "ILO:DF_ILR_CBCT_NOC_RT(1.0),JPN,A,ILR_CBCT_RT,{year},{value},,ADM - Made up,"


def _code_list() -> bytes:
    codes = [model.Code(id="SEX_T", name={"en": "Sex: Total", "fr": "Sexe: Total"})]
    listed = model.Codelist(id="CL_SEX", items={code.id: code for code in codes}, maintainer=model.Agency(id="ILO"))
    return bytes(sdmx.to_xml(sdmx.message.StructureMessage(codelist={"CL_SEX": listed})))


ANSWERS = {
    "/data/ILO,DF_ILR_CBCT_NOC_RT,1.0/JPN.A.?format=csv": "\n".join(
        (HEADER, ROW.format(year=2019, value=16.7), ROW.format(year=2020, value=16.9), "")
    ).encode(),
    "/data/ILO,DF_SDG_0831_SEX_ECO_RT,1.0/JPN.A...?format=csv": f"{HEADER}\n".encode(),
    "/codelist/ILO/CL_SEX": _code_list(),
}


class _Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = ANSWERS.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"No data is found")

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The service on loopback; the value is the list of what was asked of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("DWSC_HOME", str(settings.home))
        monkeypatch.setenv("DWSC_SDMX_ADDRESS", f"http://127.0.0.1:{server.server_address[1]}/")
        monkeypatch.setenv("DWSC_FETCH_PAUSE_SECONDS", "0")
        monkeypatch.setenv("DWSC_FETCH_RETRY_SECONDS", "0")
        _Handler.asked.clear()
        yield _Handler.asked
        server.shutdown()


def test_a_series_is_landed_as_partial_and_says_of_what(asked: list[str], settings: Settings) -> None:
    result = CliRunner().invoke(app, ["fetch", "--series", "ilr_cbct_noc_rt/jpn.a"])
    assert result.exit_code == 0, result.output
    assert asked == ["/data/ILO,DF_ILR_CBCT_NOC_RT,1.0/JPN.A.?format=csv"], "the measure has its place in the key"
    (origin,) = list_origins(settings)
    assert (origin.dataset_code, origin.layout, origin.row_count) == ("ILR_CBCT_NOC_RT_A", "sdmx_csv", 2)
    assert origin.is_partial
    assert "JPN.A of ILR_CBCT_NOC_RT" in (origin.partial_reason or "")
    assert (origin.address or "").endswith(asked[0])


def test_a_code_list_is_landed_as_a_dictionary_in_every_language(asked: list[str], settings: Settings) -> None:
    result = CliRunner().invoke(app, ["fetch", "--code-list", "CL_SEX"])
    assert result.exit_code == 0, result.output
    (origin,) = list_origins(settings)
    rows = parquet.read_table(snapshot_path(settings, origin)).to_pylist()
    assert {(row["variable"], row["code"], row["label"], row["language"]) for row in rows} == {
        ("sex", "SEX_T", "Sex: Total", "en"),
        ("sex", "SEX_T", "Sexe: Total", "fr"),
    }


@pytest.mark.parametrize("asking", [["--series", "ILR_CBCT_NOC_RT/XXX.A"], ["--series", "SDG_0831_SEX_ECO_RT/JPN.A"]])
def test_a_series_that_is_not_there_leaves_nothing_behind(
    asked: list[str], settings: Settings, asking: list[str]
) -> None:
    from warehouse.errors import FetchError

    result = CliRunner().invoke(app, ["fetch", *asking])
    assert isinstance(result.exception, FetchError)
    assert f"has nothing for {asking[1]}" in str(result.exception)
    assert not list_origins(settings)
    assert not list((settings.fetch / "incoming").iterdir())


@pytest.mark.parametrize("asking", [["--series", "JPN"], ["--code-list", "SEX"], ["--series", "A_B/JPN.A"]])
def test_a_misspelt_name_is_wrong_usage_and_asks_for_nothing(asked: list[str], asking: list[str]) -> None:
    assert CliRunner().invoke(app, ["fetch", *asking]).exit_code == 2
    assert not asked
