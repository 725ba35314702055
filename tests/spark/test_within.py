"""A Spark within the process of a run: reached from this machine alone, with its files in the folder of the home."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.engines import spark_names
from warehouse.settings import PROJECT_ROOT, child_environment, get_settings

pytestmark = pytest.mark.spark
OPENED = """
import json, sys
import psutil
from dagster_project.engines.spark_session import close_session, open_session
from warehouse.settings import get_settings
session, version = open_session(get_settings(home=sys.argv[1], memory_limit="1GB"))
count = session.sql("select count(*) from range(1000)").collect()[0][0]
listening = [
    one.laddr.ip
    for process in psutil.Process().children(recursive=True)
    for one in process.net_connections(kind="inet")
    if one.status == psutil.CONN_LISTEN
]
spill, named = session.conf.get("spark.local.dir"), session.conf.get("spark.sql.warehouse.dir")
print(json.dumps([version, count, listening, spill, named]))
close_session(session, is_there=True)
"""


def test_it_is_reached_from_this_machine_alone_and_writes_into_its_own_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    # A process that has asked a server says in its environment that whatever it starts shall ask one.
    environment = {name: value for name, value in child_environment().items() if not name.startswith("SPARK_")}
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(home)],
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    version, count, listening, *folders = json.loads(done.stdout.splitlines()[-1])
    assert version.startswith("4.")
    assert count == 1000
    assert len(listening) >= 2, "its pages and its gateway"
    assert {one.removeprefix("::ffff:") for one in listening} <= {"127.0.0.1", "::1"}
    own = spark_names.folder_of(get_settings(home=home))
    assert all(Path(folder.removeprefix("file:")).parent == own for folder in folders)
