"""My passport: begun, filled in, left and gone on with; it always says where it stands and who can see what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Post
from people.roles import Role
from tests.base import Cast, opened_with, person, post
from tests.welfare.passports import made
from tests.welfare.passports.made import OWN, SAVEPOINT, page, passport_of, send, stored, words
from welfare.passports import handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport
from wmp.lib import clock
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

IMPACT = f"{OWN}questions/impact/"
SLUGS = ("role", "hours", "contact", "impact", "barriers", "varies", "if-unwell", "line-manager", "discussion")


# --- to begin ---


def test_without_one_it_says_what_it_is_and_that_no_diagnosis_is_asked_for(cast: Cast, client: Client) -> None:
    text = page(client, cast.bob)
    assert "Nobody asks for a diagnosis" in text and "While you write it, nobody but you can see it" in text
    assert "About 20 minutes" in text and "Start your passport" in text


def test_it_is_started_once_however_often_it_is_clicked(cast: Cast, client: Client) -> None:
    assert send(client, cast.bob, f"{OWN}start/").status_code == 302
    assert send(client, cast.bob, f"{OWN}start/").status_code == 302
    assert Passport.objects.unscoped().get().holder == cast.bob.person
    assert client.get(f"{OWN}start/").status_code == 405


def test_an_account_of_nobody_cannot_start_one(cast: Cast, client: Client) -> None:
    reader = cast.of(Role.AUDITOR)
    assert "You cannot start one yet" in page(client, reader)
    assert send(client, reader, f"{OWN}start/").status_code == 403


def test_after_withdrawing_a_new_one_can_be_started(cast: Cast, client: Client) -> None:
    passport = made.withdrawn(passport_of(cast.bob))
    text = page(client, cast.bob)
    assert "Start your passport" in text and f"You withdrew your passport {passport.reference}" in text
    send(client, cast.bob, f"{OWN}start/")
    assert Passport.objects.unscoped().count() == 2


# --- the task list ---


def test_a_new_one_has_nothing_begun_and_nobody_sees_it(cast: Cast, client: Client) -> None:
    passport_of(cast.bob, asks=(), role="", impact="", with_manager=None)
    text = page(client, cast.bob)
    assert "Nobody but you can see it." in text
    assert text.count("Not started") == 3 and text.count("Optional") == 2
    assert "1. You and your work" in text and "4. Your line manager" in text


def test_each_section_tells_how_far_it_is(cast: Cast, client: Client) -> None:
    passport_of(cast.bob, asks=("Screen filter", "Buddy"), role="", contact="By text", with_manager=None)
    text = page(client, cast.bob)
    assert "1 of 3 questions answered In progress" in text
    assert "1 of 4 questions answered Completed" in text
    assert "2 adjustments Completed" in text
    assert "4. Your line manager Not started" in text


# --- a question at a time ---


@pytest.mark.parametrize("slug", SLUGS)
def test_each_question_has_a_page_with_a_hint_and_who_can_see_it(cast: Cast, client: Client, slug: str) -> None:
    passport_of(cast.bob)
    client.force_login(cast.bob)
    response = client.get(f"{OWN}questions/{slug}/")
    html = response.content.decode()
    assert response.status_code == 200 and html.count("<h1") == 1 and "govuk-hint" in html
    assert "Nobody but you can see it." in html
    assert ("Show me an example" in html) == (slug != "line-manager")


def test_what_is_saved_is_there_on_the_next_device(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, impact="")
    response = send(client, cast.bob, IMPACT, impact="White screens blur")
    assert response["Location"] == f"{OWN}questions/barriers/"
    other = Client()
    assert "White screens blur" in page(other, cast.bob, IMPACT)
    assert stored(passport).impact == "White screens blur"


def test_come_back_later_saves_and_leads_to_the_list(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    assert send(client, cast.bob, IMPACT, impact="Blurs", later="yes")["Location"] == OWN
    assert stored(passport).impact == "Blurs"


def test_come_back_later_asks_for_no_answer(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, with_manager=None)
    address = f"{OWN}questions/line-manager/"
    assert send(client, cast.bob, address, later="yes")["Location"] == OWN
    assert "Say whether you want your line manager to read it first" in words(send(client, cast.bob, address))
    assert stored(passport).with_manager is None


def test_the_last_question_of_a_section_leads_back_to_the_list(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert send(client, cast.bob, f"{OWN}questions/if-unwell/", if_unwell="Give me ten minutes")["Location"] == OWN


def test_a_change_from_the_check_leads_back_to_it(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert send(client, cast.bob, f"{IMPACT}?from=check", impact="Blurs")["Location"] == f"{OWN}check/"


def test_too_much_is_refused_and_kept_in_the_box(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    text = words(send(client, cast.bob, f"{OWN}questions/contact/", contact="x" * 501))
    assert "must be 500 characters or fewer" in text and "x" * 501 in text


def test_two_windows_on_one_question_ask_which_to_keep(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, impact="One")
    client.force_login(cast.bob)
    mark = opened_with(client.get(IMPACT).content.decode())
    assert client.post(IMPACT, {"impact": "Two", "opened_with": mark}).status_code == 302
    assert client.post(IMPACT, {"impact": "Three", "opened_with": mark}).status_code == 409
    assert stored(passport).impact == "Two"


def test_two_windows_on_two_questions_never_fight(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    client.force_login(cast.bob)
    marks = [opened_with(client.get(f"{OWN}questions/{slug}/").content.decode()) for slug in ("varies", "impact")]
    client.post(f"{OWN}questions/varies/", {"varies": "After nights", "opened_with": marks[0]})
    client.post(IMPACT, {"impact": "Blurs", "opened_with": marks[1]})
    now = stored(passport)
    assert (now.varies, now.impact) == ("After nights", "Blurs")


def test_a_question_that_is_none_and_a_passport_that_is_none_are_not_there(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    client.force_login(cast.bob)
    assert client.get(f"{OWN}questions/diagnosis/").status_code == 404
    client.force_login(cast.charlie)
    assert client.get(IMPACT).status_code == 404
    assert client.post(IMPACT, {"impact": "Mine"}).status_code == 404


def test_what_was_sent_stands_as_it_was_sent(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob))
    client.force_login(cast.bob)
    asked = client.get(IMPACT)
    assert asked.status_code == 409 and "Take it back" in asked.content.decode()
    answered = client.post(IMPACT, {"impact": "Something else"})
    assert answered.status_code == 409 and "Something else" in answered.content.decode()
    assert stored(passport).impact == "White screens blur"


# --- by way of the line manager ---


def test_the_line_manager_is_named_and_each_way_explained(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    cast.alice.first_name, cast.alice.last_name = "Alice", "Archer"
    cast.alice.save()
    text = page(client, cast.bob, f"{OWN}questions/line-manager/")
    assert "Yes, send it to Alice Archer first" in text and "They read it, without your medical detail" in text
    assert "Your line manager is not told." in text


def test_without_a_manager_who_has_an_account_the_first_way_is_not_there(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.charlie, with_manager=None)
    address = f"{OWN}questions/line-manager/"
    text = page(client, cast.charlie, address)
    assert "No line manager of yours has an account here" in text and "Yes, send it" not in text
    assert send(client, cast.charlie, address, with_manager="True").status_code == 200
    assert send(client, cast.charlie, address, with_manager="False").status_code == 302
    assert stored(passport).with_manager is False


# --- who can see what ---


def test_ra_officers_see_it_since_it_was_sent_even_when_it_is_back(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob))
    handling.take_back(passport, by=cast.bob)
    today = f"{clock.today():%-d %B %Y}"
    assert f"RA officers can see what you sent last, since you sent it on {today}." in page(client, cast.bob)
    made.medical(passport)
    assert "what you sent last, and your medical detail, since you sent it on" in page(client, cast.bob)


def test_a_line_manager_sees_a_version_while_they_comment(cast: Cast, client: Client) -> None:
    made.with_manager(passport_of(cast.bob))
    text = page(client, cast.bob)
    assert "alice can see version 1 to comment as your line manager, until" in text
    assert "RA officers can see" not in text
    assert "Your line manager, alice, is to comment on it" in text


def test_a_former_line_manager_is_not_said_to_see_it(cast: Cast, client: Client) -> None:
    made.with_manager(passport_of(cast.bob))
    Post.objects.unscoped().filter(person=cast.bob.person).update(line_manager=None)
    text = page(client, cast.bob)
    assert "Nobody but you can see it." in text and "Nobody can comment on it now: you took it back" in text


def test_a_share_that_has_run_out_is_not_named(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    version = passport.versions.unscoped().latest("number")
    given = handling.share(version, by=cast.bob, to=cast.charlie, purpose="posting")
    assert "charlie can see version 2 for a posting or a new role" in page(client, cast.bob)
    with clock.at(clock.now() + timedelta(days=400)):
        assert "charlie" not in page(client, cast.bob)
    handling.end_share(given, by=cast.bob)
    assert "charlie" not in page(client, cast.bob)


def test_whoever_sees_to_an_adjustment_is_named(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob))
    made.asked_of(passport)[0].agree(by=made.ra_officer(passport), owner=cast.charlie)
    assert "charlie can see the adjustments that they see to, and nothing else." in page(client, cast.bob)


# --- where it stands ---


def test_a_question_of_the_ra_officer_stands_on_top_until_it_is_answered(cast: Cast, client: Client) -> None:
    passport = made.sent_back(passport_of(cast.bob), "Which screen do you use?")
    text = page(client, cast.bob)
    assert text.index("Which screen do you use?") < text.index("My passport Draft")
    made.sent(passport)
    assert "Which screen" not in page(client, cast.bob)


def test_taken_back_it_asks_nothing(cast: Cast, client: Client) -> None:
    handling.take_back(made.sent(passport_of(cast.bob)), by=cast.bob)
    text = page(client, cast.bob)
    assert "You have taken it back" in text and "The RA officer asks you" not in text


STANDS: list[tuple[Callable[[Passport], Passport], str]] = [
    (made.sent, "The RA officer has it, since"),
    (made.at_panel, "A panel looks at it, since"),
    (made.agreed, "It was agreed on"),
    (made.declined, "Nothing here is the force's to give"),
    (made.in_place, "All that was agreed is in place. The next review is on"),
    (made.review_due, "A review has been due since"),
    (made.renewed, "All that was agreed is in place. The next review is on"),
]


@pytest.mark.parametrize(("to", "said"), STANDS, ids=[each.__name__ for each, _ in STANDS])
def test_it_says_where_it_stands_and_offers_what_can_be_done(
    cast: Cast, client: Client, to: Callable[[Passport], Passport], said: str
) -> None:
    to(passport_of(cast.bob))
    text = page(client, cast.bob).replace("&#x27;", "'")
    assert said in text and "Withdraw your passport" in text and "Read what you wrote" in text


def test_an_adjustment_is_told_in_plain_words(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    each, due = made.asked_of(passport)[0], clock.today() + timedelta(days=20)
    each.order(by=made.ra_officer(passport), supplier="Desk & Sons", due=due)
    assert f"Screen filter Ordered, due {due:%-d %B}" in page(client, cast.bob)
    with clock.at(clock.now() + timedelta(days=25)):
        assert f"Ordered, was due {due:%-d %B}" in page(client, cast.bob)
    each.put_in_place(by=made.ra_officer(passport))
    assert "Screen filter In place since" in page(client, cast.bob)


def test_what_was_declined_says_why(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob, asks=("Screen filter", "Own car")))
    made.asked_of(passport)[1].decline(by=made.ra_officer(passport), reason="Cars are pooled")
    assert "Own car Declined: Cars are pooled" in page(client, cast.bob)


def test_what_others_said_is_there_with_who_and_when(cast: Cast, client: Client) -> None:
    passport = made.commented(passport_of(cast.bob), "Happy with all of it")
    officer = made.ra_officer(passport)
    first = handling.recommend(passport, by=officer, text="A filter of 15 %")
    handling.recommend(stored(passport), by=officer, text="A filter of 14 inches", corrects=first)
    passport = made.renewed(stored(passport))
    text = page(client, cast.bob)
    assert "What your line manager said alice" in text and "Happy with all of it" in text
    assert "A filter of 14 inches" in text and "15 %" not in text
    assert "goes on as it is" in text


# --- every opening is logged, and few questions are asked of the database ---


def test_each_opening_is_logged_for_the_holder_to_see(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    for address in (OWN, IMPACT, f"{OWN}check/"):
        page(client, cast.bob, address)
    found = ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.Passport", record=str(passport.pk))
    assert found.count() == 3 and {each.subject for each in found} == {cast.bob}


@pytest.mark.parametrize("to", [stored, made.commented, made.renewed], ids=["draft", "sent", "renewed"])
def test_few_queries(
    cast: Cast,
    client: Client,
    to: Callable[[Passport], Passport],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    to(passport_of(cast.bob, asks=[f"Thing {number}" for number in range(9)]))
    client.force_login(cast.bob)
    for address in (OWN, f"{OWN}check/"):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("to", [stored, made.sent_back], ids=["first", "sent before"])
def test_few_queries_for_a_question(
    cast: Cast,
    client: Client,
    to: Callable[[Passport], Passport],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    to(passport_of(cast.bob))
    client.force_login(cast.bob)
    for slug in ("impact", "line-manager"):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            client.get(f"{OWN}questions/{slug}/")
    mark = opened_with(client.get(IMPACT).content.decode())
    with django_assert_max_num_queries(15 + SAVEPOINT):
        assert client.post(IMPACT, {"impact": "Blurs", "opened_with": mark}).status_code == 302


# --- on the home page ---


def test_home_leads_there_and_says_when_it_waits(cast: Cast, client: Client) -> None:
    assert "My passport for adjustments" in page(client, cast.bob, "/")
    passport = passport_of(cast.bob)
    assert "Finish your passport" in page(client, cast.bob, "/")
    passport = made.sent_back(passport)
    assert "Answer the RA officer’s question in your passport" in page(client, cast.bob, "/")
    passport = made.agreed(passport)
    assert "Finish" not in page(client, cast.bob, "/")
    passport.revise(by=cast.bob)
    assert "Finish the changes to your passport" in page(client, cast.bob, "/")
    assert "passport" not in page(client, cast.of(Role.AUDITOR), "/")


def test_nothing_of_anybody_elses_waits_at_home(cast: Cast, client: Client) -> None:
    dana = person("D1", "Dana Dale")
    post(dana)
    passport_of(cast.bob)
    assert "Finish your passport" not in page(client, cast.alice, "/")
    assert "Finish your passport" not in page(client, cast.charlie, "/")


# --- it says the same on each page, and it is true ---


@pytest.mark.parametrize("status", [each for each in PassportStatus.values if each != "withdrawn"])
def test_sharing_and_my_passport_say_the_same(cast: Cast, client: Client, status: str) -> None:
    """Charlie sees to an adjustment, and so does an RA officer, of whom it is said once what they see."""
    passport = passport_of(cast.bob, asks=("Screen filter", "Buddy"))
    made.medical(passport)
    one, other = made.asked_of(passport)
    Adjustment.objects.unscoped().filter(pk=one.pk).update(owner=cast.charlie)
    Adjustment.objects.unscoped().filter(pk=other.pk).update(owner=cast.of(Role.RA_OFFICER))
    passport = made.brought_to(status, passport)
    client.force_login(cast.bob)
    said = client.get(OWN).context["audience"]
    sharing = words(client.get(f"{OWN}sharing/"))
    assert all(each in sharing for each in said)
    readers = (cast.charlie, cast.of(Role.RA_OFFICER))
    see = [Adjustment.objects.visible_to(each).filter(passport=passport).exists() for each in readers]
    assert [any("charlie can see" in each for each in said), any("RA officers" in each for each in said)] == see
    assert not any(cast.of(Role.RA_OFFICER).username in each for each in said)


def test_of_a_withdrawn_one_it_says_what_is_still_read(cast: Cast, client: Client) -> None:
    made.medical(passport := made.agreed(passport_of(cast.bob)))
    made.withdrawn(passport)
    text = page(client, cast.bob, f"{OWN}sharing/")
    assert "RA officers can still read what you sent, and no medical detail. Nobody else sees any of it" in text
