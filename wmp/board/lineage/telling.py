"""What moved, in the words, tables and pictures of its pages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wmp.board.lineage.links import lineage_link, moves_url, why_url
from wmp.board.lineage.moving import Difference, Pair, Split
from wmp.board.lineage.states import NOW, State
from wmp.board.models import Definition
from wmp.board.pages import Table, headings
from wmp.board.printing import grouped, in_words, shown
from wmp.lib.figures import Figure
from wmp.lib.grids import Cell, Column, Kind, Number
from wmp.lib.moved import Move, Way
from wmp.lib.traces import Place
from wmp.lib.waterfall import Step, Waterfall, waterfall
from wmp.lib.words import DASH, counted, long_moment, spoken_list

ZERO = Decimal(0)
NAMES = {"n": "Numerator", "d": "Denominator"}
SAID = {
    Way.JOINED: "Joined",
    Way.CAME: "Changed group, into this one",
    Way.AMENDED: "Adds another amount",
    Way.RENEWED: "Stayed, by another post",
    Way.WENT: "Changed group, out of this one",
    Way.LEFT: "Left",
}
#: What the page says of each way, under its tables.
MEANINGS = {
    "Joined": "counted now, and neither here nor in another group before",
    "Changed group": "came from another group, or went to one; of the part of a share, counted in the whole both times",
    "Adds another amount": "counted here both times, with another amount",
    "Stayed, by another post": "the same person, counted here both times: one post ended, and the next began",
    "Left": "counted before, and now neither here nor in another group",
}


def is_then_and_now(before: State, after: State) -> bool:
    """Is it one and the same day, as it was known and as it is known now?"""
    return before.day == after.day and after.which == NOW


def title(figure: Figure, before: State, after: State) -> str:
    if is_then_and_now(before, after):
        return f"As known then and now: {figure.title}"
    return f"Why it moved: {figure.title}"


def cell_title(cell: Difference) -> str:
    return f"{in_words(cell.row.label)}, {in_words(cell.column.label)}"


def cells_table(caption: str, figure: Figure, states: Sequence[str], cells: Sequence[Difference]) -> Table | None:
    """Cells before and after, each leading to why it moved. None of no cells."""
    if not cells:
        return None
    rows = []
    for cell in cells:
        said = change_text(cell)
        url = why_url(figure.key, states, *cell.place)
        link = {"text": said, "url": url, "about": cell_title(cell), "numeric": True}
        rows.append(
            [
                cell_title(cell),
                {"text": value(cell, 0), "numeric": True},
                {"text": value(cell, 1), "numeric": True},
                link if cell.differs or cell.other_records else {"text": said, "numeric": True},
            ]
        )
    head = [*headings("Number"), *headings("Before", "After", "Difference", numeric=True)]
    return Table(caption, head, rows)


def value(cell: Difference, place: int) -> str:
    """A cell's value in one of the two states."""
    return shown((cell.before, cell.after)[place], cell.column) if cell.there[place] else "Not in the table"


def change_text(cell: Difference, *, finer: bool = False) -> str:
    """By how much a cell differs: +3, -1.2 points; in words where that says more. With more decimals than its table has
    where that is asked for, and where it would come to nothing otherwise."""
    if cell.other_records:
        return "Other records"
    if not cell.differs:
        return "Same"
    if not all(cell.there):
        return "New" if cell.there[1] else "Gone"
    if cell.change is None:
        return "Differs"
    column = _finer(cell) if finer or not rounded(cell.change, cell.column) else cell.column
    said = signed(cell.change, column)
    return said if rounded(cell.change, column) else f"Less than {_least(column)}"


def rounded(number: Number, column: Column) -> Decimal:
    return Cell(value=number).rounded(column.decimals) or ZERO


def signed(number: Number, column: Column) -> str:
    """A difference of two values of a column. Those of percentages are points, not per cent."""
    unit = "count" if column.unit.startswith("percent") else column.unit
    said = shown(Cell(value=number), Column("", unit, column.decimals))
    plus = "+" if (number or 0) > 0 and rounded(number, column) else ""
    return f"{plus}{said}{' points' if column.unit.startswith('percent') else ''}"


def _least(column: Column) -> str:
    return signed(Decimal(1).scaleb(-column.decimals), column).removeprefix("+")


def counts(found: Sequence[Difference], changed: Sequence[Difference]) -> str:
    """How many of a table's numbers differ."""
    if not changed:
        return (
            f"Nothing differs: all {counted(len(found), 'number')} are the same, and the same records are behind them."
        )
    others = sum(each.other_records for each in changed)
    said = f"{len(changed) - others:,} of {counted(len(found), 'number')} differ."
    if others:
        said += f" {counted(others, 'more is the same and yet of', 'more are the same and yet of')} other records."
    return said


def definition_changed(pair: Pair) -> str:
    """That the definition is another, where it is: then part of a difference may be of the counting."""
    before, after = pair
    if before.version == after.version:
        return ""
    if not before.version or not after.version:
        return "One of the two was computed before versions of definitions were kept: it may count otherwise."
    return (
        f"The definition changed between the two, from version {before.version} to {after.version}. Records may have "
        "come and gone because they are counted otherwise, not because they changed."
    )


def summary(cell: Difference, found: Sequence[Split]) -> Table:
    """The cell's value and its parts in both states. Where effects make it up, the value's difference is as exact."""
    difference = change_text(cell, finer=any(each.effects for each in found))
    rows: list[list[Any]] = [["Value", *(_right(value(cell, place)) for place in (0, 1)), _right(difference)]]
    if len(cell.parts) > 1 or any(getattr(cell.after, part) != cell.after.value for part in cell.parts):
        for part in cell.parts:
            was, now = (getattr(each, part) for each in (cell.before, cell.after))
            rows.append(
                [NAMES[part], _right(grouped(was)), _right(grouped(now)), _right(_plus((now or 0) - (was or 0)))]
            )
    head = [*headings("Part"), *headings("Before", "After", "Difference", numeric=True)]
    return Table("Before and after", head, rows)


def split(figure: Figure, states: Sequence[str], cell: Difference, found: Split, *, listed: bool) -> Mapping[str, Any]:
    """One part of a cell: its waterfall, and the table of what it is made of."""
    name = NAMES[found.part] if len(cell.parts) > 1 else "Number"
    moved = found.moved
    rows = [
        _row(figure, states, cell, found, way, place, moves, listed=listed)
        for (way, place), moves in moved.by_group.items()
    ]
    total = [
        "Difference",
        _right(f"{len(moved.moves):,}"),
        _right(_plus((moved.after or 0) - (moved.before or 0))),
        *([_right(_points(cell, sum(found.effects.values(), ZERO)))] if found.effects else []),
    ]
    picture = _picture(name, found)
    did, who = ("What people did", "People") if moved.of_people else ("What records did", "Records")
    effect = ["Effect"] if found.effects else []
    return {
        "part": found.part,
        "name": name,
        "said": f"{name}: {grouped(moved.before)} before, {grouped(moved.after)} after.",
        "heading": f"What moved the {name.lower()}" if picture else f"The {name.lower()} is the same, by other records",
        "moved": bool(moved.moves),
        "table": Table(
            f"What moved the {name.lower()}",
            [*headings(did), *headings(who, "Adds", *effect, numeric=True)],
            [*rows, total],
        ),
        "picture": picture,
        "records_url": moves_url(figure.key, states, *cell.place, found.part) if listed and moved.moves else "",
    }


def _row(
    figure: Figure,
    states: Sequence[str],
    cell: Difference,
    found: Split,
    way: Way,
    place: Place | None,
    moves: Sequence[Move],
    *,
    listed: bool,
) -> list[Any]:
    url = moves_url(figure.key, states, *cell.place, found.part, way.name.lower()) if listed else ""
    cells: list[Any] = [
        _did(cell, way, place),
        {"text": f"{len(moves):,}", "url": url, "about": _did(cell, way, place), "numeric": True},
        _right(_plus(sum((move.difference or 0 for move in moves), 0))),
    ]
    if found.effects:
        cells.append(_right(_points(cell, found.effects[way, place])))
    return cells


def _did(cell: Difference, way: Way, place: Place | None) -> str:
    """What records did, and with which group."""
    if place is None and way is Way.CAME:
        return "Came from the rest of the whole"
    if place is None and way is Way.WENT:
        return "Went to the rest of the whole"
    if place is None:
        return SAID[way]
    row, column = place
    group = in_words(row if column == cell.column.label else column)
    return f"Came from {group}" if way is Way.CAME else f"Went to {group}"


def _points(cell: Difference, effect: Decimal) -> str:
    """An effect, as exact as the page has effects."""
    return signed(effect, _finer(cell))


def _finer(cell: Difference) -> Column:
    return Column("", cell.column.unit, cell.finer)


def _picture(name: str, found: Split) -> Waterfall | None:
    moved = found.moved
    steps = [
        Step(SAID[way], Decimal(amount or 0), _plus(amount))
        for way, amount in moved.by_way.items()
        if way is not Way.RENEWED
    ]
    if not steps:
        return None
    first, last = (
        Step(words, Decimal(number or 0), grouped(number), True)
        for words, number in (("Before", moved.before), ("After", moved.after))
    )
    return waterfall(f"{name}, from before to after", [first, *steps, last])


def unexplained(pair: Pair, cell: Difference, found: Sequence[Split]) -> str:
    """Why a part of a cell is not split into records, where it is not. "" where all of them are."""
    untraced = [each.state.words for each in pair if each.trace is None]
    if untraced:
        return (
            f"Of {spoken_list(untraced)} nobody kept the records behind the figures, so it cannot be said which moved."
        )
    if {each.part for each in found} == set(cell.parts) and cell.parts:
        return (
            "A median is not a sum: the records that it was found among are split, not its value."
            if cell.before.n is None and cell.after.n is None
            else ""
        )
    if cell.column.kind == Kind.GIVEN:
        return "This number is set, not counted: no record stands behind it."
    return "This number is worked out from others of the table. Open those to see which records moved them."


def unlisted(pair: Pair) -> str:
    """Why the records that moved a cell are not listed, where they are not."""
    if any(each.recounted for each in pair):
        return "The definition finds its records otherwise than it did, so which of them moved is not listed."
    return "Which records moved is not listed: the number counts what people declared, and a list would tell who did."


def wider_url(pair: Pair, cell: Difference) -> str:
    """The list of everybody among whom the cell is counted, by the later state that was stored."""
    stored = next(
        (each.state for each in reversed(pair) if each.state.which != NOW and each.grid.find(*cell.place)), None
    )
    return lineage_link(pair[1].figure.key, stored.day, stored.which, *cell.place) if stored else ""


def moves_title(cell: Difference, found: Split, way: Way | None) -> str:
    what = SAID[way] if way else "Every record that moved it"
    part = f" ({NAMES[found.part].lower()})" if len(cell.parts) > 1 else ""
    return f"{cell_title(cell)}{part}: {what[:1].lower()}{what[1:]}"


def versions(found: Sequence[Definition]) -> list[Mapping[str, Any]]:
    """The versions of a definition, latest first, each with what it changed of the one before."""
    told: list[Mapping[str, Any]] = []
    for before, each in zip([None, *found], found, strict=False):
        changed = []
        if before and before.words != each.words:
            changed.append("its words")
        if before and list(before.statements) != list(each.statements):
            changed.append("which records are counted, and how")
        told.append(
            {
                "version": each.version,
                "since": long_moment(each.first_used_at),
                "words": each.words,
                "changed": spoken_list(changed) if changed else "",
                "statements": each.statements,
            }
        )
    return told[::-1]


def _plus(number: Number) -> str:
    said = grouped(number)
    return f"+{said}" if (number or 0) > 0 and said != "0" else said


def _right(text: str) -> dict[str, Any]:
    return {"text": text or DASH, "numeric": True}
