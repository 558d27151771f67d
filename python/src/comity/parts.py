"""Parts of a question, counted anywhere and merged exactly: what an engine needs that hands out ranges of cases.

>>> import comity
>>> job = comity.parts.forecast("treaty-first", seed=7)
>>> halves = [job.count(0, 500), job.count(500, 1000)]
>>> job.answer(job.merge(halves)).text == comity.forecast("treaty-first", seed=7, n=1000).text
True

A job can be pickled and sent to another machine that has this package in the same version. It takes with it the scenario
files that are named by relative paths, and what they name in turn; an absolute path must lead to the same file there.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Generic, TypeVar, Unpack

from . import _program, _questions, _read, results
from ._errors import Interrupted, error_of
from ._frames import Result
from ._questions import (
    CaseloadTerms,
    CompareCaseloadsTerms,
    CompareTerms,
    ForecastTerms,
    Question,
    SweepCaseloadsTerms,
    SweepTerms,
)
from ._words import Scenario, Values

R = TypeVar("R", bound=Result)

FAN_IN = 16
"""How many parts are merged at a time."""

SECONDS = 1.0
"""How long a range of cases shall take."""


@dataclass(frozen=True)
class Pilot:
    """The first cases, counted to see how long they take."""

    part: bytes
    """Their counts."""

    reached: int
    """The case after the last of them."""

    rate: float
    """Cases a second on one thread."""

    start_up: float
    """Seconds before the first case: the program's start, and the scenario read."""


@dataclass(frozen=True)
class Job(Generic[R]):
    """A question that is answered in parts."""

    question: Question[R]
    """What is asked."""

    files: tuple[tuple[str, bytes], ...] = ()
    """The files it needs, by their relative paths, with what they hold."""

    def count(self, start: int, stop: int) -> bytes:
        """The counts of the cases from `start` up to `stop`, on one thread; of a caseload they are replications."""
        words = [*self.question.words, "--cases", f"{start}..{stop}", "--partial", "--threads", "1"]
        with self._folder() as folder:
            return _ended(words, folder).stdout

    def merge(self, parts: Sequence[bytes]) -> bytes:
        """The counts of all parts together, which must lie next to each other; any order will do."""
        return self._merge(list(parts), ["--partial"]).stdout

    def answer(self, part: bytes) -> R:
        """What these counts show: to the byte what one run over all of their cases would have answered."""
        ended = self._merge([part], ["--json", *self.question.shown])
        raw = json.loads(ended.stdout)
        return _read.read(self.question.answer, raw, raw=raw, text=ended.stdout.decode(), code=ended.code)

    def pilot(self, stop: int, seconds: float = 0.25) -> Pilot:
        """Counts the first of `stop` cases, more and more at a time, until one go takes so long."""
        began = time.perf_counter()
        parts = [self.count(0, 1)]
        start_up = time.perf_counter() - began
        reached, size, rate = 1, 16, 1.0 / start_up
        # A replication can take as long by itself as a range should.
        while reached < stop and start_up < SECONDS:
            end = min(stop, reached + size)
            began = time.perf_counter()
            parts.append(self.count(reached, end))
            took = max(time.perf_counter() - began - start_up, 1e-3)
            rate = (end - reached) / took
            reached = end
            if took >= seconds:
                break
            size = math.ceil(size * min(64.0, max(2.0, seconds / took)))
        return Pilot(self.merge(parts), reached, rate, start_up)

    def _merge(self, parts: list[bytes], how: list[str]) -> _program.Ended:
        while len(parts) > FAN_IN:
            # A merge needs neighbours, and their order is in them.
            parts.sort(key=_first_case)
            groups = [parts[at : at + FAN_IN] for at in range(0, len(parts), FAN_IN)]
            parts = [self._merge(group, ["--partial"]).stdout for group in groups]
        with self._folder() as folder, tempfile.TemporaryDirectory(prefix="comity-") as beside:
            names = []
            for number, part in enumerate(parts):
                names.append(os.path.join(beside, f"{number}.json"))
                Path(names[-1]).write_bytes(part)
            return _ended(["merge", *names, *how], folder)

    @contextmanager
    def _folder(self) -> Iterator[str | None]:
        """A folder with the files, if there are any."""
        if not self.files:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="comity-") as folder:
            for name, held in self.files:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(held)
            yield folder


def _ended(words: list[str], folder: str | None) -> _program.Ended:
    """How the program ended, and what it printed. A requirement that is not met is no failure."""
    ended = _program.run(words, cwd=folder)
    if ended.interrupted or ended.code == 130:
        raise Interrupted
    if ended.code not in (0, 5):
        raise error_of(ended.code, ended.stderr)
    return ended


def _first_case(part: bytes) -> int:
    """The first case of a part; its range stands before its counts."""
    head = part[: part.index(b'"counted"')]
    return int(head[head.rindex(b"[") + 1 :].split(b",")[0])


def ranges(start: int, stop: int, rate: float, *, seconds: float = SECONDS, workers: int = 1) -> list[tuple[int, int]]:
    """Cuts cases into ranges that take about `seconds` at `rate` cases a second, as many for each of the `workers`."""
    many = math.ceil((stop - start) / max(1.0, rate * seconds))
    many = min(stop - start, math.ceil(many / workers) * workers)
    cut = [start + (stop - start) * place // max(1, many) for place in range(many + 1)]
    return list(zip(cut, cut[1:], strict=False))


def _job(question: Question[R]) -> Job[R]:
    """A question with the files it needs."""
    found: dict[str, bytes] = {}
    pairs = zip(question.words, question.words[1:], strict=False)
    arrivals = [after.rsplit("=", 1)[-1] for word, after in pairs if word == "--arrivals"]
    for name in (*question.scenarios, *arrivals):
        _take(name, found)
    return Job(question, tuple(sorted(found.items())))


def _take(name: str, found: dict[str, bytes]) -> None:
    """Takes a file along, and what it names, if it lies below the folder we are in."""
    path = os.path.normpath(name)
    if path in found or PurePath(path).is_absolute() or path.startswith("..") or not os.path.isfile(path):
        return
    found[path] = Path(path).read_bytes()
    try:
        document = tomllib.loads(found[path].decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return
    for text in _texts(document):
        if text.endswith(".toml") and "\n" not in text and "\0" not in text:
            # A file is named from the folder of the one that names it.
            _take(os.path.join(os.path.dirname(path), text), found)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def forecast(scenario: Scenario, **terms: Unpack[ForecastTerms]) -> Job[results.ForecastReport]:
    """A forecast in parts; the terms are those of `comity.forecast`."""
    return _job(_questions.forecast(scenario, **terms))


def compare(
    scenarios: Scenario | Sequence[Scenario], **terms: Unpack[CompareTerms]
) -> Job[results.CompareReport]:
    """A comparison in parts; the terms are those of `comity.compare`."""
    return _job(_questions.compare(scenarios, **terms))


def sweep(scenario: Scenario, *, vary: Values, **terms: Unpack[SweepTerms]) -> Job[results.SweepReport]:
    """A sweep in parts; the terms are those of `comity.sweep`. Each part counts its cases at every point."""
    return _job(_questions.sweep(scenario, vary=vary, **terms))


def caseload(scenario: Scenario, **terms: Unpack[CaseloadTerms]) -> Job[results.CaseloadReport]:
    """A caseload in parts, which are replications; the terms are those of `comity.caseload`."""
    return _job(_questions.caseload(scenario, **terms))


def compare_caseloads(
    scenarios: Scenario | Sequence[Scenario], **terms: Unpack[CompareCaseloadsTerms]
) -> Job[results.CaseloadComparison]:
    """Caseloads compared in parts, which are replications; the terms are those of `comity.compare_caseloads`."""
    return _job(_questions.compare_caseloads(scenarios, **terms))


def sweep_caseloads(
    scenario: Scenario, *, vary: Values, **terms: Unpack[SweepCaseloadsTerms]
) -> Job[results.SweepReport]:
    """A caseload swept in parts, which are replications at every point; the terms are those of `comity.sweep_caseloads`.
    A whole number is not sought between the points of a `goal`: that goes by all replications.
    """
    return _job(_questions.sweep_caseloads(scenario, vary=vary, **terms))
