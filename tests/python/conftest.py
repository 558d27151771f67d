"""What the tests of the Python package share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import comity
import pytest
from comity import _program
from distributed import Client

ROOT = Path(__file__).resolve().parents[2]


def program(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program itself, asked without the package."""
    return subprocess.run([_program.find(), *words], capture_output=True, cwd=cwd, check=False)


class Cluster:
    """A scheduler and workers, each a process of its own, on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.log = (folder / "log").open("wb")
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file)
        )

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, *words]
        # What a test sends them is from its own file.
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
        return subprocess.Popen(command, stdout=self.log, stderr=self.log, env=env)

    def add(self) -> subprocess.Popen[bytes]:
        """One more worker, with one thread, that nobody starts again when it is killed."""
        words = ["--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        words += ["--host", "127.0.0.1", "--local-directory", str(self.folder)]
        self.workers.append(self._start("worker", *words))
        return self.workers[-1]

    def client(self, workers: int) -> Client:
        """A client, once so many workers are there."""
        client = Client(scheduler_file=str(self.file), timeout=60)
        client.wait_for_workers(workers, timeout=60)
        return client

    def close(self) -> None:
        """Ends what it started."""
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()
        self.log.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture(scope="session")
def whole() -> comity.results.ForecastReport:
    """What one run of the cases says that the tests cut into parts."""
    return comity.forecast("treaty-first", n=4000, seed=7)
