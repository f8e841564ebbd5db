"""What an edition says, whole in itself: sections of text, and the figures that stand in them with where they are from.

This is the contract between those who make an edition and those who print it: the page, the PDF, the Word document, the
workbook and the data files all read `Content` and nothing else. It knows no record, no run and no paper.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Literal

from wmp.lib.grids import Grid

#: What the five-year trend of a figure is called where tables are named by their keys.
TREND = "{}: five years"


@dataclass(frozen=True)
class Inline:
    """A stretch of text. A `number` is one cell of a figure: `text` is how this edition prints it, and the cell is
    named by key, row, column and part ("" for its value, else "numerator" or "denominator"). `restricted` begins what
    stands in the restricted edition only, and no public one has it."""

    kind: Literal["text", "strong", "emphasis", "link", "number", "restricted"]
    text: str
    url: str = ""
    key: str = ""
    row: str = ""
    column: str = ""
    part: str = ""


@dataclass(frozen=True)
class Block:
    """A heading (level 3 or 4 of the document), a paragraph, a list, or a figure placed by its key."""

    kind: Literal["heading", "paragraph", "bullets", "numbers", "figure"]
    inlines: Sequence[Inline] = ()
    items: Sequence[Sequence[Inline]] = ()
    level: int = 3
    key: str = ""


@dataclass(frozen=True)
class SectionContent:
    key: str
    title: str
    blocks: Sequence[Block]

    @property
    def figures(self) -> list[str]:
        """The keys of the figures that stand in it, in order."""
        return [block.key for block in self.blocks if block.kind == "figure"]

    @property
    def stretches(self) -> Iterator[Inline]:
        """Its text, in order."""
        return (each for block in self.blocks for part in (block.inlines, *block.items) for each in part)

    @property
    def uses(self) -> set[str]:
        """The keys of the figures that stand in it or are quoted."""
        return {each.key for each in self.stretches if each.key} | set(self.figures)


@dataclass(frozen=True)
class FigureContent:
    """A figure as the edition prints it. `trend`, where there is one, has a row for each of five years, oldest first.

    `version` is that of the definition, `day`, `run` and `attempt` say when and from what it was computed.
    """

    key: str
    title: str
    definition: str
    version: str
    day: str
    run: str
    attempt: int
    grid: Grid
    trend: Grid | None = None
    about_people: bool = True


@dataclass(frozen=True)
class Content:
    """An edition. Days are ISO; `audience` is restricted or public; `rule` says what a public one withholds."""

    title: str
    meeting: str
    meeting_on: str
    audience: str
    number: int
    day: str
    computed_at: str
    sections: Sequence[SectionContent]
    figures: Mapping[str, FigureContent]
    rule: str = ""
    corrects: int | None = None
    why: str = ""
    differences: Sequence[str] = field(default_factory=list)

    @property
    def placed(self) -> list[FigureContent]:
        """The figures in the order in which they stand, each once."""
        keys = dict.fromkeys(key for section in self.sections for key in section.figures)
        return [self.figures[key] for key in keys if key in self.figures]

    @property
    def in_order(self) -> list[FigureContent]:
        """All figures: the placed ones, then those that the text only quotes, by where it does first. However they
        were stored: a JSON column keeps the shortest keys first."""
        stretches = (each for section in self.sections for each in section.stretches)
        keys = dict.fromkeys([*(each.key for each in self.placed), *(each.key for each in stretches), *self.figures])
        return [self.figures[key] for key in keys if key in self.figures]

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column."""
        plain = {name: value for name, value in self.__dict__.items() if name not in ("sections", "figures")}
        figures = {
            key: {
                **{name: value for name, value in figure.__dict__.items() if name not in ("grid", "trend")},
                "grid": figure.grid.to_json(),
                "trend": figure.trend.to_json() if figure.trend else None,
            }
            for key, figure in self.figures.items()
        }
        return {**plain, "sections": [asdict(section) for section in self.sections], "figures": figures}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Content":
        sections = [
            SectionContent(each["key"], each["title"], [_block(block) for block in each["blocks"]])
            for each in stored["sections"]
        ]
        figures = {
            key: FigureContent(
                **{
                    **each,
                    "grid": Grid.from_json(each["grid"]),
                    "trend": Grid.from_json(each["trend"]) if each["trend"] else None,
                }
            )
            for key, each in stored["figures"].items()
        }
        return cls(**{**stored, "sections": sections, "figures": figures})


def digest_of(content: Content) -> str:
    """The SHA-256 of the content as canonical JSON."""
    return sha256(json.dumps(content.to_json(), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _block(stored: Mapping[str, Any]) -> Block:
    inlines = [Inline(**each) for each in stored["inlines"]]
    items = [[Inline(**each) for each in item] for item in stored["items"]]
    return Block(stored["kind"], inlines, items, stored["level"], stored["key"])
