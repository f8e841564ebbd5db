"""Check your answers, send, and what the holder does after that: each asks first, and a stale page changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Post, User
from people.roles import Role
from tests.base import Cast
from tests.welfare.passports import made
from tests.welfare.passports.made import OWN, SAVEPOINT, page, passport_of, send, stored, words
from welfare.passports.choices import PassportStatus
from welfare.passports.sharing import Share
from wmp.lib import clock
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

CHECK, SENT = f"{OWN}check/", f"{OWN}sent/"
TO_RA = "ra-officer"


def to_manager(cast: Cast) -> str:
    return f"manager-{cast.alice.pk}"


def act(client: Client, by: User, slug: str, **fields: Any) -> Any:
    """Opens the page of a verb and sends it, as it was seen."""
    client.force_login(by)
    seen = client.get(f"{OWN}{slug}/").context["form"].initial["seen"]
    return client.post(f"{OWN}{slug}/", {"seen": seen, **fields})


def test_every_answer_is_there_with_its_way_back(cast: Cast, client: Client) -> None:
    passport_of(cast.bob, contact="By text message", varies="After nights", discussion="With Alice")
    client.force_login(cast.bob)
    html = client.get(CHECK).content.decode()
    for said in ("Response officer", "By text message", "White screens blur", "After nights", "With Alice"):
        assert said in html
    assert html.count("from=check") == 10  # nine questions, and one adjustment
    assert "Yes, alice first" in html and "Not given" in html


def test_what_is_missing_is_named_with_the_place_to_mend_it(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, asks=(), impact="", with_manager=None)
    response = send(client, cast.bob, CHECK, to=TO_RA)
    html = response.content.decode()
    assert "Your passport cannot be sent yet" in html and "<title>Error:" in html.replace("\n", "").replace("  ", "")
    for link in (
        "questions/impact/?from=check",
        "adjustments/?from=check",
        "questions/line-manager/?from=check",
    ):
        assert f'href="{OWN}{link}"' in html
    assert stored(passport).status == "draft"


def test_to_the_line_manager_first(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    assert "Send to my line manager first" in page(client, cast.bob, CHECK)
    assert send(client, cast.bob, CHECK, to=to_manager(cast))["Location"] == SENT
    assert stored(passport).status == "with manager" and Share.now_open_to(cast.alice).exists()
    text = page(client, cast.bob, SENT)
    assert f"Your reference number {passport.reference}" in text and "alice has been told" in text


def test_straight_to_the_ra_officer_and_the_line_manager_is_not_told(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, with_manager=False)
    assert "Send to the RA officer" in page(client, cast.bob, CHECK)
    send(client, cast.bob, CHECK, to=TO_RA)
    assert stored(passport).status == "with RA officer"
    assert "One of them reads it" in page(client, cast.bob, SENT)
    assert Alert.objects.visible_to(cast.of(Role.RA_OFFICER)).exists()
    assert not Alert.objects.visible_to(cast.alice).exists() and not Share.now_open_to(cast.alice).exists()


def test_it_goes_to_nobody_but_whom_the_button_named(cast: Cast, client: Client) -> None:
    """Section 4 was answered otherwise in another window, or the line manager changed."""
    passport = passport_of(cast.bob)
    response = send(client, cast.bob, CHECK, to=TO_RA)
    assert response.status_code == 409 and "changed in another window" in words(response)
    Post.objects.unscoped().filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    assert send(client, cast.bob, CHECK, to=to_manager(cast)).status_code == 409
    assert stored(passport).status == "draft" and not Share.objects.unscoped().exists()


def test_when_the_manager_has_gone_section_4_has_to_be_answered_again(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    Post.objects.unscoped().filter(person=cast.bob.person).update(line_manager=None)
    text = words(send(client, cast.bob, CHECK, to=TO_RA))
    assert "Choose in section 4 to go straight to the RA officer" in text
    assert stored(passport).status == "draft"


def test_a_second_click_sends_nothing_twice(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, with_manager=False)
    send(client, cast.bob, CHECK, to=TO_RA)
    response = send(client, cast.bob, CHECK, to=TO_RA)
    assert response.status_code == 409 and "It has been sent already." in words(response)
    assert passport.versions.unscoped().count() == 1


def test_once_sent_the_answers_are_to_be_read_and_not_changed(cast: Cast, client: Client) -> None:
    made.sent(passport_of(cast.bob))
    text = page(client, cast.bob, CHECK)
    assert "What you wrote" in text and "White screens blur" in text and "Send to" not in text
    assert "?from=check" not in client.get(CHECK).content.decode()


def test_the_confirmation_is_there_only_while_it_is_true(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert send(client, cast.bob, SENT).status_code == client.get(SENT).status_code == 302


# --- after that ---


def test_it_is_taken_back_with_effect_on_the_next_request(cast: Cast, client: Client) -> None:
    passport = made.with_manager(passport_of(cast.bob))
    version = passport.versions.unscoped().get()
    client.force_login(cast.alice)
    assert client.get(f"/welfare/shared/{version.pk}/").status_code == 200
    assert act(client, cast.bob, "take-back")["Location"] == OWN
    client.force_login(cast.alice)
    assert client.get(f"/welfare/shared/{version.pk}/").status_code == 404
    assert "Nobody but you can see it." in page(client, cast.bob)


def test_it_does_not_wait_for_the_manager_any_longer(cast: Cast, client: Client) -> None:
    passport = made.with_manager(passport_of(cast.bob))
    assert "Do not wait for your line manager any longer" in page(client, cast.bob)
    act(client, cast.bob, "do-not-wait")
    assert stored(passport).status == "with RA officer" and not Share.now_open_to(cast.alice).exists()


def test_it_is_written_anew_and_what_was_agreed_stands(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    act(client, cast.bob, "revise", reason="New post")
    assert (stored(passport).status, made.asked_of(passport)[0].status) == ("draft", "agreed")
    assert "You are changing it. What was agreed stands meanwhile." in page(client, cast.bob)
    assert passport.changes.unscoped().latest("pk").reason == "New post"


def test_withdrawing_says_what_happens_and_asks_about_medical_detail(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    assert "medical detail" not in page(client, cast.bob, f"{OWN}withdraw/")
    made.medical(passport)
    made.sent(passport)
    text = page(client, cast.bob, f"{OWN}withdraw/")
    assert "Nobody it is shared with can read it any more" in text and "called off" in text
    assert "What was noted for your postings stays in force until the RA officer ends it." in text
    assert "Also take away my medical detail" in text
    act(client, cast.bob, "withdraw", erase="on", reason="I leave the force")
    assert stored(passport).status == "withdrawn" and not made.MedicalDetail.objects.unscoped().exists()
    told = Alert.objects.visible_to(cast.of(Role.RA_OFFICER)).latest("pk")
    assert "withdrawn by its holder. What a posting has to respect stays in force" in told.text
    assert "leave" not in told.text


def test_left_unticked_the_medical_detail_stays(cast: Cast, client: Client) -> None:
    made.medical(passport := passport_of(cast.bob))
    act(client, cast.bob, "withdraw")
    assert stored(passport).status == "withdrawn" and made.MedicalDetail.objects.unscoped().exists()


ACTS = {
    "take-back": {"with manager", "with RA officer"},
    "do-not-wait": {"with manager"},
    "revise": {"agreed", "declined", "in place", "review due", "renewed"},
    "withdraw": set(PassportStatus.values) - {"withdrawn"},
}


@pytest.mark.parametrize("status", [each for each in PassportStatus.values if each != "withdrawn"])
def test_what_does_not_fit_is_not_done(cast: Cast, client: Client, status: str) -> None:
    passport = made.brought_to(status, passport_of(cast.bob))
    client.force_login(cast.bob)
    for slug, standing in ACTS.items():
        assert client.get(f"{OWN}{slug}/").status_code == (200 if status in standing else 409)
        if status not in standing:
            assert client.post(f"{OWN}{slug}/", {"seen": status}).status_code == 409
    assert stored(passport).status == status


def test_a_page_that_shows_what_is_no_longer_so_changes_nothing(cast: Cast, client: Client) -> None:
    passport = made.with_manager(passport_of(cast.bob))
    made.commented(passport)
    client.force_login(cast.bob)
    response = client.post(f"{OWN}take-back/", {"seen": "with manager"})
    assert response.status_code == 409 and stored(passport).status == "with RA officer"


def test_nobody_elses_passport_is_reached(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob))
    for reader in (cast.alice, cast.of(Role.RA_OFFICER)):
        client.force_login(reader)
        for slug in (*ACTS, "check", "sent"):
            assert client.get(f"{OWN}{slug}/").status_code == 404
            assert client.post(f"{OWN}{slug}/", {"seen": "with RA officer", "to": TO_RA}).status_code == 404
    assert stored(passport).status == "with RA officer"


def test_an_ra_officer_has_a_passport_of_their_own_like_everybody(cast: Cast, client: Client) -> None:
    cast.bob.groups.set(cast.of(Role.RA_OFFICER).groups.all())
    passport = passport_of(cast.bob, with_manager=False)
    send(client, cast.bob, CHECK, to=TO_RA)
    assert stored(passport).status == "with RA officer"
    assert "Take it back to change it" in page(client, cast.bob)


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    made.with_manager(passport_of(cast.bob))
    client.force_login(cast.bob)
    for address in (SENT, f"{OWN}take-back/"):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            assert client.get(address).status_code == 200


def test_the_day_without_its_year_is_of_this_year(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    due = clock.today() + timedelta(days=366)
    made.asked_of(passport)[0].order(by=made.ra_officer(passport), due=due)
    assert f"Ordered, due {due:%-d %B %Y}" in page(client, cast.bob)
