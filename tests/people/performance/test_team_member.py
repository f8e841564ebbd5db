"""The page of one of a line manager's team: what became of the rating, what they say of it, and excusing them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.performance import agreeing
from people.performance.models import Appraisal
from people.performance.ratings import Rating
from people.roles import Role
from people.workforce.models import Post
from tests.base import Cast, person, post, user
from tests.people.performance.own_made import NEAR_THE_END, a_year, page, rated
from tests.people.performance.rated import WORDS, rating_of, sent
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

EXCUSE = "Excuse from this year"


def team_page(year: Appraisal) -> str:
    return f"/people/team/{year.pk}/"


def test_shared_the_line_manager_reads_the_final_values_and_the_comment(cast: Cast, client: Client) -> None:
    year = a_year(cast, status="released")
    rated(year, by=cast.alice).say("Thank you, and court counted", by=cast.bob)
    text = page(client, cast.alice, team_page(year))
    assert "4, Exceeded You sent 2, Partly met." in text and "3, Met You sent 1, Not met." in text
    assert "Thank you, and court counted" in text and "Shared with them on" in text
    assert ReadLog.objects.visible_to(cast.bob).filter(kind="people.Rating", reader=cast.alice).exists()
    assert f"{team_page(year)}#rating" in client.get("/people/team/").content.decode()


@pytest.mark.parametrize("status", ["draft", "provisional", "moderated", "final"])
def test_before_that_only_where_it_stands(status: str, cast: Cast, client: Client) -> None:
    year = a_year(cast)
    rated(year, by=cast.alice, status=status)
    text = page(client, cast.alice, team_page(year))
    assert not any(word in text for word in (*WORDS, "You sent"))


def test_whoever_manages_them_since_reads_the_final_values_and_not_what_another_sent(
    cast: Cast, client: Client
) -> None:
    year = a_year(cast, status="released")
    rated(year, by=cast.alice)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    text = page(client, cast.charlie, team_page(year))
    assert "4, Exceeded" in text and "You sent" not in text and "Partly met" not in text


def test_the_sending_page_keeps_what_was_sent(cast: Cast, client: Client) -> None:
    year = a_year(cast, status="released")
    rated(year, by=cast.alice)
    text = page(client, cast.alice, f"/people/team/ratings/submit/?year={year.year_id}")
    assert "2, Partly met" in text and "Exceeded" not in text and "These are the values that were sent." in text


def test_the_line_manager_finds_the_way_to_excuse_somebody_and_back(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    assert EXCUSE in page(client, cast.alice, team_page(year))
    assert EXCUSE not in page(client, cast.bob, "/people/my-performance/")
    assert client.get(reverse("people:appraisals-excuse", args=[year.pk])).status_code == 404
    client.force_login(cast.alice)
    given = {"why": "seconded", "seen": ""}
    assert client.post(reverse("people:appraisals-excuse", args=[year.pk]), given)["Location"] == team_page(year)
    assert "Take back that they are excused" in page(client, cast.alice, team_page(year))


def test_there_is_no_way_to_it_once_the_rating_was_sent_or_the_year_is_over(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    sent(year, cast.alice)
    assert EXCUSE not in page(client, cast.alice, team_page(year))
    Rating._base_manager.all().delete()
    year.year.close(by=None, on=date(2022, 4, 1))
    assert EXCUSE not in page(client, cast.alice, team_page(year))


def test_a_special_s_supervisor_is_told_nothing_of_the_year_and_named_nowhere_in_it(cast: Cast, client: Client) -> None:
    year, supervisor = a_year(cast), user("supervisor")
    post(cast.bob.person, staff_type="special", rank=None, line_manager=person("S1", "Sue Special", supervisor))
    agreeing.propose(year, 1, by=cast.bob, text="Answer in time")
    assert not Alert.objects.visible_to(supervisor).exists() and Alert.objects.visible_to(cast.alice).exists()
    text = page(client, cast.bob, "/people/my-performance/", NEAR_THE_END)
    assert "Alice Archer" in text and "Sue Special" not in text


def test_evidence_that_was_moderated_is_shown_and_not_a_box_to_write_in(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    rating = sent(year, cast.alice)
    client.force_login(cast.alice)
    grid, box = "/people/team/ratings/", f'name="evidence-{year.pk}"'
    assert " readonly" not in client.get(grid).content.decode().partition(box)[2].partition(">")[0]
    rating.moderate(rating.what, rating.how, by=user("moderator", Role.PERFORMANCE_LEAD))
    assert " readonly" in client.get(grid).content.decode().partition(box)[2].partition(">")[0]
    change = {"appraisal": year.pk, "aspect": "what", "value": "5", "seen": "3", "voids": "yes"}
    assert client.post(f"{grid}save/", change).json()["evidence_open"] and rating_of(year).status == "provisional"


@pytest.mark.parametrize("address", ["team/", "team/ratings/", "team/ratings/submit/", "my-performance/"])
def test_what_a_page_does_not_know_is_refused(address: str, cast: Cast, client: Client) -> None:
    year = a_year(cast)
    client.force_login(cast.alice if "team" in address else cast.bob)
    assert client.get(f"/people/{address}").status_code == 200
    for of in (address, f"team/{year.pk}/", "my-performance/rating/"):
        assert client.get(f"/people/{of}?rank=2").status_code == 400
