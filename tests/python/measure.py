"""What two workers are to one, and what a task costs beyond the program's own start: on loopback, with processes.

    python tests/python/measure.py

The times are those of the clock, and say something on an idle machine only; the work of the processor is that of client,
scheduler and worker, without the program, and does not depend on what else runs.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import comity
import comity.distributed
import psutil
from comity.results import ForecastReport
from distributed import Client

from conftest import Cluster

SCENARIO = "microsoft-ireland"


def seconds(client: Client, job: comity.parts.Job[ForecastReport], n: int, ranges: list[tuple[int, int]]) -> float:
    """How long a job takes on a cluster."""
    began = time.perf_counter()
    comity.distributed.answer(job, n, client, ranges=ranges)
    return time.perf_counter() - began


def overhead(client: Client, job: comity.parts.Job[ForecastReport], tasks: int) -> tuple[float, float]:
    """Seconds a task of one case costs on one worker beyond the same calls in a row, and such a call."""
    began = time.perf_counter()
    for start in range(tasks):
        job.count(start, start + 1)
    alone = (time.perf_counter() - began) / tasks
    began = time.perf_counter()
    client.gather([client.submit(job.count, start, start + 1, pure=False) for start in range(tasks)])
    return (time.perf_counter() - began) / tasks - alone, alone


def work(cluster: Cluster, client: Client, job: comity.parts.Job[ForecastReport], tasks: int) -> float:
    """Seconds of a processor that a task takes of client, scheduler and worker, beyond what the same call takes here."""
    processes = [psutil.Process(), *(psutil.Process(one.pid) for one in (cluster.scheduler, *cluster.workers))]

    def spent() -> float:
        return sum(one.cpu_times().user + one.cpu_times().system for one in processes)

    before = spent()
    for start in range(tasks):
        job.count(start, start + 1)
    alone, before = spent() - before, spent()
    client.gather([client.submit(job.count, start, start + 1, pure=False) for start in range(tasks)])
    return (spent() - before - alone) / tasks


def main() -> None:
    """Measures, one worker and two in turn, so that what else the machine does falls on both."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Path(folder))
        try:
            cluster.add()
            job = comity.parts.forecast(SCENARIO, from_="2014-08-29")
            pilot = job.pilot(10**9)
            n = int(pilot.rate * 12)
            ranges = comity.parts.ranges(0, n, pilot.rate, workers=2)
            with cluster.client(1) as client:
                beyond, alone = zip(*(overhead(client, job, 60) for _ in range(5)), strict=True)
                busy = work(cluster, client, job, 300)
                one = [seconds(client, job, n, ranges) for _ in range(3)]
                cluster.add()
                client.wait_for_workers(2)
                two = [seconds(client, job, n, ranges) for _ in range(3)]
            print(f"{n} cases of {SCENARIO} in {len(ranges)} ranges, {pilot.rate:.0f} a second on one thread")
            print(f"one worker {[round(t, 2) for t in one]} s, two {[round(t, 2) for t in two]} s")
            print(f"two workers are {statistics.median(one) / statistics.median(two):.2f} times one")
            start = statistics.median(alone) * 1000
            print(f"a task costs {statistics.median(beyond) * 1000:.1f} ms beyond {start:.1f} ms of the program's start")
            print(f"and {busy * 1000:.1f} ms of a processor, in client, scheduler and worker together")
        finally:
            cluster.close()


if __name__ == "__main__":
    main()
