"""How pm4py, pandas and DuckDB read the event logs that `comity export` writes.

Reads from standard input a JSON list of questions, each an object whose "ask" names a function below and whose "path"
is a log; writes the list of their answers, each a list of numbers. tests/it/oracles/logs.rs asks.
"""

import functools
import json
import os
import sqlite3
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


def check_database(path):
    """What OCEL 2.0 demands of its tables, and that whatever is named is there."""
    from pm4py.objects.ocel.validation import ocel20_rel_validation

    met, missed = ocel20_rel_validation.apply(path)
    assert len(met) == 24 and not missed, missed
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return connection


def ocel_sqlite(path):
    check_database(path).close()
    return ocel(path)


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


def rows(table, length=len, total=sum):
    # All times must be read, and be in UTC.
    times = pd.to_datetime(table["time"])
    assert str(times.dt.tz) == "UTC" and times.notna().all()
    seconds = (times.dt.tz_localize(None) - pd.Timestamp(0)) // pd.Timedelta(seconds=1)
    with_data = table[table["outcome"] == "data-by-treaty"]["case"].nunique()
    lists = [table["to"].map(length), table["authority"].map(length), table["responds_to"].map(total), seconds]
    head = [len(table), table["case"].nunique(), table["cause"].sum(), with_data] + [one.sum() for one in lists]
    return [float(number) for number in head] + counts(table["event"])


def json_lines(path):
    return rows(pd.read_json(path, lines=True, convert_dates=False))


def csv(path):
    table = pd.read_csv(path, keep_default_na=False, na_values={"cause": [""]})
    parts = lambda text: [part for part in str(text).split(";") if part]
    return rows(table, lambda text: len(parts(text)), lambda text: sum(map(int, parts(text))))


def parquet(path):
    return rows(pd.read_parquet(path))


def arrow(path):
    return rows(pd.read_feather(path))


def duckdb(path):
    import duckdb

    head = duckdb.execute(
        """
        SELECT count(*), count(DISTINCT "case"), sum(cause),
            count(DISTINCT "case") FILTER (outcome = 'data-by-treaty'),
            sum(len("to")), sum(len(authority)), sum(list_sum(responds_to)), sum(epoch(time))
        FROM read_parquet(?)
        """,
        [path],
    ).fetchone()
    events = duckdb.execute("SELECT count(*) FROM read_parquet(?) GROUP BY event ORDER BY event", [path])
    return [float(number) for number in head] + [count for (count,) in events.fetchall()]


def cases(path, form):
    """How many cases there are, and the number of the last."""
    if form == "ocel-sqlite":
        connection = check_database(path)
        ids = [one for (one,) in connection.execute("SELECT ocel_id FROM object_Case")]
        connection.close()
        numbers = [int(one[1:]) for one in ids]
    else:
        numbers = (pd.read_parquet if form == "parquet" else pd.read_feather)(path)["case"].unique()
    return [len(numbers), int(max(numbers))]


asked = json.load(sys.stdin)
answers = [globals()[one.pop("ask")](**one) for one in asked]
print(json.dumps(answers))
