"""The page of a record: what it says, to whom, and that its reading is kept."""

from datetime import date

import pytest
from django.test import Client

from people.models import Person, Post, PromotionApplication, PromotionProcess, Rank, User
from tests.base import Cast, Role, declared, rank
from wmp.lib import audit
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db


def page(client: Client, reader: User, address: str) -> str:
    client.force_login(reader)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def of(person: Person) -> str:
    return f"/people/people/{person.pk}/"


def test_a_person_reads_who_they_are_and_which_posts_they_hold(client: Client, cast: Cast) -> None:
    text = page(client, cast.bob, of(cast.bob.person))
    for said in ("Bob Baker", "W-B1", "Police Officer today", "Constable", "Response", "Alice Archer"):
        assert said in text


def test_only_oneself_reads_what_one_declared(client: Client, cast: Cast) -> None:
    declared(cast.bob.person, "female", "A3")
    assert "Bangladeshi" in page(client, cast.bob, of(cast.bob.person))
    for other in (cast.alice, cast.of(Role.PEOPLE_DATA)):
        text = page(client, other, of(cast.bob.person))
        assert "Bangladeshi" not in text and "Equality" not in text


def test_a_stranger_finds_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    assert client.get(of(cast.bob.person)).status_code == 404


def test_every_reading_is_kept(client: Client, cast: Cast) -> None:
    page(client, cast.alice, of(cast.bob.person))
    page(client, cast.alice, of(cast.bob.person) + "posts/")
    kept = ReadLog.objects.visible_to(cast.of(Role.AUDITOR))
    assert [(log.reader, log.action, log.kind) for log in kept] == [(cast.alice, "viewed", "people.Person")] * 2


def test_a_reading_that_cannot_be_kept_does_not_happen(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit.ReadLog.objects, "bulk_create", lambda rows: 1 / 0)
    client.raise_request_exception = False
    client.force_login(cast.alice)
    assert client.get(of(cast.bob.person)).status_code == 500


def test_a_post_says_what_was_changed_from_what_to_what(client: Client, cast: Cast) -> None:
    post = Post.objects.visible_to(cast.bob).get()
    post.rank, post.line_manager, post.ended = rank("Sgt"), cast.charlie.person, date(2022, 3, 31)
    post.save()
    text = page(client, cast.of(Role.PEOPLE_DATA), f"/people/posts/{post.pk}/")
    assert "Rank: Constable → Sergeant" in text
    assert "Line manager: Alice Archer → Charlie Cook" in text
    assert "Ended: nothing → 31\xa0Mar\xa02022" in text


def test_a_probation_says_where_it_stands(client: Client, cast: Cast) -> None:
    probation = cast.bob.person.probations.visible_to(cast.bob).get()
    probation.due_to_end_on = date(2023, 1, 3)
    probation.save()
    text = page(client, cast.alice, f"/people/probation/{probation.pk}/")
    assert "In probation" in text and "Was due to end on 3 January 2023" in text and "PCDA, 3 years" in text


def test_parts_of_a_person_are_their_own_only(client: Client, cast: Cast) -> None:
    text = page(client, cast.of(Role.PEOPLE_DATA), of(cast.bob.person) + "posts/")
    assert "Baker, Bob" in text and "Cook, Charlie" not in text and 'aria-current="page">Posts' in text


def test_a_process_lists_its_applications(client: Client, cast: Cast) -> None:
    made = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    PromotionApplication.objects.create(process=made, candidate=cast.bob.person)
    other = PromotionProcess.objects.create(
        from_rank=rank("Sgt"), to_rank=Rank.objects.get(name="Inspector"), season=1, year=2022
    )
    PromotionApplication.objects.create(process=other, candidate=cast.charlie.person)
    text = page(
        client,
        cast.of(Role.PROMOTION_TEAM),
        f"/people/promotion/promotion-processes/{made.pk}/applications/?status=applied",
    )
    assert "Baker, Bob" in text and "Cook, Charlie" not in text
    assert "Nothing matches" in page(
        client, cast.charlie, f"/people/promotion/promotion-processes/{other.pk}/applications/?q=bob"
    )
