"""A run that Dagster itself started tells of its end too; one that `dwsc run` started is told of by that command."""

from pathlib import Path

import dagster as dg
import pytest

from dagster_project.run_ends import COMMAND, STARTED_BY, run_sensors
from warehouse.alerts.ledger import read_ledger
from warehouse.settings import get_settings


@dg.op
def build() -> None:
    raise dg.Failure(description="The disk is full.\nmore")


@dg.job
def fails() -> None:
    build()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _end(tags: dict[str, str]) -> str:
    failed, _ = run_sensors()
    with dg.instance_for_test() as instance:
        ended = fails.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
        context = dg.build_run_status_sensor_context(
            sensor_name=failed.name,
            dagster_event=ended.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=ended.dagster_run,
        ).for_run_failure()
        answer = failed(context)
    assert isinstance(answer, dg.SkipReason)
    return str(answer.skip_message)


def test_a_failed_run_of_dagster_is_a_cause_however_often_it_fails() -> None:
    for _ in range(3):
        assert _end({}) == "Nobody was to be told something new."
    (entry,) = read_ledger(get_settings())
    assert (entry.cause.kind, entry.cause.subject) == ("run_failed", "build")
    assert entry.cause.what.endswith("nothing was published: The disk is full.")


def test_a_run_of_the_command_is_left_to_the_command() -> None:
    assert _end({STARTED_BY: COMMAND}) == "dwsc run tells of its end itself."
    assert read_ledger(get_settings()) == []
