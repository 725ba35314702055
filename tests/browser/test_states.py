"""What the pages say when there is no release, a broken one, or a new one."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from support import made_release

pytestmark = pytest.mark.browser


def test_the_life_of_a_home_without_restart(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    home = tmp_path / "home"
    window = visit(serve(home))
    page = window.open("milestones")
    assert "No release yet" in window.text()
    assert "dwsc run" in window.text()

    made_release.make_release(home)
    window.open("milestones")
    assert made_release.RELEASE_ID in window.text()

    made_release.make_release(home, "20260702_090000", is_sample=False, failing=0)
    page.get_by_role("radio", name="Alternative").click()
    page.wait_for_url(re.compile("reading=alternative"))
    window.settle()
    assert "20260702_090000" in window.text(), "the next rerun shows the new release"
    assert "SAMPLE DATA" not in window.text()
    assert "15 of 15 checks passed" in window.text()

    (home / "releases" / "current.json").write_text("{half a poi")
    window.open("milestones")
    assert "The release cannot be shown" in window.text()
    assert "current.json" in window.text()
    assert "dwsc releases" in window.text()
    assert "Traceback" not in window.text()
    assert page.locator("h1").count() == 1

    (home / "releases" / "current.json").unlink()
    window.open("milestones")
    assert "No release yet" not in window.text()
    assert "dwsc releases --point-at 20260702_090000" in window.text()
    assert window.complaints == []


def test_a_release_that_cannot_be_read_says_so(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    home = tmp_path / "home"
    damaged = made_release.make_release(home, "20260701_080001")
    damaged.write_bytes(b"not a database" * 1000)
    window = visit(serve(home))
    window.open("")
    assert "The release cannot be shown" in window.text()
    assert "dwsc verify" in window.text()
    assert "Traceback" not in window.text()

    older = made_release.make_release(home, "20260701_080002")
    with duckdb.connect(str(older)) as connection:
        connection.execute("drop table monitoring.milestone_status")
    assert json.loads((home / "releases" / "current.json").read_text())["release_id"] == "20260701_080002"
    window.open("")
    assert "lacks a table that this page needs" in window.text()
    assert "another version" in window.text()
