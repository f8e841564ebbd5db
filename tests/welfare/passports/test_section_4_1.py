"""Section 4.1: written by the line manager alone, while it waits for them, once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from people.models import Post, User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.choices import Purpose
from welfare.passports.entries import Comment
from welfare.passports.models import Passport
from welfare.passports.sharing import PassportVersion, Share
from wmp.lib.drafts import Draft

pytestmark = pytest.mark.django_db
TEXT = "I can change the rota from May."


@pytest.fixture
def version(cast: Cast) -> PassportVersion:
    """Bob's, sent to Alice on a Monday."""
    with on(MONDAY):
        made.with_manager(made.passport_of(cast.bob))
    return PassportVersion.objects.unscoped().select_related("passport__holder").get()


def passport() -> Passport:
    return Passport.objects.unscoped().select_related("holder").get()


def address(version: PassportVersion, page: str = "comment") -> str:
    return reverse(f"welfare:shared-{page}", args=[version.pk])


def ask(client: Client, reader: User, path: str, day: date = MONDAY, **data: str) -> Any:
    client.force_login(reader)
    with on(day):
        return client.post(path, data) if data else client.get(path)


def test_home_leads_to_it_and_says_by_when(cast: Cast, client: Client, version: PassportVersion) -> None:
    home = ask(client, cast.alice, "/", MONDAY + timedelta(days=1)).content.decode()
    assert "Comment on section 4.1 for PC Bob Baker" in home and "Due 7 April 2022" in home
    assert address(version, "detail") in home
    assert "Comment on section 4.1" in ask(client, cast.alice, address(version, "detail")).content.decode()


def test_the_comment_goes_to_the_ra_officer_with_a_new_version(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    assert ask(client, cast.alice, address(version), text=TEXT).status_code == 302
    assert passport().status == "with RA officer"
    assert Comment.objects.unscoped().get().by == cast.alice
    assert TEXT in str(passport().versions.unscoped().latest("number").content)
    assert "Comment on section" not in ask(client, cast.alice, "/").content.decode()


def test_after_it_they_see_that_it_was_sent_and_the_version_is_closed(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    ask(client, cast.alice, address(version), text=TEXT)
    sent = ask(client, cast.alice, address(version)).content.decode()
    assert "Your comments are sent" in sent and TEXT in sent
    assert Share.objects.unscoped().get().ended_because == "commented"
    assert ask(client, cast.alice, address(version, "detail")).status_code == 404


def test_the_version_stays_open_where_it_is_shared_for_management_too(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    with on(MONDAY):
        handling.share(version, by=cast.bob, to=cast.alice, purpose=Purpose.MANAGEMENT)
    ask(client, cast.alice, address(version), text=TEXT)
    page = ask(client, cast.alice, address(version, "detail"))
    assert page.status_code == 200 and "Comment on section 4.1" not in page.content.decode()
    assert "stays open to you" in ask(client, cast.alice, address(version)).content.decode()


def test_a_second_click_is_no_second_comment_and_other_words_are_refused(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    ask(client, cast.alice, address(version), text=TEXT)
    assert ask(client, cast.alice, address(version), text=f" {TEXT}\r\n").status_code == 200
    other = ask(client, cast.alice, address(version), text="One thing more")
    assert other.status_code == 409 and "One thing more" in other.content.decode()
    assert Comment.objects.unscoped().count() == 1


@pytest.mark.parametrize("how", ["taken back", "gone on", "share ended", "run out"])
def test_where_it_no_longer_waits_what_was_typed_is_shown(
    cast: Cast, client: Client, version: PassportVersion, how: str
) -> None:
    day = MONDAY
    with on(MONDAY):
        if how == "taken back":
            handling.take_back(passport(), by=cast.bob)
        elif how == "gone on":
            handling.send_to_ra_officer(passport(), by=cast.bob)
        elif how == "share ended":
            handling.end_share(Share.objects.unscoped().select_related("passport__holder").get(), by=cast.bob)
        else:
            day = date(2022, 12, 1)
    answer = ask(client, cast.alice, address(version), day, text=TEXT)
    assert answer.status_code == 409 and TEXT in answer.content.decode()
    assert "no longer waits for your comments" in answer.content.decode()
    assert not Comment.objects.unscoped().exists()
    assert ask(client, cast.alice, address(version, "detail"), day).status_code == 404


def test_what_was_kept_as_a_draft_is_shown_too_and_the_next_version_is_offered(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    page = ask(client, cast.alice, address(version)).content.decode()
    token = page.split('name="draft_token" value="')[1].split('"')[0]
    client.post(reverse("drafts:save"), {"draft_token": token, "text": TEXT})
    assert Draft.objects.visible_to(cast.alice).exists()
    with on(MONDAY):
        handling.take_back(passport(), by=cast.bob)
        new = handling.send_to_manager(passport(), by=cast.bob)
    page = ask(client, cast.alice, address(version)).content.decode()
    assert TEXT in page and address(new) in page


def test_nothing_is_sent_without_words(cast: Cast, client: Client, version: PassportVersion) -> None:
    for text in (" ", "x" * 8001, "a\0b"):
        assert ask(client, cast.alice, address(version), text=text).status_code == 200
    assert passport().status == "with manager"


def test_nobody_else_finds_it(cast: Cast, client: Client, version: PassportVersion) -> None:
    above = user("above")
    Post.objects.unscoped().filter(person=cast.alice.person).update(line_manager=person("D1", "Dee Above", above))
    with on(MONDAY):
        handling.share(version, by=cast.bob, to=cast.charlie, purpose=Purpose.POSTING)
    for reader in (cast.bob, cast.charlie, above, *cast.by_role.values()):
        assert ask(client, reader, address(version)).status_code == 404
        assert ask(client, reader, address(version), text=TEXT).status_code == 404


def test_a_former_manager_and_the_new_one_find_nothing(cast: Cast, client: Client, version: PassportVersion) -> None:
    new, tomorrow = user("new"), MONDAY + timedelta(days=1)
    Post.objects.unscoped().filter(person=cast.bob.person).update(ended=MONDAY)
    post(cast.bob.person, tomorrow, line_manager=person("N1", "Nia New", new))
    for reader in (cast.alice, new):
        for page in ("comment", "detail"):
            assert ask(client, reader, address(version, page), tomorrow).status_code == 404
        assert ask(client, reader, address(version), tomorrow, text=TEXT).status_code == 404
        assert "Baker" not in ask(client, reader, "/welfare/shared/", tomorrow).content.decode()
        assert "section 4.1" not in ask(client, reader, "/", tomorrow).content.decode()
    assert passport().status == "with manager"


def test_a_manager_who_is_ra_officer_too_comments_as_manager(
    cast: Cast, client: Client, version: PassportVersion
) -> None:
    cast.alice.groups.add(Group.objects.get(name=Role.RA_OFFICER))
    assert ask(client, cast.alice, address(version), text=TEXT).status_code == 302
    assert passport().status == "with RA officer"
