"""The text of a section: a small safe Markdown in which figures are placed by key and numbers stand inline.

    ## A heading

    Of {people.promotion_success: Grand Total / Applicants} candidates **half** were [successful](https://…):

    - a list
    - of lines

    {people.promotion_success}

    These are the figures of {day}.

    Restricted only: this paragraph is left out of the public edition. So is a heading or a line of a list that begins
    with this mark, and what comes below the mark alone on its line.

Our own and small on purpose: no HTML goes in, so none comes out; whatever is no markup is text, as it was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from wmp.board.paper import FIGURES
from wmp.board.papers import quoting
from wmp.board.papers.content import Block, FigureContent, Inline
from wmp.lib.words import long_day

KEY = r"[a-z_]+\.[a-z_0-9]+"
PLACED = re.compile(rf"\{{\s*({KEY})\s*\}}")
QUOTED = re.compile(rf"\{{\s*({KEY})\s*:([^{{}}]*)\}}")
DAY = re.compile(r"\{\s*day\s*\}")
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
BEGUN = re.compile(rf"\s*{KEY}")
# Looking for the nearest name is the dearest of what is done with a text.
MOST_PROBLEMS = 20
RESTRICTED_ONLY = "Restricted only:"
MARK = re.compile(rf"({RESTRICTED_ONLY})\s*(.*)", re.IGNORECASE)
# What somebody may have meant for the mark. Where it marks nothing, the public edition would print what follows.
LIKE_A_MARK = re.compile(
    r"[\W_]*(?:for (?:the )?)?restricted(?: edition)?(?:[\W_]*:| only[\W_]*[:–—-])|.*\brestricted only\s*:",
    re.IGNORECASE,
)
# No output can hold these, and nobody sees them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Figures = Mapping[str, FigureContent]
Kind = Literal["text", "strong", "emphasis"]
NO_FIGURES: Figures = {}
NO_MARK = f"“{RESTRICTED_ONLY}” begins a paragraph, a heading or a line of a list, with nothing before it"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a code in a text. One that `stops` is mended before the paper is sent."""

    line: int
    text: str
    stops: bool = True

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}"


def parsed(text: str, figures: Figures = NO_FIGURES, day: date | None = None) -> list[Block]:
    """The blocks of a text, numbers still without their words; their labels as the tables of `figures` have them. `day`
    is that of the figures, for whoever writes `{day}`."""
    if day:
        text = DAY.sub(long_day(day), text)
    blocks: list[Block] = []
    kind, lines = "", list[str]()  # of the paragraph, or of the item of a list, that is still open
    for starts, said in [*_lines(text), ("", "")]:
        if starts == "text" and lines and not MARK.fullmatch(said):
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


def for_everybody(blocks: Sequence[Block]) -> list[Block]:
    """What the public edition has too: without what is marked, and without what follows a mark that stands alone."""
    found, closed = [], False
    for block in blocks:
        marked = _marked(block.inlines)
        items = [item for item in block.items if not _marked(item)]
        if not (closed or marked) and (items or not block.items):
            found.append(block if len(items) == len(block.items) else replace(block, items=items))
        closed = marked and len(block.inlines) == 1
    return found


def problems(text: str, figures: Figures) -> list[Problem]:
    """What is wrong with the codes and the marks of a text, by line, with the nearest name that there is: the first of
    them, where there are many."""
    return list(islice(_problems(text, figures), MOST_PROBLEMS))


def _problems(text: str, figures: Figures) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), start=1):
        if LIKE_A_MARK.match(line) and not any(MARK.fullmatch(said) for _, said in _lines(line)):
            yield Problem(number, NO_MARK)
        alone = MARK.sub(r"\2", line.strip())
        for code in CODE.finditer(line):
            if problem := _problem(number, code[0], code[0] == alone, figures):
                yield problem
        _, bracket, open_code = line.rpartition("{")
        if bracket and "}" not in open_code and BEGUN.match(open_code):
            yield Problem(number, "A code in curly brackets begins and ends on one line")


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line with what it starts: "text" goes on with what is open, and "" ends it."""
    for line in text.splitlines():
        said = " ".join(UNPRINTABLE.sub(" ", line).split())
        if (mark := MARK.fullmatch(said)) and PLACED.fullmatch(mark[2]):
            yield "text", mark[1]
            said = mark[2]
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


def _marked(inlines: Sequence[Inline]) -> bool:
    return any(inline.kind == "restricted" for inline in inlines[:1])


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
    if mark := MARK.fullmatch(text):
        words = _stretches(mark[2], figures)
        return [Inline("restricted", f"{mark[1]} " if words else mark[1]), *words]
    return _stretches(text, figures)


def _stretches(text: str, figures: Figures) -> list[Inline]:
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


def _problem(line: int, code: str, alone: bool, figures: Figures) -> Problem | None:
    if DAY.fullmatch(code):
        return None
    placed, quoted = PLACED.fullmatch(code), QUOTED.fullmatch(code)
    found = placed or quoted
    if found is None:
        return Problem(
            line, f"“{quoting.in_short(code)}” is neither a figure nor a number of one. Choose one beside the text"
        )
    key = found[1]
    if key not in FIGURES:
        unknown = f"There is no figure “{quoting.in_short(key)}”. The nearest is “{quoting.nearest(key, FIGURES)}”"
        return Problem(line, unknown)
    if placed and not alone:
        return Problem(line, f"“{code}” places a table, so it stands alone on its line")
    if key not in figures:
        failed = f"“{FIGURES[key].title}” has not been computed in this run"
        return Problem(line, failed, stops=quoted is not None)
    if quoted and quoting.find(figures[key].grid, quoted[2]) is None:
        return Problem(line, f"{quoting.trouble(figures[key].grid, quoted[2])}, in “{FIGURES[key].title}”")
    return None
