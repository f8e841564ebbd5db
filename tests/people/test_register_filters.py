"""Search, filters and order of a register, and what it refuses."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Department
from tests.base import Cast, Role, person, post, probation
from wmp.lib import reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """The people data officer, signed in."""
    reference.forget()
    client.force_login(cast.of(Role.PEOPLE_DATA))
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_filter_narrows_and_can_be_removed(reader: Client, cast: Cast) -> None:
    post(person("S1", "Sue Staff"), staff_type="staff")
    page = text(reader, "/people/posts/?staff_type=staff&sort=person")
    assert "Staff, Sue" in page and "Baker, Bob" not in page and "1 post" in page
    assert 'class="moj-filter__tag" href="?sort=person"' in page


def test_a_department_can_be_chosen(reader: Client) -> None:
    firearms = Department.objects.create(name="Firearms")
    post(person("F1", "Finn Fire"), department=firearms)
    page = text(reader, f"/people/posts/?department={firearms.pk}")
    assert "Fire, Finn" in page and "1 post" in page


def test_posts_held_today(reader: Client) -> None:
    post(person("G1", "Gil Gone"), date(2010, 1, 1), ended=date(2011, 1, 1))
    assert "Gone, Gil" not in text(reader, "/people/posts/?held=now")
    assert "Gone, Gil" in text(reader, "/people/posts/?held=ended")


@pytest.mark.parametrize("words", ["bak", "Baker bob", "BAKER, Bob", "ba", "bo", "B1", "b1", "W-B1"])
def test_a_search_finds_by_parts_of_a_name_and_by_number(reader: Client, words: str) -> None:
    page = text(reader, f"/people/people/?q={words}")
    assert "Baker, Bob" in page and "Cook, Charlie" not in page


@pytest.mark.parametrize("words", ["%", "_", "aker bobb", "' OR 1=1 --", "ob", "😀", "\\"])
def test_a_search_takes_words_as_words(reader: Client, words: str) -> None:
    assert "Nothing matches" in reader.get("/people/people/", {"q": words}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "equality=female",
        "person__equality__gender=female",
        "staff_type__in=officer",
        "sort=person__equality__gender",
        "sort=leaving_reason",
        "sort=--started",
        "o=started",
        "page=2",
        "page=last&after=3",
        "after=1 OR 1=1",
        "after=-1",
        "after=99999999999999999999",
        "export=pdf",
        "q=a%00",
        "held=now&held__x=1",
    ],
)
def test_what_the_register_does_not_know_is_refused_before_a_query(reader: Client, asked: str) -> None:
    with CaptureQueriesContext(connection) as caught:
        assert reader.get(f"/people/posts/?{asked}").status_code == 400
    assert not [query for query in caught if "people_post" in query["sql"]]


def test_a_wrong_value_is_said_by_its_field_and_kept(reader: Client) -> None:
    page = text(reader, "/people/posts/?started_from=2022-02-31&staff_type=officer&sort=person")
    assert "Started on or after must be a real date" in page
    assert 'value="2022-02-31"' in page and '<option value="officer" selected>' in page
    assert "Baker, Bob" not in page and 'name="sort" value="person"' in page


def test_a_choice_that_is_not_offered_is_said_by_its_field(reader: Client) -> None:
    page = text(reader, "/people/posts/?staff_type=knight")
    assert "There is a problem" in page and "Baker, Bob" not in page


def test_a_number_too_large_for_the_database_is_said_by_its_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    assert "There is a problem" in text(client, "/people/promotion/promotion-processes/?year=99999999999")


def test_headings_are_links_that_say_how_the_list_stands(reader: Client) -> None:
    page = text(reader, "/people/posts/?sort=person")
    assert 'aria-sort="ascending"' in page and 'href="?sort=-person"' in page and 'href="?sort=started"' in page


def test_a_change_of_order_keeps_search_and_filters(reader: Client) -> None:
    page = text(reader, "/people/posts/?q=bak&staff_type=officer")
    assert 'href="?staff_type=officer&amp;q=bak&amp;sort=person"' in page


def test_a_name_cannot_run_as_script(reader: Client) -> None:
    post(person("X1", "<script>alert(1)</script> <b>"))
    page = text(reader, "/people/posts/?q=alert")
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_an_empty_register_says_so(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    assert "Nothing here yet" in text(client, "/people/promotion/promotion-applications/")


def test_the_probation_register_finds_the_overdue(reader: Client, cast: Cast) -> None:
    probation(cast.charlie.person, date(2018, 1, 1), due_to_end_on=date(2020, 1, 1))
    page = text(reader, "/people/probation/?standing=overdue")
    assert "Cook, Charlie" in page and "Baker, Bob" not in page
