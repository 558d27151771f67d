"""The questions of many cases, each as the words of its command. What is only shown of the counts stands apart: it does
not change what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypedDict, TypeVar, Unpack

from . import _words, results
from ._frames import Result
from ._words import Day, Scenario, Values

R = TypeVar("R", bound=Result)


@dataclass(frozen=True)
class Question(Generic[R]):
    """A question that can be asked of any range of cases."""

    words: tuple[str, ...]
    """The words of the command, without how many cases."""

    shown: tuple[str, ...]
    """How what was counted is shown: the level of intervals, and what is required."""

    answer: type[R]
    """What its answer is."""

    scenarios: tuple[str, ...]
    """The scenarios it is about."""


class Common(TypedDict, total=False):
    """What fixes the cases, and how wide intervals are."""

    seed: int | None
    """The number that fixes every draw; 1 if nothing is said."""

    set: Values
    """Values set on top of the scenario."""

    level: float | None
    """The level of the intervals, in per cent; 95 if nothing is said."""


class Terms(Common, total=False):
    """The same, for cases of their own."""

    from_: Day | None
    """The record binds to the end of this day."""

    until: Day | None
    """Every case stops at the end of this day."""

    what_if: Sequence[str]
    """Choices that are made: `point=option`."""

    horizon: int | None
    """The days without the data are counted up to this day; 1825 if nothing is said."""


class ForecastTerms(Terms, total=False):
    """What a forecast asks."""

    require: Sequence[str]
    """What must be so: `p_data_180 >= 0.8 @ 95%`."""


class CompareTerms(ForecastTerms, total=False):
    """What a comparison asks."""

    path: Sequence[str]
    """Each scenario with this path alone: `warrant`, `treaty@generic`."""

    or_: Sequence[str]
    """Each scenario with this choice made: `point=option`."""

    or_set: Values
    """Each scenario with this value changed."""


class SweepTerms(Terms, total=False):
    """What a sweep asks, besides what is varied."""

    path: Sequence[str]
    """At every point, the scenario with this path alone."""

    measure: str | None
    """`days_without_data` (days), `p_data_180` (share), `p_data` (share) or `p_<outcome>` (share)."""

    goal: str | float | None
    """Say where what is measured passes this."""

    design: str | None
    """`grid`, `lhs` or `sobol`."""

    points: int | None
    """How many points of a Latin hypercube or a Sobol' sequence."""


class Shared(Common, total=False):
    """What fixes many cases through the same offices."""

    years: float | None
    """How many years to simulate, instead of those of the scenario."""

    arrivals: Values
    """Files that say how many files of a stream came on each day: `{"requests": "requests.csv"}`."""


class CaseloadTerms(Shared, total=False):
    """What a caseload asks."""

    by: str | None
    """How long the periods are: `month`, `quarter` or `year`."""


class CompareCaseloadsTerms(Shared, total=False):
    """What a comparison of caseloads asks."""

    or_set: Values
    """The first scenario with this value changed."""


class SweepCaseloadsTerms(Shared, total=False):
    """What a sweep of a caseload asks, besides what is varied."""

    measure: str | None
    """One of those of a caseload: `wait_days` (days), `in_time` (share), `pending_end` (files)."""

    goal: str | float | None
    """Say where what is measured passes this."""

    design: str | None
    """`grid`, `lhs` or `sobol`."""

    points: int | None
    """How many points of a Latin hypercube or a Sobol' sequence."""


def _of(words: list[str], answer: type[R], names: list[str], terms: Any) -> Question[R]:
    """A question, with what all have in common."""
    words = [
        *words,
        *_words.sets("--set", terms.get("set", ())),
        *_words.one("--seed", terms.get("seed")),
        *_words.one("--from", terms.get("from_")),
        *_words.one("--until", terms.get("until")),
        *_words.many("--what-if", terms.get("what_if", ())),
        *_words.one("--horizon", terms.get("horizon")),
    ]
    shown = [*_words.one("--level", terms.get("level")), *_words.many("--require", terms.get("require", ()))]
    return Question(tuple(words), tuple(shown), answer, tuple(names))


def forecast(scenario: Scenario, **terms: Unpack[ForecastTerms]) -> Question[results.ForecastReport]:
    """What can be expected of a scenario."""
    names = _words.scenarios(scenario)
    return _of(["forecast", *names], results.ForecastReport, names, terms)


def compare(
    scenarios: Scenario | Sequence[Scenario], **terms: Unpack[CompareTerms]
) -> Question[results.CompareReport]:
    """Alternatives on the same cases."""
    names = _words.scenarios(scenarios)
    words = [
        *("compare", *names),
        *_words.many("--path", terms.get("path", ())),
        *_words.many("--or", terms.get("or_", ())),
        *_words.sets("--or-set", terms.get("or_set", ())),
    ]
    return _of(words, results.CompareReport, names, terms)


def sweep(scenario: Scenario, *, vary: Values, **terms: Unpack[SweepTerms]) -> Question[results.SweepReport]:
    """Values varied, on the same cases at every point."""
    names = _words.scenarios(scenario)
    words = [
        *("sweep", *names),
        *_words.sets("--vary", vary),
        *_words.many("--path", terms.get("path", ())),
        *_words.one("--measure", terms.get("measure")),
        *_words.one("--goal", terms.get("goal")),
        *_words.one("--design", terms.get("design")),
        *_words.one("--points", terms.get("points")),
    ]
    return _of(words, results.SweepReport, names, terms)


def caseload(scenario: Scenario, **terms: Unpack[CaseloadTerms]) -> Question[results.CaseloadReport]:
    """Many cases through the same offices; a case of the question is a replication."""
    names = _words.scenarios(scenario)
    words = ["caseload", *names, *_shared(terms), *_words.one("--by", terms.get("by"))]
    return _of(words, results.CaseloadReport, names, terms)


def compare_caseloads(
    scenarios: Scenario | Sequence[Scenario], **terms: Unpack[CompareCaseloadsTerms]
) -> Question[results.CaseloadComparison]:
    """Caseloads that differ in numbers; a case of the question is a replication of each."""
    names = _words.scenarios(scenarios)
    words = ["compare", *names, "--caseload", *_shared(terms), *_words.sets("--or-set", terms.get("or_set", ()))]
    return _of(words, results.CaseloadComparison, names, terms)


def sweep_caseloads(
    scenario: Scenario, *, vary: Values, **terms: Unpack[SweepCaseloadsTerms]
) -> Question[results.SweepReport]:
    """Values of a caseload varied; a case of the question is a replication at every point."""
    names = _words.scenarios(scenario)
    words = [
        *("sweep", *names, "--caseload"),
        *_shared(terms),
        *_words.sets("--vary", vary),
        *_words.one("--measure", terms.get("measure")),
        *_words.one("--goal", terms.get("goal")),
        *_words.one("--design", terms.get("design")),
        *_words.one("--points", terms.get("points")),
    ]
    return _of(words, results.SweepReport, names, terms)


def _shared(terms: Shared) -> list[str]:
    """What all questions about caseloads have in common."""
    years = _words.one("--years", terms.get("years"))
    return [*years, *_words.sets("--arrivals", terms.get("arrivals", ()))]
