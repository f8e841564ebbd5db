"""The talent map counts whom it leads to, and says who is likely to leave."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.roles import Role
from people.talent.cover import COVERED, NO_COVER, SINGLE_POINT, covers
from tests.base import DAY, Cast, person, post
from tests.people.talent.made import profile, role, somebody
from wmp.lib import reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(cast: Cast, client: Client) -> Client:
    reference.forget()
    client.force_login(cast.of(Role.TALENT_LEAD))
    return client


def page(client: Client, query: str = "") -> str:
    return client.get(reverse("people:talent-map") + query).content.decode()


def test_each_box_leads_to_exactly_those_that_it_counts(lead: Client) -> None:
    for number in range(12):
        profile(somebody(f"N{number}"), number % 3 + 1, number % 2 + 1, "now" if number < 7 else "3+ years")
    text = page(lead, "?readiness=now")
    boxes = re.findall(r'<a class="app-talent-map__link" href="([^"]+)" aria-label="[^:]+: (\d+) p', text)
    assert len(boxes) == 18  # for wide and for narrow screens
    for url, count in boxes[:9]:
        found = lead.get(url.replace("&amp;", "&")).content.decode()
        assert len(re.findall("talent-profiles/[0-9]+/", found)) == int(count)
    assert sum(int(count) for _, count in boxes[:9]) == 7


def test_it_is_narrowed_by_department_and_rank_of_today(lead: Client, cast: Cast) -> None:
    profile(cast.alice.person)
    profile(cast.bob.person)
    sergeant = cast.alice.person.posts.visible_to(cast.alice).get()
    assert "Performance and potential: 1 person" in page(lead, f"?rank={sergeant.rank_id}")
    assert "2 people" in page(lead, f"?department={sergeant.department_id}")
    assert lead.get(reverse("people:talent-map") + "?person__email=a").status_code == 400
    assert "Nothing is shown until" in page(lead, "?rank=ZZ")


def test_who_is_ready_and_likely_to_leave_stands_at_the_top(lead: Client, cast: Cast) -> None:
    profile(cast.bob.person, readiness="now", leaving_risk="high")
    profile(cast.alice.person, readiness="now", leaving_risk="low")
    top = page(lead).partition("Performance and potential")[0]
    assert "Bob Baker" in top and "Alice Archer" not in top


def test_pages_take_the_same_queries_however_many_records(lead: Client) -> None:
    def queries(name: str) -> int:
        address = reverse(f"people:{name}")
        lead.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert lead.get(address).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught)

    def made(start: int) -> None:
        for number in range(start, start + 4):
            who = somebody(f"N{number}")
            profile(who, readiness="now", leaving_risk="high")
            role(f"Role {number}", who)

    made(0)
    few = {name: queries(name) for name in ("talent-map", "succession")}
    made(4)
    assert {name: queries(name) for name in few} == few
    assert max(few.values()) <= 8


# --- succession ---


def cover_of(cast: Cast) -> dict[str, str]:
    return {each.role.title: each.danger for each in covers(cast.of(Role.TALENT_LEAD))}


def test_roles_stand_in_the_order_of_danger(cast: Cast) -> None:
    ann, bea, holder = (somebody(number) for number in ("1", "2", "3"))
    role("Covered", holder, now=ann)
    role("Single, low", holder, risk="low", soon=bea)
    role("Single, high", holder, risk="high", later=bea)
    role("Nobody", holder)
    role("Vacant and nobody")
    role("Over", holder).__class__.objects.visible_to(cast.of(Role.TALENT_LEAD)).filter(title="Over").update(
        retired_on=DAY
    )
    assert list(cover_of(cast).items()) == [
        ("Vacant and nobody", NO_COVER),
        ("Nobody", NO_COVER),
        ("Single, high", SINGLE_POINT),
        ("Single, low", SINGLE_POINT),
        ("Covered", COVERED),
    ]


def test_whoever_left_covers_nothing_and_is_marked(cast: Cast, lead: Client) -> None:
    gone = person("9", "Gil Gone")
    post(gone, ended=DAY)
    role("Head of Custody", gone, now=gone)
    role("Head of Fleet", somebody("1"), now=gone)
    assert set(cover_of(cast).values()) == {NO_COVER}
    text = lead.get(reverse("people:succession")).content.decode()
    assert text.count("Left the force") == 3
    assert "1 of these roles stands empty" in text


def test_the_holder_is_no_cover_of_their_own_role(cast: Cast) -> None:
    role("Head of Custody", cast.bob.person, now=cast.bob.person)
    assert cover_of(cast) == {"Head of Custody": NO_COVER}


def test_one_person_who_is_the_only_cover_of_several_roles_is_pointed_out(cast: Cast, lead: Client) -> None:
    ann, bea = somebody("1"), somebody("2")
    role("Head of Custody", None, now=ann, soon=bea)
    role("Head of Fleet", None, soon=ann)
    role("Head of Forensics", None, now=bea)
    found = {each.role.title: each.shared_with for each in covers(cast.of(Role.TALENT_LEAD))}
    assert found == {
        "Head of Custody": ["Head of Fleet"],
        "Head of Fleet": ["Head of Custody"],
        "Head of Forensics": [],
    }
    assert "Sam 1 is the only cover of Head of Fleet as well" in lead.get(reverse("people:succession")).content.decode()
