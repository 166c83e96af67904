"""A cluster of Spark of the tests' own: a master and two workers, each a process of its own on this computer."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
PATIENCE = 90


@dataclass
class Cluster:
    """Where the master listens, and the workers."""

    master: str
    workers: list["subprocess.Popen[bytes]"]

    def kill_a_worker(self) -> None:
        """Kill a worker with all that it has started, at once."""
        _kill(self.workers.pop())


@contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster whose workers have one core each, as long as the context lasts."""
    port, page = _free_port(), _free_port()
    url = f"spark://127.0.0.1:{port}"
    words = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page)]
    started = [_start(folder, "master", "org.apache.spark.deploy.master.Master", *words)]
    cluster = Cluster(url, [])
    try:
        _wait(folder / "master.log", "Starting Spark master")
        for k in range(workers):
            words = ["--cores", "1", "--memory", "700m", "--work-dir", str(folder / f"work-{k}"), "--webui-port", "0"]
            worker = _start(folder, f"worker-{k}", "org.apache.spark.deploy.worker.Worker", *words, url)
            started.append(worker)
            cluster.workers.append(worker)
        for k in range(workers):
            _wait(folder / f"worker-{k}.log", "Successfully registered with master")
        yield cluster
    finally:
        for process in started:
            _kill(process)


def _start(folder: Path, name: str, what: str, *words: str) -> "subprocess.Popen[bytes]":
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m", "SPARK_HOME": str(HOME)}
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [HOME / "bin" / "spark-class", what, *words], stdout=log, stderr=log, env=env, start_new_session=True
        )


def _wait(log: Path, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while text not in log.read_text("utf-8", "replace"):
        if time.monotonic() > end:
            raise TimeoutError(log.read_text("utf-8", "replace"))
        time.sleep(0.2)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
