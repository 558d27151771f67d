"""comity simulates what happens to a demand for data that crosses a border: the warrant path and the treaty path.

>>> import comity
>>> expected = comity.forecast("treaty-first", n=1000)
>>> expected.forecast.cases
1000

Every function runs the program that is inside this package and reads its answer into frozen dataclasses; `.raw` is the
JSON, `.to_frame()` a pandas frame. A model for teaching and what-ifs: not legal advice, and not a prediction.
"""

from importlib.metadata import version as _version

from . import parts, results
from ._commands import Checked, CheckedFile, Listed, Listing, Place, Unmet, Walked
from ._commands import caseload, check, compare, compare_caseloads, forecast, run, sweep, sweep_caseloads
from ._commands import list_ as list
from ._errors import ComityError, Diagnostic, Interrupted, Label, ScenarioError, UsageError

__version__ = _version("comity")

__all__ = [
    "Checked",
    "CheckedFile",
    "ComityError",
    "Diagnostic",
    "Interrupted",
    "Label",
    "Listed",
    "Listing",
    "Place",
    "ScenarioError",
    "Unmet",
    "UsageError",
    "Walked",
    "caseload",
    "check",
    "compare",
    "compare_caseloads",
    "forecast",
    "list",
    "parts",
    "results",
    "run",
    "sweep",
    "sweep_caseloads",
]
