"""What goes wrong, with everything the program says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Label:
    """A place that a mistake points to."""

    file: str
    """The file it is in."""

    line: int
    """The line, from 1."""

    column: int
    """The column, from 1, in characters."""

    end_line: int
    """The line in which it ends."""

    end_column: int
    """The column at which it ends."""

    text: str
    """What is said of it."""

    primary: bool
    """Whether it is where the mistake is; otherwise it helps to see why."""


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One mistake in a scenario, or one doubt about it."""

    code: str
    """What kind of mistake it is: `missing-key`."""

    severity: str
    """`error` or `warning`."""

    message: str
    """What is wrong, in a sentence."""

    file: str
    """The file it is in."""

    line: int | None = None
    """The line, from 1."""

    column: int | None = None
    """The column, from 1, in characters."""

    end_line: int | None = None
    """The line in which it ends."""

    end_column: int | None = None
    """The column at which it ends."""

    labels: tuple[Label, ...] = ()
    """The places it points to."""

    help: str | None = None
    """How to put it right."""


class ComityError(Exception):
    """The program refused, or failed. `str()` of it is what it said, with the cause and the cure."""

    code: int
    """The exit code: 1, a fault; 2, wrong usage; 3, the scenario is invalid."""

    text: str
    """What it said on standard error."""

    diagnostics: tuple[Diagnostic, ...]
    """Every mistake in the scenario, if it is the scenario that is wrong."""

    def __init__(self, code: int, text: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        """An error of this code; all of it is kept when it is pickled."""
        super().__init__(code, text, diagnostics)
        self.code, self.text, self.diagnostics = code, text.strip(), diagnostics

    def __str__(self) -> str:
        return self.text or f"comity ended with code {self.code} and said nothing"


class UsageError(ComityError):
    """What was asked makes no sense: an unknown scenario, point, option or measure (code 2)."""


class ScenarioError(ComityError):
    """The scenario is invalid (code 3); `diagnostics` has every mistake in it."""


class Interrupted(KeyboardInterrupt):
    """Somebody interrupted. What was finished by then is kept in `result`, marked as interrupted."""

    result: Any
    """The answer over the cases that were finished, or `None`."""

    def __init__(self, result: Any = None) -> None:
        """With what was finished."""
        super().__init__("interrupted" + (": what was finished is in .result" if result is not None else ""))
        self.result = result

    def __reduce__(self) -> tuple[type[Interrupted], tuple[Any]]:
        return type(self), (self.result,)


def error_of(code: int, text: str, diagnostics: tuple[Diagnostic, ...] = ()) -> ComityError:
    """The error for an exit code."""
    return {2: UsageError, 3: ScenarioError}.get(code, ComityError)(code, text, diagnostics)
