"""Conversations: logged by either, read by both, corrected in the open; the year-end one by the line manager."""

from datetime import date

import pytest
from django.test import Client

from people.performance import conversing
from people.performance.models import PerformanceYear
from people.performance.objectives import Conversation
from tests.base import Cast
from tests.people.performance.own_made import (
    MID_YEAR,
    NEAR_THE_END,
    a_year,
    day_parts,
    on,
    page,
    send,
    stored,
    words,
)
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def only() -> Conversation:
    return Conversation._base_manager.select_related("appraisal__year", "appraisal__person").get()


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_either_logs_one_and_both_read_it(cast: Cast, client: Client, by: str) -> None:
    year = a_year(cast)
    sent = {"notes": "Talked about court", **day_parts("held_on", date(2021, 9, 1))}
    assert send(client, getattr(cast, by), f"/people/conversations/new/{year.pk}/", **sent).status_code == 302
    for reader, address in ((cast.alice, f"/people/team/{year.pk}/"), (cast.bob, "/people/my-performance/")):
        assert "Talked about court" in page(client, reader, address)
    assert "1 September 2021" in page(client, cast.bob, "/people/my-performance/")


def test_sent_twice_it_is_one(cast: Cast) -> None:
    year = a_year(cast)
    with on():
        first, second = (conversing.log(year, by=cast.bob, held_on=MID_YEAR, notes="Court") for _ in range(2))
    assert first == second == only()


@pytest.mark.parametrize(("day", "says"), [(date(2021, 9, 7), "in the past"), (date(2021, 3, 31), "1 April 2021 or")])
def test_its_day_is_in_the_year_and_not_to_come(cast: Cast, client: Client, day: date, says: str) -> None:
    year = a_year(cast)
    answer = send(client, cast.bob, f"/people/conversations/new/{year.pk}/", **day_parts("held_on", day))
    assert says in words(answer)
    with on(), pytest.raises(IllegalMove):
        conversing.log(year, by=cast.bob, held_on=day)


def test_its_writer_corrects_it_and_both_read_what_it_said(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    with on():
        written = conversing.log(year, by=cast.alice, held_on=MID_YEAR, notes="Late twice")
    address = f"/people/conversations/{written.pk}/"
    sent = {"notes": "Late once", **day_parts("held_on", MID_YEAR)}
    assert send(client, cast.alice, f"{address}change/", **sent).status_code == 302
    assert "Late twice → Late once" in page(client, cast.bob, address)
    assert send(client, cast.bob, f"{address}change/", **sent).status_code == 403
    with on(), pytest.raises(IllegalMove):
        conversing.correct(only(), by=cast.bob, held_on=MID_YEAR, notes="Never late")


def test_the_line_manager_records_the_year_end(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    sent = {"notes": "A good year", **day_parts("held_on", NEAR_THE_END)}
    address = f"/people/team/{year.pk}/year-end/"
    assert send(client, cast.bob, address, NEAR_THE_END, **sent).status_code == 403
    assert send(client, cast.alice, address, NEAR_THE_END, **sent).status_code == 302
    assert stored(year).year_end_on == NEAR_THE_END
    assert "A good year" in page(client, cast.bob, "/people/my-performance/", NEAR_THE_END)
    assert send(client, cast.alice, address, NEAR_THE_END, **sent).status_code == 409
    with on(NEAR_THE_END), pytest.raises(StaleMove):
        conversing.record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)


def test_correcting_its_day_corrects_the_appraisal(cast: Cast) -> None:
    year = a_year(cast)
    with on(NEAR_THE_END):
        written = conversing.record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)
        conversing.correct(written, by=cast.alice, held_on=date(2022, 3, 1))
    assert stored(year).year_end_on == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("ratings_from", "first"),
    [(None, date(2022, 1, 1)), (date(2021, 12, 1), date(2021, 12, 1)), (date(2022, 3, 1), date(2022, 1, 1))],
)
def test_from_when_the_year_end_is_held(cast: Cast, client: Client, ratings_from: date | None, first: date) -> None:
    year = a_year(cast, ratings_from=ratings_from)
    assert conversing.year_end_from(year.year) == first
    refused = send(client, cast.alice, f"/people/team/{year.pk}/year-end/", MID_YEAR)
    assert refused.status_code == 409 and f"from {first:%-d %B %Y}" in words(refused)


def test_nothing_is_logged_in_a_closed_year(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    PerformanceYear._base_manager.update(status="closed", closed_on=MID_YEAR)
    sent = day_parts("held_on", MID_YEAR)
    assert send(client, cast.bob, f"/people/conversations/new/{year.pk}/", **sent).status_code == 409
