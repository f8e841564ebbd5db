"""What a series of months tells by where its mean begins anew.

A step change comes of exact counts: eight months running on one side of the mean so far. Who reads where one lies, or
that there is none, knows on which side of the mean some months are, of withheld ones too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from wmp.board.disclosure.system import Relation
from wmp.lib.control_charts import RUN, runs
from wmp.lib.grids import Number


def steps(months: Sequence[str], exact: Callable[[str], Number]) -> Iterator[Relation]:
    """What always holds between the numbers of some months, the first of the series first.

    Of eight months that are no step change, a reader knows only that one of them lies on the other side. Here he is
    taken to know which: the least of them is not above the mean, and the most not below it.
    """
    values = [int(exact(name) or 0) for name in months]
    for run in runs(values):
        mean, eight = months[run.start : run.end], range(run.end - RUN, run.end)
        if run.side:
            yield from (_beside(months[place], mean, run.side, 1) for place in eight)
        else:
            yield _beside(months[min(eight, key=values.__getitem__)], mean, -1, 0)
            yield _beside(months[max(eight, key=values.__getitem__)], mean, 1, 0)


def _beside(month: str, mean: Sequence[str], side: int, least: int) -> Relation:
    """A month, times how many there are, is so much more (or with a side of -1, less) than all of them together."""
    terms: dict[str, float] = defaultdict(float)
    for name in mean:
        terms[name] -= side
    terms[month] += side * len(mean)
    return Relation.of(terms, least, None)
