"""Circles in a relation: who, by going from one to the next, comes back to where they began."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components


def circles(steps: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The strongly connected groups of two or more among (from, to) pairs of numbers.

    Takes time in proportion to the pairs.
    """
    if not steps:
        return []
    numbers, places = np.unique(np.asarray(steps, dtype=np.int64), return_inverse=True)
    places = places.reshape(-1, 2)
    size = len(numbers)
    graph = csr_array((np.ones(len(places), dtype=np.int8), (places[:, 0], places[:, 1])), shape=(size, size))
    _, group = connected_components(graph, connection="strong")
    order = np.argsort(group, kind="stable")
    borders = np.flatnonzero(np.diff(group[order])) + 1
    return [numbers[members].tolist() for members in np.split(order, borders) if len(members) > 1]
