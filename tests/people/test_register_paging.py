"""Pages by key: every record once, forwards and backwards, in any order, with blanks last."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from people.models import Person, Post
from tests.base import Cast, Role, person, post
from wmp.lib.registers.paging import PAGE, Order, Place, page_of

pytestmark = pytest.mark.django_db

SIZE = 2 * PAGE + 30


@pytest.fixture
def force(cast: Cast) -> Cast:
    """People of whom every third has no warrant number; posts of whom many began on one day."""
    Person.objects.bulk_create(
        Person(
            employee_number=f"N{n}",
            warrant_number=None if n % 3 == 0 else f"W{n:04}",
            first_name="Sam",
            last_name=f"Smith{n % 7}",
        )
        for n in range(SIZE)
    )
    for n, who in enumerate(Person.objects.visible_to(cast.of(Role.PEOPLE_DATA)).filter(last_name__startswith="Smith")):
        post(who, date(2020, 1, 1) + timedelta(days=n % 3))
    return cast


def walk(model: type[Person] | type[Post], cast: Cast, order: Order, *, backwards: bool = False) -> list[int]:
    """The keys of all records, page after page from the start, or page before page from the end."""
    everyone = model.objects.visible_to(cast.of(Role.PEOPLE_DATA))
    found: list[int] = []
    place = Place(backwards=backwards)
    while True:
        page = page_of(everyone, order, ["pk"], place, everyone=everyone)
        keys = [row[0] for row in page.rows]
        if not backwards:
            found += keys
            place = Place(keys[-1])
        else:
            # The page before a short one is the first page whole: it may hold some that were shown.
            found = [key for key in keys if key not in found] + found
            place = Place(keys[0], backwards=True)
        if not (page.has_previous if backwards else page.has_next):
            return found


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("path", ["name", "warrant_number", "employee_number"])
def test_people_page_by_page_are_all_people_in_order(force: Cast, path: str, descending: bool) -> None:
    order = Order(Person, (path,), descending)
    people = list(Person.objects.visible_to(force.of(Role.PEOPLE_DATA)))
    filled = sorted((each for each in people if getattr(each, path)), key=lambda each: (getattr(each, path), each.pk))
    blank = sorted((each for each in people if not getattr(each, path)), key=lambda each: each.pk)
    wanted = [*filled[::-1], *blank[::-1]] if descending else [*filled, *blank]
    assert walk(Person, force, order) == [each.pk for each in wanted]
    assert walk(Person, force, order, backwards=True) == [each.pk for each in wanted]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("paths", [("started",), ("person__name",), ("started", "staff_type")])
def test_posts_page_by_page_are_all_posts_in_order(force: Cast, paths: tuple[str, ...], descending: bool) -> None:
    sign = "-" if descending else ""
    posts = Post.objects.visible_to(force.of(Role.PEOPLE_DATA)).order_by(*(f"{sign}{path}" for path in (*paths, "pk")))
    wanted = list(posts.values_list("pk", flat=True))
    assert walk(Post, force, Order(Post, paths, descending)) == wanted
    assert walk(Post, force, Order(Post, paths, descending), backwards=True) == wanted


def test_links_lead_from_the_first_page_to_the_last_and_back(force: Cast, client: Client) -> None:
    client.force_login(force.of(Role.PEOPLE_DATA))
    address, seen = "/people/people/", set()
    for _ in range(4):
        text = client.get(address).content.decode()
        seen |= set(re.findall(r'href="/people/people/(\d+)/"', text))
        following = re.search(r'href="(\?[^"]*after=\d+)" rel="next"', text)
        if not following:
            break
        address = f"/people/people/{following[1]}".replace("&amp;", "&")
    assert len(seen) == SIZE + 3
    assert "Previous" in text
    last = client.get("/people/people/?page=last").content.decode()
    assert "Next" not in last and "Previous" in last


def test_a_page_that_began_at_a_record_now_gone_is_the_first(force: Cast, client: Client) -> None:
    client.force_login(force.of(Role.PEOPLE_DATA))
    gone = client.get("/people/people/?after=99999999").content
    assert gone.count(b"<tr") == PAGE + 1 and b"Previous" not in gone


def test_a_place_is_looked_up_among_what_one_may_see(force: Cast, client: Client) -> None:
    """Whoever may not see Charlie cannot learn where in the alphabet Charlie stands."""
    client.force_login(force.bob)
    hidden = force.charlie.person.pk
    assert client.get(f"/people/people/?after={hidden}").content.count(b"<tr") == 2


def test_a_single_page_has_no_links(cast: Cast, client: Client) -> None:
    person("X1")
    client.force_login(cast.of(Role.PEOPLE_DATA))
    text = client.get("/people/people/").content
    assert b"Next" not in text and b"4 people" in text
