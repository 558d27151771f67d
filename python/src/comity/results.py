"""What the program answers, as frozen dataclasses: the fields of its JSON, with their units.

Written by `python/generate.py` from the schemas in `schema/`; change those, not this. Days are counted from
day 0, shares are of 1, and `None` stands where there is no number: no case, or nothing that bounds an interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from . import _frames

Basis = Literal["law", "data", "guess"]
"""What a number rests on."""


Verdict = Literal["met", "not-met", "undecided"]
"""Whether a requirement holds."""


@dataclass(frozen=True, kw_only=True)
class AlternativeResult:
    """One alternative."""

    curve: tuple[ByDay, ...]
    """The chance that the data is there, from each day on, up to the next; every interval is for its
    day alone.
    """

    data_by_day: tuple[ByDay, ...]
    """The chance that the data is there by the end of a day."""

    data_ever: Estimate
    """The chance that it ever comes, up to the last day simulated."""

    days_without_data: Estimate
    """The mean of the days without the data."""

    label: str
    """What it is called."""

    median_day: QuantileEstimate | None = None
    """The day by which half of the cases with data have it."""

    outcomes: tuple[OutcomeShare, ...]
    """How its cases ended."""

    rulings: tuple[Ruling, ...]
    """How often and when each court first rules."""

    scenario: str
    """Its scenario."""


@dataclass(frozen=True, kw_only=True)
class ArrivalsFile:
    """A file that says how many files of a stream came on each day."""

    file: str
    """The path of the file."""

    files: int
    """How many files come by it."""

    left_out: int
    """How many it has for days outside the time in which files of the stream come."""

    sha256: str
    """The SHA-256 of its text, in hexadecimal digits."""

    stream: str
    """The stream."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A value that is varied."""

    from_: float
    """The lowest value."""

    key: str
    """Its key."""

    to: float
    """The highest value."""

    unit: str | None = None
    """Its unit, if it has one: `days`."""

    values: tuple[float, ...]
    """The values of a grid, in their order."""


@dataclass(frozen=True, kw_only=True)
class ByDay:
    """A chance by a day."""

    chance: Estimate
    """The chance."""

    day: int
    """The day."""


@dataclass(frozen=True, kw_only=True)
class CaseloadComparison(_frames.CaseloadCompareFrames):
    """Caseloads side by side."""

    alternatives: tuple[str, ...]
    """What they are called."""

    asked: int
    """How many were asked for."""

    courses: tuple[Course, ...]
    """Each alternative in the course of time."""

    level: float
    """The level of every interval."""

    manifests: tuple[Study, ...]
    """What made each; their cases are replications."""

    offices: tuple[OfficeWords, ...]
    """The offices of the first, with what they have."""

    replications: int
    """The replications of each."""

    rows: tuple[Row, ...]
    """What is measured."""

    warm_up_days: int
    """How many days at the beginning are left out of what is measured."""


@dataclass(frozen=True, kw_only=True)
class CaseloadReport(_frames.CaseloadFrames):
    """A caseload, with what made it."""

    arrivals: tuple[ArrivalsFile, ...]
    """The files that say when others come, if some do."""

    manifest: Study
    """What made it; its cases are replications."""

    numbers: tuple[int, int]
    """How many numbers the caseload rests on, and how many of them are guesses."""

    offices: tuple[OfficeWords, ...]
    """The offices, with what they have."""

    summary: Summary
    """What the replications show."""

    title: str
    """What the scenario is called."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A requirement, what was measured, and whether that meets it."""

    measured: Estimate
    """What was measured, at the level of the requirement."""

    requirement: str
    """The requirement."""

    verdict: Verdict
    """Whether that meets it."""


@dataclass(frozen=True, kw_only=True)
class CompareReport(_frames.CompareFrames):
    """A comparison, with what made each alternative."""

    command: str
    """The command that makes this result again."""

    compared: Compared
    """What they show."""

    manifests: tuple[Study, ...]
    """What made each alternative, in their order."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Alternatives beside each other."""

    against_first: tuple[Difference, ...]
    """Each alternative after the first, against the first."""

    alternatives: tuple[AlternativeResult, ...]
    """Each alternative."""

    best: tuple[float, ...]
    """The chance of each alternative to have the fewest days without the data on average."""

    cases: int
    """How many cases were run under each."""

    horizon: int
    """The days without the data are counted up to this day."""

    level: float
    """The level of every interval."""

    races: tuple[RaceResult, ...]
    """Which comes first: data, or a ruling under another alternative."""

    required: tuple[Checked, ...]
    """What was required, and whether it is met."""


@dataclass(frozen=True, kw_only=True)
class Correlation:
    """How one result moves with one value."""

    key: str
    """The key that is varied."""

    of: str
    """The alternative, or `X less Y` for a difference."""

    ranks: float | None = None
    """The correlation of ranks, from -1 to 1; null: one of them does not move at all."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """A caseload in the course of time."""

    from_: str
    """The first day."""

    periods: tuple[Period, ...]
    """Months, quarters or years."""

    to: str
    """The last day."""


@dataclass(frozen=True, kw_only=True)
class DeadlineRecord:
    """A deadline."""

    authority: tuple[str, ...]
    """The rule that sets it, and the rule that counts it."""

    done_by: int | None = None
    """The entry by which it was done, in time or late; null if it was not done."""

    due: str
    """Its last day."""

    entry: int
    """The entry that set it running."""

    from_: str
    """The day it is counted from."""

    kind: str
    """`act`: something to be done in time; `while-pending`: what the law attaches to a request while
    it is pending; `retention`: the time for which a copy is held.
    """

    late: tuple[int, ...]
    """Acts that would have met it and came after its last day."""

    period: str
    """How long it is."""

    precision: str | None = None
    """How well the day it is counted from is known, and so its last day: `exact`, `approx` or
    `unknown`, where both days are drawn; null if that day is not recorded.
    """

    replaced: bool
    """Whether a later day was set for the same act."""

    time: str | None = None
    """The hour and minute it ends, where it runs by the hour; null where it runs by the day."""

    what: str
    """What is due."""

    whose: str
    """By whom."""


@dataclass(frozen=True, kw_only=True)
class DeletionRecord:
    """When the user of the account deletes the data, as drawn, be it in the course of the case or
    after it.
    """

    copy_until: str | None = None
    """The last day on which somebody holds a copy taken before; null if nobody took one."""

    learned_on: str | None = None
    """The day on which the user learned of the case, if that is the reason."""

    on: str
    """The day."""


@dataclass(frozen=True, kw_only=True)
class DeskRecord:
    """A visit to a desk. Waiting and work are told apart."""

    at_desk_days: float
    """How long it then lay there, nights and weekends included, in days."""

    by_time: bool
    """Whether nobody decided: the time was up, or whoever asked gave up."""

    came: str
    """When the file came."""

    taken_up: str | None = None
    """When a desk took it up; null if none did."""

    waited_days: float
    """How long it waited, in days."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One alternative against the first: what is above zero is greater under it."""

    data_by_day: tuple[Tested, ...]
    """In the chance that the data is there by a day."""

    data_ever: Tested
    """In the chance that it ever comes."""

    days_without_data: Tested
    """In the days without the data."""

    draws_added: int
    """Draws that only this one makes."""

    draws_dropped: int
    """Draws of theirs that only the first makes."""

    draws_shared: int
    """Draws of the first thousand cases that both make."""

    flipped: int
    """Cases that end in another way."""

    gained: int
    """Cases with data only under it."""

    label: str
    """The alternative."""

    later: Estimate
    """The share in which it comes later."""

    lost: int
    """Cases with data only under the first."""

    median_day: Estimate | None = None
    """In the day by which half of the cases with data have it."""

    moved: int
    """Cases that end in the same way on another day."""

    partings: tuple[Parting, ...]
    """Where the flipped cases parted, the most frequent places first."""

    same: int
    """Cases that end in the same way on the same day."""

    sooner: Estimate
    """The share of the cases in which the data comes sooner under it."""


@dataclass(frozen=True, kw_only=True)
class DrawShare:
    """How much one draw explains."""

    basis: Basis | None = None
    """What its odds or its time rest on."""

    draw: str
    """The draw: a point, `district.stay`, or its time, `district.stay time`."""

    share: float
    """The share of the variance that it explains by itself."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The assumptions on which a run drew."""

    assumptions: int
    """How many there are."""

    guesses: int
    """How many of them are guesses."""

    keys: tuple[str, ...]
    """The keys of their numbers, and of what is shared with others: `comity assumptions --drawn` lists
    them.
    """


@dataclass(frozen=True, kw_only=True)
class EndCourse:
    """The share of the cases that has ended in one way without the data, as the days go by."""

    curve: tuple[ByDay, ...]
    """The share from each day on, up to the next; every interval is for its day alone."""

    of: str
    """The outcome: `warrant-quashed`; `other` for the rarest together."""

    outcomes: tuple[str, ...]
    """The outcomes it counts."""


@dataclass(frozen=True, kw_only=True)
class EntryRecord:
    """One line of the docket."""

    authority: tuple[str, ...]
    """What it rests on."""

    cause: int | None = None
    """The entry whose arrival led to it."""

    choice: str | None = None
    """The option chosen there."""

    confidence: str | None = None
    """How sure a recorded fact is: `high`, `medium`, `low` or `none`; null if that is not said."""

    date: str
    """The day."""

    day: int
    """Days since the case opened."""

    day_confidence: str | None = None
    """The same for its day, where that differs."""

    desk: DeskRecord | None = None
    """The visit to a desk, shared with other cases, that it ended; only in a caseload."""

    event: str
    """What it is, in one word."""

    from_: str
    """Whose paper it is."""

    id: str | None = None
    """The step's number in the study of the case, where the record has one."""

    n: int
    """Its number."""

    note: str | None = None
    """What is particular to this step in the record."""

    point: str | None = None
    """The decision or step it came out of."""

    precision: str | None = None
    """How well the day of a recorded step is known: `exact`, `approx` or `unknown`; null if not
    recorded.
    """

    responds_to: tuple[int, ...]
    """The entries it answers."""

    sources: tuple[str, ...]
    """Where the record has it from."""

    status: str
    """`recorded`, `chosen` or `simulated`."""

    text: str
    """What happened, in a sentence or two."""

    time: str | None = None
    """The hour and minute, `14:10`, where the request is an emergency; null where the day is what
    counts.
    """

    to: tuple[str, ...]
    """Who gets it."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What is most likely, and the interval for it."""

    interval: Interval
    """What an interval of its level has."""

    value: float | None = None
    """The estimate. Not a number where there is no case."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What can be expected."""

    always_valid: bool
    """The intervals hold at every number of cases at once, so that one may stop when they are narrow
    enough.
    """

    cases: int
    """How many cases were run."""

    curve: tuple[ByDay, ...]
    """The chance that the data is there, from each day on, up to the next; every interval is for its
    day alone.
    """

    data_by_day: tuple[ByDay, ...]
    """The chance that the data is there by the end of a day."""

    day_zero: str
    """Day 0 of all days below."""

    days_to_data: tuple[Part, ...]
    """By when the given part of the cases with data have it."""

    days_without_data: WithinHorizon
    """The days without the data, of the days up to the horizon: the mean over all cases."""

    drivers: tuple[DrawShare, ...]
    """What explains the differences between cases, the greatest first."""

    ends_without_data: tuple[EndCourse, ...]
    """The same for each way to end without it."""

    from_guesses: Estimate | None = None
    """The share of the variance of the days without the data that comes from draws that rest on
    guesses.
    """

    last_day: int
    """The last day simulated, counted from day 0."""

    level: float
    """The level of every interval."""

    outcomes: tuple[OutcomeShare, ...]
    """How the cases ended: the shares add up to 1."""

    real_end: RealEnd | None = None
    """What happened, where the record goes on after day 0."""

    required: tuple[Checked, ...]
    """What was required, and whether it is met."""

    rulings: tuple[Ruling, ...]
    """How often and when each court first rules."""

    what_ifs: tuple[WhatIf, ...]
    """In which share of the cases each what-if came up."""


@dataclass(frozen=True, kw_only=True)
class ForecastReport(_frames.ForecastFrames):
    """A forecast, with what made it."""

    forecast: Forecast
    """What can be expected."""

    manifest: Study
    """What made it."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From here to there, both included. Infinite where nothing bounds it."""

    high: float | None = None
    """The upper end."""

    low: float | None = None
    """The lower end."""


@dataclass(frozen=True, kw_only=True)
class Little:
    """Little's law over all of the time: files on the books = files a day times days on the books."""

    a_day: float
    """Files that came, a day; those that were there on the first are among them."""

    days_each: float
    """Days that each of them spent on the books until the end."""

    on_the_books: float
    """Files on the books, on average over time and replications."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What an office is given to do in one year, and what it could do."""

    given: float
    """Hours of work that come."""

    office: str
    """The office."""

    possible: float
    """Hours of work that all desks could do."""

    year: int
    """The year of the caseload, from 1."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What made a result."""

    assumptions: int
    """How many assumptions it has."""

    choices: tuple[str, ...]
    """What was chosen, as `point=option`."""

    command: str
    """The command that makes this result again."""

    drawn: Drawn
    """On which of them this run drew."""

    from_: str | None = None
    """The record binds to the end of this day; null: the whole record."""

    guesses: int
    """How many assumptions of the scenario are guesses."""

    notice: str
    """What this is and is not."""

    program: str
    """Always `comity`."""

    scenario: str
    """The scenario's name, or its path."""

    scenario_hash: str
    """The first 16 hexadecimal digits of the SHA-256 of the scenario's texts: its own, those it is
    based on, what is set, and its channels'.
    """

    seed: int
    """The number that fixes every draw."""

    set: tuple[str, ...]
    """The values set on top of the scenario's files, as `key=value`."""

    until: str | None = None
    """The run stopped at the end of this day; null: it ran to its end."""

    version: str
    """The program's version."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One measure."""

    class_: int | None = None
    """The class of files, if it is of one."""

    estimate: Estimate
    """The mean over the replications, with Student's interval."""

    kind: str | None = None
    """The kind of file, if it is of one."""

    name: str
    """Its name, as `--measure` takes it."""

    office: str | None = None
    """The office, if it is of one."""

    unit: str
    """`files`, `files-a-year`, `share` or `days`."""

    words: str
    """It in words."""


@dataclass(frozen=True, kw_only=True)
class OfficeWords:
    """An office in words."""

    id: str
    """The office."""

    name: str
    """The name shown for it."""

    words: str
    """Its desks and who is next: `40 desks, 70 from 1 Jan 2027; whose time is up first`."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a case ended."""

    closed: str | None = None
    """The day the case was decided; null while a path is pending."""

    day: int
    """That day, in days since the case opened; while pending, the last day simulated."""

    deletion: DeletionRecord | None = None
    """When the user of the account deletes the data in this case; null if that is not modelled."""

    paths: dict[str, str]
    """The path of each channel, by its word, such as `treaty`: `not-used`, `pending`, `obtained`,
    `refused`, `abandoned`, `no-data`, `dormant`, `lapsed`, `held`, `sanctioned`, `contested`, `in-
    part`, `misdirected`, `cleared`, `withdrawn` or `unavailable`.
    """

    produced_by: str | None = None
    """By what the data came: `warrant`, `in-part`, `replacement-warrant`, `warrant-elsewhere` or the
    word of a channel's path; null if it did not come, or if that is not confirmed.
    """

    produced_on: str | None = None
    """The day it came."""

    tally: Tally
    """How many papers of each kind there were."""

    warrant: str
    """The warrant path: `produced`, `produced-in-part`, `quashed`, `withdrawn`, `refused`, `appeal-
    dismissed`, `moot-vacated`, `no-data`, `pending` or `not-used`.
    """

    wins: tuple[Win, ...]
    """Who won each ruling, in order."""


@dataclass(frozen=True, kw_only=True)
class OutcomeShare:
    """One way for a case to end."""

    by_horizon: Estimate | None = None
    """Its share by the horizon."""

    median_day: QuantileEstimate | None = None
    """The day by which half of these cases had ended so."""

    outcome: str
    """Its name: `data-by-treaty`, `warrant-quashed`, `open`."""

    share: Estimate
    """Its share of the cases by the last day simulated."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A day by which a part of the cases have what they wait for."""

    day: QuantileEstimate
    """The day."""

    part: float
    """The part."""


@dataclass(frozen=True, kw_only=True)
class Parting:
    """A place where cases parted, and how many."""

    cases: int
    """How many cases."""

    place: str
    """The decision, and the two options."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A month, a quarter or a year."""

    asleep: Estimate
    """Of those, asleep."""

    came: Estimate
    """Files that came in it."""

    closed: Estimate
    """Files that went off the books."""

    days: int
    """How many days of it there are."""

    days_obtained: Estimate
    """The days to the data, on average over the files that brought it in this period."""

    from_: str
    """Its first day."""

    obtained: Estimate
    """Of the files that ended in it, the share with the data. Not a number where none ended."""

    offices: tuple[PeriodOfOffice, ...]
    """Each office."""

    pending: Estimate
    """On the books at its end."""


@dataclass(frozen=True, kw_only=True)
class PeriodOfOffice:
    """An office in a period."""

    in_time: Estimate
    """Of the visits whose legal limit was up in it, the share that a desk decided within it. Not a
    number where there was none.
    """

    line: Estimate
    """In line at the end of the period."""

    office: str
    """The office."""

    utilisation: Estimate
    """The share of the desks' working time that was worked, at most 1."""

    wait_days: Estimate
    """The days that the files waited, on average, which a desk took up in it."""


@dataclass(frozen=True, kw_only=True)
class PointResult:
    """What came out at one point."""

    against_first: tuple[Estimate, ...]
    """Each further alternative less the first, case by case."""

    at: tuple[float, ...]
    """The value on each axis."""

    measured: tuple[Estimate, ...]
    """What is measured, of each alternative."""


@dataclass(frozen=True, kw_only=True)
class QuantileEstimate:
    """The day by which a share of the cases is there, and the interval for it."""

    high: int | None = None
    """The upper end. None where it lies beyond the last day, or the cases are too few to give one."""

    low: int | None = None
    """The lower end. None where the cases are too few to give one."""

    value: int
    """The first day by which that share of the cases is there."""


@dataclass(frozen=True, kw_only=True)
class RaceResult:
    """Data under one alternative against a ruling under another."""

    court: str
    """The court."""

    data: str
    """Whose data."""

    data_first: Estimate
    """The share of these in which the data is there first."""

    median_data: QuantileEstimate | None = None
    """The day by which half of the data is there, where it comes."""

    median_ruling: QuantileEstimate | None = None
    """The day by which half of the rulings are made."""

    ruling: str
    """Under which alternative the court rules."""

    rulings: int
    """In how many cases it rules."""


@dataclass(frozen=True, kw_only=True)
class RealEnd:
    """How the case really ended."""

    day: int
    """The day, counted from day 0."""

    on: str
    """The date."""

    outcome: str
    """The outcome."""

    over_by_then: Estimate
    """The share that had ended, in whatever way, by that day."""

    same: Estimate
    """The share of the simulated cases whose court track ended in this way."""

    warrant: str | None = None
    """How the court track ended, if it was taken."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure."""

    against_first: tuple[Estimate, ...]
    """Of each further alternative less the first, in the same replications."""

    class_: int | None = None
    """The class of files, if it is of one."""

    each: tuple[Estimate, ...]
    """Of each alternative."""

    kind: str | None = None
    """The kind of file, if it is of one."""

    name: str
    """Its name."""

    office: str | None = None
    """The office, if it is of one."""

    unit: str
    """Its unit."""

    words: str
    """It in words."""


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A court's first ruling."""

    court: str
    """`magistrate`, `district`, `circuit` or `supreme`."""

    median_day: QuantileEstimate | None = None
    """The day by which half of its rulings are there."""

    share: Estimate
    """The share of the cases in which it rules after day 0."""


@dataclass(frozen=True, kw_only=True)
class RunRecord(_frames.RunFrames):
    """One run of one case, whole."""

    deadlines: tuple[DeadlineRecord, ...]
    """The deadlines the entries set running."""

    entries: tuple[EntryRecord, ...]
    """The docket."""

    manifest: Manifest
    """What made this result, so that it can be made again."""

    outcome: Outcome
    """How it ended."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """What made a result of many cases."""

    cases: tuple[int, int]
    """The first case, and the one after the last."""

    choices: tuple[str, ...]
    """What was chosen, as `point=option`."""

    command: str
    """The command that makes this result again."""

    from_: str | None = None
    """The record binds to the end of this day; null: the whole record."""

    interrupted: bool
    """The work was interrupted: more cases had been asked for."""

    notice: str
    """What this is and is not."""

    program: str
    """Always `comity`."""

    scenario: str
    """The scenario's name, or its path."""

    scenario_hash: str
    """As in the manifest of a run."""

    seed: int
    """The number that fixes every draw."""

    set: tuple[str, ...]
    """The values set on top of the scenario's files."""

    until: str | None = None
    """Every case stopped at the end of this day."""

    version: str
    """The program's version."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the replications show together."""

    asked: int
    """How many were asked for."""

    files: int
    """The files that came in all replications together."""

    from_: str
    """The first day."""

    level: float
    """The level of every interval."""

    little: Little
    """Little's law, which holds to the second in every replication."""

    loads: tuple[Load, ...]
    """What each office is given in each year, and what it could do."""

    measures: tuple[Measured, ...]
    """What is measured: of everything, then of each office; of each first as a whole, then by kind and
    class of files.
    """

    periods: tuple[Period, ...]
    """The course of time."""

    replications: int
    """How many replications there are."""

    to: str
    """The last day."""

    trend: Estimate
    """By how many files a year the number on the books still grows at the end: its mean over the last
    quarter of what is counted less that over the quarter before.
    """

    warm_up_days: int
    """How many days at the beginning are left out."""


@dataclass(frozen=True, kw_only=True)
class SweepReport(_frames.SweepFrames):
    """A sweep, with what made it."""

    added: tuple[float, ...]
    """The values of the points that were added between those of a grid, in the order in which they
    were run, to find where the goal is passed.
    """

    alternatives: tuple[str, ...]
    """What is compared at each point."""

    asked: int
    """How many points were asked for."""

    axes: tuple[Axis, ...]
    """What is varied."""

    correlations: tuple[Correlation, ...]
    """How what is measured moves with each value, where points are scattered."""

    counted: str
    """What is counted at each point: `cases`, or `replications` of a caseload."""

    design: str
    """How the points are laid out."""

    findings: tuple[str, ...]
    """What it comes to."""

    goal: float | None = None
    """What was to be reached."""

    horizon: int
    """Days without the data are counted up to this one."""

    level: float
    """The level of the intervals."""

    manifest: Study
    """What made it; the cases are those of every point."""

    measure: str
    """What is measured, as a requirement writes it."""

    measure_words: str
    """It in words."""

    points: tuple[PointResult, ...]
    """What came out at each that was run."""

    reached: tuple[TieResult, ...]
    """Where each alternative reaches it, in a grid of one value or two."""

    ties: tuple[TieResult, ...]
    """Where an alternative ties with the first, in a grid of one value or two."""

    unit: str
    """Its unit: `share`, `days`, `files` or `files-a-year`."""

    warm_up_days: int | None = None
    """Of a caseload, how many days at the beginning are left out at every point; null: of others, and
    where it is not the same.
    """

    whole: bool
    """Whether the value is a whole number, and every one next to where the goal is passed was run."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many papers of each kind a docket has."""

    certiorari_petitions: int
    """
    """

    contempts: int
    """
    """

    fines: int
    """
    """

    motions_to_vacate: int
    """
    """

    notices_of_appeal: int
    """
    """

    rehearing_petitions: int
    """
    """

    requests: int
    """
    """

    statutes: int
    """
    """

    stays_by_consent: int
    """
    """

    stays_by_district_judge: int
    """
    """

    stays_lifted: int
    """
    """

    warrants: int
    """
    """


@dataclass(frozen=True, kw_only=True)
class Tested:
    """A difference, and how often chance alone makes one as great."""

    day: int | None = None
    """The day it is about, if it is about one."""

    difference: Estimate
    """The difference."""

    p: float
    """The p-value, adjusted for all of this comparison (Holm)."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A value at which two alternatives come to the same, or one passes a goal."""

    at: float
    """The value: on the straight line between the two nearest that were measured; of whole numbers the
    first on the far side.
    """

    high: float | None = None
    """Above this value it lies on the other side; of whole numbers, the last whose interval holds
    zero. Null: there is no such value in the range.
    """

    low: float | None = None
    """Below this value the whole interval of the difference lies on one side of zero; of whole
    numbers, the first whose interval holds zero. Null: there is no such value in the range.
    """

    rises: bool
    """Whether the difference is below zero before and above it after."""


@dataclass(frozen=True, kw_only=True)
class TieResult:
    """The ties of one alternative with the first, along the first value."""

    label: str
    """The alternative."""

    second: float | None = None
    """The second value, if there is one."""

    ties: tuple[Tie, ...]
    """Where they tie; none: nowhere in the range."""


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A what-if, and how often it came up."""

    came_up: Estimate
    """The share of the cases."""

    choice: str
    """`point=option`."""


@dataclass(frozen=True, kw_only=True)
class Win:
    """Who won one ruling."""

    n: int
    """The entry."""

    stage: str
    """The court or body."""

    winner: str
    """`government`, `provider`, `joint`, `tie` or `neither`."""


@dataclass(frozen=True, kw_only=True)
class WithinHorizon:
    """A mean up to a horizon."""

    horizon: int
    """The horizon, in days from day 0."""

    mean: Estimate
    """The mean."""


__all__ = [
    "AlternativeResult", "ArrivalsFile", "Axis", "Basis", "ByDay", "CaseloadComparison",
    "CaseloadReport", "Checked", "CompareReport", "Compared", "Correlation", "Course",
    "DeadlineRecord", "DeletionRecord", "DeskRecord", "Difference", "DrawShare", "Drawn",
    "EndCourse", "EntryRecord", "Estimate", "Forecast", "ForecastReport", "Interval", "Little",
    "Load", "Manifest", "Measured", "OfficeWords", "Outcome", "OutcomeShare", "Part", "Parting",
    "Period", "PeriodOfOffice", "PointResult", "QuantileEstimate", "RaceResult", "RealEnd", "Row",
    "Ruling", "RunRecord", "Study", "Summary", "SweepReport", "Tally", "Tested", "Tie", "TieResult",
    "Verdict", "WhatIf", "Win", "WithinHorizon",
]
