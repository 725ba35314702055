"""Alerts as they travel: through the process that sends, to stand-ins for a web address, Slack, Teams and mail."""

import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import requests
from typer.testing import CliRunner

from support.fetching import DWSC, Fetcher
from support.first_release import FirstRelease
from support.ilostat_service import quirks
from support.inboxes import HERE, Inbox, mail_inbox, web_inbox
from warehouse.alerts.addresses import read_addresses
from warehouse.alerts.child import deliver
from warehouse.alerts.ended import RunEnd, fetch_ended, run_ended, run_vanished
from warehouse.alerts.ledger import read_ledger
from warehouse.alerts.message import Message
from warehouse.alerts.standing import of_release
from warehouse.checks import CheckResult
from warehouse.cli.main import app
from warehouse.cli.run import _UNFORESEEN, _without_data
from warehouse.errors import SettingsError
from warehouse.release.pointer import Release
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

SECRET = "c4nary-t0ken"
FAILED = RunEnd([("build", "The tables could not be built.\n  details")])
WELL = RunEnd()


@pytest.fixture
def web() -> Iterator[Inbox]:
    with web_inbox() as inbox:
        yield inbox


@pytest.fixture
def told(web: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home whose alerts go to the web address, which stands in a variable."""
    monkeypatch.setenv("ALERTS_GO_TO", f"json://me:{SECRET}@{HERE}:{web.port}/{SECRET}")
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DWSC_ALERT_ADDRESSES", "env:ALERTS_GO_TO")
    monkeypatch.setenv("DWSC_ALERT_SECONDS", "100")  # so that a busy machine fails no test
    return get_settings()


def _check(outcome: str, check_id: str = "DWSC-X-001") -> CheckResult:
    return CheckResult(
        run_id="r", check_id=check_id, check_name=check_id, kind="expectation", schema_name="monitoring",
        table_name="figures", column_name=None, dimension="validity", severity="error", description="A rule",
        remedy="Correct the workbook", outcome=outcome, failing_count=3, checked_count=9, message="3 rows are wrong",
        sample_rows='[{"name": "somebody"}]', executed_at=datetime.now(UTC), owner="team:monitoring",
    )  # fmt: skip


def test_ten_runs_with_one_cause_send_one_message_and_the_end_another(told: Settings, web: Inbox) -> None:
    for _ in range(10):
        run_ended(told, FAILED)
    (message,) = web.json()
    assert message["title"] == "[DWSC] Run failed (1)"
    assert "step “build”" in message["message"]
    assert "details" not in message["message"]
    run_ended(told, WELL)
    run_ended(told, WELL)
    assert [one["title"] for one in web.json()] == ["[DWSC] Run failed (1)", "[DWSC] Ended (1)"]
    run_vanished(told, "The run was killed from outside (signal 9)")
    assert "killed from outside" in web.json()[-1]["message"]


def test_a_blocked_gate_names_rule_owner_and_remedy_and_shows_no_row_of_a_table(told: Settings, web: Inbox) -> None:
    run_ended(told, RunEnd([("judge", "1 of 2 checks stop this release")], [_check("fail"), _check("pass", "OTHER")]))
    (message,) = web.json()
    assert message["title"] == "[DWSC] Gate blocked (1)"
    for words in (
        "DWSC-X-001 on monitoring.figures",
        "3 rows are wrong",
        "Owner: team:monitoring",
        "Correct the workb",
    ):
        assert words in message["message"]
    assert "somebody" not in message["message"]
    run_ended(told, RunEnd([("publish", "The disk is full")], [_check("pass")]))
    standing = sorted(entry.cause.kind for entry in read_ledger(told) if entry.is_open)
    assert standing == ["gate_blocked", "run_failed"], "a run that published nothing does not end what blocked one"
    run_ended(told, WELL)
    assert not [entry for entry in read_ledger(told) if entry.is_open]


def test_what_did_not_arrive_is_sent_at_the_next_run(told: Settings, web: Inbox) -> None:
    web.status = 500
    first = run_ended(told, FAILED)
    assert first.sent_to == ()
    assert first.problems[0].startswith("env:ALERTS_GO_TO (json): ")
    web.status = 200
    assert run_ended(told, FAILED).sent_to == ("env:ALERTS_GO_TO (json)",)
    assert len(web.bodies) == 1


def test_an_address_that_does_not_answer_costs_a_bounded_time_and_keeps_nobody_else_waiting(
    told: Settings, web: Inbox, tmp_path: Path
) -> None:
    with web_inbox() as slow:
        slow.delay = 60
        path = tmp_path / "addresses"
        path.write_text(f"# two of them\njson://{HERE}:{slow.port}/?rto=90\njson://{HERE}:{web.port}/\n")
        path.chmod(0o600)
        limited = get_settings(home=told.home, alert_addresses=f"file:{path}", alert_seconds=12)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DWSC_ALERT_ADDRESSES", f"file:{path}")
            began = time.monotonic()
            went = run_ended(limited, FAILED)
        assert time.monotonic() - began < 30
    assert went.sent_to == (f"file:{path} no. 2 (json)",)
    assert went.problems == (f"file:{path} no. 1 (json): It did not answer within 12 seconds.",)
    assert len(web.bodies) == 1


def test_mail_says_it_as_text_and_hides_nothing_of_the_data(told: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_inbox() as mail:
        address = (
            f"mailto://me:{SECRET}@{HERE}:{mail.port}?smtp={HERE}&mode=insecure&from=a@example.org&to=b@example.org"
        )
        monkeypatch.setenv("ALERTS_GO_TO", address)
        run_ended(told, RunEnd([("build", "<script>alert(1)</script> & <b>bold</b>")]))
        (message,) = mail.mails()
        assert base64.b64decode(mail.logins[0]).decode().endswith(SECRET)
    assert message["subject"] == "[DWSC] Run failed (1)"
    for part in message.walk():
        content = part.get_content() if not part.is_multipart() else ""
        assert "<script>" not in content or part.get_content_type() == "text/plain"
    text = message.get_body(("html", "plain"))
    assert text is not None
    assert "bold" in text.get_content()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "/services/T1JJ3T3L2/A1BRTD4JD/"),
        ("workflows://prod.example.org:443/643e69b0a5b0/{SECRET}-signature", "/workflows/643e69b0a5b0/"),
    ],
    ids=["slack", "teams"],
)
def test_slack_and_teams_get_the_text_as_text(
    told: Settings, web: Inbox, address: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = requests.adapters.HTTPAdapter.send

    def here(self: requests.adapters.HTTPAdapter, request: requests.PreparedRequest, **named: object) -> object:
        request.url = f"http://{HERE}:{web.port}{request.path_url}"
        return send(self, request, **named)

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", here)
    monkeypatch.setenv("ALERTS_GO_TO", address.format(SECRET=SECRET))
    (one,) = read_addresses(told)
    sent = deliver(one, Message("[DWSC] Label changed (1)", "<!channel> now reads <http://evil.example|safe>"), [one])
    assert sent.is_sent, sent.error
    assert place in web.paths[0]
    body = web.bodies[0].decode()
    assert "Label changed (1)" in body
    assert "now reads" in body
    if one.kind == "slack":
        assert "<!channel>" not in body
        assert "<http://evil" not in body
    assert "github" not in body, "no picture is asked for from elsewhere"


@pytest.mark.parametrize("status", [500, 403, 0])
def test_no_part_of_an_address_is_said_or_kept(
    told: Settings, web: Inbox, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.status = status or 500
    if not status:
        monkeypatch.setenv("ALERTS_GO_TO", f"json://me:{SECRET}@no-such-{SECRET}.invalid/{SECRET}")
    went = run_ended(told, FAILED)
    said = [CliRunner().invoke(app, words).output for words in (["doctor"], ["doctor", "--json"], ["alerts", "test"])]
    kept = [path.read_text() for path in told.home.rglob("*") if path.is_file()]
    assert went.problems
    assert SECRET not in "".join([*went.problems, *said, *kept, repr(told), str(told.model_dump())])
    assert "env:ALERTS_GO_TO (json)" in said[0]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("env:NOT_SET_AT_ALL", "NOT_SET_AT_ALL"),
        (f"env:{SECRET}", "no name of a variable"),
        ("file:/nowhere/addresses", "/nowhere/addresses"),
        (SECRET, "address 1 is no address"),
        (f"mailto:{SECRET}@example.org", "address 1 is no address"),
    ],
)
def test_a_wrong_reference_is_told_without_what_it_may_hold(
    told: Settings, given: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_ALERT_ADDRESSES", given)
    with pytest.raises(SettingsError) as refused:
        read_addresses(get_settings())
    assert named in str(refused.value)
    assert SECRET not in str(refused.value)
    doctor = CliRunner().invoke(app, ["doctor"])
    assert "DWSC_ALERT_ADDRESSES is wrong" in doctor.output
    went = run_ended(get_settings(), FAILED)
    assert named in went.problems[0], "the run goes on and says it"


def test_a_file_that_others_may_read_is_refused(told: Settings, tmp_path: Path) -> None:
    path = tmp_path / "addresses"
    path.write_text(f"json://{HERE}/{SECRET}\n")
    path.chmod(0o640)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_addresses(get_settings(alert_addresses=f"file:{path}"))
    path.chmod(0o600)
    (one,) = read_addresses(get_settings(alert_addresses=f"file:{path}"))
    assert one.recipient == f"file:{path} (json)"
    assert SECRET not in repr(one)


def test_apprise_is_not_imported_where_nobody_is_to_be_told(tmp_path: Path) -> None:
    script = (
        "import sys, dagster_project.alerting as told, warehouse.cli.fetch, warehouse.cli.alerts\n"
        "from warehouse.settings import get_settings\n"
        "told.tell_end(get_settings(), 'r', [('build', 'no')])\n"
        "print('apprise' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={"DWSC_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "False"
    assert [entry.cause.kind for entry in read_ledger(get_settings(home=tmp_path / "home"))] == ["run_failed"]


def test_a_release_shows_its_overdue_reports_and_changed_labels_as_causes(
    first_release: FirstRelease, told: Settings, web: Inbox
) -> None:
    first_release.copy_home(told.home)
    went = run_ended(told, WELL)
    causes = [entry.cause for entry in read_ledger(told)]
    with duckdb.connect(str(next(told.releases.glob("*/*.duckdb"))), read_only=True) as connection:
        overdue = connection.execute(
            "select subject_id from monitoring.attention where rule = 'report_missing' order by all"
        ).fetchall()
        changed = connection.execute(
            "select distinct labels.dataset_code from indicators.label_changes as labels "
            "inner join quality.freshness as shown on labels.new_snapshot_id = shown.snapshot_id order by all"
        ).fetchall()
    assert sorted(cause.subject for cause in causes if cause.kind == "report_overdue") == [one for (one,) in overdue]
    assert sorted(cause.subject for cause in causes if cause.kind == "label_changed") == [one for (one,) in changed]
    assert overdue
    assert went.open_count == len(causes)
    assert web.json()[0]["title"].startswith("[DWSC, invented sample] ")
    assert run_ended(told, WELL).sent_to == ()


def test_a_fetch_tells_what_did_not_come_and_when_it_came(
    fetch: Fetcher, web: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = "EMP_T001_SEX_ECO_NB_A"
    monkeypatch.setenv("DWSC_ALERT_ADDRESSES", f"json://{HERE}:{web.port}/")
    monkeypatch.setenv("DWSC_ALERT_SECONDS", "100")
    fetch(dataset, "--no-dictionaries")
    assert web.bodies == []
    fetch.service.trouble(dataset, quirks.zero_bytes)
    for _ in range(2):
        ended = fetch(dataset, "--force", "--no-dictionaries")
        assert ended.code == 1
        assert "not told" not in ended.words
    (message,) = web.json()
    assert message["title"] == "[DWSC] Source stale (1)"
    assert f"dwsc fetch {dataset}" in message["message"]
    fetch.service.calm()
    assert fetch(dataset, "--force", "--no-dictionaries").code == 0
    assert [one["title"] for one in web.json()] == ["[DWSC] Source stale (1)", "[DWSC] Ended (1)"]


def test_a_service_that_does_not_answer_is_one_cause_and_not_one_per_dataset(told: Settings, web: Inbox) -> None:
    fetch_ended(told, "ILOSTAT's service turned everything away.", {}, 61)
    (message,) = web.json()
    assert message["title"] == "[DWSC] Fetch failed (1)"
    assert "61 datasets were left" in message["message"]


def test_the_command_lists_what_is_open(told: Settings) -> None:
    run_ended(told, FAILED)
    words = CliRunner().invoke(app, ["alerts"]).output
    assert "Run failed: The run stopped at the step “build”" in words
    assert "1 cause is open." in words
    (facts,) = json.loads(CliRunner().invoke(app, ["alerts", "--json"]).output)
    assert facts["kind"] == "run_failed"
    assert list(facts["told"]) == ["env:ALERTS_GO_TO (json)"]


@pytest.mark.parametrize(
    ("said", "told_others"),
    [
        (
            "The run was killed from outside (signal 9), perhaps.",
            "The run was killed from outside (signal 9), perhaps.",
        ),
        (f"{_UNFORESEEN}: ValueError: Jane Doe is no number.", f"{_UNFORESEEN} (ValueError)."),
        (f"{_UNFORESEEN}: Jane Doe.", f"{_UNFORESEEN} (see its log)."),
    ],
)
def test_what_nobody_foresaw_is_told_without_words_that_may_hold_data(said: str, told_others: str) -> None:
    assert _without_data(said) == told_others


def test_the_command_run_tells_of_its_end_once(told: Settings, web: Inbox) -> None:
    ended = [
        subprocess.run([DWSC, "run"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False) for _ in range(2)
    ]
    assert [one.returncode for one in ended] == [1, 1]
    assert "Alerts: told env:ALERTS_GO_TO (json)." in ended[0].stdout
    assert "Alerts:" not in ended[1].stdout
    (message,) = web.json()
    assert "There is nothing to build from" in message["message"]
    assert SECRET not in "".join(one.stdout + one.stderr for one in ended)


def test_a_source_that_did_not_come_by_its_rhythm_is_a_cause_of_its_own(settings: Settings) -> None:
    folder = settings.releases / "20260701_080000"
    folder.mkdir(parents=True)
    release = Release(folder.name, folder, {})
    with duckdb.connect(str(release.database)) as connection:
        connection.execute("create schema quality")
        connection.execute(
            "create table quality.freshness as select * from (values "
            "('ilostat', 'EMP_A', 'Employment', true, 30, 'failed', 'looked', date '2026-05-01', 'yearly', 's1'), "
            "('ilostat', 'EMP_B', 'EMP_B', true, 30, 'new', 'Expected by May', date '2026-05-01', 'yearly', 's2'), "
            "('survey', 'survey', 'survey', false, 12, null, null, date '2026-05-01', 'yearly', null), "
            "('register', '2025H2', '2025H2', true, 90, null, 'Expected', date '2026-01-31', 'yearly', null)) as late "
            "(source, unit_id, unit_label, is_stale, days_late, outcome, stale_reason, expected_by, rhythm, "
            "snapshot_id)"
        )
    (cause,) = of_release(release)
    assert (cause.kind, cause.subject, cause.since) == ("source_stale", "ilostat EMP_B", "2026-05-01")
    assert cause.what == "EMP_B is late: Expected by May; rhythm: yearly"
    with duckdb.connect(str(release.database)) as connection:
        connection.execute("alter table quality.freshness drop column days_late")
    assert not list(of_release(release)), "an older release sets nothing against a rhythm"
