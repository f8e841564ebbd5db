"""Solutions by mending: what pulls too much along is given up, and left to the solver."""

from wmp.board.disclosure.mending import Mending
from wmp.board.disclosure.solver import Search
from wmp.board.disclosure.system import Range, Relation, System


def chain(length: int) -> System:
    """So many equal numbers, each tied to the next, of which the first is five."""
    numbers = {f"x{i}": Range(0, 9) for i in range(length)} | {"x0": Range(5, 5)}
    return System(numbers, [Relation.of({f"x{i}": 1, f"x{i + 1}": -1}) for i in range(length - 1)])


def test_a_short_chain_is_mended() -> None:
    assert Mending(chain(20), [5, *[0] * 19]).solved() == [5.0] * 20


def test_a_long_chain_is_left_to_the_solver() -> None:
    assert Mending(chain(1500), [5, *[0] * 1499]).solved() is None
    assert not Search(chain(1500), ["x1499"], 4, {}).enough("x1499")
