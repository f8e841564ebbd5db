"""A year opens with an appraisal for everybody in post, and keeps up with them while it runs."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from people.models import Department
from people.performance.choices import Excused
from people.performance.eligibility import excuse, take_back
from people.performance.models import Appraisal, PerformanceYear
from people.performance.opening import keep_up, keep_up_all, open_year, rule_in_words
from people.performance.ratings import Rating
from people.roles import Role
from people.workforce.models import Post, StaffType
from tests.base import Cast, person, post, rank
from tests.people.performance.own_made import on
from tests.people.performance.rated import bobs, sent
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def a_year(**fields: object) -> PerformanceYear:
    made = PerformanceYear(name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31), **fields)
    made.save()
    return made


@pytest.fixture
def opened(cast: Cast) -> PerformanceYear:
    """Opened on its first day."""
    year = a_year()
    with on(date(2021, 4, 1)):
        open_year(year, by=cast.of(Role.PERFORMANCE_LEAD))
    return year


def of(number: str) -> Appraisal:
    return Appraisal.objects.unscoped().select_related("year", "person").get(person__employee_number=number)


def numbers() -> set[str]:
    return set(Appraisal.objects.unscoped().values_list("person__employee_number", flat=True))


def kept_up(year: PerformanceYear, day: date) -> tuple[int, int]:
    with on(day):
        kept = keep_up(year)
    return kept.added, kept.changed


def test_everybody_in_post_has_one_appraisal_of_their_post(cast: Cast) -> None:
    post(cast.bob.person, staff_type=StaffType.SPECIAL, rank=None)
    post(person("S1"), staff_type=StaffType.SPECIAL)
    post(person("L1"), ended=date(2021, 3, 31))
    year = a_year()
    with on(date(2021, 4, 1)):
        assert open_year(year, by=cast.of(Role.PERFORMANCE_LEAD)).added == 3
    assert numbers() == {"A1", "B1", "C1"}
    assert (of("A1").rank, of("B1").staff_type, of("B1").excused) == (rank("Sgt"), "officer", "")


def test_running_again_changes_nothing(opened: PerformanceYear) -> None:
    assert kept_up(opened, date(2021, 4, 1)) == (0, 0)
    with on(date(2021, 4, 2)):
        assert keep_up_all() == 0


def test_a_year_opens_once(cast: Cast, opened: PerformanceYear) -> None:
    with pytest.raises(IllegalMove):
        open_year(opened, by=cast.of(Role.PERFORMANCE_LEAD))


def test_who_starts_in_time_counts_and_who_starts_later_is_a_late_starter(opened: PerformanceYear) -> None:
    assert opened.last_start == date(2022, 1, 1)
    post(person("N1"), opened.last_start)
    post(person("N2"), date(2022, 1, 2))
    assert kept_up(opened, date(2022, 2, 1)) == (2, 0)
    assert (of("N1").excused, of("N2").excused) == (Excused.NO, Excused.LATE_STARTER)


def test_another_post_does_not_make_a_late_starter(opened: PerformanceYear) -> None:
    post(person("N1"), date(2021, 5, 1), ended=date(2022, 1, 20))
    holder = Post.objects.unscoped().get(person__employee_number="N1").person
    post(holder, date(2022, 1, 21), rank=rank("Sgt"), department=Department.objects.create(name="Custody"))
    kept_up(opened, date(2022, 1, 10))
    assert kept_up(opened, date(2022, 2, 1)) == (0, 1)
    moved = of("N1")
    assert (moved.excused, moved.rank, str(moved.department)) == (Excused.NO, rank("Sgt"), "Custody")


def test_leavers_are_not_counted_and_keep_where_they_were(opened: PerformanceYear) -> None:
    Post.objects.unscoped().filter(person__employee_number="C1").update(ended=date(2021, 10, 1))
    assert kept_up(opened, date(2021, 10, 1)) == (0, 0)
    assert kept_up(opened, date(2021, 10, 2)) == (0, 1)
    assert (of("C1").excused, str(of("C1").department)) == (Excused.LEFT, "Response")
    post(of("C1").person, date(2021, 11, 1))
    kept_up(opened, date(2021, 11, 1))
    assert of("C1").excused == Excused.NO


def test_after_the_last_day_the_year_stands_as_it_was_on_it(opened: PerformanceYear) -> None:
    Post.objects.unscoped().filter(person__employee_number="C1").update(ended=date(2022, 4, 1))
    post(person("N1"), date(2022, 4, 1))
    assert kept_up(opened, date(2022, 5, 1)) == (0, 0)


def test_only_an_open_year_is_kept_up(cast: Cast) -> None:
    assert kept_up(a_year(), date(2021, 5, 1)) == (0, 0)
    assert numbers() == set()


def test_however_many_there_are_it_takes_as_many_statements(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    year = a_year()
    with on(date(2021, 4, 1)), django_assert_max_num_queries(12):
        open_year(year, by=cast.of(Role.PERFORMANCE_LEAD))


def test_the_rule_is_said_in_words(opened: PerformanceYear) -> None:
    said = " ".join(rule_in_words(opened))
    assert "on or before 1 January 2022" in said and "90 days" in said and "Specials" in said


# --- excusing ---


def test_a_line_manager_excuses_and_the_job_leaves_it_alone(cast: Cast, opened: PerformanceYear) -> None:
    excuse(of("B1"), Excused.SECONDED, by=cast.alice)
    assert kept_up(opened, date(2021, 9, 1)) == (0, 0)
    assert of("B1").excused == Excused.SECONDED
    kept: Any = of("B1")
    history = kept.events.unscoped().order_by("pgh_id").values_list("excused", flat=True)
    assert list(history) == [Excused.NO, Excused.SECONDED]


def test_taken_back_the_rule_says_what_holds(cast: Cast, opened: PerformanceYear) -> None:
    post(person("N1"), date(2022, 2, 1))
    with on(date(2022, 2, 1)):
        keep_up(opened)
        excuse(of("N1"), Excused.LONG_ABSENCE, by=cast.alice)
        take_back(of("N1"), by=cast.alice)
    assert of("N1").excused == Excused.LATE_STARTER


@pytest.mark.parametrize("why", [Excused.LATE_STARTER, Excused.LEFT, Excused.NO, "ill"])
def test_nobody_is_excused_for_what_is_not_theirs_to_say(cast: Cast, opened: PerformanceYear, why: str) -> None:
    with pytest.raises(IllegalMove):
        excuse(of("B1"), why, by=cast.alice)


def test_nobody_decides_about_their_own_year_and_nobody_twice(cast: Cast, opened: PerformanceYear) -> None:
    with pytest.raises(IllegalMove):
        excuse(of("B1"), Excused.SECONDED, by=cast.bob)
    with pytest.raises(IllegalMove):
        take_back(of("B1"), by=cast.alice)
    with pytest.raises(StaleMove):
        excuse(of("B1"), Excused.SECONDED, by=cast.alice, seen=Excused.LEFT)


def test_nobody_is_excused_from_a_year_that_is_over(cast: Cast, opened: PerformanceYear) -> None:
    opened.close(by=None)
    with pytest.raises(IllegalMove):
        excuse(of("B1"), Excused.SECONDED, by=cast.alice)


def test_whoever_was_rated_is_neither_excused_nor_lost_when_they_leave(cast: Cast) -> None:
    rating = sent(bobs(cast), cast.alice)
    with pytest.raises(IllegalMove, match="sent to moderation"):
        excuse(rating.appraisal, Excused.SECONDED, by=cast.alice)
    Post._base_manager.filter(person=cast.bob.person).update(ended=date(2021, 10, 1))
    kept_up(rating.appraisal.year, date(2022, 3, 1))
    assert of("B1").excused == Excused.NO
    Rating._base_manager.filter(pk=rating.pk).update(status="draft")
    kept_up(rating.appraisal.year, date(2022, 3, 1))
    assert of("B1").excused == Excused.LEFT
