"""The shapes of the API's answers, for its description. tests/board/api holds real answers against them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

Number = int | float | None


class Shape(Schema):
    """Says all that an answer holds."""

    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    type: str
    title: str
    status: int
    detail: str = Field(description="What is wrong, in a sentence.")


class EditionFacts(Shape):
    id: int
    title: str
    meeting: str
    meeting_on: date
    audience: str = Field(description="public or restricted")
    number: int
    day: date = Field(description="The day whose figures it prints.")
    issued_at: datetime
    corrected: bool = Field(description="True where a later edition stands in its place.")
    digest: str = Field(description="SHA-256 of what it says.")


class Editions(Shape):
    editions: list[EditionFacts]


class SectionFacts(Shape):
    key: str
    title: str
    figures: list[str]


class FigureWords(Shape):
    key: str
    title: str
    definition: str


class EditionDocument(EditionFacts):
    corrects: int | None = Field(description="The number of the edition that it corrects.")
    why: str
    differences: list[Any]
    rule: str = Field(description="What a public edition withholds, and why.")
    sections: list[SectionFacts]
    figures: list[FigureWords]


class Column(Shape):
    column: str
    unit: str
    decimals: int


class CataloguedFigure(FigureWords):
    version: str = Field(description="Of the definition: another one once other records are counted, or otherwise.")
    latest_day: date
    columns: list[Column]


class Figures(Shape):
    figures: list[CataloguedFigure]


class Row(Shape):
    row: str
    under: str
    total: bool


class Cell(Shape):
    row: str
    column: str
    value: Number = Field(description="As printed, rounded to the column's decimals.")
    numerator: Number
    denominator: Number
    withheld: bool


class Table(Shape):
    columns: list[Column]
    rows: list[Row]
    cells: list[Cell]


class Parts(Shape):
    numerator: Number
    denominator: Number


class FigureDocument(Shape):
    figure: str
    title: str
    definition: str
    version: str
    day: date
    run: date
    attempt: int
    about_people: bool
    table: Table
    five_years: Table | None
    coverage: dict[str, Parts]
    failed_checks: list[str]


class NightlyFigure(FigureDocument):
    computed_at: datetime


class FigureOfEdition(FigureDocument):
    edition: EditionFacts


class Day(Shape):
    day: date
    attempt: int
    computed_at: datetime
    version: str


class Days(Shape):
    figure: str
    days: list[Day]
