"""Costs and benefits, recounted in plain Python over random lines of several reviews."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from change.portfolio.models import Programme, Project
from change.reviews.models import BenefitsReview, FinancialLine
from tests.change import made
from tests.change.made import Plan
from tests.recounts import Recount, assert_records_behind, assert_recounted, total

pytestmark = pytest.mark.django_db

# The paper's columns in order, by kind of line, with the sign they are printed in.
COLUMNS = {
    "capital": ("Capital", 1),
    "one-off cost": ("One-off costs", 1),
    "cashable benefit": ("Cashable benefits", -1),
    "recurring cost": ("Recurring costs", 1),
    "non-cashable benefit": ("Non-cashable benefits", -1),
}
# Name, as at, years, state: the paper of a day reports from the latest frozen one.
REVIEWS = [
    ("2020", date(2020, 3, 31), range(2020, 2025), "frozen"),
    ("2021", date(2021, 3, 31), range(2021, 2026), "frozen"),
    ("2021 again", date(2021, 3, 31), range(2022, 2024), "frozen"),
    ("2022", date(2022, 3, 31), range(2022, 2027), "frozen"),
    ("2022 open", date(2022, 4, 1), range(2022, 2027), "open"),
    ("2022 late", date(2022, 4, 2), range(2022, 2023), "frozen"),
]
REPORTED = {
    date(2022, 4, 1): "2022",
    date(2022, 3, 31): "2022",
    date(2022, 3, 30): "2021 again",
    date(2021, 3, 30): "2020",
    date(2022, 4, 2): "2022 late",
}


@dataclass(frozen=True)
class Line:
    review: str
    programme: str
    project: Plan | None
    kind: str
    year: int
    planned: Decimal | None
    forecast: Decimal | None
    actual: Decimal | None

    @property
    def home(self) -> str:
        return self.programme or (self.project.programme if self.project else "") or "Standalone"

    @property
    def amount(self) -> Decimal | None:
        """The latest word on it, as the table signs it."""
        known = next((each for each in (self.actual, self.forecast, self.planned) if each is not None), None)
        return None if known is None else known * COLUMNS[self.kind][1]


def amount(random: Random) -> Decimal | None:
    return random.choice([None, Decimal(0), Decimal(random.randint(-5_000_000, 20_000_000)) / 100])


def lines(random: Random, plans: list[Plan], size: int) -> list[Line]:
    """Of programmes, of projects, of both; in years before, in and after each review's own."""
    keys = set()
    for name, _, years, _ in REVIEWS:
        for _ in range(size):
            project = random.choice([None, *plans])
            programme = random.choice(["", "PBB", "Estates"]) if project else random.choice(["PBB", "Our Data"])
            year = random.randint(min(years) - 1, max(years) + 1)
            keys.add((name, programme, project.name if project else "", random.choice(list(COLUMNS)), year))
    by_name = {plan.name: plan for plan in plans}
    return [
        Line(review, programme, by_name.get(project), kind, year, *(amount(random) for _ in range(3)))
        for review, programme, project, kind, year in sorted(keys)
    ]


def stored(random: Random, size: int = 120) -> list[Line]:
    reviewed = lines(random, list(made.projects(random, 12, list(REPORTED)).values()), size)
    for name in ("PBB", "Estates", "Our Data"):
        Programme.objects.unscoped().get_or_create(name=name)
    programmes = {each.name: each for each in Programme.objects.unscoped()}
    projects = {each.name: each for each in Project.objects.unscoped()}
    for name, as_at, years, status in REVIEWS:
        review = BenefitsReview.objects.create(name=name, as_at=as_at, first_year=min(years), last_year=max(years))
        FinancialLine.objects.bulk_create(
            FinancialLine(
                review=review,
                programme=programmes.get(line.programme),
                project=projects[line.project.name] if line.project else None,
                kind=line.kind,
                financial_year=line.year,
                planned=line.planned,
                forecast=line.forecast,
                actual=line.actual,
            )
            for line in reviewed
            if line.review == name
        )
        if status == "frozen":
            review.freeze(by=None)
    return reviewed


@pytest.fixture(params=[1, 2])
def reviewed(request: pytest.FixtureRequest) -> list[Line]:
    return stored(Random(request.param))


def recount(lines: list[Line], name: str) -> Recount:
    years = {review: years for review, _, years, _ in REVIEWS}
    counted = [line for line in lines if line.review == name and line.year in years[name]]
    rows = {home: [line for line in counted if line.home == home] for home in sorted({line.home for line in counted})}
    expected: Recount = {}
    for label, members in (rows | {"Grand Total": counted}).items():
        empty = Decimal(0) if label == "Grand Total" else None
        for kind, (column, _) in COLUMNS.items():
            expected[label, column] = total((line.amount for line in members if line.kind == kind), empty=empty)
        expected[label, "Grand total"] = total((line.amount for line in members), empty=empty)
    return expected


def of_the_wrong_sign(expected: Recount) -> list[str]:
    """What the figure is marked with: of a programme, costs below nothing and benefits above it."""
    failures = []
    for (home, column), (amount, _, _) in expected.items():
        sign = dict(COLUMNS.values()).get(column)
        if home != "Grand Total" and sign and (amount or 0) * sign < 0:
            said = "costs of a programme come to an income" if sign > 0 else "benefits of a programme come to a cost"
            failures.append(f"{home}, {column}: {said}, {amount:.2f}")
    return failures


def test_as_recounted(reviewed: list[Line]) -> None:
    for day, name in REPORTED.items():
        expected = recount(reviewed, name)
        assert_recounted("change.costs_and_benefits", day, expected, of_the_wrong_sign(expected))


@pytest.mark.usefixtures("reviewed")
def test_before_any_frozen_review_the_total_is_nought() -> None:
    assert_recounted("change.costs_and_benefits", date(2020, 3, 30), recount([], "2020"))


@pytest.mark.usefixtures("reviewed")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind("change.costs_and_benefits", date(2022, 4, 1), summed="amount")
