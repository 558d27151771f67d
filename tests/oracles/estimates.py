"""Answers, by independent implementations, what src/experiment/estimate/ answers.

Reads from standard input a JSON list of questions, each an object whose "ask" names a function below and whose other
members are its arguments; writes the list of their answers, each a list of numbers (null where there is no end).
tests/it/oracles.rs asks. Where no library has the method, it is worked out here from its definition and not from the
program's formulas.
"""

import json
import math
import sys
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from scipy import optimize, stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def normal(p, x):
    return [stats.norm.ppf(p), stats.norm.cdf(x)]


def student(p, t, degrees):
    return [stats.t.ppf(p, degrees), 2 * stats.t.sf(abs(t), degrees)]


def binomial(k, n, p):
    law = stats.binom(n, p)
    return [law.sf(k - 1), law.cdf(k), law.logpmf(k)]


def wilson(k, n, level):
    test = stats.binomtest(k, n)
    interval = test.proportion_ci(confidence_level=level, method="wilson")
    return [test.statistic, interval.low, interval.high]


def share_always(k, n, level):
    """The shares whose posterior density, from a uniform prior, is above alpha."""
    posterior = stats.beta(k + 1, n - k + 1)
    excess = lambda p: posterior.logpdf(p) - math.log(1 - level)
    tight = dict(xtol=1e-15, rtol=1e-14)
    low = 0.0 if k == 0 else optimize.brentq(excess, 1e-200, k / n, **tight)
    high = 1.0 if k == n else optimize.brentq(excess, k / n, 1 - 1e-16, **tight)
    return [k / n, low, high]


def order_statistics(days, n, q, likely):
    """`likely` says of each number of cases, from 0 to n, whether so many may be there by the quantile."""
    ordered = [day for day, count in days for _ in range(count)]
    at = lambda rank: ordered[rank - 1] if 1 <= rank <= len(ordered) else None
    fewest, most = min(likely), max(likely)
    rank = next(rank for rank in range(1, n + 1) if Fraction(rank, n) >= Fraction(str(q)))
    return [at(rank), at(fewest), at(most + 1)]


def quantile(days, n, q, level):
    law = stats.binom(n, q)
    counts = np.arange(n + 1)
    half = law.pmf(counts) / 2
    tail = (1 - level) / 2
    held = (law.cdf(counts - 1) + half > tail) & (law.sf(counts) + half > tail)
    return order_statistics(days, n, q, counts[held].tolist())


def quantile_always(days, n, q, level):
    """The same likelihood ratio as for a share, seen from the count: uniform over all counts against binomial."""
    counts = np.arange(n + 1)
    ratio = 1 / (n + 1) / stats.binom.pmf(counts, n, q)
    return order_statistics(days, n, q, counts[ratio < 1 / (1 - level)].tolist())


def cases(events, censored):
    """One row a case: its day, and the number of its outcome, 0 where it is cut off."""
    rows = [(day, cause + 1) for day, counts in events for cause, n in enumerate(counts) for _ in range(n)]
    rows += [(day, 0) for day, n in censored for _ in range(n)]
    return pd.DataFrame(rows, columns=["day", "outcome"])


def rothman(value, variance, level):
    """Wilson's interval for as many cases as would have that variance."""
    effective = value * (1 - value) / variance
    return proportion_confint(value * effective, effective, 1 - level, method="wilson")


def step_value(fitted, values, day):
    place = np.searchsorted(fitted, day, side="right") - 1
    return float(values[place])


def aalen_johansen(events, censored, cause, day, level):
    """Of statsmodels, which takes cases that share a day as such."""
    table = cases(events, censored)
    fitted = CumIncidenceRight(table["day"].to_numpy(), table["outcome"].to_numpy())
    value = step_value(fitted.times, fitted.cinc[cause], day)
    variance = step_value(fitted.times, fitted.cinc_se[cause], day) ** 2
    return [value, variance, *rothman(value, variance, level)]


def aalen_johansen_of_lifelines(events, censored, cause, day):
    """Where outcomes share a day, lifelines moves all events of the day apart by chance, half of them behind its cuts."""
    table = cases(events, censored)
    fitter = AalenJohansenFitter(seed=1).fit(table["day"], table["outcome"], event_of_interest=cause + 1)
    index = fitter.cumulative_density_.index.to_numpy()
    value = step_value(index, fitter.cumulative_density_.iloc[:, 0].to_numpy(), day + 0.5)
    variance = step_value(fitter.variance_.index.to_numpy(), fitter.variance_.to_numpy(), day + 0.5)
    return [value, variance]


def kaplan_meier(events, censored, day, level):
    """The share of lifelines, the standard error of statsmodels."""
    table = cases(events, censored)
    over = (table["outcome"] > 0).to_numpy()
    value = float(KaplanMeierFitter().fit(table["day"], over).predict(day))
    other = SurvfuncRight(table["day"].to_numpy(), over.astype(float))
    variance = step_value(other.surv_times, other.surv_prob_se, day) ** 2
    return [value, variance, *rothman(value, variance, level)]


def restricted_mean(events, censored, horizon, level):
    """The mean of lifelines; the variance as Klein and Moeschberger have it, summed over all pairs of days."""
    table = cases(events, censored)
    over = table["outcome"] > 0
    value = restricted_mean_survival_time(KaplanMeierFitter().fit(table["day"], over), t=horizon)
    days = sorted(table["day"][over].unique())
    left, share, steps = len(table), Fraction(1), []
    for day in days:
        at_risk = int((table["day"] >= day).sum())
        ended = int(((table["day"] == day) & over).sum())
        share *= Fraction(at_risk - ended, at_risk)
        if day < horizon:
            steps.append((int(day), share, at_risk, ended))
    ends = [day for day, *_ in steps[1:]] + [horizon]
    areas = [float(share * (end - day)) for (day, share, *_), end in zip(steps, ends)]
    variance = sum(
        sum(areas[place:]) ** 2 * ended / (at_risk * (at_risk - ended))
        for place, (_, _, at_risk, ended) in enumerate(steps)
        if at_risk > ended
    )
    radius = stats.norm.ppf(1 - (1 - level) / 2) * math.sqrt(variance)
    return [value, max(value - radius, 0), min(value + radius, horizon)]


def restricted_mean_of_all(events, horizon):
    """Where no case is cut off: a mean of plain numbers, and its variance."""
    numbers = np.minimum(cases(events, [])["day"], horizon)
    return [np.mean(numbers), np.var(numbers) / len(numbers)]


def mean(numbers, level):
    test = stats.ttest_1samp(numbers, 0)
    interval = test.confidence_interval(level)
    return [float(np.mean(numbers)), interval.low, interval.high, test.pvalue]


def mean_always(numbers, level, tightest):
    """The radius as in Theorem 2.2 of the paper, with rho as it advises for one number of cases."""
    alpha, t = 1 - level, len(numbers)
    rho = math.sqrt((-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tightest)
    inner = 2 * (t * rho**2 + 1) / (t**2 * rho**2) * math.log(math.sqrt(t * rho**2 + 1) / alpha)
    value, radius = float(np.mean(numbers)), float(np.std(numbers, ddof=1)) * math.sqrt(inner)
    return [value, value - radius, value + radius]


def paired_shares(first, second, n, level):
    """Tango's score with the likelihood under each difference made as great as it can be, by its derivative."""
    z = stats.norm.ppf(1 - (1 - level) / 2)
    tight = dict(xtol=1e-16, rtol=1e-14)

    def score(difference):
        least, most = max(0.0, -difference), (1 - difference) / 2
        slope = lambda q: (
            first / (q + difference) + second / q - 2 * (n - first - second) / (1 - 2 * q - difference)
        )
        gap = (most - least) * 1e-9
        q = optimize.brentq(slope, least + gap, most - gap, **tight)
        return (first - second - n * difference) / math.sqrt(n * (2 * q + difference * (1 - difference)))

    value = (first - second) / n
    low = optimize.brentq(lambda d: score(d) - z, -0.9, value, **tight)
    high = optimize.brentq(lambda d: score(d) + z, value, 0.9, **tight)
    return [value, low, high]


def paired_shares_p_value(first, second):
    exact = mcnemar([[0, first], [second, 0]], exact=True).pvalue
    return [exact - stats.binom.pmf(first, first + second, 0.5)]


def holm(p_values):
    return multipletests(p_values, method="holm")[1].tolist()


def best(means, covariance):
    """The chance that all others are lower: of each, the orthant of its differences from them."""
    means, covariance = np.array(means), np.array(covariance)
    chances = []
    for own in range(len(means)):
        others = [other for other in range(len(means)) if other != own]
        difference = np.zeros((len(others), len(means)))
        for row, other in enumerate(others):
            difference[row, own], difference[row, other] = -1, 1
        law = stats.multivariate_normal(difference @ means, difference @ covariance @ difference.T)
        chances.append(float(law.cdf(np.zeros(len(others)))))
    return chances


def main():
    warnings.simplefilter("ignore")
    answers = []
    for question in json.load(sys.stdin):
        answer = globals()[question.pop("ask")](**question)
        answers.append([None if number is None else float(number) for number in answer])
    json.dump(answers, sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
