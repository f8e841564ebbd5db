"""My rating: nothing of it before it is shared, by whichever way; after that my comment, and a review."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.performance import own_rating
from people.performance.decisions import RatingReview
from people.performance.models import Appraisal, PerformanceYear
from people.performance.ratings import Rating
from people.roles import Role
from tests.base import Cast
from tests.people.performance.own_made import a_year, page, rated, send, words
from tests.people.performance.rated import WORDS
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog, log_read
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db

MINE = "/people/my-performance/rating/"
BEFORE = ["draft", "provisional", "moderated", "final"]


def shared(cast: Cast) -> Appraisal:
    year = a_year(cast)
    rated(year, by=cast.alice)
    return year


@pytest.mark.parametrize("status", BEFORE)
def test_before_it_is_shared_the_page_is_that_of_nobody_s_rating(cast: Cast, client: Client, status: str) -> None:
    year = a_year(cast, release_on=date(2022, 6, 30))
    addresses = [MINE, f"/people/my-performance/{year.pk}/rating/", "/people/my-performance/", reverse("home")]
    without = [page(client, cast.bob, address) for address in addresses]
    assert "Ratings of 2021/22 are shared with everybody on 30 June 2022." in without[0]
    rated(year, by=cast.alice, status=status)
    assert [page(client, cast.bob, address) for address in addresses] == without
    assert not any(word in text for word in (*WORDS, "Evidence") for text in without)


@pytest.mark.parametrize("status", BEFORE)
def test_before_it_is_shared_nothing_can_be_done_about_it(cast: Cast, client: Client, status: str) -> None:
    year = a_year(cast)
    rating = rated(year, by=cast.alice, status=status)
    client.force_login(cast.bob)
    for step in ("comment", "ask-review"):
        assert client.get(f"/people/my-performance/{year.pk}/rating/{step}/").status_code == 404
        assert client.post(f"/people/my-performance/{year.pk}/rating/{step}/", {"reason": "-"}).status_code == 404
    with pytest.raises(IllegalMove):
        own_rating.ask_for_review(rating, by=cast.bob, reason="Unfair")
    of_mine: list[Any] = [Rating.objects, rating.changes, rating.events]
    assert not any(rows.visible_to(cast.bob).exists() for rows in of_mine)
    about_me = page(client, cast.bob, reverse("audit:about-me-list"))
    assert not any(word in about_me for word in WORDS)


def test_shared_it_is_the_final_values_in_the_words_of_the_scale(cast: Cast, client: Client) -> None:
    shared(cast)
    text = page(client, cast.bob, MINE)
    assert "4. Exceeded" in text and "3. Met" in text and "Met, as the framework has it." in text
    for other in ("Not met", "Partly met", "Outstanding", "Evidence of hers"):
        assert other not in text


def named(reader: Any, client: Client) -> bool:
    """Does "Who viewed my record" name the lead's reading of the rating?"""
    return "Performance Lead" in page(client, reader, reverse("audit:about-me-list"))


@pytest.mark.parametrize("status", BEFORE)
def test_who_read_it_is_told_once_it_is_shared(cast: Cast, client: Client, status: str) -> None:
    lead = cast.of(Role.PERFORMANCE_LEAD)
    lead.first_name, lead.last_name = "Performance", "Lead"
    lead.save()
    rating = rated(a_year(cast), by=cast.alice, status=status)
    log_read(lead, rating)
    assert not named(cast.bob, client) and not ReadLog.objects.visible_to(cast.bob).exists()
    of_others = [ReadLog.objects.visible_to(each).count() for each in (cast.of(Role.AUDITOR), lead, cast.alice)]
    assert of_others == [1, 1, 0]
    Rating._base_manager.all().delete()
    shared_one = rated(rating.appraisal, by=cast.alice)
    ReadLog.objects.unscoped().update(record=str(shared_one.pk))
    assert named(cast.bob, client)


def test_whoever_manages_or_leads_has_no_way_in_by_it(cast: Cast, client: Client) -> None:
    year = shared(cast)
    for reader in (cast.alice, cast.charlie, cast.of(Role.PERFORMANCE_LEAD)):
        client.force_login(reader)
        assert client.get(f"/people/my-performance/{year.pk}/rating/").status_code == 404


def test_my_comment_and_no_other_window_s_over_it(cast: Cast, client: Client) -> None:
    year = shared(cast)
    address = f"/people/my-performance/{year.pk}/rating/comment/"
    client.force_login(cast.bob)
    seen = client.get(address).context["form"]["seen"].value()
    assert client.post(address, {"comment": "Thank you", "seen": seen}).status_code == 302
    stale = client.post(address, {"comment": "Thanks", "seen": seen})
    assert stale.status_code == 409 and "Thank you" in words(stale)
    assert Rating._base_manager.get().comment == "Thank you"
    assert "Thank you" in page(client, cast.bob, MINE)


def test_a_review_is_asked_for_once_and_performance_leads_are_told(cast: Cast, client: Client) -> None:
    year = shared(cast)
    address = f"/people/my-performance/{year.pk}/rating/ask-review/"
    assert send(client, cast.bob, address, reason="").status_code == 200
    assert send(client, cast.bob, address, reason="Court was left out").status_code == 302
    assert send(client, cast.bob, address, reason="Again").status_code == 409
    told = Alert.objects.visible_to(cast.of(Role.PERFORMANCE_LEAD)).get()
    assert "Court" not in told.text + told.subject and not Alert.objects.visible_to(cast.alice).exists()
    with pytest.raises(IllegalMove), transaction.atomic():
        own_rating.ask_for_review(Rating._base_manager.get(), by=cast.bob, reason="Again")


def test_its_answer_is_read_and_another_can_be_asked_for(cast: Cast, client: Client) -> None:
    year = shared(cast)
    own_rating.ask_for_review(Rating._base_manager.get(), by=cast.bob, reason="Court was left out")
    RatingReview._base_manager.get().answer_with(False, by=cast.of(Role.PERFORMANCE_LEAD), answer="It was counted")
    text = page(client, cast.bob, f"/people/my-performance/{year.pk}/rating/")
    assert "Court was left out" in text and "Not upheld" in text and "It was counted" in text
    assert "Ask for a review" in text


def test_in_a_closed_year_it_stands(cast: Cast, client: Client) -> None:
    year = shared(cast)
    PerformanceYear._base_manager.update(status="closed", closed_on=date(2022, 7, 1))
    assert "4. Exceeded" in page(client, cast.bob, MINE)
    for step, field in (("comment", "comment"), ("ask-review", "reason")):
        sent = send(client, cast.bob, f"/people/my-performance/{year.pk}/rating/{step}/", **{field: "Late"})
        assert sent.status_code == 409
    with pytest.raises(IllegalMove):
        Rating._base_manager.get().say("Late", by=cast.bob)


def test_a_year_that_shared_no_rating_of_mine_says_so(cast: Cast, client: Client) -> None:
    year = a_year(cast, status="released", released_at="2022-06-30T09:00Z")
    rated(year, by=cast.alice, status="moderated")
    assert "No rating of 2021/22 is shared with you." in page(client, cast.bob, MINE)
