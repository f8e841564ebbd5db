"""Passports by state with the median of days, recounted in plain Python over random ones and their changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from statistics import median

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from tests.base import person
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, near
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport, PassportChange
from wmp.lib.figures import By, Median, Table

pytestmark = pytest.mark.django_db

KEY = "welfare.passports"
# The clocks change between the first two, so that midnight in London is not midnight in Greenwich.
DAYS = [date(2022, 4, 1), date(2022, 3, 26), date(2024, 2, 29)]
ALL, MEDIAN = "All passports", "Median days from asked for to in place"


@dataclass
class Plan:
    """A passport with its moves by day, and from when to when its adjustments took."""

    started: date
    moves: list[tuple[date, str]]
    took: list[tuple[date, date]]

    def status_on(self, day: date) -> str:
        stood = "draft"
        for moved, status in self.moves:
            if moved <= day:
                stood = status
        return stood


def made(random: Random, number: int) -> list[Plan]:
    plans = []
    for place in range(number):
        started = near(random, DAYS)
        days = sorted({near(random, DAYS, 200) for _ in range(random.randint(0, 3))})
        moves = [(day, random.choice(PassportStatus.values)) for day in days]
        took = [(asked := near(random, DAYS), asked + timedelta(days=random.randint(0, 400))) for _ in range(place % 3)]
        plans.append(Plan(started, moves, took))
        _written(place, plans[-1], random)
    return plans


def _written(place: int, plan: Plan, random: Random) -> None:
    status = plan.moves[-1][1] if plan.moves else "draft"
    passport = Passport.objects.create(
        holder=person(f"R{place}"),
        started_on=plan.started,
        status=status,
        sent_on=plan.started,
        review_due=date(2030, 1, 1),
    )
    stood = "draft"
    for day, new in plan.moves:
        # The first minute or the last of the day in London.
        at = timezone.make_aware(datetime.combine(day, random.choice([time(0, 0), time(23, 59)])))
        PassportChange.objects.create(record=passport, old=stood, new=new, at=at)
        stood = new
    for asked, came in plan.took:
        Adjustment.objects.create(
            passport=passport, what="Chair", status="in place", asked_on=asked, in_place_on=came, first_in_place_on=came
        )


def _median_of(plans: list[Plan], day: date) -> tuple[None, int, Decimal | None]:
    """By the same day of the year before: 29 February counts from 28 February."""
    begun = (
        day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
    )
    took = [(came - asked).days for plan in plans for asked, came in plan.took if begun < came <= day]
    return None, len(took), Decimal(str(median(took))) if took else None


def recount(plans: list[Plan], day: date) -> Recount:
    expected: Recount = {}
    for status, label in PassportStatus.choices:
        members = [plan for plan in plans if plan.status_on(day) == status]
        expected[str(label), "Passports"] = count(sum(plan.started <= day for plan in members))
        expected[str(label), MEDIAN] = _median_of(members, day)
    expected[ALL, "Passports"] = count(sum(plan.started <= day for plan in plans))
    expected[ALL, MEDIAN] = _median_of(plans, day)
    return expected


@pytest.mark.parametrize("seed", [1, 2])
def test_as_recounted(seed: int) -> None:
    counted_again(made(Random(seed), 120))


def counted_again(plans: list[Plan]) -> None:
    for day in DAYS:
        assert_recounted(KEY, day, recount(plans, day))


def test_without_passports_every_state_prints_nought_and_no_median() -> None:
    assert_recounted(KEY, DAYS[0], recount([], DAYS[0]))


def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    made(Random(3), 60)
    assert_records_behind(KEY, DAYS[0])


def test_a_median_is_not_added_up_from_groups() -> None:
    table = Table(Adjustment.objects.came_in_place_by(DAYS[0]), [By("kind")], [Median("Median", of="days_taken")])
    with pytest.raises(ImproperlyConfigured, match="Where"):
        table.compute()
