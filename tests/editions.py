"""Editions as an issue freezes them, small: one table of people, one of money, and the text around them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from people.roles import Role
from tests.base import DAY, Cast
from wmp.board.disclosure.rule import Rule
from wmp.board.models import Attempt, Edition, EditionReader, Paper, Run
from wmp.board.papers.content import Block, Content, FigureContent, Inline, SectionContent, digest_of
from wmp.board.papers.issuing import public
from wmp.lib.grids import Cell, Column, Grid, Kind, Row

PROMOTION, BUDGETING = "people.promotion_success", "change.budgeting"
#: Of the records behind its numbers.
DIGEST = "d1ce57d1ce57d1ce57d1ce57d1ce57d1"
#: Of the table of people, exact numbers that no public edition may tell, and what finds the records behind them. How
#: many people are behind a number no file tells.
EXACT = ("17371", "17,371", "9173", "9,173", "52.81", "secret_process", DIGEST, "86421")
WHERE = {"secret_process": 4711}


def people_table() -> Grid:
    """Two processes and their total: counts, and the share that one is of the other. The second is small."""
    rows = [
        Row("PC to Sgt Spring 2021", where=[WHERE]),
        Row("CI to Supt Summer 2021"),
        Row("Grand Total", total=True, where=[{}]),
    ]
    columns = [Column("Applicants", kind=Kind.COUNT), Column("Successful", kind=Kind.COUNT)]
    columns.append(Column("Success", "percent", 2, kind=Kind.SHARE))
    counts = [(17371, 9173), (7, 3), (17378, 9176)]
    cells = [
        [
            Cell(all_, None, all_, (DIGEST, ""), people=(86421, None)),
            Cell(some, None, some, (DIGEST, ""), people=(86421, None)),
            replace(Cell.ratio(some, all_, 100), behind=(DIGEST, DIGEST), people=(86421, 86421)),
        ]
        for all_, some in counts
    ]
    return Grid(rows, columns, cells, coverage={"Stated": Cell.ratio(17371, 17378, 100)})


def money_table() -> Grid:
    rows = [Row("Phase 1", where=[{"phase": 1}]), Row("Grand Total", total=True, where=[{}])]
    cells = [[Cell(5_400_000, None, 5_400_000)], [Cell(5_400_000, None, 5_400_000)]]
    return Grid(rows, [Column("Identified", "pounds", kind=Kind.SUM)], cells, failures=["Grand Total: a slip"])


def years_table() -> Grid:
    """Five years, the first as it was published."""
    rows = [Row("2018-04-01", under="Published: Board paper, 2018")]
    rows += [Row(f"{year}-04-01", under="Computed from the records") for year in range(2019, 2023)]
    column = Column("Grand Total, Applicants", kind=Kind.COUNT)
    return Grid(rows, [column], [[Cell(1000 + year, None, 1000 + year)] for year in range(5)])


def figure_content(key: str, title: str, grid: Grid, **changes: Any) -> FigureContent:
    day = DAY.isoformat()
    made = FigureContent(key, title, f"What {title.lower()} counts.", "ab12cd34", day, day, 1, grid)
    return replace(made, **changes)


def content(**changes: Any) -> Content:
    """A restricted edition."""
    quoted = Inline("number", "", key=PROMOTION, row="PC to Sgt Spring 2021", column="Applicants")
    text: Sequence[Block] = [
        Block("heading", [Inline("text", "What the board should know")], level=3),
        Block("paragraph", [Inline("text", "Of "), quoted, Inline("strong", " candidates & <others>")]),
        Block("numbers", items=[[Inline("text", "First")], [Inline("link", "Second", url="https://example.org/")]]),
        Block("figure", key=PROMOTION),
    ]
    made = Content(
        title="People and change",
        meeting="SPCB",
        meeting_on="2022-04-26",
        audience="restricted",
        number=1,
        day=DAY.isoformat(),
        computed_at="2022-04-01T02:00:00+00:00",
        sections=[
            SectionContent("promotion", "Promotion", text),
            SectionContent("budgeting", "Budgeting", [Block("figure", key=BUDGETING), Block("figure", key=PROMOTION)]),
        ],
        figures={
            PROMOTION: figure_content(PROMOTION, "Promotion success", people_table(), trend=years_table()),
            BUDGETING: figure_content(BUDGETING, "Budgeting by phase", money_table(), about_people=False),
        },
    )
    return replace(made, **changes)


def public_content(**changes: Any) -> Content:
    """The same for everybody."""
    return public(content(**changes), Rule())[0]


def issued(cast: Cast, said: Content, **changes: Any) -> Edition:
    """An edition that says this, of the one paper there is."""
    secretary = cast.of(Role.BOARD_SECRETARY)
    run, _ = Run.objects.unscoped().get_or_create(day=DAY)
    attempt = run.attempts.first() or Attempt.objects.create(
        run=run, number=1, snapshot="-", finished_at=timezone.now()
    )
    paper = Paper.objects.unscoped().filter(title="People and change").first() or Paper.objects.create(
        title="People and change", meeting="SPCB", meeting_on=date(2022, 4, 26), attempt=attempt, author=secretary
    )
    before = Edition.objects.unscoped().filter(paper=paper, audience=said.audience).order_by("-number").first()
    return Edition.objects.create(
        paper=paper,
        number=said.number,
        audience=said.audience,
        attempt=attempt,
        issued_by=secretary,
        approved_by=secretary,
        content=said.to_json(),
        digest=digest_of(said),
        rule=Rule().to_json() if said.audience == "public" else None,
        corrects=before,
        why=said.why,
        differences=list(said.differences),
        **changes,
    )


def given_to(account: Any, edition: Edition, by: Any) -> EditionReader:
    return EditionReader.objects.create(edition=edition, account=account, named_by=by)
