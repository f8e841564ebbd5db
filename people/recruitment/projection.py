"""What would become of the officer ranks under stated assumptions: a simulation, and never a figure.

Pure: no record and no clock. Each year some of every rank leave, some of those who stay are promoted to the next rank,
and recruits join the lowest one. Whether somebody leaves or is promoted is chance, at their rank's rate and alike
for everybody in it; the same seed gives the same numbers. The intervals hold what chance does under the assumptions,
and nothing of how wrong these may be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_YEARS, MOST_RUNS = 10, 1000
# Cells of a rank: both, minority alone, female alone, neither.
MINORITY = np.array([True, True, False, False])
FEMALE = np.array([True, False, True, False])
QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)


@dataclass(frozen=True)
class Rank:
    """A rank today: its officers in the four cells, and the share of them who leave and who rise in a year."""

    name: str
    cells: Sequence[int]
    leaving: float = 0.0
    promotion: float = 0.0


@dataclass(frozen=True)
class Assumptions:
    """`recruits` a year into the lowest rank; `minority` and `female` are shares of them, from 0 to 1."""

    years: int
    recruits: int
    minority: float
    female: float
    seed: int = 1
    runs: int = MOST_RUNS


@dataclass(frozen=True)
class Spread:
    """The median of the runs and the intervals that 80 and 95 per cent of them lie in."""

    low95: float
    low80: float
    median: float
    high80: float
    high95: float


@dataclass(frozen=True)
class Projected:
    """One rank after one year: headcount, and shares of it in per cent."""

    headcount: Spread
    minority: Spread
    female: Spread


def project(ranks: Sequence[Rank], assumed: Assumptions) -> list[list[Projected]]:
    """By year from the first to the last, and by rank in the order given: the lowest first.

    Raises ValueError for assumptions that are out of bounds.
    """
    _check(ranks, assumed)
    chance = np.random.default_rng(assumed.seed)
    leaving = np.array([rank.leaving for rank in ranks])[:, None]
    promotion = np.array([*(rank.promotion for rank in ranks[:-1]), 0.0])[:, None]
    start = np.array([rank.cells for rank in ranks], dtype=np.int64)
    people = np.broadcast_to(start, (assumed.runs, *start.shape)).copy()
    joining = _shares_of_recruits(assumed)
    found = []
    for _ in range(assumed.years):
        people -= chance.binomial(people, leaving)
        rising = chance.binomial(people, promotion)
        people -= rising
        people[:, 1:] += rising[:, :-1]
        people[:, 0] += chance.multinomial(assumed.recruits, joining, size=assumed.runs)
        found.append([_projected(people[:, place]) for place in range(len(ranks))])
    return found


def _check(ranks: Sequence[Rank], assumed: Assumptions) -> None:
    shares = [assumed.minority, assumed.female, *(rate for rank in ranks for rate in (rank.leaving, rank.promotion))]
    if not ranks or not all(0 <= share <= 1 for share in shares):
        raise ValueError("A share or a rate is between 0 and 1, and there is at least one rank.")
    if not (1 <= assumed.years <= MOST_YEARS and 1 <= assumed.runs <= MOST_RUNS and assumed.recruits >= 0):
        raise ValueError(f"1 to {MOST_YEARS} years, 1 to {MOST_RUNS} runs, and no fewer than 0 recruits.")


def _shares_of_recruits(assumed: Assumptions) -> NDArray[np.float64]:
    """Of the four cells, as if one said nothing of the other."""
    minority = np.where(MINORITY, assumed.minority, 1 - assumed.minority)
    return np.asarray(minority * np.where(FEMALE, assumed.female, 1 - assumed.female))


def _projected(people: NDArray[np.int64]) -> Projected:
    headcount = people.sum(axis=1)
    shares = [
        np.divide(100 * people[:, group].sum(axis=1), headcount, out=np.zeros(len(people)), where=headcount > 0)
        for group in (MINORITY, FEMALE)
    ]
    return Projected(*(_spread(each) for each in (headcount, *shares)))


def _spread(runs: NDArray[np.int64] | NDArray[np.float64]) -> Spread:
    # Ties of rounding aside, quantiles rise; sorted, so that an interval always holds its median.
    return Spread(*sorted(float(each) for each in np.quantile(runs, QUANTILES)))
