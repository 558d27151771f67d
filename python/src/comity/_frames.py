"""Results as pandas frames: a row for every number, as `--format csv` writes it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What every answer of the program has besides its own fields."""

    raw: dict[str, Any] = field(repr=False, compare=False)
    """The JSON as it was read, with the program's own names."""

    text: str = field(repr=False)
    """The JSON as it was written: the same bytes for the same question, on every machine."""

    code: int = 0
    """The exit code of the program: 4, an expectation is not met; 5, what was required is not met, or undecided."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """The columns and the rows of the frame."""
        raise NotImplementedError

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame with a row for every number. Its types are those of Arrow where pyarrow is installed."""
        import pandas as pd

        columns, rows = self._rows()
        frame = pd.DataFrame(rows, columns=columns)
        if importlib.util.find_spec("pyarrow") is None:
            return frame.convert_dtypes()
        return frame.convert_dtypes(dtype_backend="pyarrow")


def _three(estimate: dict[str, Any]) -> Row:
    """An estimate and the ends of its interval."""
    interval = estimate["interval"]
    return estimate.get("value"), interval.get("low"), interval.get("high")


def _day(quantile: dict[str, Any]) -> Row:
    """The same of a day."""
    return quantile["value"], quantile.get("low"), quantile.get("high")


def _outcomes(outcomes: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in outcomes:
        yield "outcome", one["outcome"], *_three(one["share"]), "share"
        if one.get("by_horizon"):
            yield "outcome_by_horizon", one["outcome"], *_three(one["by_horizon"]), "share"
        if one.get("median_day"):
            yield "median_day_of_outcome", one["outcome"], *_day(one["median_day"]), "days"


def _by_day(days: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in days:
        yield "data_by_day", str(one["day"]), *_three(one["chance"]), "share"


def _rulings(rulings: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in rulings:
        yield "ruling", one["court"], *_three(one["share"]), "share"
        if one.get("median_day"):
            yield "median_day_of_ruling", one["court"], *_day(one["median_day"]), "days"


def _forecast(forecast: dict[str, Any]) -> Iterator[Row]:
    yield from _outcomes(forecast["outcomes"])
    yield from _by_day(forecast["data_by_day"])
    for part in forecast["days_to_data"]:
        yield "days_to_data", str(part["part"]), *_day(part["day"]), "days"
    without = forecast["days_without_data"]
    yield "days_without_data", str(without["horizon"]), *_three(without["mean"]), "days"
    for one in forecast["what_ifs"]:
        yield "what_if", one["choice"], *_three(one["came_up"]), "share"
    yield from _rulings(forecast["rulings"])
    for one in forecast["drivers"]:
        yield "share_of_variance", one["draw"], one["share"], None, None, "share"
    if forecast.get("from_guesses"):
        yield "from_guesses", "", *_three(forecast["from_guesses"]), "share"
    real = forecast.get("real_end")
    if real:
        yield "same_real_end", real["outcome"], *_three(real["same"]), "share"
        yield "over_by_real_end", str(real["day"]), *_three(real["over_by_then"]), "share"


def _difference(difference: dict[str, Any], horizon: int) -> Iterator[Row]:
    for one in difference["data_by_day"]:
        yield "data_by_day", str(one["day"]), *_three(one["difference"]), "share", one["p"]
    ever, days = difference["data_ever"], difference["days_without_data"]
    yield "data_ever", "", *_three(ever["difference"]), "share", ever["p"]
    yield "days_without_data", str(horizon), *_three(days["difference"]), "days", days["p"]
    if difference.get("median_day"):
        yield "median_day", "", *_three(difference["median_day"]), "days", None
    for measure in ("sooner", "later"):
        yield measure, "", *_three(difference[measure]), "share", None
    for measure in ("same", "moved", "flipped", "gained", "lost"):
        yield measure, "", difference[measure], None, None, "cases", None


def _alternative(one: dict[str, Any], best: float, horizon: int) -> Iterator[Row]:
    yield from _outcomes(one["outcomes"])
    yield from _by_day(one["data_by_day"])
    yield "data_ever", "", *_three(one["data_ever"]), "share"
    if one.get("median_day"):
        yield "median_day", "", *_day(one["median_day"]), "days"
    yield "days_without_data", str(horizon), *_three(one["days_without_data"]), "days"
    yield "best", "", best, None, None, "share"
    yield from _rulings(one["rulings"])


class RunFrames(Result):
    """The docket of one case."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """A row for every entry; what it responds to and its authorities stand in lists."""
        entries = self.raw["entries"]
        columns = list(dict.fromkeys(key for entry in entries for key in entry))
        return columns, [tuple(entry.get(column) for column in columns) for entry in entries]


class ForecastFrames(Result):
    """A forecast."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """`of` says which outcome, day, part, court or draw the measure is of."""
        forecast = self.raw["forecast"]
        level = forecast["level"]
        rows = [(*row[:5], level, row[5]) for row in _forecast(forecast)]
        return ["measure", "of", "value", "low", "high", "level", "unit"], rows

    def curve(self) -> pd.DataFrame:
        """The chance that the data is there from each day on: columns `day`, `value`, `low` and `high`."""
        import pandas as pd

        points = self.raw["forecast"]["curve"]
        rows = [(one["day"], *_three(one["chance"])) for one in points]
        return pd.DataFrame(rows, columns=["day", "value", "low", "high"])


class CompareFrames(Result):
    """A comparison."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """`against` is empty where an alternative stands by itself, and only a difference has a `p`."""
        compared = self.raw["compared"]
        level, horizon = compared["level"], compared["horizon"]
        rows: list[Row] = []

        def put(alternative: str, against: str, row: Row) -> None:
            measure, of, value, low, high, unit = row[:6]
            p = row[6] if len(row) > 6 else None
            rows.append((alternative, against, measure, of, value, low, high, level, unit, p))

        for one, best in zip(compared["alternatives"], compared["best"], strict=True):
            for row in _alternative(one, best, horizon):
                put(one["label"], "", row)
        first = compared["alternatives"][0]["label"]
        for difference in compared["against_first"]:
            for row in _difference(difference, horizon):
                put(difference["label"], first, row)
        for race in compared["races"]:
            row = ("data_before_ruling", race["court"], *_three(race["data_first"]), "share")
            put(race["data"], race["ruling"], row)
        columns = ["alternative", "against", "measure", "of", "value", "low", "high", "level", "unit", "p"]
        return columns, rows


class SweepFrames(Result):
    """A sweep."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """A column for each value that is varied; `less` names the first alternative where it is a difference."""
        labels, measure = self.raw["alternatives"], self.raw["measure"]
        rows: list[Row] = []
        for point in self.raw["points"]:
            for label, one in zip(labels, point["measured"], strict=False):
                rows.append((*point["at"], label, "", measure, *_three(one)))
            for label, one in zip(labels[1:], point["against_first"], strict=False):
                rows.append((*point["at"], label, labels[0], measure, *_three(one)))
        columns = [axis["key"] for axis in self.raw["axes"]]
        return [*columns, "alternative", "less", "measure", "value", "low", "high"], rows


class CaseloadFrames(Result):
    """A caseload."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """`from` is the first day of a period, and empty where a measure is of all the time."""
        summary = self.raw["summary"]
        rows: list[Row] = [("", one["name"], *_three(one["estimate"])) for one in summary["measures"]]
        rows.append(("", "trend", *_three(summary["trend"])))
        for period in summary["periods"]:
            for name, key in (
                ("came", "came"),
                ("closed", "closed"),
                ("pending_end", "pending"),
                ("asleep_end", "asleep"),
                ("obtained", "obtained"),
                ("days_obtained", "days_obtained"),
            ):
                rows.append((period["from"], name, *_three(period[key])))
            for office in period["offices"]:
                for name, key in (
                    ("line_end", "line"),
                    ("wait_days", "wait_days"),
                    ("utilisation", "utilisation"),
                    ("in_time", "in_time"),
                ):
                    rows.append((period["from"], f"{name}@{office['office']}", *_three(office[key])))
        return ["from", "measure", "value", "low", "high"], rows


class CaseloadCompareFrames(Result):
    """A comparison of caseloads."""

    def _rows(self) -> tuple[list[str], list[Row]]:
        """`less` names the first alternative where it is a difference."""
        labels = self.raw["alternatives"]
        rows: list[Row] = []
        for row in self.raw["rows"]:
            for label, one in zip(labels, row["each"], strict=True):
                rows.append((label, "", row["name"], *_three(one)))
            for label, one in zip(labels[1:], row["against_first"], strict=True):
                rows.append((label, labels[0], row["name"], *_three(one)))
        return ["alternative", "less", "measure", "value", "low", "high"], rows
