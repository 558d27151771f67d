"""From arguments of Python to the words of a command."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Day = datetime.date | str
"""A day, or its text: `2014-08-29`."""

Values = Mapping[str, object] | Sequence[str]
"""Values set on top of a scenario: `{"decide.district.stay.takes": "3 days"}`, or as `["key=value"]`."""

Cases = range | tuple[int, int] | None
"""Some of the cases: the first, and the one after the last."""

Scenario = str | os.PathLike[str]
"""A name from `comity.list()`, or the path of a file."""


def many(option: str, values: Iterable[object]) -> list[str]:
    """An option for every value. One text alone is not a list of its letters."""
    values = [values] if isinstance(values, str) else values
    return [word for value in values for word in (option, str(value))]


def one(option: str, value: object | None) -> list[str]:
    """An option, if it is given."""
    return [] if value is None else [option, value.isoformat() if isinstance(value, datetime.date) else str(value)]


def sets(option: str, values: Values) -> list[str]:
    """An option for every value that is set."""
    if isinstance(values, Mapping):
        values = [f"{key}={_toml(value)}" for key, value in values.items()]
    return many(option, values)


def _toml(value: object) -> str:
    """A value as a scenario writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(f'"{inner}"' if isinstance(inner, str) else _toml(inner) for inner in value) + "]"
    return str(value)


def cases_of(cases: Cases, n: int | None) -> list[str]:
    """Which cases: the first `n`, or a range."""
    if cases is None:
        return one("-n", n)
    if n is not None:
        raise TypeError("give n or cases, and not both")
    if isinstance(cases, range) and cases.step != 1:
        raise ValueError("cases must be next to each other: a range with a step of 1")
    start, stop = (cases.start, cases.stop) if isinstance(cases, range) else cases
    return ["--cases", f"{start}..{stop}"]


def scenarios(names: Scenario | Sequence[Scenario]) -> list[str]:
    """One or more of them."""
    each: Sequence[Any] = [names] if isinstance(names, str | os.PathLike) else names
    return [os.fspath(name) for name in each]
