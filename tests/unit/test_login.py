"""The list of who may come in, the secrets of the login, and the refusal to serve other machines without them."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from support import people
from warehouse.allow_list import AllowList, may, read_allow_list
from warehouse.cli import serve
from warehouse.cli.main import app
from warehouse.errors import SettingsError
from warehouse.login import check_login, is_this_machine, login_file
from warehouse.settings import PROJECT_ROOT, get_settings

SECRETS = """[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
client_id = "dwsc"
client_secret = "canary-of-the-login"  # pragma: allowlist secret
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""


def _secrets(folder: Path, content: str = SECRETS, mode: int = 0o600) -> Path:
    path = folder / "secrets.toml"
    path.write_text(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("email", "groups", "role"),
    [
        ("viewer@example.org", (), "viewer"),
        (" VIEWER@example.ORG ", (), "viewer"),
        ("viewer@example.org", ("ME unit",), "steward"),
        ("", ("me UNIT", "other"), "steward"),
        ("stranger@example.org", (), None),
        ("", (), None),
        (None, ("viewer@example.org",), None),
        ("me unit", (), None),
        ("group:ME unit", (), None),
        ("viewer@example.org\nsteward", (), None),
    ],
)
def test_the_highest_role_counts_and_nobody_has_one_by_accident(
    email: str | None, groups: tuple[str, ...], role: str | None, tmp_path: Path
) -> None:
    listed = read_allow_list(people.write_list(tmp_path))
    assert listed.role_of(email, groups) == role


def test_roles_grow() -> None:
    assert [may("evaluator", least) for least in ("viewer", "evaluator", "steward")] == [True, True, False]
    assert AllowList().role_of("viewer@example.org", ["ME unit"]) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "first line"),
        ("role,who\n", "first line"),
        ("who,role\nviewer@example.org,boss\n", "line 2: 'viewer@example.org' has the role 'boss'"),
        ("who,role\nviewer,viewer\n", "neither an e-mail address nor group:NAME"),
        ("who,role\ngroup:,viewer\n", "neither an e-mail address nor group:NAME"),
        ("who,role\na@b@c,viewer\n", "neither"),
        ("who,role\na b@c,viewer\n", "neither"),
        ("who,role\na@b.org,viewer,steward\n", "two cells, not 3"),
        ("who,role\na@b.org\n", "two cells, not 1"),
        ("who,role\na@b.org,viewer\nA@b.org,steward\n", "line 3: 'a@b.org' stands twice"),
    ],
)
def test_a_wrong_list_is_refused_with_its_lines(content: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=words):
        read_allow_list(people.write_list(tmp_path, content))


def test_a_list_that_everybody_may_write_is_refused(tmp_path: Path) -> None:
    path = people.write_list(tmp_path)
    path.chmod(0o602)
    with pytest.raises(SettingsError, match="chmod o-w"):
        read_allow_list(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_allow_list(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("client_id", "client_name"), "lacks client_id"),
        (("cookie_secret", "cookie"), "lacks cookie_secret"),
        (("0123456789abcdef0123456789abcdef", "short"), "32 signs"),
        (("redirect_uri", 'expose_tokens = "id"\nredirect_uri'), "expose_tokens"),
        (("[auth]", "[other]"), "lacks redirect_uri"),
    ],
)
def test_incomplete_secrets_are_named_and_not_repeated(change: tuple[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        check_login(_secrets(tmp_path, SECRETS.replace(*change)))
    assert "canary" not in str(caught.value)


def test_secrets_that_others_may_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="chmod o="):
        check_login(_secrets(tmp_path, mode=0o604))
    check_login(_secrets(tmp_path, mode=0o640))


def test_a_file_that_is_no_toml_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no TOML") as caught:
        check_login(_secrets(tmp_path, "[auth\ncanary-of-the-login"))
    assert "canary" not in str(caught.value)


def test_several_providers_have_a_section_each(tmp_path: Path) -> None:
    head, _, rest = SECRETS.partition("client_id")
    check_login(_secrets(tmp_path, f"{head}[auth.office]\nclient_id{rest}"))
    with pytest.raises(SettingsError, match=r"\[auth.office\] lacks client_id"):
        check_login(_secrets(tmp_path, f"{head}[auth.office]\nclient{rest}"))


def test_the_file_that_a_setting_names_must_be_there(tmp_path: Path) -> None:
    assert login_file(get_settings(login=_secrets(tmp_path))) == tmp_path / "secrets.toml"
    with pytest.raises(SettingsError, match="cannot be read"):
        login_file(get_settings(login=tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("0.0.0.0", False), ("::", False),
        ("10.0.0.7", False), (None, False), ("", False), ("me.example.org", False), ("localhost.example.org", False),
    ],
)  # fmt: skip
def test_which_addresses_stay_on_this_machine(address: str | None, is_here: bool) -> None:
    assert is_this_machine(address) == is_here


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """What the command would have become."""
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    found: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(serve, "_become", lambda _settings, command, **more: found.append((command, more)))
    return found


def _dashboard(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["dashboard", "--port", "18877", *words])
    return result.exit_code, f"{result.output} {result.exception}"


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.7", "::", "me.example.org"])
def test_other_machines_are_not_served_without_a_login(address: str, started: list) -> None:
    code, said = _dashboard("--address", address)
    assert code == 1
    assert "no login is set up" in said
    assert not started


def test_this_machine_is_served_and_others_where_that_is_stated(started: list) -> None:
    assert _dashboard()[0] == 0
    assert _dashboard("--address", "::1")[0] == 0
    assert _dashboard("--public")[0] == 0
    addresses = [command[command.index("--server.address") + 1] for command, _ in started]
    assert addresses == ["127.0.0.1", "::1", "0.0.0.0"]
    assert [more["DWSC_PUBLIC"] for _, more in started] == ["false", "false", "true"]


def test_other_machines_are_served_behind_a_login(
    started: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_LOGIN", str(_secrets(tmp_path)))
    assert "DWSC_ALLOW_LIST names nobody" in _dashboard("--address", "0.0.0.0")[1]
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    assert "not public" in _dashboard("--public")[1]
    assert not started
    assert _dashboard("--address", "0.0.0.0")[0] == 0
    command, _ = started[0]
    assert command[command.index("--secrets.files") + 1] == str(tmp_path / "secrets.toml")
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path, "who,role\nx,y\n")))
    assert _dashboard()[0] == 1
    monkeypatch.delenv("DWSC_LOGIN")
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    assert "no login" in _dashboard()[1]


def test_doctor_says_whether_the_login_is_whole(started: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def login() -> dict[str, object]:
        told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
        return next(one for one in told["findings"] if one["name"] == "login")

    assert login()["is_well"]
    monkeypatch.setenv("DWSC_LOGIN", str(_secrets(tmp_path)))
    assert not login()["is_well"]
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    assert login()["is_well"]
    assert "canary" not in str(login())
    assert not started


def test_the_pages_are_served_with_every_guard_of_streamlit() -> None:
    """Flags win over this file; `dwsc dashboard` gives none of these."""
    served = tomllib.loads((PROJECT_ROOT / ".streamlit" / "config.toml").read_text())
    assert served["client"]["showErrorDetails"] == "none"
    assert served["server"]["address"] == "localhost"
    assert (served["server"]["enableXsrfProtection"], served["server"]["enableCORS"]) == (True, True)
    assert (served["server"]["enableStaticServing"], served["server"]["enableAgentApi"]) == (False, False)
    assert served["server"]["maxUploadSize"] <= 10
