"""The link to the form: one answer, until a day, replaced by the next one, and kept nowhere."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection

from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import JOINING, form_sent, key_of, link_of, returned, stored, token_of
from tests.welfare.made import MONDAY, on
from welfare.joining import links
from welfare.joining.dyslexia import DyslexiaAnswers, FormLink
from welfare.joining.handling import resend, send_after_all
from welfare.joining.links import Standing
from welfare.joining.mail import mail_waiting
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def test_an_answer_moves_the_referral_and_tells_the_ra_officers(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = returned(officer, told={"reading": "Small print"})
    assert (referral.status, referral.answered_on) == ("returned", MONDAY)
    assert DyslexiaAnswers.objects.visible_to(officer).get().reading == "Small print"
    told = Alert.objects.visible_to(officer).get()
    assert referral.reference in told.text and "print" not in told.text


def test_declining_is_recorded_and_tells_nobody(cast: Cast) -> None:
    with on(MONDAY):
        referral = form_sent(cast.of(Role.RA_OFFICER))
        links.answer(key_of(referral), wants=False, told={})
    assert stored(referral).status == "declined"
    assert not DyslexiaAnswers.objects.unscoped().exists() and not Alert.objects.unscoped().exists()


def test_a_link_is_good_for_one_answer(cast: Cast) -> None:
    with on(MONDAY):
        referral = form_sent(cast.of(Role.RA_OFFICER))
        key = key_of(referral)
        links.answer(key, wants=False, told={})
        with pytest.raises(StaleMove):
            links.answer(key, wants=True, told={})
        assert links.standing_of(key) == Standing.USED
    assert stored(referral).status == "declined"


def test_a_new_link_makes_the_one_before_invalid(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = form_sent(officer)
        old = key_of(referral)
        resend(referral, by=officer)
        assert links.standing_of(old) == Standing.REPLACED
        with pytest.raises(StaleMove):
            links.answer(old, wants=True, told={})
        links.answer(key_of(referral), wants=True, told={})
    assert stored(referral).status == "returned"


@pytest.mark.parametrize(
    ("joining_on", "good_on", "late_on"),
    [
        (JOINING, MONDAY + timedelta(days=27), MONDAY + timedelta(days=28)),
        (MONDAY + timedelta(days=3), MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)),
    ],
)
def test_a_link_ends_after_its_days_or_with_the_joining_date(
    cast: Cast, joining_on: date, good_on: date, late_on: date
) -> None:
    with on(MONDAY, 12):
        key = key_of(form_sent(cast.of(Role.RA_OFFICER), joining_on=joining_on))
    with on(good_on, 23):
        assert links.standing_of(key) == Standing.GOOD
    with on(late_on, 13):
        assert links.standing_of(key) == Standing.EXPIRED
        with pytest.raises(StaleMove):
            links.answer(key, wants=True, told={})


def test_of_somebody_who_does_not_join_the_link_is_closed(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = form_sent(officer)
        key = key_of(referral)
        referral.end_not_joining(by=officer)
        assert links.standing_of(key) == Standing.CLOSED
        with pytest.raises(IllegalMove):
            resend(referral, by=officer)


def test_nobody_is_sent_a_second_form_whatever_they_answered(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = form_sent(officer, email="Dana@example.com")
        links.answer(key_of(referral), wants=False, told={})
        with pytest.raises(IntegrityError):
            form_sent(officer, email="dana@EXAMPLE.com")


def test_only_whoever_asked_for_it_gets_a_form_after_declining(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = form_sent(officer)
        links.answer(key_of(referral), wants=False, told={})
        referral = stored(referral)
        with pytest.raises(IllegalMove):
            resend(referral, by=officer)
        send_after_all(referral, by=officer, reason="Rang on Monday")
        links.answer(key_of(referral), wants=True, told={})
    assert stored(referral).status == "returned"


def test_nobody_is_sent_a_form_after_the_joining_date(cast: Cast) -> None:
    with on(MONDAY), pytest.raises(IllegalMove):
        form_sent(cast.of(Role.RA_OFFICER), joining_on=MONDAY - timedelta(days=1))


# --- the mail --------------------------------------------------------------------------------------------------------


def test_the_mail_has_the_link_and_names_no_condition(cast: Cast) -> None:
    with on(MONDAY):
        referral = form_sent(cast.of(Role.RA_OFFICER))
        assert (mail_waiting(), mail_waiting()) == (1, 0)
        token = token_of(referral)
    sent = mail.outbox[0]
    assert sent.to == ["dana@example.com"]
    assert f"{settings.SITE_URL}/welfare/before-you-join/open/?link={token}" in sent.body
    assert settings.RA_OFFICERS_PHONE in sent.body and "until the end of 2 May 2022" in sent.body
    assert (
        "\n\nYou join West Midlands Police on " in sent.body and "This link is yours alone. It works once" in sent.body
    )
    assert not re.search("dyslexi|disab|diagnos|condition", f"{sent.subject} {sent.body}".lower())


def test_a_link_that_was_used_or_is_too_old_is_not_mailed(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        returned(officer)
        form_sent(officer, name="Late Lee", joining_on=MONDAY)
    with on(MONDAY + timedelta(days=1)):
        assert mail_waiting() == 0
    assert not mail.outbox


def test_an_address_that_is_refused_holds_up_nobody(cast: Cast, settings: object) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        wrong = form_sent(officer, name="Wrong Will")
        FormLink.objects.unscoped().filter(referral=wrong).update(made_at=link_of(wrong).made_at)
        type(wrong).objects.unscoped().filter(pk=wrong.pk).update(email="wrong\n@example.com")
        form_sent(officer)
        assert mail_waiting() == 1
    assert link_of(wrong).refused_at and [each.to for each in mail.outbox] == [["dana@example.com"]]


def test_the_link_stands_in_no_table(cast: Cast) -> None:
    with on(MONDAY):
        referral = form_sent(cast.of(Role.RA_OFFICER))
        token = token_of(referral)
        mail_waiting()
    signature = token.rpartition(".")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{signature}%"])
            assert cursor.fetchone() == (0,), table
