"""A restricted edition is given to named readers and taken back with a reason."""

import pytest

from people.models import Person
from people.roles import Role
from tests.base import Cast
from tests.board.papers.drafts import Desk, answered, desk, page
from tests.together import at_once
from wmp.board.models import Edition, EditionReader
from wmp.board.papers.issuing import issue
from wmp.lib import clock
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db


@pytest.fixture
def d(cast: Cast) -> Desk:
    made = desk(cast)
    issue(made.approved(), by=made.author)
    return made


def restricted(d: Desk) -> Edition:
    return Edition.objects.unscoped().get(paper=d.paper, audience="restricted")


def give(d: Desk, number: str = "B1") -> int:
    return d.writes.post(f"/papers/writing/editions/{restricted(d).pk}/give/", {"who": number}).status_code


def test_a_named_reader_reads_it_and_is_told(d: Desk) -> None:
    assert not Edition.objects.visible_to(d.cast.bob).exists()
    assert give(d) == 302
    assert list(Edition.objects.visible_to(d.cast.bob)) == [restricted(d)]
    assert Alert.objects.visible_to(d.cast.bob).get().path == f"/papers/editions/{restricted(d).pk}/"
    assert not Edition.objects.visible_to(d.cast.charlie).exists()


def test_alerts_say_which_paper_they_are_of(d: Desk) -> None:
    """By its title and its meeting: its number is the database's."""
    reader = d.cast.of(Role.BOARD_READER)
    give(d)
    d.fresh().correct(by=d.author, reason="A slip.")
    answered(d.writes, d.paper, "send/")
    answered(d.approves, d.paper, "approve/")
    issue(d.fresh(), by=d.author)
    texts = [told.text for who in (d.author, d.second, reader, d.cast.bob) for told in Alert.objects.visible_to(who)]
    assert len(texts) == 6 and all("“People and change, 26 April 2022”" in each for each in texts)


def test_nobody_is_given_it_twice(d: Desk) -> None:
    assert (give(d), give(d)) == (302, 409)
    assert EditionReader.objects.unscoped().count() == 1


def test_it_is_taken_back_once_with_a_reason_and_may_be_given_again(d: Desk) -> None:
    give(d)
    reader = EditionReader.objects.unscoped().get()
    address = f"/papers/writing/readers/{reader.pk}/take-back/"
    assert d.writes.post(address, {"reason": ""}).status_code == 200
    assert d.writes.post(address, {"reason": "Left the board."}).status_code == 302
    assert not Edition.objects.visible_to(d.cast.bob).exists()
    assert d.approves.post(address, {"reason": "Again"}).status_code == 409
    assert "Left the board." in d.writes.get(page(d.paper, "readers/")).content.decode()
    assert give(d) == 302


def test_a_public_edition_is_given_to_nobody(d: Desk) -> None:
    public = Edition.objects.unscoped().get(paper=d.paper, audience="public")
    assert d.writes.post(f"/papers/writing/editions/{public.pk}/give/", {"who": "B1"}).status_code == 404


def test_whoever_is_unknown_is_asked_for_again(d: Desk) -> None:
    assert give(d, "Z9") == 200
    assert Person.objects.unscoped().filter(employee_number="B1").exists()


def test_a_named_reader_is_told_that_a_later_edition_stands(d: Desk) -> None:
    """Also who may not see the later one, and nothing of what it says."""
    give(d)
    first, paper = restricted(d), d.fresh()
    paper.correct(by=d.author, reason="A slip.")
    issue(d.approved(), by=d.author)
    told = Alert.objects.visible_to(d.cast.bob).order_by("-pk")[0]
    assert "has been corrected" in told.subject and "A slip" not in told.text
    assert told.path == f"/papers/editions/{first.pk}/"
    assert list(Edition.objects.visible_to(d.cast.bob)) == [first]


def test_whom_it_was_taken_back_from_is_told_nothing_more(d: Desk) -> None:
    give(d)
    taken = {"taken_back_by": d.author, "taken_back_at": clock.now(), "reason": "Left the board."}
    EditionReader.objects.unscoped().update(**taken)
    d.fresh().correct(by=d.author, reason="A slip.")
    issue(d.approved(), by=d.author)
    assert Alert.objects.visible_to(d.cast.bob).count() == 1


# --- a corrected edition for the same people -------------------------------------------------------------------------


def corrected(d: Desk) -> Edition:
    """The first edition given to Bob and to Charlie, who had it taken back; then a second one."""
    for number in ("B1", "C1"):
        give(d, number)
    taken = {"taken_back_by": d.author, "taken_back_at": clock.now(), "reason": "Left the board."}
    EditionReader.objects.unscoped().filter(account=d.cast.charlie).update(**taken)
    d.fresh().correct(by=d.author, reason="A slip.")
    issue(d.approved(), by=d.author)
    return Edition.objects.unscoped().get(paper=d.paper, audience="restricted", number=2)


def same(d: Desk, edition: Edition) -> int:
    return d.writes.post(f"/papers/writing/editions/{edition.pk}/give-same/").status_code


def test_a_correction_is_offered_to_those_who_have_the_edition_before(d: Desk) -> None:
    second = corrected(d)
    listed = d.writes.get(page(d.paper, "readers/")).content.decode()
    assert "An edition before this one was given to bob, and this one was not." in listed
    assert f'action="/papers/writing/editions/{second.pk}/give-same/"' in listed


def test_they_get_it_by_one_click_and_are_told(d: Desk) -> None:
    second = corrected(d)
    assert same(d, second) == 302
    assert set(Edition.objects.visible_to(d.cast.bob)) == {second, restricted_first(d)}
    assert not Edition.objects.visible_to(d.cast.charlie).exists()
    told = Alert.objects.visible_to(d.cast.bob).order_by("-pk")[0]
    assert told.path == f"/papers/editions/{second.pk}/" and "in place of an edition" in told.text
    assert "give-same" not in d.writes.get(page(d.paper, "readers/")).content.decode()


def test_they_get_it_once(d: Desk) -> None:
    second = corrected(d)
    assert (same(d, second), same(d, second)) == (302, 409)
    assert EditionReader.objects.unscoped().filter(edition=second).count() == 1


def test_whom_the_correction_was_taken_back_from_is_not_offered_it_again(d: Desk) -> None:
    second = corrected(d)
    same(d, second)
    taken = {"taken_back_by": d.author, "taken_back_at": clock.now(), "reason": "Left the board."}
    EditionReader.objects.unscoped().filter(edition=second).update(**taken)
    assert same(d, second) == 409


def restricted_first(d: Desk) -> Edition:
    return Edition.objects.unscoped().get(paper=d.paper, audience="restricted", number=1)


def test_the_page_of_readers_refuses_what_it_does_not_know(d: Desk) -> None:
    assert d.writes.get(page(d.paper, "readers/"), {"x": "1"}).status_code == 400
    assert d.writes.get(f"/papers/writing/editions/{restricted(d).pk}/give/", {"who": "B1"}).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_two_who_give_it_at_once_give_it_once(cast: Cast) -> None:
    made = desk(cast)
    issue(made.approved(), by=made.author)
    edition = restricted(made)
    address, both = f"/papers/writing/editions/{edition.pk}/give/", (made.writes, made.approves)
    answers: list[int] = []
    at_once(*(lambda who=who: answers.append(who.post(address, {"who": "B1"}).status_code) for who in both))
    assert sorted(answers) == [302, 409]
    assert EditionReader.objects.unscoped().filter(edition=edition).count() == 1
