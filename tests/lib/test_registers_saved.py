"""Saved filters: one's own, under a name, read anew each time, and never a way to what a list would refuse."""

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast
from wmp.lib.models import SavedFilter
from wmp.lib.registers import saving

pytestmark = pytest.mark.django_db

POSTS = "/people/posts/"
NEW = "/people/posts/saved/new/?staff_type=officer&q=baker&sort=-person"
QUERY = "?staff_type=officer&q=baker&sort=-person"


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """The people data officer, signed in."""
    client.force_login(cast.of(Role.PEOPLE_DATA))
    return client


def saved(cast: Cast, query: str, name: str = "Mine", register: str = "people:posts-list") -> SavedFilter:
    owner = cast.of(Role.PEOPLE_DATA)
    return SavedFilter.objects.create(owner=owner, register=register, name=name, query=query)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def names(cast: Cast, role: Role = Role.PEOPLE_DATA) -> list[str]:
    return [each.name for each in SavedFilter.objects.visible_to(cast.of(role))]


def test_a_filter_in_force_can_be_saved_and_stands_above_the_list(reader: Client, cast: Cast) -> None:
    assert NEW.replace("&", "&amp;") in text(reader, POSTS + QUERY)
    assert "Search: baker; Staff type: Police Officer; In order of: Name (from the last)" in text(reader, NEW)
    response = reader.post(NEW, {"name": "Bakers"})
    assert (response.status_code, response["Location"]) == (302, POSTS + QUERY)
    page = text(reader, POSTS)
    assert f'href="{(POSTS + QUERY).replace("&", "&amp;")}">Bakers</a>' in page


def test_the_one_in_force_is_marked_and_not_offered_again(reader: Client, cast: Cast) -> None:
    saved(cast, "sort=-person&q=baker&staff_type=officer")
    page = text(reader, POSTS + QUERY)
    assert 'aria-current="page">Mine</a>' in page and "Save this filter" not in page


def test_the_bare_list_offers_nothing_to_save(reader: Client) -> None:
    page = text(reader, POSTS)
    assert "Save this filter" not in page and "Saved filters" not in page


def test_a_filter_is_of_its_list_alone(reader: Client, cast: Cast) -> None:
    saved(cast, "q=baker", register="people:people-list")
    assert "Mine" not in text(reader, POSTS) and ">Mine</a>" in text(reader, "/people/people/")


def test_a_filter_is_its_owners_alone(reader: Client, cast: Cast) -> None:
    key = saved(cast, "q=baker").pk
    reader.force_login(cast.alice)
    assert "Mine" not in text(reader, POSTS) and "Mine" not in text(reader, "/people/posts/saved/")
    assert reader.post(f"/people/posts/saved/{key}/", {"delete": "1"}).status_code == 404
    assert names(cast) == ["Mine"]


def test_a_key_of_another_list_is_not_found(reader: Client, cast: Cast) -> None:
    assert reader.get(f"/people/people/saved/{saved(cast, 'q=baker').pk}/").status_code == 404


def test_it_is_renamed_and_deleted(reader: Client, cast: Cast) -> None:
    address = f"/people/posts/saved/{saved(cast, 'q=baker').pk}/"
    assert address in text(reader, "/people/posts/saved/")
    assert reader.post(address, {"name": "Bakers"})["Location"] == f"{POSTS}?q=baker"
    assert names(cast) == ["Bakers"]
    assert reader.post(address, {"delete": "1"})["Location"] == POSTS
    assert names(cast) == []


def test_two_of_a_name_are_refused_with_a_sentence(reader: Client, cast: Cast) -> None:
    saved(cast, "q=baker")
    other = saved(cast, "q=cook", name="Other")
    for response in (
        reader.post(NEW, {"name": "Mine"}),
        reader.post(f"/people/posts/saved/{other.pk}/", {"name": "Mine"}),
    ):
        assert response.status_code == 200 and "a saved filter of this name already" in response.content.decode()
    assert names(cast) == ["Mine", "Other"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_a_name(reader: Client, cast: Cast, name: str) -> None:
    assert "There is a problem" in reader.post(NEW, {"name": name}).content.decode()
    assert names(cast) == []


def test_what_the_list_has_lost_is_explained_and_left_out(reader: Client, cast: Cast) -> None:
    key = saved(cast, "intake_day=3&q=baker").pk
    address = f"/people/posts/saved/{key}/"
    assert f'href="{address}">Mine</a>' in text(reader, POSTS)
    page = text(reader, address)
    assert "does not have any more: “intake day”" in page and 'href="/people/posts/?q=baker"' in page
    assert reader.post(address, {"name": "Mine"})["Location"] == f"{POSTS}?q=baker"
    assert SavedFilter.objects.visible_to(cast.of(Role.PEOPLE_DATA)).get().query == "q=baker"


@pytest.mark.parametrize(
    "query", ["sort=leaving_reason&q=baker", "page=2&q=baker", "export=csv&q=baker", "a%00b=1&q=baker"]
)
def test_nothing_but_a_filter_is_ever_opened(reader: Client, cast: Cast, query: str) -> None:
    key = saved(cast, query).pk
    assert "The list has changed" in text(reader, f"/people/posts/saved/{key}/")
    assert f'href="/people/posts/saved/{key}/">Mine' in text(reader, POSTS)


def test_a_value_that_is_no_choice_any_more_is_said_by_its_field(reader: Client, cast: Cast) -> None:
    saved(cast, "staff_type=knight")
    assert 'href="/people/posts/?staff_type=knight">Mine' in text(reader, POSTS)
    assert "Select staff type from the list" in text(reader, f"{POSTS}?staff_type=knight")


@pytest.mark.parametrize(
    "asked", ["equality=female", "person__equality__gender=female", "sort=leaving_reason", "q=a%00"]
)
def test_what_the_list_refuses_is_not_saved(reader: Client, cast: Cast, asked: str) -> None:
    assert reader.post(f"/people/posts/saved/new/?{asked}", {"name": "Mine"}).status_code == 400
    assert names(cast) == []


def test_there_are_not_too_many_nor_too_long_ones(reader: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "&".join(["staff_type=" + "x" * 500] * 5)
    assert "too long to be saved" in reader.post(f"/people/posts/saved/new/?{long}", {"name": "A"}).content.decode()
    monkeypatch.setattr(saving, "MOST_SAVED", 1)
    saved(cast, "q=baker")
    assert "Delete one first" in reader.post(NEW, {"name": "Second"}).content.decode()


def test_a_name_cannot_run_as_script(reader: Client, cast: Cast) -> None:
    saved(cast, "q=baker", name="<script>alert(1)</script>")
    assert "<script>alert" not in text(reader, POSTS) + text(reader, "/people/posts/saved/")
