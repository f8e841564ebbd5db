"""The text of a section: a small safe Markdown in which figures are placed by key and numbers stand inline.

## A heading

Of {people.promotion_success: Grand Total / Applicants} candidates ...

{people.promotion_success}
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wmp.board.papers.content import Block, FigureContent, Inline
from wmp.board.printing import shown

PLACED = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\}")
NUMBER = re.compile(r"\{([a-z_]+\.[a-z_0-9]+):\s*([^{}/]+?)\s*/\s*([^{}/]+?)\s*\}")


def parsed(text: str) -> list[Block]:
    """The blocks of a text, numbers still without their words."""
    blocks = []
    for part in re.split(r"\n\s*\n", text.strip()):
        if found := PLACED.fullmatch(part.strip()):
            blocks.append(Block("figure", key=found[1]))
        elif part.strip():
            blocks.append(Block("paragraph", inlines=_inlines(part)))
    return blocks


def filled(blocks: Sequence[Block], figures: Mapping[str, FigureContent]) -> list[Block]:
    """The same blocks with each number as these figures print it."""

    def fill(inlines: Sequence[Inline]) -> list[Inline]:
        return [_filled(inline, figures) if inline.kind == "number" else inline for inline in inlines]

    return [replace(block, inlines=fill(block.inlines), items=[fill(item) for item in block.items]) for block in blocks]


def _inlines(text: str) -> list[Inline]:
    found, at = [], 0
    for match in NUMBER.finditer(text):
        found.append(Inline("text", text[at : match.start()]))
        found.append(Inline("number", "", key=match[1], row=match[2], column=match[3]))
        at = match.end()
    return [each for each in [*found, Inline("text", text[at:])] if each.kind == "number" or each.text]


def _filled(inline: Inline, figures: Mapping[str, FigureContent]) -> Inline:
    figure = figures.get(inline.key)
    found = figure.grid.find(inline.row, inline.column) if figure else None
    if found is None:
        return replace(inline, text="–")
    _, column, cell = found
    return replace(inline, text=shown(cell, column))
