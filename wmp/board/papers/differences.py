"""What differs between an edition and the one that it corrects, in sentences.

Of a public edition they are made from the two public contents and from nothing else, so that they tell no more.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from wmp.board.papers.content import TREND, Block, Content, FigureContent, SectionContent
from wmp.board.printing import in_words, shown
from wmp.lib.grids import Grid
from wmp.lib.words import counted, long_day

#: Of one figure so many cells are named; of the others it is said how many there are.
MOST_CELLS = 50
NOTHING = "no number"
WITHHELD = "withheld"

Cells = dict[tuple[str, str], str]


def differences(before: Content, after: Content) -> list[str]:
    """In the order of the paper. Empty where the two say the same."""
    return [*_of_the_whole(before, after), *_of_sections(before, after), *_of_figures(before, after)]


def _of_the_whole(before: Content, after: Content) -> Iterator[str]:
    facts = [
        ("Title", before.title, after.title),
        ("Meeting", before.meeting, after.meeting),
        ("Date of the meeting", _day(before.meeting_on), _day(after.meeting_on)),
        ("Figures as at", _day(before.day), _day(after.day)),
    ]
    yield from (f"{name}: {old} → {new}" for name, old, new in facts if old != new)


def _of_sections(before: Content, after: Content) -> Iterator[str]:
    old = {section.key: section for section in before.sections}
    new = {section.key: section for section in after.sections}
    yield from (f"Section “{section.title}” is left out" for key, section in old.items() if key not in new)
    for key, section in new.items():
        if key not in old:
            yield f"Section “{section.title}” is new"
        else:
            yield from _of_section(old[key], section)


def _of_section(old: SectionContent, new: SectionContent) -> Iterator[str]:
    if old.title != new.title:
        yield f"Section “{old.title}” is now called “{new.title}”"
    if _typed(old.blocks) != _typed(new.blocks):
        yield f"Section “{new.title}”: the text was changed"


def _typed(blocks: Sequence[Block]) -> list[tuple[object, ...]]:
    """What the author wrote. A number that its table changed is named with the table."""
    return [
        (block.kind, block.key, block.level)
        + tuple(
            (
                each.kind,
                each.url,
                each.key,
                each.row,
                each.column,
                each.part,
                "" if each.kind == "number" else each.text,
            )
            for inlines in (block.inlines, *block.items)
            for each in inlines
        )
        for block in blocks
    ]


def _of_figures(before: Content, after: Content) -> Iterator[str]:
    yield from (f"Figure “{each.title}” is left out" for each in before.in_order if each.key not in after.figures)
    for new in after.in_order:
        if old := before.figures.get(new.key):
            yield from _of_figure(old, new)
        else:
            yield f"Figure “{new.title}” is new"


def _of_figure(old: FigureContent, new: FigureContent) -> Iterator[str]:
    if old.definition != new.definition:
        yield f"“{new.title}”: its definition was changed"
    for title, was, now in [(new.title, old.grid, new.grid), (TREND.format(new.title), old.trend, new.trend)]:
        cells_were, cells_are = _cells(was), _cells(now)
        changed = [
            f"“{title}”, {in_words(place[0])}, {in_words(place[1])}: {said} → {says}"
            for place in dict.fromkeys([*cells_were, *cells_are])
            for said, says in [(cells_were.get(place, NOTHING), cells_are.get(place, NOTHING))]
            if said != says
        ]
        yield from changed[:MOST_CELLS]
        if len(changed) > MOST_CELLS:
            yield f"“{title}”: {counted(len(changed) - MOST_CELLS, 'further number')} changed"


def _cells(grid: Grid | None) -> Cells:
    if grid is None:
        return {}
    return {(row.label, column.label): WITHHELD if cell.withheld else shown(cell, column) for row, column, cell in grid}


def _day(day: str) -> str:
    return long_day(date.fromisoformat(day))
