"""Every page and figure of a review tells of the same money: totals add up in every pivot, whatever lines there are."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations
from random import Random
from typing import Any

import pytest

from change.models import BenefitsReview, FinancialLine, FteLine, Project
from change.reviews.closing import NET, lines_of, moved
from change.reviews.comparing import comparison
from change.reviews.differences import Reason, Why, sums_by
from change.reviews.figures import costs_of, fte_of
from change.reviews.models import LineKind
from change.reviews.summary import summary_of
from change.reviews.totals import ALL, COUNTED, by_amount, groups_of, pivot
from change.reviews.workbook import as_workbook
from people.workforce.models import User
from tests.base import Cast, Role
from tests.change.reviewed import programme_of, project_of, review_of
from tests.workbooks import read
from wmp.lib.words import money

pytestmark = pytest.mark.django_db
SIGN = {LineKind.CASHABLE: -1, LineKind.NON_CASHABLE: -1}
Two = tuple[BenefitsReview, BenefitsReview]


def amount(random: Random) -> Decimal | None:
    """Nil, nought, a few pounds that come up again, and anything to the penny."""
    return random.choice([None, Decimal(0), Decimal(5), Decimal(-5), Decimal(random.randint(-(10**9), 10**9)) / 100])


@pytest.fixture(params=range(4))
def two(request: pytest.FixtureRequest, cast: Cast) -> Two:
    """Two reviews a year apart, the later begun as the earlier: lines went, came, changed, slipped and became nil."""
    random = Random(request.param)
    made = review_of(), review_of("ABR 2022", as_at=date(2022, 9, 30), first_year=2022, last_year=2026)
    programmes = [programme_of(f"Programme {n}") for n in range(3)]
    projects = [project_of(f"Site {n}", random.choice([None, *programmes])) for n in range(8)]
    homes = [(each.programme, each) for each in projects] + [(each, None) for each in programmes]
    lines: dict[Any, Sequence[Decimal | None]] = {
        (home, kind, year): [amount(random) for _ in range(3)]
        for home in homes
        for kind in random.sample(LineKind.values, 3)
        for year in random.sample(range(2020, 2028), 4)
    }
    for review, those in ((made[0], lines), (made[1], edited(random, lines, homes))):
        FinancialLine.objects.bulk_create(
            FinancialLine(
                review=review,
                programme=programme,
                project=project,
                kind=kind,
                financial_year=year,
                **dict(zip(("planned", "forecast", "actual"), amounts, strict=True)),
            )
            for ((programme, project), kind, year), amounts in those.items()
        )
        FteLine.objects.bulk_create(
            FteLine(review=review, kind="saving", project=each, portfolio=portfolio, fte=random.choice([0, -5, 3]))
            for each in projects
            for portfolio in random.sample(["Crime", "DCC", "Operations"], 2)
        )
    closed = [each.pk for each in random.sample(projects, 2)]
    Project.objects.unscoped().filter(pk__in=closed).update(status="closed", closed_on=date(2022, 9, 1))
    return made


def edited(random: Random, lines: dict[Any, Any], homes: Sequence[Any]) -> dict[Any, Any]:
    found = {}
    for (home, kind, year), amounts in lines.items():
        match random.randrange(6):
            case 0:
                continue
            case 1:
                found[home, kind, year] = [amount(random) for _ in range(3)]
            case 2:
                found[home, kind, year + 1] = amounts
            case 3:
                found[home, kind, year] = [None, None, None]
            case 4:
                found[random.choice(homes), kind, year] = amounts
            case _:
                found[home, kind, year] = amounts
    return found


@pytest.fixture
def reader(cast: Cast) -> User:
    return cast.of(Role.CHANGE_MANAGER)


def recounted(review: BenefitsReview) -> dict[tuple[str, str, int], Decimal]:
    """What counts of each line, in plain Python."""
    found: dict[tuple[str, str, int], Decimal] = {}
    lines = FinancialLine.objects.unscoped().select_related("programme", "project__programme")
    for line in lines.filter(review=review, financial_year__range=(review.first_year, review.last_year)):
        counts = next((each for each in (line.actual, line.forecast, line.planned) if each is not None), Decimal(0))
        programme = line.programme or (line.project and line.project.programme)
        key = (programme.name if programme else "Standalone", line.kind, line.financial_year)
        found[key] = found.get(key, Decimal(0)) + SIGN.get(LineKind(line.kind), 1) * counts
    return found


def test_every_pivot_adds_up_to_the_same_whole(two: Two, reader: User) -> None:
    for review in two:
        told = recounted(review)
        whole = sum(told.values(), Decimal(0))
        fields = ("under", "project", "kind", "financial_year")
        groups = groups_of([review], fields, reader)
        for rows, columns in permutations(fields, 2):
            made = pivot(groups, rows, columns)
            assert sum(map(made.row, {row for row, _ in made.cells}), Decimal(0)) == made.whole == whole
            assert sum(map(made.column, {column for _, column in made.cells}), Decimal(0)) == whole
        for place, field in enumerate(("under", "kind", "financial_year")):
            sums = by_amount(groups, field)
            for value in {key[place] for key in told}:
                own = sum((each for key, each in told.items() if key[place] == value), Decimal(0))
                assert sums.at(value, COUNTED) == own
            assert sums.column(COUNTED) == whole


def test_pages_figures_and_the_workbook_say_the_same_total(two: Two, reader: User) -> None:
    before, after = two
    lines, told = lines_of(after, reader, beside=before), [sum(recounted(each).values(), Decimal(0)) for each in two]
    for by in ("under", "kind"):
        rows = list(moved(lines, by, after, before))
        net = next(row for row in rows if row.label == NET)
        assert (net.last, net.sums[COUNTED], net.difference) == (told[0], told[1], told[1] - told[0])
        for name in ALL:
            assert sum((row.sums[name] for row in rows if row is not net), Decimal(0)) == net.sums[name]
        assert sum((row.difference or 0 for row in rows if row is not net), Decimal(0)) == net.difference
    for review, whole in zip(two, told, strict=True):
        assert costs_of(review).compute().cell("Grand Total", "Grand total").value == whole
        costs = summary_of(review, reader).costs
        assert costs and costs.rows[-1].amounts[-1].text == money(whole)
        assert read(as_workbook(review, reader)).column("Costs and benefits", "G")[-1] == pytest.approx(float(whole))


def test_comparing_explains_every_programme_kind_and_year_to_the_penny(two: Two, reader: User) -> None:
    found = comparison(*two, reader)
    told = [recounted(each) for each in two]
    slices: list[Any] = [
        lambda key: found.programmes[key.home.programme],
        lambda key: key.kind,
        lambda key: key.year,
    ]
    for place, by in enumerate(slices):
        sums = sums_by(found.differences, by)
        for value in {key[place] for side in told for key in side} | set(sums):
            own = [sum((each for key, each in side.items() if key[place] == value), Decimal(0)) for side in told]
            assert (sums[value].before, sums[value].after) == tuple(own)
            assert sum((sums[value].by_reason(reason) for reason in Reason), Decimal(0)) == own[1] - own[0]


def test_fte_add_up_to_the_revised_total(two: Two) -> None:
    for review in two:
        held = list(FteLine.objects.unscoped().filter(review=review))
        grid = fte_of(review, review.as_at).compute()
        assert not grid.failures
        assert grid.cell("Revised Total", "Grand Total").value == sum(line.fte for line in held)


def test_the_lines_that_are_compared_here_differ_for_every_reason(two: Two, reader: User) -> None:
    """Else the tests above would show little."""
    found = {part.why for each in comparison(*two, reader).differences for part in each.parts}
    there = {why.reason for why in found}
    assert there == {Reason.ADDED, Reason.REMOVED, Reason.REBASELINED, Reason.MOVED, Reason.UNCHANGED}
    assert {Why.NEW_YEAR, Why.OLD_YEAR, Why.CLOSED, Why.NEW_LINE, Why.TAKEN_OUT} <= found
