"""FTE efficiencies, recounted in plain Python over random savings and adjustments of several reviews."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from change.portfolio.models import Project
from change.reviews.models import BenefitsReview, FteLine
from tests.change import made
from tests.change.made import Plan
from tests.recounts import Recount, assert_records_behind, assert_recounted, grid_of, total

pytestmark = pytest.mark.django_db

KEY = "change.fte_efficiencies"
PORTFOLIOS = ["Crime", "DCC", "Local policing", "Operations", "Security"]
REVIEWS = {"2021": date(2021, 3, 31), "2022": date(2022, 3, 31)}
# Projects move around all of these days: the review is the same on the first two, the statuses are not.
REPORTED = {date(2022, 4, 1): "2022", date(2022, 8, 1): "2022", date(2022, 3, 30): "2021"}


@dataclass(frozen=True)
class Line:
    """A saving of a project, or an adjustment with a label."""

    review: str
    project: Plan | None
    label: str
    portfolio: str
    fte: Decimal

    def stage(self, day: date) -> str:
        if self.project is None:
            return ""
        done = self.project.status_on(day) in ("delivered", "closing", "closed")
        return "Delivered" if done else "In delivery"

    @property
    def row(self) -> str:
        if self.project is None:
            return self.label
        return f"{self.project.programme} - {self.project.name}" if self.project.programme else self.project.name


def lines(random: Random, plans: list[Plan]) -> list[Line]:
    """Usually negative, now and then nought or positive; not every project has every portfolio."""
    subjects: list[tuple[Plan | None, str]] = [(plan, "") for plan in plans]
    subjects += [(None, "Vacancy review"), (None, "Allowances")]
    return [
        Line(review, project, label, portfolio, Decimal(random.randint(-9000, 1000)) / 100)
        for review in REVIEWS
        for project, label in subjects
        for portfolio in PORTFOLIOS
        if random.random() < 0.3
    ]


def stored(random: Random, size: int = 40) -> list[Line]:
    saved = lines(random, list(made.projects(random, size, list(REPORTED)).values()))
    projects = {each.name: each for each in Project.objects.unscoped()}
    for name, as_at in REVIEWS.items():
        review = BenefitsReview.objects.create(name=name, as_at=as_at, first_year=2022, last_year=2026)
        FteLine.objects.bulk_create(
            FteLine(
                review=review,
                kind="saving" if line.project else "adjustment",
                project=projects[line.project.name] if line.project else None,
                label=line.label,
                portfolio=line.portfolio,
                fte=line.fte,
            )
            for line in saved
            if line.review == name
        )
        review.freeze(by=None)
    return saved


@pytest.fixture(params=[1, 2])
def saved(request: pytest.FixtureRequest) -> list[Line]:
    return stored(Random(request.param))


def rows_of(lines: list[Line], day: date) -> dict[str, list[Line]]:
    """Projects under their status by programme and name, stand-alone ones last, their totals, then adjustments."""
    savings = [line for line in lines if line.project]
    key = {line.row: (line.stage(day), *place(line.project)) for line in savings if line.project}
    rows = {row: [line for line in savings if line.row == row] for row in sorted(key, key=lambda row: key[row])}
    rows["Total delivered"] = [line for line in savings if line.stage(day) == "Delivered"]
    rows["Total in delivery"] = [line for line in savings if line.stage(day) == "In delivery"]
    rows["Grand Total"] = savings
    for label in sorted({line.label for line in lines} - {""}):
        rows[label] = [line for line in lines if line.label == label]
    return rows | {"Revised Total": lines}


def place(plan: Plan) -> tuple[bool, str, str]:
    return not plan.programme, plan.programme, plan.name


def recount(lines: list[Line], day: date) -> Recount:
    portfolios = sorted({line.portfolio for line in lines})
    expected: Recount = {}
    for label, members in rows_of(lines, day).items():
        empty = Decimal(0) if label.endswith(("Total", "delivered", "in delivery")) else None
        for portfolio in portfolios:
            expected[label, portfolio] = total((m.fte for m in members if m.portfolio == portfolio), empty=empty)
        expected[label, "Grand Total"] = total((m.fte for m in members), empty=empty)
    return expected


def test_as_recounted(saved: list[Line]) -> None:
    for day, review in REPORTED.items():
        assert_recounted(KEY, day, recount([line for line in saved if line.review == review], day))


def test_each_project_stands_under_the_status_it_had_on_the_day(saved: list[Line]) -> None:
    day = date(2022, 4, 1)
    stages = {line.row: line.stage(day) for line in saved if line.review == "2022"}
    headings = {row.label: row.under for row in grid_of(KEY, day).rows if not row.total}
    assert headings == stages


def test_before_any_frozen_review_all_totals_are_nought() -> None:
    assert_recounted(KEY, date(2022, 4, 1), recount([], date(2022, 4, 1)))


@pytest.mark.usefixtures("saved")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind("change.fte_efficiencies", date(2022, 4, 1), summed="fte")
