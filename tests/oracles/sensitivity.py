"""Answers, by SALib, what src/experiment/sensitivity/ answers: reads and writes as estimates.py does.

SALib's own sampling is not used, but for the order of its points: both work on the same results.
"""

import json
import sys
import warnings

import numpy as np
from SALib.analyze import morris as morris_of_salib
from SALib.analyze import sobol as sobol_of_salib
from SALib.sample import sobol as samples
from scipy import stats


def unit(inputs):
    names = [f"x{number}" for number in range(inputs)]
    return {"num_vars": inputs, "names": names, "bounds": [[0.0, 1.0]] * inputs}


def morris(points, results, levels):
    """mu of each input, then mu*, then sigma."""
    points, results = np.array(points, dtype=float), np.array(results, dtype=float)
    problem = unit(points.shape[1])
    found = morris_of_salib.analyze(problem, points, results, num_levels=levels, seed=1)
    return [*found["mu"], *found["mu_star"], *found["sigma"]]


def sobol(results, inputs):
    """S1 of each input, then ST."""
    results = np.array(results, dtype=float)
    found = sobol_of_salib.analyze(unit(inputs), results, calc_second_order=False, seed=1)
    return [*found["S1"], *found["ST"]]


def spreads(results, inputs):
    """The standard deviations of S1 of each input over resamples, then of ST, in hundredths."""
    results = np.array(results, dtype=float)
    found = sobol_of_salib.analyze(
        unit(inputs), results, calc_second_order=False, num_resamples=5000, conf_level=0.95, seed=1
    )
    return [100 * half / stats.norm.ppf(0.975) for half in [*found["S1_conf"], *found["ST_conf"]]]


def order(inputs):
    """For each point of a row, and each of its coordinates: 0 if it is that of the first point, else 1."""
    row = samples.sample(unit(inputs), 4, calc_second_order=False, seed=1)[: inputs + 2]
    return [float(x != first) for point in row for x, first in zip(point, row[0])]


def main():
    warnings.simplefilter("ignore")
    answers = []
    for question in json.load(sys.stdin):
        answer = globals()[question.pop("ask")](**question)
        answers.append([float(number) for number in answer])
    json.dump(answers, sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
