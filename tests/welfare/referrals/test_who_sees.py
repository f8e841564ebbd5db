"""Who sees what of a referral: the person all, RA officers no reason, the line manager what they are let read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Post
from people.roles import Role
from tests.base import Cast, person, post
from tests.welfare.referrals import made
from welfare.models import MadeReferral, OHAppointment, OHReason, OHRecommendation, OHReferral, Passport
from welfare.referrals import handling
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
ADVICE, REASON = "Day shifts until June", "Mental health"


def everybody_else(cast: Cast) -> list[Any]:
    return [cast.charlie, *(account for role, account in cast.by_role.items() if role != Role.RA_OFFICER)]


def page(client: Client, reader: Any, name: str, *args: Any) -> str:
    client.force_login(reader)
    answer = client.get(reverse(f"welfare:{name}", args=args))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def sent_passport(cast: Cast) -> None:
    Passport.objects.create(holder=cast.bob.person, status="with RA officer", sent_on=clock.today())


def test_the_person_sees_all_of_it(cast: Cast, client: Client) -> None:
    referral = made.reported(cast, ADVICE)
    text = page(client, cast.bob, "my-referrals-detail", referral.pk)
    assert ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.OHReason", reader=cast.bob).exists()
    assert all(words in text for words in (ADVICE, REASON, made.QUESTIONS, "Appointments"))


def test_an_ra_officer_sees_where_it_stands_and_not_why(cast: Cast, client: Client) -> None:
    referral = made.booked(cast)
    text = page(client, made.ra(cast), "oh-referrals-detail", referral.pk)
    assert "Bob Baker" in text
    assert REASON not in text and "Main reason" not in text and made.QUESTIONS not in text
    assert not OHReason.objects.visible_to(made.ra(cast)).exists()


def test_behind_a_passport_that_they_see_they_see_the_reason_and_it_is_logged(cast: Cast, client: Client) -> None:
    referral = made.booked(cast)
    sent_passport(cast)
    page(client, made.ra(cast), "oh-referrals-attend", referral.pk)  # which shows no reason
    kinds = ReadLog.objects.visible_to(cast.bob).filter(reader=made.ra(cast)).values_list("kind", flat=True)
    assert set(kinds) == {"welfare.OHReferral"}
    text = page(client, made.ra(cast), "oh-referrals-detail", referral.pk)
    assert REASON in text and made.QUESTIONS in text
    kinds = ReadLog.objects.visible_to(cast.bob).filter(reader=made.ra(cast)).values_list("kind", flat=True)
    assert set(kinds) == {"welfare.OHReferral", "welfare.OHReason"}


def test_advice_is_for_whoever_wrote_it_or_sees_the_passport(cast: Cast) -> None:
    made.reported(cast)
    assert OHRecommendation.objects.visible_to(made.ra(cast)).exists()
    another = cast.of(Role.DYSLEXIA_ASSESSOR)
    another.groups.set(made.ra(cast).groups.all())
    another.__dict__.pop("roles", None)
    assert not OHRecommendation.objects.visible_to(another).exists()
    sent_passport(cast)
    assert OHRecommendation.objects.visible_to(another).exists()


def test_nobody_else_sees_anything(cast: Cast) -> None:
    made.reported(cast, agreed=True)
    for reader in everybody_else(cast):
        for model in (OHReferral, MadeReferral, OHReason, OHAppointment, OHRecommendation):
            manager: Any = model.objects
            assert not manager.visible_to(reader).exists(), (reader, model)


def test_the_manager_who_referred_sees_a_day_and_whether_it_goes_on(cast: Cast, client: Client) -> None:
    referral = made.booked(cast, made.in_days(12))
    text = page(client, cast.alice, "oh-advice")
    assert "Bob Baker" in text and "Goes on" in text
    assert not any(words in text for words in (REASON, made.QUESTIONS, "Booked", referral.reference))
    handling.withdraw(referral, by=cast.bob)
    assert "Ended" in page(client, cast.alice, "oh-advice")
    for model in (OHReferral, OHReason, OHAppointment):
        manager: Any = model.objects
        assert not manager.visible_to(cast.alice).exists()


def test_a_referral_that_waits_for_consent_is_not_said_to_be_with_occupational_health(
    cast: Cast, client: Client
) -> None:
    made.referred(cast)
    text = page(client, cast.alice, "oh-advice")
    assert "Goes on" in text and "With occupational health" not in text


def test_the_manager_reads_the_advice_while_the_person_lets_them(cast: Cast, client: Client) -> None:
    referral = made.reported(cast, ADVICE)
    assert page(client, cast.alice, "oh-advice-detail", referral.pk) == "404"
    handling.release(referral, by=cast.bob)
    text = page(client, cast.alice, "oh-advice-detail", referral.pk)
    assert ADVICE in text and REASON not in text and made.QUESTIONS not in text
    assert ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.OHRecommendation", reader=cast.alice).exists()
    handling.end_release(referral, by=cast.bob)
    assert page(client, cast.alice, "oh-advice-detail", referral.pk) == "404"


def test_a_former_manager_sees_nothing_and_a_new_one_only_what_they_are_let(cast: Cast, client: Client) -> None:
    referral = made.reported(cast, ADVICE, agreed=True)
    assert "can read it now" in Alert.objects.visible_to(cast.bob).latest("pk").text
    Post.objects.visible_to(cast.bob).update(line_manager=cast.charlie.person)
    for manager in (cast.alice, cast.charlie):
        assert page(client, manager, "oh-advice-detail", referral.pk) == "404"
        assert "Bob" not in page(client, manager, "oh-advice")
    text = page(client, cast.bob, "my-referrals-detail", referral.pk)
    assert "Your line manager has changed" in text and "Let my line manager read the advice" in text
    handling.release(referral, by=cast.bob)
    assert ADVICE in page(client, cast.charlie, "oh-advice-detail", referral.pk)
    assert page(client, cast.alice, "oh-advice-detail", referral.pk) == "404"
    assert "Your line manager may read it" in page(client, cast.bob, "my-referrals-detail", referral.pk)


def test_without_a_line_manager_nobody_is_let_read_and_nobody_is_told_so(cast: Cast, client: Client) -> None:
    Post.objects.visible_to(cast.bob).update(line_manager=None)
    referral = handling.refer(cast.bob.person, by=cast.bob, reason="physical health", questions="A chair?")
    handling.book(referral, by=made.ra(cast), on=clock.today())
    handling.attend(referral, by=made.ra(cast))
    handling.report(referral, by=made.ra(cast), text=ADVICE, agreed=True)
    assert "line manager" not in Alert.objects.visible_to(cast.bob).latest("pk").text
    with pytest.raises(IllegalMove, match="No line manager"):
        handling.release(referral, by=cast.bob)
    assert "Let my line manager" not in page(client, cast.bob, "my-referrals-detail", referral.pk)


def test_only_the_correction_of_an_advice_is_read(cast: Cast, client: Client) -> None:
    referral = made.reported(cast, ADVICE, agreed=True)
    first = OHRecommendation.objects.visible_to(made.ra(cast)).get()
    handling.correct(first, by=made.ra(cast), text="Day shifts until July")
    for reader, name in ((cast.alice, "oh-advice-detail"), (cast.bob, "my-referrals-detail")):
        text = page(client, reader, name, referral.pk)
        assert "until July" in text and ADVICE not in text


def test_nobody_reads_the_referral_of_somebody_else_by_its_number(cast: Cast, client: Client) -> None:
    referral = made.referred(cast)
    for name in ("my-referrals-detail", "my-referrals-consent", "my-referrals-withdraw"):
        for reader in (cast.alice, cast.charlie, made.ra(cast)):
            assert page(client, reader, name, referral.pk) == "404"


def test_ra_officers_find_those_whom_they_have_to_book(cast: Cast) -> None:
    people: Any = cast.bob.person.__class__.objects
    assert not people.visible_to(made.ra(cast)).exists()
    referral = made.consented(cast)
    assert list(people.visible_to(made.ra(cast))) == [cast.bob.person]
    handling.close(referral, by=made.ra(cast), reason="Seen elsewhere")
    assert not people.visible_to(made.ra(cast)).exists()


def test_the_list_and_its_file_have_no_reason(cast: Cast, client: Client) -> None:
    made.booked(cast)
    client.force_login(made.ra(cast))
    for query in ({}, {"export": "csv"}):
        answer = client.get(reverse("welfare:oh-referrals-list"), query)
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert "Baker" in text and "mental" not in text.lower()
    assert client.get(reverse("welfare:oh-referrals-list"), {"why__reason": "mental health"}).status_code == 400


def test_the_reason_stands_in_no_alert(cast: Cast) -> None:
    made.reported(cast, ADVICE, agreed=True)
    said = [f"{each.subject} {each.text}".lower() for each in Alert.objects.unscoped()]
    assert said
    for words in ("mental", made.QUESTIONS.lower(), ADVICE.lower(), "baker"):
        assert not [each for each in said if words in each]


# Eight, and the savepoint around a request within a test.
MOST_QUERIES = 8 + 2


def test_a_list_of_three_people_costs_what_a_list_of_one_does(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    referral = made.booked(cast)
    for number in range(3):
        who = person(f"N{number}")
        post(who)
        OHReferral.objects.create(reference=f"N{number}", person=who, status="consented")
    client.force_login(made.ra(cast))
    sent_passport(cast)
    for name, args in (("oh-referrals-list", []), ("oh-referrals-detail", [referral.pk])):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(reverse(f"welfare:{name}", args=args)).status_code == 200
    client.force_login(cast.bob)
    for name, args in (("my-referrals", []), ("my-referrals-detail", [referral.pk]), ("oh-advice", [])):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(reverse(f"welfare:{name}", args=args)).status_code == 200
