"""The text of a section: a small safe Markdown in which figures are placed by key and numbers stand inline.

    ## A heading

    Of {people.promotion_success: Grand Total / Applicants} candidates **half** were [successful](https://…):

    - a list
    - of lines

    {people.promotion_success}

Our own and small on purpose: no HTML goes in, so none comes out; whatever is no markup is text, as it was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wmp.board.paper import FIGURES
from wmp.board.papers import quoting
from wmp.board.papers.content import Block, FigureContent, Inline

KEY = r"[a-z_]+\.[a-z_0-9]+"
PLACED = re.compile(rf"\{{\s*({KEY})\s*\}}")
QUOTED = re.compile(rf"\{{\s*({KEY})\s*:([^{{}}]*)\}}")
HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
BULLET = re.compile(r"[-*•]\s+(\S.*)")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+(\S.*)")
LINK = r"(?:https?://|mailto:)[^\s()<>\"'\\]+"
INLINE = re.compile(
    rf"(?P<quoted>{QUOTED.pattern})"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*"
    rf"|\[(?P<words>[^\[\]{{}}]+)\]\((?P<url>{LINK})\)",
    re.IGNORECASE,
)
CODE = re.compile(r"\{[^{}\n]*\}")
# No output can hold these, and nobody sees them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Figures = Mapping[str, FigureContent]
Kind = Literal["text", "strong", "emphasis"]
NO_FIGURES: Figures = {}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a code in a text. One that `stops` is mended before the paper is sent."""

    line: int
    text: str
    stops: bool = True

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}"


def parsed(text: str, figures: Figures = NO_FIGURES) -> list[Block]:
    """The blocks of a text, numbers still without their words; their labels as the tables of `figures` have them."""
    blocks: list[Block] = []
    kind, lines = "", list[str]()  # of the paragraph, or of the item of a list, that is still open
    for starts, said in [*_lines(text), ("", "")]:
        if starts == "text" and lines:
            lines.append(said)
            continue
        if lines:
            _add(blocks, kind, _inlines(" ".join(lines), figures))
        kind, lines = starts, [said] if starts in ("text", "bullets", "numbers") else []
        if starts == "figure":
            blocks.append(Block("figure", key=said))
        elif starts in ("3", "4"):
            blocks.append(Block("heading", inlines=_inlines(said, figures), level=int(starts)))
    return blocks


def filled(blocks: Sequence[Block], figures: Figures, missing: str = "–") -> list[Block]:
    """The same blocks with each number as these figures print it, and `missing` for what they have not."""

    def fill(inlines: Sequence[Inline]) -> list[Inline]:
        return [_filled(inline, figures, missing) if inline.kind == "number" else inline for inline in inlines]

    return [replace(block, inlines=fill(block.inlines), items=[fill(item) for item in block.items]) for block in blocks]


def problems(text: str, figures: Figures) -> list[Problem]:
    """What is wrong with the codes of a text, by line, with the nearest name that there is."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for code in CODE.finditer(line):
            if problem := _problem(number, code[0], line.strip(), figures):
                found.append(problem)
        if re.search(rf"\{{\s*{KEY}[^{{}}]*$", line):
            found.append(Problem(number, "A code in curly brackets begins and ends on one line"))
    return found


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line with what it starts: "text" goes on with what is open, and "" ends it."""
    for line in text.splitlines():
        said = " ".join(UNPRINTABLE.sub(" ", line).split())
        if placed := PLACED.fullmatch(said):
            yield "figure", placed[1]
        elif heading := HEADING.fullmatch(said):
            yield ("3" if len(heading[1]) < 3 else "4"), heading[2]
        elif bullet := BULLET.fullmatch(said):
            yield "bullets", bullet[1]
        elif numbered := NUMBERED.fullmatch(said):
            yield "numbers", numbered[1]
        else:
            yield ("text" if said else ""), said


def _add(blocks: list[Block], kind: str, inlines: Sequence[Inline]) -> None:
    """A paragraph, or an item: of the list that stands last, or of a new one."""
    if kind == "text":
        blocks.append(Block("paragraph", inlines=inlines))
    elif blocks and blocks[-1].kind == kind:
        blocks[-1] = replace(blocks[-1], items=[*blocks[-1].items, inlines])
    elif kind == "bullets":
        blocks.append(Block("bullets", items=[inlines]))
    else:
        blocks.append(Block("numbers", items=[inlines]))


# --- within a line ---------------------------------------------------------------------------------------------------


def _inlines(text: str, figures: Figures) -> list[Inline]:
    found: list[Inline] = []
    at = 0
    for match in INLINE.finditer(text):
        found.append(Inline("text", text[at : match.start()]))
        at = match.end()
        if match["quoted"]:
            found.append(_number(match["quoted"], figures))
        elif match["url"]:
            found.append(Inline("link", match["words"], url=match["url"]))
        else:
            kind: Kind = "strong" if match["strong"] else "emphasis"
            found += _with_numbers(match[kind], kind, figures)
    found.append(Inline("text", text[at:]))
    return [each for each in found if each.kind == "number" or each.text]


def _with_numbers(text: str, kind: Kind, figures: Figures) -> Iterator[Inline]:
    """A stretch in bold or italics, and the numbers that are quoted in it."""
    at = 0
    for match in QUOTED.finditer(text):
        yield Inline(kind, text[at : match.start()])
        yield _number(match[0], figures)
        at = match.end()
    yield Inline(kind, text[at:])


def _number(code: str, figures: Figures) -> Inline:
    match = QUOTED.fullmatch(code)
    if match is None:  # in capitals: no key
        return Inline("text", code)
    figure = figures.get(match[1])
    place = (quoting.find(figure.grid, match[2]) if figure else None) or quoting.likeliest(match[2])
    return Inline("number", "", key=match[1], row=place.row, column=place.column, part=place.part)


def _filled(inline: Inline, figures: Figures, missing: str) -> Inline:
    figure = figures.get(inline.key)
    found = figure.grid.find(inline.row, inline.column) if figure else None
    if found is None:
        return replace(inline, text=missing)
    _, column, cell = found
    return replace(inline, text=quoting.number_in_words(cell, column, inline.part))


# --- what is wrong ---------------------------------------------------------------------------------------------------


def _problem(line: int, code: str, whole: str, figures: Figures) -> Problem | None:
    placed, quoted = PLACED.fullmatch(code), QUOTED.fullmatch(code)
    found = placed or quoted
    if found is None:
        return Problem(line, f"“{code}” is neither a figure nor a number of one. Choose one beside the text")
    key = found[1]
    if key not in FIGURES:
        return Problem(line, f"There is no figure “{key}”. The nearest is “{quoting.nearest(key, FIGURES)}”")
    if placed and code != whole:
        return Problem(line, f"“{code}” places a table, so it stands alone on its line")
    if key not in figures:
        failed = f"“{FIGURES[key].title}” has not been computed in this run"
        return Problem(line, failed, stops=quoted is not None)
    if quoted and quoting.find(figures[key].grid, quoted[2]) is None:
        return Problem(line, f"{quoting.trouble(figures[key].grid, quoted[2])}, in “{FIGURES[key].title}”")
    return None
