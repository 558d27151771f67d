"""The commands as functions: arguments as the program has them, answers as dataclasses."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from . import _program, _questions, _read, _words, results
from ._errors import Diagnostic, Interrupted, error_of
from ._frames import Result, Row
from ._program import Progress
from ._questions import Question
from ._words import Cases, Day, Scenario, Values

R = TypeVar("R", bound=Result)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in a file."""

    file: str
    """The file."""

    line: int
    """The line, from 1."""

    column: int
    """The column, from 1, in characters."""


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """What a scenario expects, and what came instead."""

    expected: str
    """What is expected."""

    but: str
    """What came."""

    place: Place | None = None
    """Where that is expected."""

    own: bool
    """Whether the file says so itself, and not one that it is based on."""


@dataclass(frozen=True, kw_only=True)
class Walked:
    """What walking the branches of a scenario showed."""

    walks: int
    """How often they were walked, each time with other times."""

    branches: int
    """The branches walked in all."""

    covered: float
    """The smallest share of the probability that a walk covered, of 1."""

    complete: bool
    """Whether every walk came to its end."""

    open_at_end: float
    """The largest share that was still open on the last day, of 1."""

    unreached: tuple[str, ...]
    """Options with a chance that no branch took, at points that came up."""

    unused: tuple[str, ...]
    """Decisions that never came up."""


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What was found in one file."""

    file: str
    """Its name or path."""

    set: tuple[str, ...]
    """The values set on top of it."""

    sound: bool
    """Whether it can be run."""

    diagnostics: tuple[Diagnostic, ...]
    """Its mistakes, and doubts about it."""

    expectations_met: int
    """How many of its expectations are met."""

    unmet: tuple[Unmet, ...]
    """The expectations that are not."""

    guesses: int
    """How many of its assumptions rest on a guess in some part."""

    assumptions: int
    """How many assumptions it rests on."""

    paths: Walked | None = None
    """What walking its branches showed, if that was asked for."""


@dataclass(frozen=True, kw_only=True)
class Checked(Result):
    """What was found in some files."""

    program: str
    """Always `comity`."""

    version: str
    """The program's version."""

    files: tuple[CheckedFile, ...]
    """Each file, in the order asked for."""

    @property
    def sound(self) -> bool:
        """Whether all of them can be run and show what they say they must."""
        return self.code == 0

    def _rows(self) -> tuple[list[str], list[Row]]:
        """A row for every mistake and every doubt."""
        columns = ["checked", "file", "line", "column", "severity", "code", "message", "help"]
        rows: list[Row] = [
            (one.file, found.file, found.line, found.column, found.severity, found.code, found.message, found.help)
            for one in self.files
            for found in one.diagnostics
        ]
        return columns, rows


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A file that comes with the program."""

    name: str
    """Its name, as every command takes it."""

    title: str
    """Its title."""

    summary: str
    """What it is about."""

    group: str | None = None
    """The group of a scenario; a channel has none."""


@dataclass(frozen=True, kw_only=True)
class Listing(Result):
    """Everything that comes with the program."""

    scenarios: tuple[Listed, ...]
    """The scenarios, group by group."""

    channels: tuple[Listed, ...]
    """The channels."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """A row for every scenario."""
        columns = ["name", "group", "title", "summary"]
        return columns, [(one.name, one.group, one.title, one.summary) for one in self.scenarios]


def _ask(
    answer: type[R],
    words: Sequence[str],
    *,
    progress: Progress = False,
    scenarios: Sequence[str] = (),
    set: Sequence[str] = (),
    kept: Iterable[int] = (5,),
) -> R:
    """Runs a command and reads what it answers; codes that are `kept` are part of an answer."""
    ended = _program.run([*words, "--json"], bar=_program.bar_of(progress, " ".join(words[:2])))
    result = None
    if ended.stdout and ended.code in {0, 130, *kept}:
        raw = json.loads(ended.stdout)
        result = _read.read(answer, raw, raw=raw, text=ended.stdout.decode(), code=ended.code)
    if ended.interrupted or ended.code == 130:
        raise Interrupted(result)
    if result is None:
        raise error_of(ended.code, ended.stderr, _diagnostics(ended.code, ended.stderr, scenarios, set))
    return result


def _diagnostics(code: int, said: str, scenarios: Sequence[str], set: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The mistakes of scenarios that were refused, in a form for programs."""
    if not scenarios or code not in (2, 3) or "error[" not in said:
        return ()
    ended = _program.run(["check", *scenarios, *_words.many("--set", set), "--json"])
    if not ended.stdout:
        return ()
    raw = json.loads(ended.stdout)
    checked = _read.read(Checked, raw, raw=raw, text="", code=ended.code)
    return tuple(found for file in checked.files for found in file.diagnostics)


def ask(
    question: Question[R], cases: Sequence[str], threads: int | None = None, progress: Progress = None
) -> R:
    """The answer to a question of many cases."""
    words = [*question.words, *cases, *question.shown, *_words.one("--threads", threads)]
    values = [after for word, after in zip(question.words, question.words[1:], strict=False) if word == "--set"]
    return _ask(question.answer, words, progress=progress, scenarios=question.scenarios, set=values)


def run(
    scenario: Scenario,
    *,
    seed: int | None = None,
    from_: Day | None = None,
    until: Day | None = None,
    what_if: Sequence[str] = (),
    set: Values = (),
) -> results.RunRecord:
    """Runs one case and answers with its docket.

    The record binds to the end of `from_`, and the case stops at the end of `until`. `what_if` makes choices,
    `["district.review=reverse"]`; `set` changes values of the scenario, `{"decide.district.stay.takes": "3 days"}`.
    The same scenario, seed and choices are the same case, to the byte.
    """
    question = _questions.forecast(scenario, seed=seed, from_=from_, until=until, what_if=what_if, set=set)
    sets = _words.sets("--set", set)[1::2]
    return _ask(results.RunRecord, ["run", *question.words[1:]], scenarios=question.scenarios, set=sets)


def forecast(
    scenario: Scenario,
    *,
    n: int | None = None,
    cases: Cases = None,
    until_precision: str | None = None,
    seed: int | None = None,
    from_: Day | None = None,
    until: Day | None = None,
    what_if: Sequence[str] = (),
    set: Values = (),
    horizon: int | None = None,
    level: float | None = None,
    require: Sequence[str] = (),
    threads: int | None = None,
    progress: Progress = None,
) -> results.ForecastReport:
    """What can be expected of a scenario, from `n` cases (10,000 if nothing is said) or those of a range.

    `until_precision="1%"` runs as many as it takes. `horizon` is in days, `level` in per cent. What is `require`d,
    `["p_data_365 >= 80% @ 99%"]`, is judged in `.forecast.required`, and `.code` is 5 unless all of it is met.
    """
    question = _questions.forecast(
        scenario,
        seed=seed,
        from_=from_,
        until=until,
        what_if=what_if,
        set=set,
        horizon=horizon,
        level=level,
        require=require,
    )
    many = [*_words.cases_of(cases, n), *_words.one("--until-precision", until_precision)]
    return ask(question, many, threads, progress)


def compare(
    scenarios: Scenario | Sequence[Scenario],
    *,
    n: int | None = None,
    cases: Cases = None,
    path: Sequence[str] = (),
    or_: Sequence[str] = (),
    or_set: Values = (),
    seed: int | None = None,
    from_: Day | None = None,
    until: Day | None = None,
    what_if: Sequence[str] = (),
    set: Values = (),
    horizon: int | None = None,
    level: float | None = None,
    require: Sequence[str] = (),
    threads: int | None = None,
    progress: Progress = None,
) -> results.CompareReport:
    """Alternatives on the same cases: two scenarios or more, or one with a `path`, a choice (`or_`) or a value
    (`or_set`) of its own. The first is what the others are set against, case by case.
    """
    question = _questions.compare(
        scenarios,
        path=path,
        or_=or_,
        or_set=or_set,
        seed=seed,
        from_=from_,
        until=until,
        what_if=what_if,
        set=set,
        horizon=horizon,
        level=level,
        require=require,
    )
    return ask(question, _words.cases_of(cases, n), threads, progress)


def compare_caseloads(
    scenarios: Scenario | Sequence[Scenario],
    *,
    replications: int | None = None,
    or_set: Values = (),
    years: float | None = None,
    arrivals: Values = (),
    seed: int | None = None,
    set: Values = (),
    level: float | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> results.CaseloadComparison:
    """Caseloads that differ in numbers, such as desks, with the same files before them: 10 replications each."""
    question = _questions.compare_caseloads(
        scenarios, or_set=or_set, years=years, arrivals=arrivals, seed=seed, set=set, level=level
    )
    return ask(question, _words.one("--replications", replications), threads, progress)


def sweep(
    scenario: Scenario,
    *,
    vary: Values,
    n: int | None = None,
    cases: Cases = None,
    path: Sequence[str] = (),
    measure: str | None = None,
    goal: str | float | None = None,
    design: str | None = None,
    points: int | None = None,
    seed: int | None = None,
    from_: Day | None = None,
    until: Day | None = None,
    what_if: Sequence[str] = (),
    set: Values = (),
    horizon: int | None = None,
    level: float | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> results.SweepReport:
    """Values varied, on the same cases at every point: `vary={"decide.provider.motion.takes": "5..60:5 days"}`.

    `measure` is `days_without_data` (days), `p_data_180`, `p_data` or `p_<outcome>` (shares of 1).
    """
    question = _questions.sweep(
        scenario,
        vary=vary,
        path=path,
        measure=measure,
        goal=goal,
        design=design,
        points=points,
        seed=seed,
        from_=from_,
        until=until,
        what_if=what_if,
        set=set,
        horizon=horizon,
        level=level,
    )
    return ask(question, _words.cases_of(cases, n), threads, progress)


def sweep_caseloads(
    scenario: Scenario,
    *,
    vary: Values,
    replications: int | None = None,
    measure: str | None = None,
    goal: str | float | None = None,
    design: str | None = None,
    points: int | None = None,
    years: float | None = None,
    arrivals: Values = (),
    seed: int | None = None,
    set: Values = (),
    level: float | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> results.SweepReport:
    """Values of a caseload varied, such as desks, with the same files before them: 5 replications at every point.

    `measure` is one of those of a caseload: `wait_days` (days), `in_time` (share), `pending_end` (files).
    """
    question = _questions.sweep_caseloads(
        scenario,
        vary=vary,
        measure=measure,
        goal=goal,
        design=design,
        points=points,
        years=years,
        arrivals=arrivals,
        seed=seed,
        set=set,
        level=level,
    )
    return ask(question, _words.one("--replications", replications), threads, progress)


def caseload(
    scenario: Scenario,
    *,
    n: int | None = None,
    cases: Cases = None,
    years: float | None = None,
    by: str | None = None,
    arrivals: Values = (),
    seed: int | None = None,
    set: Values = (),
    level: float | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> results.CaseloadReport:
    """Many cases through the same offices, in `n` replications (10 if nothing is said): lines, waits in days, shares
    within the legal limit, over time `by` month, quarter or year.
    """
    question = _questions.caseload(
        scenario, years=years, by=by, arrivals=arrivals, seed=seed, set=set, level=level
    )
    return ask(question, _words.cases_of(cases, n), threads, progress)


def check(
    scenarios: Scenario | Sequence[Scenario], *, set: Values = (), paths: bool = False
) -> Checked:
    """Every mistake in scenario files, and whether they show what they say they must. What is wrong with a file is in
    the answer, and no error; `paths` also walks the branches.
    """
    words = ["check", *_words.scenarios(scenarios), *_words.sets("--set", set), *(["--paths"] if paths else [])]
    return _ask(Checked, words, kept=(3, 4))


def list_() -> Listing:
    """The scenarios and channels that come with the program."""
    return _ask(Listing, ["list"])


def program_version() -> str:
    """The version of the program inside the package."""
    return os.fsdecode(_program.run(["--version"]).stdout).split()[-1]
