"""Settings that are wrong: refused at the start, all of them at once, before anything is touched."""

from pathlib import Path

import pytest

from support.fault_ledger import FaultLedger
from support.invariants import assert_clear_error, tries
from support.warm import Warm

_WRONG = {
    "DWSC_HOMES": ("data", "not a setting"),
    "DWSC_THREADS": ("many", "many"),
    "DWSC_QUERY_SECONDS": ("-1", "-1"),
    "DWSC_HAND_IN": ("somewhere", "somewhere"),
    "DWSC_RUN_SECONDS": ("0", "'0'"),
}


@pytest.mark.parametrize("command", [("doctor",), ("land", "."), ("run",), ("fetch",), ("verify",), ("releases",)])
def test_every_wrong_setting_is_named_at_once(
    tmp_path: Path, light: Warm, fault_ledger: FaultLedger, command: tuple[str, ...]
) -> None:
    with tries(fault_ledger, 36, "wrong settings") as counted:
        home = tmp_path / "home"
        said = light.dwsc(home, *command, environment={name: value for name, (value, _) in _WRONG.items()})
        assert_clear_error(said, must_name=[*_WRONG, *(words for _, words in _WRONG.values())])
        assert not home.exists()
        counted.survived()
