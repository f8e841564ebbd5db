"""Slippage: calendar days between the baseline and the day a milestone came or is expected, told in words."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from change.models import Milestone, Project
from change.portfolio import slippage
from change.portfolio.delivery import MilestoneStatus, behind_baseline
from wmp.lib import clock

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 1, 1))
TODAY = date(2022, 4, 1)
LIST = "/change/portfolio/milestones/"
SPANS = st.integers(min_value=-4000, max_value=4000)


def milestone(baseline: date, expected: date, status: str = MilestoneStatus.PLANNED) -> Milestone:
    """Not stored: what the database works out is given."""
    made = Milestone(baseline=baseline, status=status)
    made.expected_on = expected
    return made


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "on time"), (1, "1 day late"), (23, "23 days late"), (-1, "1 day early"), (1200, "1,200 days late")],
)
def test_in_words(days: int, words: str) -> None:
    assert slippage.in_words(days) == words


@given(baseline=DAYS, days=SPANS)
def test_one_that_is_met_slipped_by_the_days_between_whatever_day_it_is_asked(baseline: date, days: int) -> None:
    came = baseline + timedelta(days=days)
    made = milestone(baseline, came, MilestoneStatus.MET)
    assert {made.slippage_on(came + timedelta(days=each)) for each in (-30, 0, 30)} == {days}


@given(baseline=DAYS, forecast=SPANS, today=SPANS, further=st.integers(min_value=0, max_value=400))
def test_a_planned_one_is_never_less_late_by_waiting(baseline: date, forecast: int, today: int, further: int) -> None:
    made = milestone(baseline, baseline + timedelta(days=forecast))
    day = baseline + timedelta(days=today)
    now, later = made.slippage_on(day), made.slippage_on(day + timedelta(days=further))
    assert now == max(forecast, today) and now <= later <= now + further
    assert made.is_past(day) == (today > forecast)
    assert slippage.of(made, day).startswith("at least") == (today > forecast and now > 0)


@given(baseline=DAYS, days=SPANS, moved=SPANS)
def test_a_new_baseline_takes_off_the_days_by_which_it_moved(baseline: date, days: int, moved: int) -> None:
    before = milestone(baseline, baseline + timedelta(days=days), MilestoneStatus.MET)
    after = milestone(baseline + timedelta(days=moved), before.expected_on, MilestoneStatus.MET)
    assert after.slippage_on(baseline) == before.slippage_on(baseline) - moved


@pytest.mark.django_db
def test_what_lists_sort_by_is_the_same_number() -> None:
    random, day = Random(6), date(2022, 4, 1)
    project = Project.objects.create(name="Connect", limb="improve")
    for number in range(20):
        baseline, forecast, actual = (day + timedelta(days=random.randint(-400, 400)) for _ in range(3))
        met = number % 2 == 0
        Milestone.objects.create(
            project=project,
            name=str(number),
            baseline=baseline,
            forecast=forecast if number % 3 else None,
            actual=actual if met else None,
            status=MilestoneStatus.MET if met else MilestoneStatus.PLANNED,
        )
    for made in Milestone.objects.unscoped():
        assert made.expected_on == (made.actual or made.forecast or made.baseline)
        assert made.slippage == made.slippage_on(date.min) == (made.expected_on - made.baseline).days
    late = set(Milestone.objects.unscoped().filter(behind_baseline(day)))
    assert late == {made for made in Milestone.objects.unscoped() if made.slippage_on(day) > 0} and late


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"forecast": date(2022, 4, 13)}, "Expected 12 days late<"),
        ({"baseline": date(2022, 3, 22)}, "Expected on time, but 10 days past that<"),
        ({"baseline": date(2022, 3, 1), "forecast": date(2022, 3, 31)}, "Expected 30 days late, but 1 day past that<"),
        ({"actual": date(2022, 3, 30), "status": "met"}, "Came 2 days early<"),
        ({"forecast": date(2022, 4, 13), "status": "dropped"}, "Not counted<"),
    ],
)
def test_the_list_says_by_which_day_and_whether_that_has_passed(
    manager: Client, fields: dict[str, Any], words: str
) -> None:
    project = Project.objects.create(name="Connect", limb="improve")
    made = Milestone.objects.create(**{"project": project, "name": "Live", "baseline": TODAY, **fields})
    with clock.at(datetime.combine(TODAY, time(12), UTC)):
        assert words in manager.get(f"{LIST}?sort=-slippage").content.decode()
    [_, row] = b"".join(iter(manager.get(f"{LIST}?export=csv"))).splitlines()
    assert row.split(b",")[5] == str(made.slippage).encode()
