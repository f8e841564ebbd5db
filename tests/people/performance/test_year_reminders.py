"""Reminders of the performance year: once a week at most, on working days, and about nothing that was said."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.performance.agreeing import propose
from people.performance.choices import Excused
from people.performance.models import Appraisal
from people.performance.reminders import remind_all
from people.roles import Role
from people.workforce.models import User
from tests.base import Cast
from tests.people.performance.own_made import on
from tests.people.performance.rated import appraisal_of, bobs, entered, open_year, team_of
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

DUE = {"objectives_due": date(2021, 6, 30), "ratings_from": date(2022, 3, 1), "ratings_due": date(2022, 4, 8)}
MONDAY = date(2021, 6, 21)


def reminded(day: date) -> int:
    with on(day):
        return remind_all()


def told(account: User) -> list[str]:
    return list(Alert.objects.unscoped().filter(to=account).order_by("pk").values_list("text", flat=True))


def test_a_line_manager_hears_two_weeks_before_and_once_a_week(cast: Cast) -> None:
    bobs(cast, **DUE)
    assert [reminded(day) for day in (date(2021, 6, 15), date(2021, 6, 16), date(2021, 6, 16), date(2021, 6, 18))] == [
        0,
        1,
        0,
        0,
    ]
    assert reminded(MONDAY) == 1
    assert told(cast.alice) == ["In your team: 1 person without agreed objectives (by 30 June 2021)."] * 2
    assert told(cast.bob) == [] == told(cast.charlie)


def test_nobody_is_reminded_on_a_day_off(cast: Cast) -> None:
    bobs(cast, **DUE)
    assert reminded(date(2021, 6, 19)) == 0


def test_what_is_done_or_excused_is_not_reminded_of(cast: Cast) -> None:
    appraisal = bobs(cast, **DUE)
    other = appraisal_of(cast.alice.person, appraisal.year)  # nobody manages her
    assert other.excused == ""
    Appraisal.objects.unscoped().filter(pk=appraisal.pk).update(excused=Excused.SECONDED)
    assert reminded(MONDAY) == 0
    Appraisal.objects.unscoped().update(excused="", objectives_set_on=date(2021, 6, 1))
    assert reminded(MONDAY) == 0


def test_near_the_end_conversations_and_ratings_are_due_together(cast: Cast) -> None:
    appraisal = bobs(cast, **DUE)
    Appraisal.objects.unscoped().update(objectives_set_on=date(2021, 6, 1))
    entered(appraisal, cast.alice)
    reminded(date(2022, 3, 7))
    parts = (
        "1 person without a year-end conversation (by 31 March 2022)",
        "1 person without a rating sent to moderation",
    )
    assert told(cast.alice) == [f"In your team: {parts[0]} and {parts[1]} (by 8 April 2022)."]


def test_a_closed_year_reminds_nobody(cast: Cast) -> None:
    bobs(cast, **DUE).year.close(by=None)
    assert reminded(MONDAY) == 0


def test_objectives_that_wait_for_the_person_are_theirs_to_hear_of(cast: Cast) -> None:
    appraisal = bobs(cast)
    propose(appraisal, 1, by=cast.alice, text="Two statements a week")
    assert (reminded(MONDAY), reminded(MONDAY)) == (1, 0)
    assert told(cast.bob)[1:] == ["1 objective waits for your agreement."]  # he heard of it when she proposed it


def test_the_lead_reminds_managers_of_chosen_people_once_a_day(client: Client, cast: Cast) -> None:
    appraisal = bobs(cast, **DUE)
    client.force_login(cast.of(Role.PERFORMANCE_LEAD))
    page = reverse("people:appraisals-bulk-remind")
    for _ in range(2):
        asked = client.get(page, {"chosen": appraisal.pk})
        client.post(page, {"row": asked.context["rows"]})
    assert told(cast.alice) == ["The performance lead asks you to look at your team: 1 person to see to."]


def test_nobody_is_reminded_of_what_is_complete(client: Client, cast: Cast) -> None:
    appraisal = bobs(cast)
    entered(appraisal, cast.alice).submit(by=cast.alice)
    Appraisal.objects.unscoped().update(objectives_set_on=date(2021, 6, 1), year_end_on=date(2022, 3, 1))
    client.force_login(cast.of(Role.PERFORMANCE_LEAD))
    page = reverse("people:appraisals-bulk-remind")
    asked = client.get(page, {"chosen": appraisal.pk})
    assert client.post(page, {"row": asked.context["rows"]}).status_code == 409
    assert told(cast.alice) == []


def test_many_are_reminded_of_without_a_query_for_what_each_lacks(client: Client, cast: Cast) -> None:
    year = open_year(ratings_due=date(2022, 4, 8))
    keys = [each.pk for each in team_of(cast.alice.person, year, 4)]
    client.force_login(cast.of(Role.PERFORMANCE_LEAD))
    page = reverse("people:appraisals-bulk-remind")
    asked = client.get(page, {"chosen": keys})
    with CaptureQueriesContext(connection) as queries:
        assert client.post(page, {"row": asked.context["rows"]}).status_code == 302
    ratings = [each["sql"] for each in queries if '"people_rating"' in each["sql"]]
    assert len(ratings) == 1
