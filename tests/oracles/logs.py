"""How pm4py and pandas read the event logs that `comity export` writes.

Reads from standard input a JSON list of questions, each an object whose "ask" names a function below and whose "path"
is a log; writes the list of their answers, each a list of numbers. tests/it/oracles/logs.rs asks.
"""

import functools
import json
import os
import sys
import warnings

import pandas as pd

os.environ["PM4PY_SHOW_PROGRESS_BAR"] = "False"
warnings.filterwarnings("ignore")


def counts(column):
    """How often each word stands in it, in the order of the words."""
    return [int(count) for count in column.value_counts().sort_index()]


@functools.cache
def read_ocel(path):
    import pm4py

    return pm4py.read_ocel2(path)


def ocel(path):
    log = read_ocel(path)
    tables = [log.events, log.objects, log.relations, log.o2o, log.object_changes]
    kinds = counts(log.events["ocel:activity"]) + counts(log.objects["ocel:type"])
    return [len(table) for table in tables] + kinds


def ocdfg(path):
    import pm4py

    model = pm4py.discover_ocdfg(read_ocel(path))
    total = lambda sets: sum(len(events) for events in sets.values())
    follow = total(model["edges"]["event_couples"]["case"])
    first = total(model["start_activities"]["events"]["case"])
    last = total(model["end_activities"]["events"]["case"])
    return [follow, first, last]


def xes(path):
    import pm4py

    log = pm4py.read_xes(path)
    follows, first, last = pm4py.discover_dfg(log)
    model = [sum(counted.values()) for counted in (follows, first, last)]
    words = counts(log["concept:name"]) + counts(log["org:resource"])
    return [len(log), log["case:concept:name"].nunique()] + words + model


def rows(table):
    # All times must be read, and be in UTC.
    assert str(pd.to_datetime(table["time"]).dtype) == "datetime64[ns, UTC]"
    with_data = table[table["outcome"] == "data-by-treaty"]["case"].nunique()
    head = [len(table), table["case"].nunique(), table["cause"].sum(), with_data]
    return [float(number) for number in head] + counts(table["event"])


def json_lines(path):
    return rows(pd.read_json(path, lines=True, convert_dates=False))


def csv(path):
    return rows(pd.read_csv(path))


asked = json.load(sys.stdin)
answers = [globals()[one.pop("ask")](**one) for one in asked]
print(json.dumps(answers))
