"""The same questions on a Dask cluster: ranges of cases as tasks, merged as they come, to the same bytes as one run.

>>> from distributed import Client
>>> client = Client("tcp://scheduler:8786")                                     # doctest: +SKIP
>>> comity.distributed.forecast("treaty-first", n=10**9, client=client)         # doctest: +SKIP

How many cases a task has is found out by running some: about a second's worth. A task whose worker dies is run again
elsewhere, workers may come and go, and an interrupt cancels what is left. Every worker needs this package in the same
version.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar, Unpack

from distributed import Client, Future, as_completed

from . import _program, parts, results
from ._frames import Result
from ._program import Progress
from ._questions import (
    CaseloadTerms,
    CompareCaseloadsTerms,
    CompareTerms,
    ForecastTerms,
    SweepCaseloadsTerms,
    SweepTerms,
)
from ._words import Scenario, Values
from .parts import FAN_IN, Job

R = TypeVar("R", bound=Result)

RETRIES = 3
"""How often a task that failed is tried again. One whose worker died is, in any case, as the scheduler allows."""

WINDOW = 1024
"""The fewest ranges that are with the scheduler at a time, so that workers who join find work."""


def forecast(
    scenario: Scenario, *, n: int, client: Client, progress: Progress = None, **terms: Unpack[ForecastTerms]
) -> results.ForecastReport:
    """`comity.forecast` of `n` cases, on a cluster."""
    return answer(parts.forecast(scenario, **terms), n, client, progress)


def compare(
    scenarios: Scenario | Sequence[Scenario],
    *,
    n: int,
    client: Client,
    progress: Progress = None,
    **terms: Unpack[CompareTerms],
) -> results.CompareReport:
    """`comity.compare` on `n` cases, on a cluster."""
    return answer(parts.compare(scenarios, **terms), n, client, progress)


def sweep(
    scenario: Scenario,
    *,
    vary: Values,
    n: int,
    client: Client,
    progress: Progress = None,
    **terms: Unpack[SweepTerms],
) -> results.SweepReport:
    """`comity.sweep` on `n` cases at every point, on a cluster."""
    return answer(parts.sweep(scenario, vary=vary, **terms), n, client, progress)


def caseload(
    scenario: Scenario, *, n: int, client: Client, progress: Progress = None, **terms: Unpack[CaseloadTerms]
) -> results.CaseloadReport:
    """`comity.caseload` in `n` replications, on a cluster."""
    return answer(parts.caseload(scenario, **terms), n, client, progress)


def compare_caseloads(
    scenarios: Scenario | Sequence[Scenario],
    *,
    n: int,
    client: Client,
    progress: Progress = None,
    **terms: Unpack[CompareCaseloadsTerms],
) -> results.CaseloadComparison:
    """`comity.compare_caseloads` in `n` replications, on a cluster."""
    return answer(parts.compare_caseloads(scenarios, **terms), n, client, progress)


def sweep_caseloads(
    scenario: Scenario,
    *,
    vary: Values,
    n: int,
    client: Client,
    progress: Progress = None,
    **terms: Unpack[SweepCaseloadsTerms],
) -> results.SweepReport:
    """`comity.sweep_caseloads` in `n` replications at every point, on a cluster."""
    return answer(parts.sweep_caseloads(scenario, vary=vary, **terms), n, client, progress)


def answer(
    job: Job[R],
    n: int,
    client: Client,
    progress: Progress = None,
    ranges: Sequence[tuple[int, int]] | None = None,
) -> R:
    """The answer to a job over its first `n` cases. `ranges`, if given, cut them instead of the clock."""
    run = _Run(job, client, _program.bar_of(progress, " ".join(job.question.words[:2])), n)
    try:
        part = None
        if ranges is None:
            first = run.submit("pilot", job.pilot, n).result()
            threads = max(1, sum(client.ncores().values()))
            part = first.part
            ranges = parts.ranges(first.reached, n, first.rate, workers=threads)
        found = job.answer(run.all(ranges, part))
        if run.bar is not None:
            run.bar.to(1.0)
        return found
    except BaseException:
        run.cancel()
        raise
    finally:
        if run.bar is not None:
            run.bar.close()


class _Run:
    """The tasks of one question."""

    def __init__(self, job: Job[Any], client: Client, bar: _program.Bar | None, n: int) -> None:
        self.job, self.client, self.bar, self.n = job, client, bar, n
        self.name = f"comity-{uuid.uuid4().hex[:12]}"
        self.numbers = itertools.count()
        # What is asked of the scheduler and not yet merged; to let go of a future is to let go of its result.
        self.held: dict[str, Future[Any]] = {}

    def submit(self, what: str, function: Any, *arguments: Any) -> Future[Any]:
        """Asks for a task."""
        key = f"{self.name}-{what}-{next(self.numbers)}"
        future = self.client.submit(function, *arguments, key=key, pure=False, retries=RETRIES)
        self.held[key] = future
        return future

    def cancel(self) -> None:
        """Lets go of everything; what runs on a worker ends by itself within its second."""
        if self.held:
            self.client.cancel(list(self.held.values()), force=True)
            self.held.clear()

    def all(self, ranges: Sequence[tuple[int, int]], first: bytes | None = None) -> bytes:
        """The counts of all ranges, and of the cases before them."""
        if not ranges:
            assert first is not None
            return first
        leaves = iter(enumerate(ranges))
        widths = [len(ranges)]
        while widths[-1] > 1:
            widths.append(-(-widths[-1] // FAN_IN))
        place_of: dict[str, tuple[int, int]] = {}
        children: dict[tuple[int, int], dict[int, Future[Any]]] = {}
        done = as_completed()

        def ask_for_more(many: int) -> None:
            for place, (start, stop) in itertools.islice(leaves, many):
                future = self.submit("cases", self.job.count, start, stop)
                place_of[str(future.key)] = (0, place)
                done.add(future)

        ask_for_more(max(WINDOW, 4 * sum(self.client.ncores().values())))
        told = ranges[0][0]
        for future in done:
            if future.status != "finished":
                future.result()
            level, place = place_of.pop(str(future.key))
            if level == 0:
                told += ranges[place][1] - ranges[place][0]
                if self.bar is not None:
                    self.bar.to(told / self.n)
                ask_for_more(1)
            if level == len(widths) - 1:
                break
            parent = place // FAN_IN
            siblings = children.setdefault((level + 1, parent), {})
            siblings[place] = future
            if len(siblings) == min(FAN_IN, widths[level] - parent * FAN_IN):
                futures = [siblings[place] for place in sorted(siblings)]
                merged = self.submit("merge", self.job.merge, futures)
                place_of[str(merged.key)] = (level + 1, parent)
                done.add(merged)
                for child in futures:
                    del self.held[str(child.key)]
                del children[(level + 1, parent)]
        whole: bytes = future.result()
        return whole if first is None else self.job.merge([first, whole])
