"""Small tables of people by their keys, so that their digests are those of real records."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from wmp.board.disclosure.protect import protect as protect_under
from wmp.lib.grids import Cell, Column, Grid, Kind, Row
from wmp.lib.naming import NamingKey
from wmp.lib.traces import digest

KEY = NamingKey(b"a secret of the tests")
protect = partial(protect_under, key=KEY)
SHARE_COLUMN = Column("Share", "percent", 1, kind=Kind.SHARE)
People = Collection[int]


def behind(people: People) -> str:
    """The digest of these people's keys, as a grid stores it; none of nobody."""
    return "".join(f"{part:016x}" for part in digest(sorted(people))) if people else ""


def count(people: People) -> Cell:
    return Cell(len(people), None, len(people), (behind(people), ""))


def share(part: People, whole: People) -> Cell:
    cell = Cell.ratio(len(part), len(whole), 100)
    return Cell(cell.n, cell.d, cell.value, (behind(part), behind(whole)))


def someone(number: int, first: int = 1) -> range:
    """So many people, by keys from `first` on."""
    return range(first, first + number)


def column_of_counts(numbers: Mapping[str, int], total: int | None = None, digests: bool = True) -> Grid:
    """A column of counts of different people, with their total below."""
    rows, cells, first = [], [], 1
    for label, number in numbers.items():
        rows.append(Row(label, where=[{"row": label}]))
        cells.append([count(someone(number, first))])
        first += number
    rows.append(Row("All", total=True, where=[{}]))
    cells.append([count(someone(sum(numbers.values()) if total is None else total))])
    if not digests:
        cells = [[Cell(cell.n, cell.d, cell.value) for cell in line] for line in cells]
    return Grid(rows, [Column("People", kind=Kind.COUNT)], cells)


def one_row(cells: Sequence[tuple[Column, Cell]]) -> Grid:
    return Grid([Row("Row")], [column for column, _ in cells], [[cell for _, cell in cells]])
