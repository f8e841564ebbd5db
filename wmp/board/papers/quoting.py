"""Numbers quoted in text: which cell `{people.promotion_success: Grand Total / Applicants}` is, and how it is written.

A label is given as the table stores it or in the words that pages print (2022-03, March 2022, Mar 2022), in capitals
or not. Labels may hold slashes and colons themselves, so every way to divide what is said is tried against the table.
That is work for each slash, so what is longer than any code of a table, or has more slashes, is none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from wmp.board.printing import grouped, in_few_words, in_words, shown
from wmp.lib.grids import Cell, Column, Grid

NUMERATOR, DENOMINATOR = "numerator", "denominator"
PARTS = (NUMERATOR, DENOMINATOR)
#: What a public edition says in place of a number that it withholds.
WITHHELD_NUMBER = "a number withheld to protect individuals"
#: A code of more letters, or more slashes, is text. The longest labels of tables are statements of surveys.
LONGEST, MOST_SLASHES = 300, 10
# What is compared letter by letter to find the nearest name.
COMPARED = 80
# Days and months as labels have them, and as somebody may write them.
WRITTEN = ("%Y-%m-%d", "%Y-%m", "%d %B %Y", "%B %Y", "%b %Y")


class Place(NamedTuple):
    """One number of a table: `part` is "" for its value, else numerator or denominator."""

    row: str
    column: str
    part: str = ""


def too_long(said: str) -> bool:
    return len(said) > LONGEST or said.count("/") > MOST_SLASHES


def divided(said: str) -> Iterator[Place]:
    """Every way to read `row / column` and `row / column / numerator`, whatever slashes the labels hold. None of what
    is too long for a code."""
    if too_long(said):
        return
    for at, sign in enumerate(said):
        if sign != "/":
            continue
        row, rest = said[:at].strip(), said[at + 1 :].strip()
        head, slash, last = rest.rpartition("/")
        if slash and last.strip().casefold() in PARTS:
            yield Place(row, head.strip(), last.strip().casefold())
        yield Place(row, rest)


def likeliest(said: str) -> Place:
    """How it is read without a table: divided where a slash stands alone, else at the first slash."""
    ways = list(divided(said)) or [Place(said.strip(), "")]
    alone = [way for way in ways if f"{way.row} / {way.column}" in said]
    return (alone or ways)[0]


def find(grid: Grid, said: str) -> Place | None:
    """The number of a table that is meant, by the labels that the table stores."""
    rows, columns = _labels(grid)
    for way in divided(said):
        row, column = label_of(way.row, rows), label_of(way.column, columns)
        if row is not None and column is not None:
            return Place(row, column, way.part)
    return None


def label_of(said: str, labels: Sequence[str]) -> str | None:
    """The label that is meant: itself first, then in other capitals, then in the words that pages print."""
    return said if said in labels else _by_words(tuple(labels)).get(_plainly(said))


@lru_cache(maxsize=256)
def _by_words(labels: tuple[str, ...]) -> Mapping[str, str]:
    """Labels by how somebody may write them. A text quotes one table many times."""
    found: dict[str, str] = {}
    for words in (str, in_words, in_few_words):
        for label in labels:
            found.setdefault(_plainly(words(label)), label)
    return found


def trouble(grid: Grid, said: str) -> str:
    """What is wrong with a code that finds nothing, with the nearest label that there is."""
    if too_long(said):
        return f"A code has at most {LONGEST} letters and {MOST_SLASHES} slashes"
    rows, columns = _labels(grid)
    ways = list(divided(said))
    if not ways:
        return "Give a row and a column, with a slash between them"
    for way in ways:
        if label_of(way.row, rows) is not None:
            return f"There is no column “{way.column}”. {_nearest(way.column, columns)}"
    for way in ways:
        if label_of(way.column, columns) is not None:
            return f"There is no row “{way.row}”. {_nearest(way.row, rows)}"
    way = likeliest(said)
    return f"There is no row “{way.row}”. {_nearest(way.row, rows)}"


def nearest(said: str, names: Iterable[str]) -> str:
    """Of some names the one most like what was said; "" where there is none."""
    known = {_plainly(name): name for name in names}
    found = get_close_matches(_plainly(said)[:COMPARED], list(known), 1, 0.0)
    return known[found[0]] if found else ""


def in_short(said: str) -> str:
    """What was said, so that a message can repeat it."""
    return said if len(said) <= COMPARED else f"{said[:COMPARED]}…"


def code_of(key: str, grid: Grid, place: Place) -> str:
    """How the number is written in text: in the words of pages where they find it, else by its labels; "" for a label
    that no code can hold."""
    for words in (in_words, str):
        said = " / ".join([words(place.row), words(place.column), *([place.part] if place.part else [])])
        if not set(said) & set("{}\n\r") and find(grid, said) == place:
            return f"{{{key}: {said}}}"
    return ""


def number_in_words(cell: Cell, column: Column, part: str) -> str:
    """A number as a sentence prints it."""
    if cell.withheld:
        return WITHHELD_NUMBER
    if not part:
        return shown(cell, column)
    number = cell.n if part == NUMERATOR else cell.d
    if number is None:
        return "–"
    money = column.unit == "pounds" and cell.d is None
    return shown(Cell(value=number), column) if money else grouped(number)


def _labels(grid: Grid) -> tuple[list[str], list[str]]:
    return [row.label for row in grid.rows], [column.label for column in grid.columns]


def _nearest(said: str, labels: Sequence[str]) -> str:
    """Of a time, the nearest in time: May 2020 is written much like 2022-03, and far from it."""
    if (meant := _time(said)) and (times := {label: time for label in labels if (time := _time(label))}):
        found = in_words(min(times, key=lambda label: abs(times[label] - meant)))
    else:
        found = nearest(said, [in_words(label) for label in labels])
    return f"The nearest is “{found}”" if found else "The table has none"


def _time(words: str) -> date | None:
    """The day or month that a label, or what somebody wrote for one, begins with."""
    begin = words.partition(",")[0].partition(" to ")[0].strip()
    for form in WRITTEN:
        try:
            return datetime.strptime(begin, form).date()
        except ValueError:
            pass
    return None


def _plainly(words: str) -> str:
    return " ".join(words.split()).casefold()
