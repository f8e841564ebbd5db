"""Two at once at one form, one assessor, one alert: one stands."""

from datetime import timedelta

import pytest
from django.db import transaction

from people.roles import Role
from tests.base import Cast
from tests.together import Meanwhile, at_once
from tests.welfare.joining.made import at, booked, form_sent, key_of, link_of, screened, stored
from tests.welfare.made import MONDAY, on
from welfare.joining import links, risk, six_weeks
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.assessments import Assessment
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral
from welfare.joining.handling import book, resend
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import StaleMove

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_answers_at_once_one_stands(cast: Cast) -> None:
    referral = form_sent(cast.of(Role.RA_OFFICER), joining_on=clock.today() + timedelta(days=30))
    key = key_of(referral)
    said = at_once(
        lambda: links.answer(key, wants=True, told={"reading": "Small print"}),
        lambda: links.answer(key, wants=False, told={}),
    )
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    wanted = said[0] is None
    assert stored(referral).status == ("returned" if wanted else "declined")
    assert DyslexiaAnswers.objects.unscoped().count() == int(wanted)


def test_an_answer_beside_a_new_link_that_is_being_made_is_too_late(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    referral = form_sent(officer, joining_on=clock.today() + timedelta(days=30))
    key = key_of(referral)
    with transaction.atomic():
        resend(referral, by=officer)
        other = Meanwhile(lambda: links.answer(key, wants=True, told={}))
    assert isinstance(other.said, StaleMove)
    assert stored(referral).status == "form sent" and link_of(referral).nonce


def test_a_new_link_beside_an_answer_that_is_being_given_is_refused(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    referral = form_sent(officer, joining_on=clock.today() + timedelta(days=30))
    with transaction.atomic():
        links.answer(key_of(referral), wants=False, told={})
        other = Meanwhile(lambda: resend(DyslexiaReferral.objects.unscoped().get(pk=referral.pk), by=officer))
    assert isinstance(other.said, StaleMove)
    assert stored(referral).status == "declined" and not link_of(referral).nonce


def test_an_assessor_never_has_two_at_once(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        first, second = screened(officer), screened(officer, name="Ezra East")
    starts = at(MONDAY + timedelta(days=1))
    said = at_once(
        *(
            lambda r=each: book(r, by=officer, assessor=assessor, starts_at=starts, minutes=60, place="Tally Ho")
            for each in (first, second)
        )
    )
    assert sum(each is None for each in said) == 1
    assert Assessment.objects.unscoped().count() == 1


def test_alerts_go_once_though_two_jobs_look(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    today = clock.today()
    screened(officer, joining_on=today + timedelta(days=3))
    AccessToWork.objects.create(person=cast.bob.person, started_on=today - timedelta(days=36))
    Alert.objects.unscoped().delete()
    assert at_once(risk.alert_all, risk.alert_all, six_weeks.alert_all, six_weeks.alert_all) == [None] * 4
    assert Alert.objects.unscoped().filter(to=officer).count() == 2
    assert Alert.objects.unscoped().filter(to=cast.bob).count() == 1


def test_times_that_touch_are_no_overlap(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    tomorrow = MONDAY + timedelta(days=1)
    with on(MONDAY):
        booked(screened(officer), by=officer, assessor=assessor, starts_at=at(tomorrow, 10), minutes=60)
        booked(
            screened(officer, name="Ezra East"), by=officer, assessor=assessor, starts_at=at(tomorrow, 11), minutes=60
        )
    assert Assessment.objects.unscoped().count() == 2
