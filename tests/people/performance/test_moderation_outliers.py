"""Who stands far from the force: the stated rule, and where nothing is set beside the force."""

import pytest

from people.performance.distribution import Spread, counted_ratings, deviation, mean, spreads
from people.performance.moderation_acts import scale_of
from people.performance.moderation_outliers import comparable, outliers_of
from people.roles import Role
from people.workforce.models import Department
from tests.base import Cast
from tests.people.performance.moderated import as_seen, panel_of, response, some
from tests.people.performance.rated import open_year

pytestmark = pytest.mark.django_db


def test_mean_and_deviation_of_the_whole() -> None:
    assert mean({1: 2, 3: 2}) == 2.0
    assert deviation({1: 2, 3: 2}) == 1.0
    assert mean({}) is None and deviation({}) == 0.0


def test_a_generous_rater_of_eight_is_marked_and_one_of_seven_is_not(cast: Cast) -> None:
    year = open_year()
    elsewhere = Department.objects.create(name="Custody")
    some(year, cast.alice, [(5, 3)] * 8, "A")
    some(year, cast.bob, [(1, 3)] * 7, "B")
    some(year, cast.of(Role.AUDITOR), [(2, 3), (4, 3)] * 20, "C", department=elsewhere)
    panel = as_seen(panel_of(cast, year), cast.charlie)
    by_department = spreads(counted_ratings(year.pk, cast.charlie), "department", scale_of(panel))
    found = outliers_of(year.pk, cast.charlie, [response().pk], by_department)
    assert [(each.aspect, each.ratings) for each in found.raters[cast.alice.pk]] == [("what", 8)]
    assert cast.bob.pk not in found.raters
    assert found.raters[cast.alice.pk][0].errors > 2


def test_the_force_is_not_set_beside_a_panel_that_is_nearly_all_of_it() -> None:
    force, here = Spread({3: 50}, {3: 50}), Spread({3: 45}, {3: 45})
    assert not comparable(force, here)
    assert comparable(force, force)
    assert comparable(force, Spread({3: 40}, {3: 40}))
