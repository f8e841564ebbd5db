"""Two versions of a passport beside each other: what was added, what went and what changed, to the word.

    differences(old.content, new.content)  ->  [SectionDifference(number, title, blocks)]

Nothing is lost or made up: what is not "added" is the old version, and what is not "removed" is the new one, in order.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, TypeVar

Kind = Literal["same", "added", "removed", "changed"]
T = TypeVar("T")
Pair = tuple[T | None, T | None]
# A word with the space after it. Of texts cut so, the pieces joined are the text.
WORD = re.compile(r"\s+|\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Some words that are in both ("same"), only in the new ("added") or only in the old version ("removed")."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class RowDifference:
    """One row of a table: a sequence of pieces for each of its columns."""

    kind: Kind
    cells: Sequence[Sequence[Piece]]


@dataclass(frozen=True)
class BlockDifference:
    """One block of a section. A text has `pieces`; a table has `columns` and `rows`."""

    kind: Kind
    label: str
    pieces: Sequence[Piece] = ()
    columns: Sequence[str] = ()
    rows: Sequence[RowDifference] = ()


@dataclass(frozen=True)
class SectionDifference:
    """One section, with all its blocks: those that are the same, too."""

    number: str
    title: str
    blocks: Sequence[BlockDifference]

    @property
    def changed(self) -> bool:
        return any(block.kind != "same" for block in self.blocks)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[SectionDifference]:
    """Every section of two versions' contents, in order, with what differs. `content` is as PassportVersion has it."""
    return [_section(*pair) for pair in _aligned(old["sections"], new["sections"], [lambda each: each["number"]])]


def _section(old: Any, new: Any) -> SectionDifference:
    here = new or old
    before, after = (each["blocks"] if each else [] for each in (old, new))
    # Blocks that are the same first; then those of one name, where their words differ.
    pairs = _aligned(before, after, [_whole, _named])
    return SectionDifference(here["number"], here["title"], [_block(*pair) for pair in pairs])


def _whole(block: Mapping[str, Any]) -> Hashable:
    return (*_named(block), block.get("text"), tuple(map(tuple, block.get("rows", ()))))


def _named(block: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """Two tables are compared by row only where they have the same columns."""
    return block["label"], tuple(block["columns"]) if "columns" in block else None


def _block(old: Any, new: Any) -> BlockDifference:
    here, kind = new or old, _kind(old, new)
    if "columns" not in here:
        pieces = words_between(*(each["text"] if each else None for each in (old, new)))
        return BlockDifference(kind, here["label"], pieces=pieces)
    before, after = (each["rows"] if each else [] for each in (old, new))
    rows = [_row(*pair) for pair in _aligned(before, after, [tuple, lambda row: row[:1] and row[0]])]
    return BlockDifference(kind, here["label"], columns=tuple(here["columns"]), rows=rows)


def _row(old: Any, new: Any) -> RowDifference:
    if old and new and len(old) == len(new):
        cells = [words_between(*pair) for pair in zip(old, new, strict=True)]
    else:
        cells = [words_between(None if new else cell, cell if new else None) for cell in new or old]
    return RowDifference(_kind(old, new), cells)


def _kind(old: Any, new: Any) -> Kind:
    if old is None or new is None:
        return "removed" if new is None else "added"
    return "same" if old == new else "changed"


def words_between(old: str | None, new: str | None) -> list[Piece]:
    """The words of two texts, each once where it stands in both. None where there is no such text."""
    before, after = (WORD.findall(text or "") for text in (old, new))
    # Words that stand everywhere are no landmarks: left out as such, a long text takes no longer than it should.
    matcher = SequenceMatcher(None, before, after)
    pieces = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j1 < j2:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return pieces


def _aligned(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Any]]) -> Iterator[Pair[T]]:
    """Pairs of what belongs together, in the order of both: by the first of `keys`, and between those by the next."""
    if not keys or not (old and new):
        yield from ((each, None) for each in old)
        yield from ((None, each) for each in new)
        return
    key, *others = keys
    matcher = SequenceMatcher(None, [key(each) for each in old], [key(each) for each in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _aligned(old[i1:i2], new[j1:j2], others)
