"""The line manager of today reads the statement and answers once; nobody else does, and nobody for themselves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Endorsement, PromotionApplication, User
from people.promotion import applying, endorsing, handling
from people.roles import Role
from tests.base import Cast, person, post, rank, user
from tests.people.promotion.candidates import (
    STATEMENT,
    applied,
    endorsement_of,
    managed,
    no_longer_open,
    process,
)
from tests.together import at_once
from wmp.lib.alerts import Alert
from wmp.lib.marks import mark_of
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast: Cast) -> Endorsement:
    """Charlie has applied, and Alice is asked."""
    return endorsement_of(applied(cast))


def address(asked: Endorsement) -> str:
    return reverse("people:endorse", args=[asked.pk])


def another_sergeant() -> User:
    dan = user("dan")
    post(person("D1", "Dan Drew", dan), rank=rank("Sgt"))
    return dan


def answer(client: Client, asked: Endorsement, **fields: str) -> Any:
    page = client.get(address(asked)).content.decode()
    mark = page.split('name="read" value="')[1].split('"')[0]
    return client.post(address(asked), {"supports": "yes", "read": mark, **fields})


def test_the_manager_is_told_reads_and_answers(asked: Endorsement, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    line = "Say whether you support PC Cook’s application"
    assert line in client.get("/").content.decode()
    assert STATEMENT in client.get(address(asked)).content.decode()
    assert STATEMENT not in Alert.objects.visible_to(cast.alice).get().text
    assert answer(client, asked, comment="Calm").status_code == 302
    given = endorsement_of(asked.application)
    assert (given.supports, given.comment) == (True, "Calm") and given.given_at
    assert line not in client.get("/").content.decode()
    client.force_login(cast.charlie)
    page = client.get(reverse("people:my-application", args=[asked.application_id])).content.decode()
    assert "alice supports it" in page and "Calm" in page


def test_whoever_does_not_support_it_says_why(asked: Endorsement, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    assert "Say why you do not support" in answer(client, asked, supports="no").content.decode()
    assert "Answer “Do you support" in answer(client, asked, supports="").content.decode()
    with pytest.raises(IllegalMove):
        endorsing.endorse(asked, by=cast.alice, supports=False, comment=" ")
    assert endorsement_of(asked.application).supports is None


def test_a_second_answer_changes_nothing(asked: Endorsement, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    answer(client, asked, comment="Calm")
    assert client.post(address(asked), {"supports": "no", "comment": "After all not"}).status_code == 409
    assert endorsement_of(asked.application).comment == "Calm"
    with pytest.raises(IllegalMove):  # and the statement stands as it was read
        applying.change_statement(asked.application, by=cast.charlie, statement="Other words")


def test_words_that_changed_meanwhile_are_read_again(asked: Endorsement, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    mark = mark_of(STATEMENT)
    applying.change_statement(asked.application, by=cast.charlie, statement="Other words")
    page = client.post(address(asked), {"supports": "yes", "comment": "Calm", "read": mark})
    assert page.status_code == 409 and "Other words" in page.content.decode() and "Calm" in page.content.decode()
    assert endorsement_of(asked.application).supports is None


def test_a_former_line_manager_reads_nothing_and_the_new_one_is_asked(
    asked: Endorsement, cast: Cast, client: Client
) -> None:
    dan = another_sergeant()
    managed(cast, by=dan)
    client.force_login(cast.alice)
    page = client.get(address(asked))
    assert page.status_code == 403 and STATEMENT not in page.content.decode()
    assert "Say whether you support" not in client.get("/").content.decode()
    with pytest.raises(IllegalMove):
        endorsing.endorse(asked, by=cast.alice, supports=True)
    client.force_login(cast.charlie)
    mine = reverse("people:my-application", args=[asked.application_id])
    assert "Ask dan to endorse" in client.get(mine).content.decode()
    client.post(f"{mine}ask/")
    client.post(f"{mine}ask/")
    assert endorsement_of(asked.application).asked == dan
    assert Alert.objects.visible_to(dan).count() == 1
    client.force_login(cast.alice)
    assert client.get(address(asked)).status_code == 404


def test_the_manager_of_a_post_in_another_rank_does_not_answer(asked: Endorsement, cast: Cast) -> None:
    assert list(endorsing.still_asked(cast.alice)) == [asked]
    cast.charlie.person.posts.unscoped().update(rank=rank("Sgt"))
    assert not endorsing.still_asked(cast.alice).exists()
    with pytest.raises(IllegalMove, match="not their line manager any more"):
        endorsing.endorse(asked, by=cast.alice, supports=True)


def test_nobody_is_asked_where_no_endorsement_is_needed(cast: Cast) -> None:
    with pytest.raises(IllegalMove, match="needs no endorsement"):
        endorsing.ask(applied(cast, process(needs_endorsement=False)), by=cast.charlie)


def test_nobody_endorses_themselves_or_for_somebody_else(asked: Endorsement, cast: Cast, client: Client) -> None:
    for who in (cast.charlie, cast.of(Role.PROMOTION_TEAM)):
        client.force_login(who)
        assert client.post(address(asked), {"supports": "yes"}).status_code == 403
        with pytest.raises(IllegalMove):
            endorsing.endorse(asked, by=who, supports=True)
    client.force_login(cast.bob)
    assert client.post(address(asked), {"supports": "yes"}).status_code == 404
    Endorsement.objects.unscoped().filter(pk=asked.pk).update(asked=cast.charlie)
    with pytest.raises(IllegalMove):
        endorsing.endorse(asked, by=cast.charlie, supports=True)


def test_an_answer_after_the_closing_day_is_taken_and_says_so(asked: Endorsement, cast: Cast, client: Client) -> None:
    no_longer_open(asked.application.process)
    endorsing.endorse(asked, by=cast.alice, supports=True)
    client.force_login(cast.charlie)
    page = client.get(reverse("people:my-application", args=[asked.application_id]))
    assert "after applications closed" in page.content.decode()


def test_a_withdrawn_application_waits_for_no_answer(asked: Endorsement, cast: Cast, client: Client) -> None:
    handling.withdraw(asked.application, by=cast.charlie)
    client.force_login(cast.alice)
    assert "Say whether you support" not in client.get("/").content.decode()
    page = client.get(address(asked)).content.decode()
    assert "was withdrawn" in page and STATEMENT not in page
    with pytest.raises(IllegalMove):
        endorsing.endorse(asked, by=cast.alice, supports=True)


def test_only_the_candidate_asks(asked: Endorsement, cast: Cast) -> None:
    with pytest.raises(IllegalMove):
        endorsing.ask(asked.application, by=cast.alice)


@pytest.mark.django_db(transaction=True)
def test_an_answer_beside_a_change_of_the_statement_is_about_what_was_read(cast: Cast) -> None:
    application = applied(cast, process())
    asked = endorsement_of(application)
    said = at_once(
        lambda: endorsing.endorse(asked, by=cast.alice, supports=True, read=mark_of(STATEMENT)),
        lambda: applying.change_statement(application, by=cast.charlie, statement="Other words"),
    )
    stands = PromotionApplication.objects.unscoped().get().statement
    answered = endorsement_of(application).supports
    assert (stands, answered) in ((STATEMENT, True), ("Other words", None))
    assert [type(each) for each in said if each] in ([IllegalMove], [StaleMove])
