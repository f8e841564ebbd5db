"""A manager's ratings grid over HTTP: each change is saved or said why not, in few queries; and as one plain form."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.performance.models import Appraisal
from people.performance.ratings import Rating
from people.roles import Role
from people.workforce.models import Post, User
from tests.base import Cast, person, post
from tests.people.performance.rated import bobs, entered, open_year, rating_of, sent, team_of
from wmp.lib import clock

pytestmark = pytest.mark.django_db

# A test is a transaction, so that a request's own is a savepoint in it, made and let go.
SAVEPOINT = 2
GRID, SAVE = "/people/team/ratings/", "/people/team/ratings/save/"
Save = Callable[..., Any]


def signed_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def alice(cast: Cast) -> Client:
    return signed_in(cast.alice)


def save(client: Client, appraisal: Appraisal, value: Any, aspect: str = "what", seen: Any = "", **more: Any) -> Any:
    return client.post(SAVE, {"appraisal": appraisal.pk, "aspect": aspect, "value": value, "seen": seen, **more})


def test_the_first_value_makes_the_rating(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    answer = save(alice, bob, 3).json()
    assert (answer["status"], answer["value"], answer["words"]) == ("saved", "3", "3, Met")
    assert (answer["standing"], rating_of(bob).rater) == ("Draft", cast.alice)
    assert save(alice, bob, "", seen=3).json()["value"] == "" and rating_of(bob).what is None


def test_evidence_is_saved_with_its_lines(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    assert save(alice, bob, "One\r\nTwo", "evidence").json()["value"] == "One\nTwo"
    assert save(alice, bob, "Three", "evidence", seen="One\r\nTwo").json()["value"] == "Three"


def test_evidence_is_kept_without_what_nobody_sees_of_it(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    assert save(alice, bob, "Led\x07 the\x1b desk\u202e", "evidence").json()["value"] == "Led the desk"
    assert rating_of(bob).evidence == "Led the desk"


def test_somebody_elses_value_is_told_and_stands(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    save(alice, bob, 2)
    response = save(alice, bob, 4)
    assert response.status_code == 409
    answer = response.json()
    assert (answer["status"], answer["value"], answer["words"]) == ("conflict", "2", "2, Partly met")
    assert answer["whose"] == "You" and rating_of(bob).what.number == 2
    assert save(alice, bob, 4, seen=2).status_code == 200


def test_a_save_that_is_repeated_is_no_conflict(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    assert [save(alice, bob, 3).status_code for _ in range(2)] == [200, 200]


def test_a_moderated_rating_is_changed_only_on_a_second_word(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    rating = sent(bob, cast.alice)
    rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
    response = save(alice, bob, 5, seen=3)
    assert (response.status_code, response.json()["status"]) == (409, "moderated")
    assert rating_of(bob).status == "moderated"
    assert save(alice, bob, 5, seen=3, voids="yes").json()["standing"] == "Sent"
    assert rating_of(bob).moderated_what is None


@pytest.mark.parametrize("status", ["set up", "released", "closed"])
def test_nothing_is_entered_in_a_year_that_is_not_open(status: str, cast: Cast, alice: Client) -> None:
    closed = {"closed_on": date(2022, 4, 1)} if status == "closed" else {}
    bob = bobs(cast, status=status, **closed)
    response = save(alice, bob, 3)
    assert (response.status_code, response.json()["status"]) == (409, "refused")
    assert "2021/22" in response.json()["message"] and not Rating._base_manager.exists()


def test_nor_before_the_day_on_which_ratings_begin(cast: Cast, alice: Client) -> None:
    bob = bobs(cast, ratings_from=clock.today() + timedelta(days=1))
    assert "are entered from" in save(alice, bob, 3).json()["message"]
    assert "are entered from" in alice.get(GRID).content.decode()


def test_the_excused_are_not_rated(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    Appraisal._base_manager.update(excused="long absence")
    assert "is not rated in 2021/22" in save(alice, bob, 3).json()["message"]
    assert "Bob Baker" not in alice.get(GRID).content.decode()


def test_nobody_else_enters_anything(cast: Cast) -> None:
    bob, lead = bobs(cast), cast.of(Role.PERFORMANCE_LEAD)
    for account, expected in ((cast.bob, 403), (lead, 403), (cast.charlie, 404)):
        assert save(signed_in(account), bob, 3).status_code == expected
    assert not Rating._base_manager.exists()


def test_a_former_line_manager_enters_nothing_and_the_present_one_finishes(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    entered(bob, cast.alice, what=3, how=None)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    assert save(alice, bob, 4, seen=3).status_code == 404
    charlie = signed_in(cast.charlie)
    assert "Rated by alice. You can finish it." in charlie.get(GRID).content.decode()
    assert save(charlie, bob, 4, "how").status_code == 200
    assert (rating_of(bob).what.number, rating_of(bob).rater) == (3, cast.charlie)


@pytest.mark.parametrize(
    "sent",
    [
        {"appraisal": "9" * 5000},
        {"value": "9" * 5000},
        {"aspect": "status"},
        {"value": "7"},
        {"value": "²"},
        {"value": "-1"},
        {"appraisal": "x"},
        {"aspect": "evidence", "value": "x" * 4001},
    ],
)
def test_what_no_box_sends_is_refused(sent: dict[str, str], cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    response = alice.post(SAVE, {"appraisal": bob.pk, "aspect": "what", "value": "3", "seen": "", **sent})
    assert (response.status_code, response.json()["status"]) == (400, "invalid")
    assert not Rating._base_manager.exists()


@pytest.mark.parametrize("page", ["ratings-grid", "ratings-submit"])
def test_a_key_of_any_length_is_no_year(page: str, cast: Cast, alice: Client) -> None:
    bobs(cast)
    for typed in ("9" * 19, "9" * 5000, "²"):
        assert alice.get(reverse(f"people:{page}"), {"year": typed}).status_code == 404
    assert alice.post(GRID, {"row": "9" * 5000}).status_code == 302


def test_a_signed_out_manager_is_led_to_the_sign_in_page(cast: Cast) -> None:
    assert save(Client(), bobs(cast), 3).status_code == 302


# --- how many queries ------------------------------------------------------------------------------------------------


def queries(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as made:
        assert do().status_code == 200
    return len(made) - SAVEPOINT


@pytest.mark.parametrize("size", [5, 50])
def test_each_save_takes_as_few_queries_in_a_large_team(size: int, cast: Cast, alice: Client) -> None:
    each = team_of(cast.alice.person, open_year(), size)[-1]
    first = queries(lambda: save(alice, each, 3))
    assert (first, queries(lambda: save(alice, each, 4, seen=3))) == (9, 8)
    assert queries(lambda: save(alice, each, 2, "how")) == 8


@pytest.mark.parametrize("size", [5, 50])
def test_so_does_the_page(size: int, cast: Cast, alice: Client) -> None:
    for each in team_of(cast.alice.person, open_year(), size)[:10]:
        entered(each, cast.alice)
    assert queries(lambda: alice.get(GRID)) == 8


def test_more_than_fifty_stand_on_pages(cast: Cast, alice: Client) -> None:
    team_of(cast.alice.person, open_year(), 51)
    page = alice.get(GRID)
    assert page.content.decode().count('name="row"') == 50 and "0 of 51 rated" in page.content.decode()
    assert alice.get(GRID, {"page": 2}).content.decode().count('name="row"') == 1


# --- without script --------------------------------------------------------------------------------------------------


def form(appraisal: Appraisal, **typed: str) -> dict[str, Any]:
    """What a browser sends of one row, with what was seen empty unless said otherwise."""
    return {"row": appraisal.pk, **{f"{name.replace('_', '-')}-{appraisal.pk}": each for name, each in typed.items()}}


def test_the_plain_form_saves_what_was_changed_and_nothing_else(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    entered(bob, cast.alice, what=2, how=None)
    sent = form(bob, what="5", seen_what="5", how="4", seen_how="", evidence="Kept at it", seen_evidence="")
    page = alice.post(GRID, sent, follow=True).content.decode()
    assert "2 changes were saved" in page
    rating = rating_of(bob)
    assert (rating.what.number, rating.how.number, rating.evidence) == (2, 4, "Kept at it")


def test_the_plain_form_keeps_what_could_not_be_saved(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    entered(bob, cast.alice, what=2, how=None)
    response = alice.post(GRID, form(bob, what="5", seen_what="", how="4", seen_how=""))
    page = response.content.decode()
    assert (
        response.status_code == 409 and "Somebody else entered 2, Partly met" in page and rating_of(bob).how.number == 4
    )
    assert '<option value="5" selected>' in page and f'name="seen-what-{bob.pk}" value="2"' in page


def test_the_plain_form_voids_a_moderation_when_its_box_is_ticked(cast: Cast, alice: Client) -> None:
    bob = bobs(cast)
    rating = sent(bob, cast.alice)
    rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
    changed = form(bob, what="5", seen_what="3")
    assert "Tick the box" in alice.post(GRID, changed).content.decode() and rating_of(bob).status == "moderated"
    alice.post(GRID, {**changed, f"voids-{bob.pk}": "yes"})
    assert (rating_of(bob).status, rating_of(bob).what.number) == ("provisional", 5)


def test_the_plain_form_saves_nothing_of_somebody_elses_team(cast: Cast) -> None:
    bob = bobs(cast)
    post(person("D1", "Dee Doe"), line_manager=cast.charlie.person)
    signed_in(cast.charlie).post(GRID, form(bob, what="5", seen_what=""))
    assert not Rating._base_manager.exists()
