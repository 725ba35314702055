"""A Spark cluster of one machine, for tests and for a first try: a master, two workers, and a Connect server.

Owns: starting them on loopback with bounded cores and memory, knowing when they answer, and that none is left behind.
Never: is used where figures are published; opens a port to other machines.

As a command (`.venv-spark/bin/python tools/spark_cluster.py`) it prints what to set, and runs until Ctrl-C.
"""

import argparse
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import requests

from warehouse.settings import child_environment, value_by_name

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_EXECUTOR = "CoarseGrainedExecutorBackend"
_SECONDS = 90
_MEMORY_OF_SERVER = "3g"  # spark.driver.memory is not heard: for a server, Spark's launcher asks SPARK_DAEMON_MEMORY
_SERVER = {
    "spark.sql.catalogImplementation": "in-memory",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # The pages keep what a run costs; plans and tasks of all queries would fill the memory of the server with time.
    "spark.ui.retainedStages": "100000",
    "spark.ui.retainedTasks": "2000",
    "spark.sql.ui.retainedExecutions": "50",
    "spark.cores.max": "2",
    "spark.executor.cores": "1",
    "spark.executor.memory": "2g",
}
# Thousands of short queries: what the second compiler and a collector of many threads would win is never reached. A
# third less processor time on the sample.
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@dataclass
class Cluster:
    """A cluster that runs: the address of its Connect server, that of its pages, and where its logs are."""

    remote: str
    pages: str
    logs: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    start_server: Callable[[], None] = lambda: None

    def executors(self) -> list[int]:
        """Process ids of the executors that are alive."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                words = path.read_bytes().decode(errors="replace")
                if _EXECUTOR in words and str(self.logs.parent) in words:
                    found.append(int(path.parent.name))
        return sorted(found)

    def kill_executor(self) -> int:
        """Kill one executor as a failing machine would: at once and without a word; returns its process id."""
        victim = self.executors()[0]
        os.kill(victim, signal.SIGKILL)
        return victim

    def kill_server(self) -> None:
        """Kill the Connect server, which is the process started last, at once and without a word."""
        self.processes[-1].kill()
        self.processes[-1].wait()

    def stop(self) -> None:
        """Stop every process, the server first."""
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in reversed(self.processes):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for executor in self.executors():
            with contextlib.suppress(ProcessLookupError):
                os.kill(executor, signal.SIGKILL)


@contextlib.contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Run a cluster with its files under a folder, and stop it at the end of the block.

    Raises:
        RuntimeError: a part of it does not answer in time; the message names its log and repeats its last lines.
    """
    logs = folder / "logs"
    logs.mkdir(parents=True)
    connect, pages = _free_port(), _free_port()
    cluster = Cluster(f"sc://127.0.0.1:{connect}", f"http://127.0.0.1:{pages}", logs)
    try:
        master = _start_master(cluster)
        for number in range(workers):
            _start_worker(cluster, master, number, folder)
        ports = {"spark.connect.grpc.binding.port": connect, "spark.ui.port": pages}

        def start_server() -> None:
            _start_server(cluster, master, folder, ports)
            _wait(cluster, "server", connect)
            _wait_for_executors(cluster, workers)

        cluster.start_server = start_server  # again, where a test killed it: under the same addresses
        start_server()
        yield cluster
    finally:
        cluster.stop()


def _start_master(cluster: Cluster) -> str:
    port = _free_port()
    options = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", str(_free_port())]
    _run(cluster, "master", ["org.apache.spark.deploy.master.Master", *options])
    _wait(cluster, "master", port)
    return f"spark://127.0.0.1:{port}"


def _start_worker(cluster: Cluster, master: str, number: int, folder: Path) -> None:
    name = f"worker{number}"
    options = ["--host", "127.0.0.1", "--cores", "1", "--memory", "3g", "--webui-port", str(_free_port())]
    options += ["--work-dir", str(folder / name)]
    _run(cluster, name, ["org.apache.spark.deploy.worker.Worker", *options, master])


def _start_server(cluster: Cluster, master: str, folder: Path, ports: Mapping[str, int]) -> None:
    settings = _SERVER | {name: str(port) for name, port in ports.items()}
    settings |= {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "unnamed"),
        "spark.local.dir": str(folder / "spill"),
        "spark.driver.extraJavaOptions": _JAVA,
        "spark.executor.extraJavaOptions": f"{_JAVA} -Ddwsc.cluster={folder}",
    }
    named = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    submit = ["org.apache.spark.deploy.SparkSubmit", "--master", master, *named]
    _run(cluster, "server", [*submit, "--class", server, "--name", "dwsc", "spark-internal"])


def _run(cluster: Cluster, name: str, words: Sequence[str]) -> None:
    """Start one JVM in a group of its own; it dies with this process, however that ends."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = child_environment() | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": _MEMORY_OF_SERVER if name == "server" else "512m",
        "PYSPARK_PYTHON": sys.executable,
    }
    with (cluster.logs / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *words],
            env={name: value for name, value in environment.items() if not name.startswith(("DWSC_", "SPARK_REMOTE"))},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
    cluster.processes.append(process)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(cluster: Cluster, name: str, port: int) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if cluster.processes[-1].poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise _failed(cluster, name)


def _wait_for_executors(cluster: Cluster, wanted: int) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(requests.RequestException, ValueError, LookupError):
            address = f"{cluster.pages}/api/v1/applications"
            application = requests.get(address, timeout=5).json()[0]["id"]
            known = requests.get(f"{address}/{application}/executors", timeout=5).json()
            if sum(one["id"] != "driver" for one in known) >= wanted:
                return
        time.sleep(0.5)
    raise _failed(cluster, "server")


def _failed(cluster: Cluster, name: str) -> RuntimeError:
    log = cluster.logs / f"{name}.log"
    last = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
    return RuntimeError(f"The {name} of the Spark cluster did not start. Its log is {log}, which ends so:\n{last}")


def main() -> int:
    """Run a cluster until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="how many workers, of one core each")
    options = parser.parse_args()
    if shutil.which("java") is None and not value_by_name("JAVA_HOME"):
        sys.stderr.write("There is no Java here. Debian: apt install openjdk-17-jre-headless\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="dwsc_spark_") as folder, running(Path(folder), options.workers) as cluster:
        sys.stdout.write(
            "A Spark cluster runs on this machine. In another window:\n"
            f"  export DWSC_ENGINE=spark DWSC_SPARK_REMOTE={cluster.remote} DWSC_SPARK_PAGES={cluster.pages}\n"
            "  .venv-spark/bin/dwsc run --full\n"
            f"Its pages: {cluster.pages}    Ctrl-C stops it.\n"
        )
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
