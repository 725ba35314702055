"""A Spark server that is not there: told in words and soon, and nothing of the home is touched."""

import subprocess
from pathlib import Path

import pytest

from support.spark_homes import DWSC, dwsc
from warehouse.settings import child_environment

pytestmark = [pytest.mark.spark, pytest.mark.slow]


def test_a_server_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    """Spark's own rule would ask for ten minutes at each question, and again when the process ends."""
    dwsc(tmp_path, "sample")
    spark = {"DWSC_ENGINE": "spark", "DWSC_SPARK_REMOTE": "sc://127.0.0.1:9", "DWSC_SPARK_ATTEMPTS": "1"}
    told = {name: value for name, value in child_environment().items() if not name.startswith("DWSC_")}
    done = subprocess.run(
        [DWSC, "run"],
        env=told | spark | {"DWSC_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Spark (sc://127.0.0.1:9) does not answer: failed to connect to all addresses" in said
    assert "Nothing was published" in said
    assert not list((tmp_path / "releases").glob("2*"))
