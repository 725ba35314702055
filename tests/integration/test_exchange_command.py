"""`dwsc export sdmx` and `dwsc export iati`, as a person types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from support import exchanged, faults
from support.first_release import FirstRelease
from warehouse.cli.export import export
from warehouse.errors import ReleaseError, WarehouseError


@pytest.fixture(scope="module")
def made(first_release: FirstRelease, tmp_path_factory: pytest.TempPathFactory) -> exchanged.Planted:
    return exchanged.published(first_release, tmp_path_factory.mktemp("command"))


@pytest.fixture(autouse=True)
def _here(made: exchanged.Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(made.home))
    monkeypatch.chdir(tmp_path)


def run(*words: object) -> Result:
    return CliRunner().invoke(export, [str(word) for word in words])


def test_sdmx_writes_five_files_and_says_how_many_observations(made: exchanged.Planted) -> None:
    told = run("sdmx", "--indicator", "IL01", "-o", "out")
    assert told.exit_code == 0, told.exception
    stem = f"dwsc_SAMPLE_sdmx_IL01_{made.release.release_id}"
    ends = ["framework.csv", "framework.xml", "series.csv", "series.xml", "structures.xml"]
    assert sorted(path.name for path in Path("out").iterdir()) == [f"{stem}_{end}" for end in ends]
    (row,) = made.rows("select count(*) as n from indicators.series where indicator_code = 'SDG_0882_NOC_RT'")
    assert f"{row['n']:,} observations of series" in told.stdout
    assert "registered nowhere" in told.stdout
    assert "SAMPLE DATA" in told.stdout
    assert "--force" in str(run("sdmx", "--indicator", "IL01", "-o", "out").exception)
    assert run("sdmx", "--indicator", "IL01", "-o", "out", "--force").exit_code == 0


def test_iati_writes_one_file_and_says_that_it_was_compared(
    made: exchanged.Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("iati", "--indicator", "IL01")
    assert told.exit_code == 0, told.exception
    (path,) = Path.cwd().iterdir()
    assert path.name == f"dwsc_SAMPLE_iati_IL01_{made.release.release_id}.xml"
    assert f"figures is one of release {made.release.release_id}" in told.stdout
    assert "set DWSC_IATI_REPORTER" in told.stdout
    monkeypatch.setenv("DWSC_IATI_REPORTER", "XX-TEST Invented office")
    told = run("iati", "--indicator", "IL01", "-o", "set.xml")
    assert "DWSC_IATI_REPORTER" not in told.stdout
    assert 'ref="XX-TEST"' in Path("set.xml").read_text(encoding="utf-8")
    told = run("iati", "-o", "whole.xml")
    links = Path("whole.xml").read_text(encoding="utf-8").count("<document-link")
    assert links > 0
    assert f"holds {links:,} web addresses of evidence" in told.stdout


def test_an_iati_file_without_figures_says_so(made: exchanged.Planted) -> None:
    figures = " union ".join(
        f"select indicator_id from indicators.{table}"
        for table in ("tracking_table where value is not null", "baselines", "targets")
    )
    held = {row["indicator_id"] for row in made.rows(figures)}
    known = made.rows("select indicator_id from indicators.indicators order by indicator_id")
    empty = next(str(row["indicator_id"]) for row in known if row["indicator_id"] not in held)
    told = run("iati", "--indicator", empty, "-o", "empty.xml")
    assert told.exit_code == 0, told.exception
    assert "It holds no figure" in told.stdout
    assert "each of its" not in told.stdout
    assert "1 web addresses" not in told.stdout


@pytest.mark.parametrize("typed", ["SDG_0882_NOC_RT_A", "sdg_0882_noc_rt_a", "sdg_0882_noc_rt", "il01"])
def test_an_indicator_and_an_area_are_taken_as_releases_and_pages_write_them(
    made: exchanged.Planted, typed: str
) -> None:
    (row,) = made.rows("select min(reference_area_code) as area from indicators.baselines where indicator_id = 'IL01'")
    area = str(row["area"])
    run("iati", "--indicator", "IL01", "--area", area, "-o", "one.xml")
    told = run("iati", "--indicator", typed, "--area", area.lower(), "-o", "two.xml")
    assert told.exit_code == 0, told.exception
    assert "It holds no figure" not in told.stdout
    assert Path("two.xml").read_bytes() == Path("one.xml").read_bytes()


def test_what_cannot_be_done_says_why_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "should end in .xml" in str(run("iati", "-o", "file.txt").exception)
    refused = str(run("sdmx", "--area", "XXX", "--area", "ken").exception)
    assert "no area XXX. " in refused
    assert "indicators.reference_areas" in refused
    refused = str(run("iati", "--indicator", "ZZ").exception)
    assert "no indicator ZZ. " in refused
    assert "indicators.datasets" in refused
    assert isinstance(run("iati", "--indicator", "UNE_DEAP_SEX_AGE_RT").exception, WarehouseError)
    gone = run("iati", "-o", "no/such/folder/file.xml").exception
    assert isinstance(gone, WarehouseError)
    assert "no/such/folder" in str(gone)
    assert list(Path.cwd().iterdir()) == []
    Path("file").touch()
    assert "is a file" in str(run("sdmx", "-o", "file").exception)
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "none"))
    for name in ("sdmx", "iati"):
        refused = run(name).exception
        assert isinstance(refused, ReleaseError)
        assert "`dwsc run` makes the first release" in str(refused)


@pytest.mark.fault(2)
@pytest.mark.parametrize("words", [["sdmx", "-o", "out"], ["iati", "-o", "out/file.xml"]])
def test_a_file_that_may_not_grow_is_said_in_one_sentence_and_nothing_is_kept(
    made: exchanged.Planted, words: list[str]
) -> None:
    Path("out").mkdir()
    done = faults.dwsc(made.home, "export", words[0], "-o", str(Path(words[2]).absolute()), file_limit=50_000)
    assert done.returncode == 1
    assert "file-size limit was reached" in done.stderr
    assert list(Path("out").iterdir()) == []
