"""Parts on a Dask cluster of processes on loopback: the same bytes as one run, whoever dies."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import comity
import comity.distributed
import pytest
from comity.parts import Job

from conftest import Cluster, program

N = 4000


def cut(shards: int) -> list[tuple[int, int]]:
    """The cases in so many ranges."""
    return [(N * place // shards, N * (place + 1) // shards) for place in range(shards)]


def test_one_seven_and_four_hundred_shards_in_any_order_come_to_the_bytes_of_one_run(
    cluster: Cluster, whole: comity.results.ForecastReport
) -> None:
    cluster.add()
    cluster.add()
    job = comity.parts.forecast("treaty-first", seed=7)
    with cluster.client(2) as client:
        for shards in (1, 7, 400):
            assert comity.distributed.answer(job, N, client, ranges=cut(shards)).text == whole.text
        # In another order, and merged by hand.
        ranges = cut(40)
        random.Random(1).shuffle(ranges)
        counted = client.gather([client.submit(job.count, *each, pure=False) for each in ranges])
        assert job.answer(job.merge(counted)).text == whole.text


def test_comparisons_sweeps_and_caseloads_come_to_the_bytes_of_one_run_and_tell_how_far_they_are(
    cluster: Cluster,
) -> None:
    cluster.add()
    cluster.add()
    two = ["treaty-first", "contested-warrant"]
    vary = {"channel.us-ie-mlat.factor.k_ie.value": "0.5..2:0.75"}
    told: list[float] = []
    with cluster.client(2) as client:
        compared = comity.distributed.compare(two, n=30_000, client=client, level=90, progress=told.append)
        assert compared.text == comity.compare(two, n=30_000, level=90).text
        swept = comity.distributed.sweep("treaty-first", vary=vary, n=3000, client=client)
        assert swept.text == comity.sweep("treaty-first", vary=vary, n=3000).text
        shared = comity.distributed.caseload("ireland-e-evidence", n=3, years=0.1, client=client)
        assert shared.text == comity.caseload("ireland-e-evidence", n=3, years=0.1).text
        office = "caseload.office.enforcing-authority"
        terms: dict[str, Any] = {"years": 0.1, "or_set": {f"{office}.desks": 9}}
        beside = comity.distributed.compare_caseloads("ireland-e-evidence", n=3, client=client, **terms)
        assert beside.text == comity.compare_caseloads("ireland-e-evidence", replications=3, **terms).text
        grid: dict[str, Any] = {"years": 0.1, "vary": {f"{office}.desks": "9..30:21"}, "measure": "in_time"}
        points = comity.distributed.sweep_caseloads("ireland-e-evidence", n=3, client=client, **grid)
        assert points.text == comity.sweep_caseloads("ireland-e-evidence", replications=3, **grid).text
    assert told == sorted(told) and told[-1] == 1.0


class Slow(Job[Any]):
    """A job that waits before it counts, so that somebody can be killed in the middle of it."""

    def count(self, start: int, stop: int) -> bytes:
        time.sleep(0.05)
        return super().count(start, stop)


def test_a_worker_that_is_killed_in_the_middle_and_one_that_joins_change_nothing(
    cluster: Cluster, whole: comity.results.ForecastReport
) -> None:
    victim, _ = cluster.add(), cluster.add()
    asked = comity.parts.forecast("treaty-first", seed=7)
    job = Slow(asked.question, asked.files)
    killed_at: list[float] = []

    def tell(share: float) -> None:
        if share >= 0.3 and not killed_at:
            killed_at.append(share)
            os.kill(victim.pid, signal.SIGKILL)
            cluster.add()

    with cluster.client(2) as client:
        answer = comity.distributed.answer(job, N, client, progress=tell, ranges=cut(120))
        assert answer.text == whole.text
        assert victim.wait(10) == -signal.SIGKILL and killed_at[0] < 0.9
        client.wait_for_workers(2, timeout=60)


def test_an_interrupt_cancels_what_is_left(cluster: Cluster) -> None:
    cluster.add()
    with cluster.client(1) as client:
        job = comity.parts.forecast("treaty-first")

        def interrupt(share: float) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            comity.distributed.answer(job, 10**6, client, progress=interrupt, ranges=[(0, 10), (10, 10**6)])
        deadline = time.monotonic() + 20
        while client.run_on_scheduler(_tasks) > 0:
            assert time.monotonic() < deadline, "tasks are left"
            time.sleep(0.05)


def _tasks(dask_scheduler: Any) -> int:
    return len(dask_scheduler.tasks)


def test_a_mistake_comes_back_from_a_worker_as_what_it_is(cluster: Cluster) -> None:
    cluster.add()
    with cluster.client(1) as client:
        with pytest.raises(comity.UsageError, match="did you mean `treaty-first`"):
            comity.distributed.forecast("treaty-frist", n=100, client=client)


def test_scenario_files_go_along_with_what_they_are_based_on(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    (here / "below").mkdir(parents=True)
    (here / "below/mine.toml").write_text('base = "base.toml"\ntitle = "Mine"\n')
    (here / "below/base.toml").write_text('base = "treaty-first"\ntitle = "Between"\n')
    cluster.add()
    monkeypatch.chdir(here)
    with cluster.client(1) as client:
        answer = comity.distributed.forecast("below/mine.toml", n=500, client=client)
    assert answer.text == program("forecast", "below/mine.toml", "-n", "500", "--json", cwd=here).stdout.decode()
