"""Sending a team's ratings to moderation, taking one back, and the line on the home page that asks for it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.performance.grid import ratings_wait
from people.performance.models import Appraisal, PerformanceYear
from people.performance.ratings import Rating
from people.roles import Role
from tests.base import Cast
from tests.people.performance.own_made import on
from tests.people.performance.rated import appraisal_of, bobs, entered, on_scale, open_year, rating_of, sent, team_of

pytestmark = pytest.mark.django_db

SUBMIT = "/people/team/ratings/submit/"


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def ready(rating: Rating) -> str:
    return f"{rating.appraisal_id}:{rating.what_id}:{rating.how_id}"


def test_the_check_page_says_who_is_ready_who_is_not_and_who_was_excused(cast: Cast, alice: Client) -> None:
    year = open_year(ratings_due=date(2099, 3, 31))
    entered(appraisal_of(cast.bob.person, year), cast.alice)
    half, away, gone = team_of(cast.alice.person, year, 3)
    entered(half, cast.alice, how=None)
    sent(gone, cast.alice)
    Appraisal._base_manager.filter(pk=away.pk).update(excused="long absence")
    page = alice.get(SUBMIT).content.decode()
    for words in ("Ready to send: 1", "Robin Team00: How is missing", "Robin Team01: away for most", "Sent already: 1"):
        assert words in page
    assert "Send them by 31 March 2099." in page


def test_what_was_checked_is_sent_and_nothing_else(cast: Cast, alice: Client) -> None:
    year = open_year()
    ratings = [entered(each, cast.alice) for each in team_of(cast.alice.person, year, 3)]
    marks = [ready(each) for each in ratings[:2]]
    ratings[1].enter("what", on_scale(year, "what", 1), by=cast.alice, seen=ratings[1].what_id)
    page = alice.post(SUBMIT, {"ready": marks}, follow=True).content.decode()
    assert "1 rating was sent to moderation" in page and "1 rating was changed since" in page
    assert [rating_of(each.appraisal).status for each in ratings] == ["provisional", "draft", "draft"]


def test_a_second_click_sends_nothing_twice(cast: Cast, alice: Client) -> None:
    rating = entered(bobs(cast), cast.alice)
    for _ in range(2):
        alice.post(SUBMIT, {"ready": ready(rating)})
    assert rating.changes.visible_to(cast.alice).count() == 1


def test_one_is_taken_back_until_it_is_moderated(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    rating = sent(bob, cast.alice)
    assert "is a draft again" in alice.post(SUBMIT, {"take_back": bob.pk}, follow=True).content.decode()
    rating = rating_of(bob)
    rating.submit(by=cast.alice)
    rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
    assert alice.post(SUBMIT, {"take_back": bob.pk}).status_code == 409
    assert rating_of(bob).status == "moderated"


def test_nothing_is_sent_once_the_year_is_over(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    rating = entered(bob, cast.alice)
    PerformanceYear._base_manager.update(status="released")
    response = alice.post(f"{SUBMIT}?year={bob.year_id}", {"ready": ready(rating)})
    assert response.status_code == 409 and "have been shared" in response.content.decode()
    assert rating_of(bob).status == "draft"


def test_nobody_sends_or_takes_back_for_another_team(cast: Cast) -> None:
    bob = bobs(cast)
    rating = entered(bob, cast.alice)
    for account in (cast.bob, cast.charlie, cast.of(Role.PERFORMANCE_LEAD)):
        client = Client()
        client.force_login(account)
        assert client.post(SUBMIT, {"ready": ready(rating)}).status_code == 409
        assert client.get(f"{SUBMIT}?year={bob.year_id}").status_code == 404
        assert client.post(f"{SUBMIT}?year={bob.year_id}", {"take_back": bob.pk}).status_code == 404
    assert rating_of(bob).status == "draft"


@pytest.mark.parametrize("year", ["x", "0", "99999"])
def test_a_year_that_is_none_is_not_found(year: str, cast: Cast, alice: Client) -> None:
    bobs(cast)
    assert [alice.get(f"/people/team/ratings/{page}?year={year}").status_code for page in ("", "submit/")] == [404, 404]


def test_the_page_takes_few_queries(cast: Cast, alice: Client) -> None:
    for each in team_of(cast.alice.person, open_year(), 10):
        entered(each, cast.alice)
    with CaptureQueriesContext(connection) as made:
        assert alice.get(SUBMIT).status_code == 200
    assert len(made) <= 8 + 2  # the request's own savepoint


def test_home_says_how_far_the_team_is_in_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    year = open_year(ratings_from=date(2022, 3, 1), ratings_due=date(2022, 3, 31))
    team = team_of(cast.alice.person, year, 3)
    entered(team[0], cast.alice)
    _ = cast.alice.roles
    with django_assert_num_queries(1):
        [line] = ratings_wait(cast.alice)
    assert (line.text, line.due) == ("Rate your team: 1 of 3 done", date(2022, 3, 31))
    assert ratings_wait(cast.bob) == ratings_wait(cast.of(Role.PERFORMANCE_LEAD)) == []


@pytest.mark.parametrize(("day", "asks"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_without_a_day_home_asks_from_the_last_quarter(cast: Cast, day: date, asks: bool) -> None:
    bobs(cast)
    with on(day):
        assert bool(ratings_wait(cast.alice)) == asks


def test_home_asks_to_send_what_is_done_and_then_nothing(cast: Cast) -> None:
    rating = entered(bobs(cast), cast.alice)
    assert [each.text for each in ratings_wait(cast.alice)] == ["Send your team’s ratings to moderation: 1 of 1 done"]
    rating.submit(by=cast.alice)
    assert ratings_wait(cast.alice) == []
    PerformanceYear._base_manager.update(ratings_from=date(2099, 1, 1))
    Rating._base_manager.update(status="draft")
    assert ratings_wait(cast.alice) == []
