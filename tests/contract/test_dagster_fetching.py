"""The asset per dataset fetches that dataset alone; a failure is a warning on it and no reason to stop the others."""

from pathlib import Path

import dagster as dg
import pytest

from dagster_project import graph
from dagster_project.defs.fetching import CHECK
from support.ilostat_service import quirks
from support.ilostat_service.datasets import generated
from support.ilostat_service.service import IlostatService

TWO = ["SDG_0861_SEX_RT_A", "SDG_0831_SEX_ECO_RT_A"]


def _fetch(
    home: Path, codes: list[str], monkeypatch: pytest.MonkeyPatch, service: IlostatService
) -> dg.ExecuteInProcessResult:
    monkeypatch.setenv("DWSC_HOME", str(home))
    monkeypatch.setenv("DWSC_ILOSTAT_ADDRESS", service.address)
    monkeypatch.setenv("DWSC_FETCH_PAUSE_SECONDS", "0")
    monkeypatch.setenv("DWSC_FETCH_RETRY_SECONDS", "0")
    chosen = [dg.AssetKey(["ilostat", code]) for code in codes]
    (asset,) = {
        one
        for one in graph.definitions().assets or []
        if isinstance(one, dg.AssetsDefinition) and chosen[0] in one.keys
    }
    return dg.materialize([asset], selection=chosen, instance=dg.DagsterInstance.ephemeral(), raise_on_error=False)


def test_a_chosen_dataset_is_fetched_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with IlostatService([generated(code) for code in TWO]) as service:
        result = _fetch(tmp_path / "home", TWO[:1], monkeypatch, service)
        assert result.success
        assert service.asked() == TWO[:1]
    (made,) = result.asset_materializations_for_node("fetch_ilostat")
    assert made.metadata["outcome"].value == "new"
    assert [(check.check_name, check.passed) for check in result.get_asset_check_evaluations()] == [(CHECK, True)]


def test_a_dataset_that_does_not_come_warns_and_the_others_are_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with IlostatService([generated(code) for code in TWO]) as service:
        service.trouble(TWO[0], quirks.zero_bytes)
        result = _fetch(tmp_path / "home", TWO, monkeypatch, service)
    assert result.success
    checks = {check.asset_key.path[-1]: check for check in result.get_asset_check_evaluations()}
    assert {code: check.passed for code, check in checks.items()} == {TWO[0]: False, TWO[1]: True}
    assert "0 bytes" in (checks[TWO[0]].description or "")
    assert checks[TWO[0]].severity == dg.AssetCheckSeverity.WARN
