"""The pages of registers and records ask the database a few times, however many rows there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Department, Person, Post
from tests.base import Cast, Role
from wmp.lib.models import ChosenColumns, SavedFilter

pytestmark = pytest.mark.django_db

MOST = 8


def made(size: int) -> None:
    """That many people with a post each, of three departments."""
    departments = [Department.objects.get_or_create(name=name)[0] for name in ("Response", "Traffic", "Roads")]
    people = Person.objects.bulk_create(
        Person(employee_number=f"N{n}", first_name="Sam", last_name=f"Smith{n:04}") for n in range(size)
    )
    Post.objects.bulk_create(
        Post(
            person=who, staff_type="staff", department=departments[n % 3], started="2020-01-01", line_manager=people[0]
        )
        for n, who in enumerate(people)
        if n
    )


@pytest.fixture
def count(cast: Cast, client: Client) -> Callable[[str], int]:
    """How many statements a page takes for the people data officer, once its caches are warm."""
    client.force_login(cast.of(Role.PEOPLE_DATA))

    def counted(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught)

    return counted


@pytest.mark.parametrize(
    "address",
    [
        "/people/posts/",
        "/people/posts/?staff_type=staff&held=now&q=smith&sort=person",
        "/people/posts/?page=last",
        "/people/people/?sort=warrant_number",
        "/people/people/?sort=-warrant_number&page=last",
    ],
)
def test_a_list_takes_the_same_few_queries_at_50_and_500_rows(count: Callable[[str], int], address: str) -> None:
    made(60)
    few = count(address)
    Post.objects.unscoped().filter(staff_type="staff").delete()
    Person.objects.unscoped().filter(employee_number__startswith="N").delete()
    made(500)
    assert count(address) == few <= MOST


def test_what_a_reader_keeps_of_a_list_takes_no_query_more_than_asking(count: Callable[[str], int], cast: Cast) -> None:
    without = count("/people/posts/")
    mine = {"owner": cast.of(Role.PEOPLE_DATA), "register": "people:posts-list"}
    SavedFilter.objects.bulk_create(SavedFilter(**mine, name=f"F{n}", query=f"q=smith{n}") for n in range(20))
    ChosenColumns.objects.create(**mine, columns=["person", "ended", "rank"])
    assert count("/people/posts/") == without <= MOST


def test_a_record_page_takes_few_queries(count: Callable[[str], int], cast: Cast) -> None:
    bob = cast.bob.person
    for address in (
        f"/people/people/{bob.pk}/",
        f"/people/posts/{bob.posts.unscoped().get().pk}/",
        f"/people/probation/{bob.probations.unscoped().get().pk}/",
        f"/people/people/{bob.pk}/posts/",
    ):
        assert count(address) <= MOST
