"""What a posting has to respect: who reads it, without a reason; who records and ends it; where it is shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from people.workforce.constraints import PostingConstraint, record
from tests.base import Cast, post
from tests.welfare.passports.made import agreed, passport_of
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

NIGHTS = "No night shifts"
LIST = "people:posting-constraints-list"


@pytest.fixture
def nights(cast: Cast) -> PostingConstraint:
    """Bob's, who has a passport; from today, without an end."""
    agreed(passport_of(cast.bob))
    return record(cast.bob.person, by=cast.of(Role.RA_OFFICER), what=NIGHTS, from_on=clock.today())


def page(client: Client, who: Any, name: str, *args: int) -> str:
    client.force_login(who)
    return client.get(reverse(name, args=args)).content.decode()


def test_whoever_decides_about_a_posting_reads_it_and_nobody_else(cast: Cast, nights: PostingConstraint) -> None:
    reads = {cast.bob, cast.alice, cast.of(Role.RA_OFFICER), cast.of(Role.PEOPLE_DATA)}
    reads |= {cast.of(Role.WELFARE_OFFICER), cast.of(Role.WELFARE_LEAD)}  # of student officers
    everybody = {cast.alice, cast.bob, cast.charlie, *cast.by_role.values()}
    assert {each for each in everybody if PostingConstraint.objects.visible_to(each).exists()} == reads


def test_a_former_line_manager_reads_it_no_more(cast: Cast, nights: PostingConstraint) -> None:
    held = cast.bob.person.posts.visible_to(cast.bob).get()
    held.line_manager = cast.charlie.person
    held.save()
    assert not PostingConstraint.objects.visible_to(cast.alice).exists()
    assert PostingConstraint.objects.visible_to(cast.charlie).exists()


def test_it_stands_on_the_pages_of_the_person_and_of_the_post(
    cast: Cast, client: Client, nights: PostingConstraint
) -> None:
    held = cast.bob.person.posts.visible_to(cast.bob).get()
    for name, pk in (("people:people-detail", cast.bob.person.pk), ("people:posts-detail", held.pk)):
        found = page(client, cast.alice, name, pk)
        assert NIGHTS in found
        assert "What a posting has to respect" in found


def test_it_is_not_said_where_it_comes_from(cast: Cast, client: Client, nights: PostingConstraint) -> None:
    found = page(client, cast.alice, "people:posting-constraints-detail", nights.pk)
    assert NIGHTS in found
    for word in ("passport", "RA-officer", "RA officer", "djustment", "White screens blur"):
        assert word not in found


def test_a_post_that_is_over_shows_none(cast: Cast, client: Client, nights: PostingConstraint) -> None:
    yesterday = clock.today() - timedelta(days=1)
    earlier = post(cast.bob.person, date(2019, 1, 1), staff_type="staff", ended=yesterday)
    assert NIGHTS not in page(client, cast.of(Role.PEOPLE_DATA), "people:posts-detail", earlier.pk)


def test_the_person_is_told_when_it_begins_and_ends(cast: Cast, nights: PostingConstraint) -> None:
    nights.end(by=cast.of(Role.RA_OFFICER))
    told = Alert.objects.visible_to(cast.bob).filter(subject="What a posting has to respect").order_by("pk")
    assert [each.text for each in told] == [
        "A posting constraint about you has been recorded.",
        "A posting constraint about you has ended.",
    ]


def test_the_same_words_twice_are_one(cast: Cast, nights: PostingConstraint) -> None:
    with pytest.raises(StaleMove, match="already"):
        record(cast.bob.person, by=cast.of(Role.RA_OFFICER), what=NIGHTS.upper(), from_on=clock.today())


def test_only_ra_officers_record_and_end_it_and_never_about_themselves(cast: Cast, nights: PostingConstraint) -> None:
    cast.bob.groups.set(cast.of(Role.RA_OFFICER).groups.all())
    for who in (cast.alice, cast.bob, cast.of(Role.PEOPLE_DATA)):
        with pytest.raises(IllegalMove):
            nights.end(by=who)
        with pytest.raises(IllegalMove):
            record(cast.bob.person, by=who, what="Ground floor only", from_on=clock.today())


def test_what_has_ended_ends_no_more(cast: Cast, client: Client, nights: PostingConstraint) -> None:
    officer = cast.of(Role.RA_OFFICER)
    nights.end(by=officer)
    with pytest.raises(StaleMove):
        nights.end(by=officer)
    client.force_login(officer)
    assert client.post(reverse("people:posting-constraints-end", args=[nights.pk])).status_code == 409
    assert NIGHTS not in page(client, cast.alice, "people:people-detail", cast.bob.person.pk)


def test_it_is_recorded_from_the_passport_by_a_form(cast: Cast, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    client.force_login(cast.of(Role.RA_OFFICER))
    address = reverse("welfare:passports-posting-constraint", args=[passport.pk])
    first, last = clock.today(), clock.today() + timedelta(days=60)
    given = {"what": "Ground floor only"}
    given |= {f"from_on_{part}": str(getattr(first, part)) for part in ("day", "month", "year")}
    given |= {f"until_on_{part}": str(getattr(last, part)) for part in ("day", "month", "year")}
    assert client.post(address, given).status_code == 302
    made = PostingConstraint.objects.visible_to(cast.bob).get()
    assert (made.what, made.from_on, made.until_on) == ("Ground floor only", first, last)
    assert client.post(address, given).status_code == 409


def test_an_end_before_its_beginning_is_said(cast: Cast, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    client.force_login(cast.of(Role.RA_OFFICER))
    soon, later = clock.today() + timedelta(days=1), clock.today() + timedelta(days=9)
    given = {"what": "Ground floor only"}
    given |= {f"from_on_{part}": str(getattr(later, part)) for part in ("day", "month", "year")}
    given |= {f"until_on_{part}": str(getattr(soon, part)) for part in ("day", "month", "year")}
    answer = client.post(reverse("welfare:passports-posting-constraint", args=[passport.pk]), given)
    assert "Until must be the day it begins, or later" in answer.content.decode()
    assert not PostingConstraint.objects.visible_to(cast.bob).exists()


@pytest.mark.parametrize(("standing", "days"), [("today", 0), ("to come", 5), ("ended", -9)])
def test_the_register_narrows_by_when(standing: str, days: int, cast: Cast, client: Client) -> None:
    agreed(passport_of(cast.bob))
    first = clock.today() + timedelta(days=days)
    record(cast.bob.person, by=cast.of(Role.RA_OFFICER), what=NIGHTS, from_on=first, until_on=first + timedelta(days=2))
    client.force_login(cast.alice)
    for each in ("today", "to come", "ended"):
        assert (NIGHTS in client.get(reverse(LIST), {"standing": each}).content.decode()) == (each == standing)


def test_the_register_asks_few_queries_and_gives_a_file(
    cast: Cast, client: Client, nights: PostingConstraint, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.alice)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(8):
        client.get(reverse(LIST))
    assert NIGHTS in b"".join(client.get(reverse(LIST), {"export": "csv"})).decode()
