"""The functions of the package against the program itself, and what the README, the notebook and the recipes say."""

from __future__ import annotations

import dataclasses
import doctest
import io
import json
import os
import pickle
import re
import signal
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import comity
import nbformat
import pandas as pd
import psutil
import pytest
import yaml
from comity import _commands
from nbclient import NotebookClient

from conftest import ROOT, program

KEY = "channel.us-ie-mlat.factor.k_ie.value"
TWO = ["treaty-first", "contested-warrant"]


def test_package_program_and_cargo_have_one_version() -> None:
    cargo = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]
    assert comity.__version__ == cargo == _commands.program_version()


def test_the_dataclasses_are_what_the_schemas_say() -> None:
    checked = subprocess.run([sys.executable, ROOT / "python/generate.py", "--check"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


DESKS = "caseload.office.enforcing-authority.desks"
ANSWERS = [
    (comity.run("microsoft-ireland", until="2014-08-29"), ["run", "microsoft-ireland", "--until", "2014-08-29"]),
    (
        comity.forecast("microsoft-ireland", n=300, from_="2014-08-29", require=["p_data_365 >= 0.99"]),
        ["forecast", "microsoft-ireland", "-n", "300", "--from", "2014-08-29", "--require", "p_data_365 >= 0.99"],
    ),
    (
        comity.compare(TWO, cases=range(5, 300), level=90),
        ["compare", *TWO, "--cases", "5..300", "--level", "90"],
    ),
    (
        comity.sweep(TWO[0], vary={KEY: "0.5..2:0.75"}, n=90, measure="p_data_365"),
        ["sweep", TWO[0], "--vary", f"{KEY}=0.5..2:0.75", "-n", "90", "--measure", "p_data_365"],
    ),
    (
        comity.caseload("ireland-e-evidence", n=2, years=0.1, by="month"),
        ["caseload", "ireland-e-evidence", "-n", "2", "--years", "0.1", "--by", "month"],
    ),
    (
        comity.compare_caseloads(
            "ireland-e-evidence", or_set={"caseload.office.enforcing-authority.desks": 22}, replications=2, years=0.1
        ),
        ["compare", "ireland-e-evidence", "--caseload", "--or-set", "caseload.office.enforcing-authority.desks=22", "--replications", "2"]
        + ["--years", "0.1"],
    ),
    (
        comity.sweep_caseloads(
            "ireland-e-evidence", vary={DESKS: "9..30:21"}, measure="in_time", replications=2, years=0.1
        ),
        ["sweep", "ireland-e-evidence", "--caseload", "--vary", f"{DESKS}=9..30:21", "--measure", "in_time"]
        + ["--replications", "2", "--years", "0.1"],
    ),
    (comity.list(), ["list"]),
    (comity.check(["treaty-first", "e-evidence"], paths=True), ["check", "treaty-first", "e-evidence", "--paths"]),
]


@pytest.mark.parametrize(("answer", "words"), ANSWERS, ids=lambda one: one[0] if isinstance(one, list) else "")
def test_an_answer_is_what_the_program_prints_and_every_key_of_it_is_a_field(answer: Any, words: list[str]) -> None:
    ended = program(*words, "--json")
    assert (answer.text, answer.code) == (ended.stdout.decode(), ended.returncode)
    assert answer.raw == json.loads(answer.text)
    held_to(answer, answer.raw)
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.code = 1
    assert pickle.loads(pickle.dumps(answer)) == answer


def held_to(value: Any, raw: Any) -> None:
    """Every key has its field, with what stands there."""
    if dataclasses.is_dataclass(value):
        for key, inner in raw.items():
            name = key if hasattr(value, key) else f"{key}_"
            held_to(getattr(value, name), inner)
    elif isinstance(value, tuple):
        assert len(value) == len(raw)
        for one, inner in zip(value, raw, strict=True):
            held_to(one, inner)
    else:
        assert value == raw


@pytest.mark.parametrize(("answer", "words"), ANSWERS[1:6], ids=lambda one: one[0] if isinstance(one, list) else "")
def test_a_frame_has_the_rows_of_the_csv(answer: Any, words: list[str]) -> None:
    ours = answer.to_frame()
    written = program(*words, "--format", "csv").stdout.decode()
    theirs = pd.read_csv(io.StringIO(written), keep_default_na=False, dtype=str)
    assert list(ours.columns) == list(theirs.columns) and len(ours) == len(theirs)
    for column in theirs:
        numbers = column in ("value", "low", "high", "level", "p") or column in [a.key for a in axes(answer)]
        if numbers:
            read = pd.to_numeric(theirs[column].replace("", None)).astype(float)
            pd.testing.assert_series_equal(ours[column].astype(float), read, check_names=False)
        else:
            assert list(ours[column].astype(str)) == list(theirs[column]), column
    assert all("pyarrow" in str(kind) for kind in ours.dtypes)


def axes(answer: Any) -> tuple[Any, ...]:
    """What is varied, if anything is."""
    return getattr(answer, "axes", ())


def test_what_is_wrong_with_a_scenario_is_in_the_error_and_survives_pickling(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('base = "treaty-first"\ntitel = "x"\n[decide.provider.motion]\ntakes = "3 daze"\n')
    with pytest.raises(comity.ScenarioError) as caught:
        comity.forecast(file)
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert error.code == 3 and "error[" in str(error) and str(file) in error.text
        assert {one.line for one in error.diagnostics} == {2, 4}
        assert all(one.labels and one.message for one in error.diagnostics)
    checked = comity.check(file)
    assert not checked.sound and set(checked.to_frame()["line"]) == {2, 4}
    with pytest.raises(comity.UsageError) as refused:
        comity.compare(TWO, set={"decide.provider.motion.tkes": "3 days"})
    assert refused.value.code == 2 and {one.code for one in refused.value.diagnostics} == {"unknown-key"}
    with pytest.raises(comity.UsageError, match="treaty-first") as unknown:
        comity.run("treaty-frist")
    assert unknown.value.diagnostics == ()


def test_arguments_that_contradict_are_refused_before_anything_is_run() -> None:
    with pytest.raises(TypeError, match="not both"):
        comity.forecast("treaty-first", n=5, cases=(0, 5))
    with pytest.raises(ValueError, match="step of 1"):
        comity.forecast("treaty-first", cases=range(0, 10, 2))


def test_progress_is_told_as_shares_that_rise_to_one_and_what_a_listener_raises_is_not_lost() -> None:
    told: list[float] = []
    comity.forecast("treaty-first", n=400_000, progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 3

    def fail(share: float) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        comity.forecast("treaty-first", n=400_000, progress=fail)
    with pytest.raises(comity.UsageError):
        comity.forecast("treaty-frist", n=400_000, progress=fail, threads=1)


INTERRUPTED = """
import comity
try:
    comity.forecast("treaty-first", n=10**9, progress=lambda share: None)
except KeyboardInterrupt as stopped:
    result = stopped.result
    print(type(stopped).__name__, result.manifest.interrupted, 0 < result.forecast.cases < 10**9, result.code)
"""


def wait_until_at_work(pid: int) -> None:
    """Until the program that a process started has run for a second."""
    for _ in range(600):
        time.sleep(0.1)
        if any(child.cpu_times().user > 1.0 for child in psutil.Process(pid).children()):
            return
    pytest.fail("it was not at work within a minute")


@pytest.mark.parametrize("group", [False, True], ids=["kernel", "terminal"])
def test_an_interrupt_ends_the_program_and_keeps_what_is_finished(group: bool) -> None:
    words = [sys.executable, "-c", INTERRUPTED]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True)
    wait_until_at_work(process.pid)
    if group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert said == "Interrupted True True 130\n"


def blocks(language: str) -> list[str]:
    """The blocks of code of the README."""
    text = (ROOT / "python/README.md").read_text()
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("place", range(3))
def test_the_readme_runs_as_written(place: int, tmp_path: Path) -> None:
    found = blocks("python")
    assert len(found) == 3
    subprocess.run([sys.executable, "-c", found[place]], check=True, cwd=tmp_path, stdout=subprocess.DEVNULL)


def test_every_file_that_the_readme_names_is_there() -> None:
    text = (ROOT / "python/README.md").read_text()
    for name in re.findall(r"`((?:recipes|examples|src)/[^`*]+)`", text):
        assert (ROOT / "python" / name).exists(), name
    assert (ROOT / "tests/python/measure.py").exists()


def test_the_notebook_runs_from_its_first_cell_to_its_last(tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "python/examples/forecast.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "it is kept without outputs"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    drawn = [out for cell in notebook.cells for out in cell.get("outputs", []) if "text/html" in out.get("data", {})]
    assert drawn, "frames are shown as tables"


def test_the_examples_in_the_docstrings_are_so() -> None:
    for module in (comity, comity.parts):
        assert doctest.testmod(module).attempted > 0 and doctest.testmod(module).failed == 0, module


def test_ranges_are_all_of_the_cases_as_many_for_each_worker_and_about_as_long_as_asked() -> None:
    for start, stop, rate, workers in [(0, 10, 1e9, 4), (5, 1000, 10.0, 3), (7, 7, 5.0, 2), (3, 10**12, 3e5, 64)]:
        found = comity.parts.ranges(start, stop, rate, workers=workers)
        ends = [start, *(end for _, end in found)]
        assert [first for first, _ in found] == ends[:-1] and ends[-1] == stop
        assert all(first < end for first, end in found)
        assert len(found) % workers == 0 or len(found) == stop - start
        assert all(end - first <= rate + 1 for first, end in found)


def test_parts_in_any_order_and_many_at_once_are_merged_and_a_gap_is_refused() -> None:
    job = comity.parts.forecast("treaty-first", require=["p_data_365 >= 0.999"])
    counted = [job.count(place, place + 1) for place in range(40)]
    merged = job.merge(counted[::-1])
    assert merged == job.count(0, 40)
    answer = job.answer(merged)
    alone = comity.forecast("treaty-first", n=40, require=["p_data_365 >= 0.999"])
    assert answer == alone and answer.code == alone.code == 5
    with pytest.raises(comity.UsageError, match="cases 3..5 are missing"):
        job.merge([*counted[:3], *counted[5:7]])
    pilot = job.pilot(5)
    assert pilot.reached == 5 and pilot.part == job.count(0, 5) and pilot.rate > 0


def stub(folder: Path, name: str, text: str) -> None:
    """A command in a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_slurm_recipe_submits_an_array_whose_parts_merge_to_one_run(tmp_path: Path) -> None:
    # A scheduler that runs what it is given at once, each task of an array in turn.
    stub(
        tmp_path,
        "sbatch",
        """for word in "$@"; do case "$word" in
            --array=*) last=${word##*-};;
            --wrap=*) exec sh -c "${word#--wrap=}";;
        esac; done
        while [ "${1#--}" != "$1" ]; do shift; done
        for id in $(seq 0 "$last"); do SLURM_ARRAY_TASK_ID=$id bash "$@" >&2 || exit 1; done
        echo 4711""",
    )
    env = {**os.environ, "PATH": f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    env |= {"CASES": "300", "TASKS": "7"}
    script = ["bash", str(ROOT / "python/recipes/slurm.sh"), "forecast", "treaty-first"]
    subprocess.run(script, check=True, cwd=tmp_path, env=env)
    assert (tmp_path / "answer.json").read_text() == comity.forecast("treaty-first", n=300).text


def test_the_kubernetes_recipe_counts_parts_that_merge_to_one_run(tmp_path: Path) -> None:
    job = yaml.safe_load((ROOT / "python/recipes/kubernetes.yaml").read_text())
    spec = job["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    given = {one["name"]: one["value"] for one in container["env"]}
    assert spec["completionMode"] == "Indexed" and spec["completions"] == int(given["TASKS"])
    given |= {"CASES": "300", "TASKS": "3", "PARTS": str(tmp_path)}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for index in range(3):
        env = {**os.environ, **given, "PATH": path, "JOB_COMPLETION_INDEX": str(index)}
        subprocess.run([*container["command"], *container["args"]], check=True, env=env)
    merged = program("merge", *(str(part) for part in tmp_path.glob("*.json")), "--json")
    assert merged.stdout.decode() == comity.forecast("treaty-first", n=300).text


@pytest.mark.parametrize("name", ["ray_forecast.py", "spark_forecast.py"])
def test_the_recipes_for_other_engines_are_python(name: str) -> None:
    text = (ROOT / "python/recipes" / name).read_text()
    compile(text, name, "exec")
    assert len(text.splitlines()) <= 40


@pytest.mark.parametrize(("form", "read"), [("parquet", pd.read_parquet), ("arrow", pd.read_feather)])
def test_the_command_of_the_package_writes_the_rows_of_json_lines_as_tables(
    form: str, read: Callable[[Path], pd.DataFrame], tmp_path: Path
) -> None:
    words = ["export", "microsoft-ireland", "--from", "2014-08-29", "-n", "30", "--format"]
    path = tmp_path / "log"
    assert program(*words, form, "-o", str(path)).returncode == 0
    rows = [json.loads(line) for line in program(*words, "jsonl").stdout.splitlines()]
    table = read(path)
    assert list(table.columns) == list(rows[0])
    table["time"] = table["time"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in table.columns:
        found = [None if item is None or item != item else item for item in map(plain, table[name])]
        assert found == [row[name] for row in rows], name


def plain(item: Any) -> Any:
    """A list for what a list has become."""
    return item.tolist() if hasattr(item, "tolist") else item
