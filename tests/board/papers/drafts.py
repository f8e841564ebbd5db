"""A run with three figures, two board secretaries and a draft: what tests of papers begin with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from people.roles import Role
from people.workforce.models import User
from tests.base import DAY, Cast, user
from wmp.board.models import Attempt, Paper, Result, Run, Section
from wmp.board.papers import starting
from wmp.lib.grids import Cell, Column, Grid, Row

ATTENDANCE, PROMOTION, BUDGETING = "welfare.attendance", "people.promotion_success", "change.budgeting"


def attendance(worked: int = 1880) -> Grid:
    """Three months of two staff types and all; `worked` are the days that all worked in March, of 2,000."""
    columns = [Column(f"2022-0{month}", "percent", 2) for month in (1, 2, 3)]
    rows = [Row("Police Officer"), Row("Police Staff"), Row("All", total=True)]
    cells = [
        [Cell.ratio(n, d, 100) for n in numbers]
        for d, numbers in [(1000, (960, 950, 940)), (1000, (970, 960, 940)), (2000, (1930, 1910, worked))]
    ]
    return Grid(rows, columns, cells)


def promotion(applicants: int = 32) -> Grid:
    columns = [Column("Applicants"), Column("Success", "percent")]
    rows = [Row("PC to Sgt Spring 2020"), Row("Grand Total", total=True)]
    cells = [[Cell(n, None, n), Cell.ratio(n // 2, n, 100)] for n in (applicants, applicants)]
    return Grid(rows, columns, cells)


def budgeting(identified: int = 500) -> Grid:
    columns = [Column("Projected", "pounds"), Column("Identified", "pounds")]
    return Grid([Row("Grand Total", total=True)], columns, [[Cell(400, None, 400), Cell(identified, None, identified)]])


def a_run(day: date = DAY, **grids: Grid) -> Attempt:
    """The shown attempt of a day's run, with these figures computed."""
    computed = {ATTENDANCE: attendance(), PROMOTION: promotion(), BUDGETING: budgeting()} | {
        {"attendance": ATTENDANCE, "promotion": PROMOTION, "budgeting": BUDGETING}[name]: grid
        for name, grid in grids.items()
    }
    run, _ = Run.objects.unscoped().get_or_create(day=day)
    run.attempts.filter(shown=True).update(shown=False)
    number = run.attempts.count() + 1
    made = run.attempts.create(number=number, snapshot="-", shown=True, finished_at=timezone.now())
    for key, grid in computed.items():
        Result.objects.create(attempt=made, key=key, status="computed", stored_grid=grid.to_json())
    return made


@dataclass(frozen=True)
class Desk:
    """A draft, its author and a second board secretary, both signed in."""

    cast: Cast
    author: User
    second: User
    paper: Paper

    def signed_in(self, who: User) -> Client:
        client = Client()
        client.force_login(who)
        return client

    @property
    def writes(self) -> Client:
        return self.signed_in(self.author)

    @property
    def approves(self) -> Client:
        return self.signed_in(self.second)

    def section(self, key: str = "attendance") -> Section:
        return Section.objects.unscoped().get(paper=self.paper, key=key)

    def write(self, text: str, key: str = "attendance", by: User | None = None) -> None:
        """As the form would: with who wrote it."""
        section = self.section(key)
        section.narrative, section.edited_by, section.edited_at = text, by or self.author, timezone.now()
        section.save()

    def fresh(self) -> Paper:
        return Paper.objects.unscoped().select_related("attempt__run").get(pk=self.paper.pk)

    def approved(self) -> Paper:
        """Sent by the author and approved by the second."""
        paper = self.fresh()
        paper.send(by=self.author)
        paper.approve(by=self.second)
        return paper


def desk(cast: Cast, **fields: Any) -> Desk:
    author, second = cast.of(Role.BOARD_SECRETARY), user("deputy", Role.BOARD_SECRETARY)
    attempt = fields.pop("attempt", None) or a_run()
    about = {"title": "People and change", "meeting": "Police and Crime Board", "meeting_on": date(2022, 4, 26)}
    paper = starting.begin(Paper(**about | fields, attempt=attempt), by=author)
    return Desk(cast, author, second, paper)


def page(paper: Paper, step: str = "") -> str:
    return f"/papers/writing/{paper.pk}/{step}"


def in_boxes(name: str, day: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def answered(client: Client, paper: Paper, step: str, **typed: str) -> int:
    """Opens the page of a verb and sends it as it was opened. The status of the answer."""
    opened = client.get(page(paper, step))
    if opened.status_code != 200:
        return opened.status_code
    seen = opened.context["form"].initial["seen"]
    return client.post(page(paper, step), {"seen": seen, **typed}).status_code
