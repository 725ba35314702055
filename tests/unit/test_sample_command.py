"""`dwsc sample`, as a person types it: where it writes, and where it writes nothing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from support.planted import land_one, plant, text
from warehouse.cli.main import app
from warehouse.errors import HomeError
from warehouse.settings import Settings


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    return settings


def sample(*words: object) -> Result:
    return CliRunner().invoke(app, ["sample", "--quiet", *(str(word) for word in words)])


def test_nothing_is_written_into_a_home_with_real_data(home: Settings, tmp_path: Path) -> None:
    land_one(home, plant(tmp_path, text()))
    for words in ([], ["--rows", "200000"], ["--output", home.landing]):
        refused = sample(*words)
        assert isinstance(refused.exception, HomeError)
        assert f"{home.home} holds real data" in str(refused.exception)
        assert f"DWSC_HOME={tmp_path / 'sample'} dwsc sample" in str(refused.exception)
        assert not home.landing.exists()
    assert "--rows 200000" in str(sample("--rows", 200_000).exception)


def test_beside_a_home_with_real_data_it_may_be_written(home: Settings, tmp_path: Path) -> None:
    land_one(home, plant(tmp_path, text()))
    assert sample("--output", tmp_path / "files").exit_code == 0
    assert len(list((tmp_path / "files").iterdir())) == 47


def test_a_home_without_figures_or_with_the_sample_takes_it(home: Settings) -> None:
    assert sample().exit_code == 0
    land_one(home, next(home.landing.glob("SDG_*.csv")))
    assert sample().exit_code == 0
    assert len(list(home.landing.glob("*.*"))) == 47
