"""What a measurement says: ours beside a reference, as a ratio, and the goal for it."""

import operator
from typing import NamedTuple

COMPARED = {"<=": operator.le, ">=": operator.ge}


class Row(NamedTuple):
    """One line of the bench. `goal` is a comparison for the ratio: `<= 1.5`."""

    name: str
    ours: str
    reference: str
    ratio: float
    goal: str

    @property
    def met(self) -> bool:
        sign, _, bound = self.goal.partition(" ")
        return bool(COMPARED[sign](self.ratio, float(bound)))


def timed(name: str, ours: float, reference: float, goal: str) -> Row:
    """A row of two times in seconds."""
    return Row(name, shown(ours), shown(reference), ours / reference, goal)


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
