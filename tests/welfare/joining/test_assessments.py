"""Assessments: the assessor's diary, what was found, and recommendations that wait for the person's answer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.joining.made import at, booked, held, returned, screened, stored
from tests.welfare.made import MONDAY, on
from tests.welfare.passports.made import passport_of
from welfare.joining.agreeing import answer, waiting_recommendations
from welfare.joining.assessments import Assessment, AssessmentOutcome
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral
from welfare.joining.handling import rebook, write_outcome
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def test_only_who_was_screened_is_booked(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY), pytest.raises(IllegalMove, match="returned"):
        booked(returned(officer), by=officer, assessor=assessor)


def test_an_overlap_is_refused_and_a_cancelled_one_makes_room(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        first = booked(screened(officer), by=officer, assessor=assessor)
        second = screened(officer, name="Ezra East")
        with pytest.raises(IntegrityError, match="assessor_has_one_at_a_time"), transaction.atomic():
            booked(second, by=officer, assessor=assessor, starts_at=at(TUESDAY, 11))
        first.cancel(by=officer, why="assessor")
        assert booked(second, by=officer, assessor=assessor, starts_at=at(TUESDAY, 11)).pk


def test_the_page_says_that_the_assessor_has_another(cast: Cast, client: Client) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    client.force_login(officer)
    with on(MONDAY):
        booked(screened(officer), by=officer, assessor=assessor)
        second = screened(officer, name="Ezra East")
        typed = {"assessor": assessor.pk, "at": "11:00", "minutes": "60", "place": "Tally Ho"}
        typed |= {"on_day": TUESDAY.day, "on_month": TUESDAY.month, "on_year": TUESDAY.year}
        page = client.post(reverse("welfare:dyslexia-referrals-book", args=[second.pk]), typed)
    assert page.status_code == 409 and "has another assessment in that time" in page.content.decode()


def test_an_assessor_sees_their_own_and_of_the_person_the_name_the_day_and_the_answers(
    cast: Cast, client: Client
) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    other = user("other-assessor", Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        mine = booked(screened(officer), by=officer, assessor=assessor)
        theirs = booked(screened(officer, name="Ezra East"), by=officer, assessor=other)
        client.force_login(assessor)
        page = client.get(reverse("welfare:assessments-detail", args=[mine.pk])).content.decode()
        assert "Dana Dunn" in page and "16 May 2022" in page and "Small print" not in page
        assert "Small print" in client.get(reverse("welfare:assessments-answers", args=[mine.pk])).content.decode()
        assert "dana@example.com" not in page
        assert client.get(reverse("welfare:assessments-detail", args=[theirs.pk])).status_code == 404
        diary = client.get(reverse("welfare:diary"), {"week": "2022-04-06"}).content.decode()
    assert "Dana Dunn" in diary and "Ezra East" not in diary
    assert DyslexiaAnswers.objects.visible_to(assessor).count() == 1
    assert not DyslexiaReferral.objects.visible_to(assessor).exists()


def test_after_a_cancelled_assessment_the_answers_are_closed(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        booked(screened(officer), by=officer, assessor=assessor).cancel(by=officer, why="person")
    assert not DyslexiaAnswers.objects.visible_to(assessor).exists()


@pytest.mark.parametrize("week", ["2022-13-01", "x", "9999-99-99"])
def test_no_such_week(cast: Cast, client: Client, week: str) -> None:
    client.force_login(cast.of(Role.DYSLEXIA_ASSESSOR))
    assert client.get(reverse("welfare:diary"), {"week": week}).status_code == 400


def test_the_outcome_is_its_assessors_and_moves_the_referral(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        referral = screened(officer)
        assessment = booked(referral, by=officer, assessor=assessor)
        with pytest.raises(IllegalMove, match="not begun"):
            write_outcome(assessment, by=assessor, outcome="Reads slowly", recommendations="")
    with on(TUESDAY, 12):
        with pytest.raises(IllegalMove, match="assessor"):
            write_outcome(assessment, by=officer, outcome="Reads slowly", recommendations="")
        write_outcome(assessment, by=assessor, outcome="Reads slowly", recommendations="")
    assert (stored(referral).status, stored(referral).assessed_on) == ("assessed", TUESDAY)
    assert AssessmentOutcome.objects.visible_to(officer).get().outcome == "Reads slowly"
    assert not AssessmentOutcome.objects.visible_to(user("other", Role.DYSLEXIA_ASSESSOR)).exists()
    with pytest.raises(StaleMove):
        rebook(assessment, by=officer, starts_at=at(TUESDAY, 15), minutes=60, place="Tally Ho")


def test_recommendations_that_come_later_are_told_once(cast: Cast) -> None:
    assessor = cast.of(Role.DYSLEXIA_ASSESSOR)
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=assessor, recommendations="")
    told = Alert.objects.visible_to(cast.bob).filter(subject="Your assessment")
    assert not told.exists()
    for text in ("A reading pen", "A reading pen\nMore time"):
        write_outcome(assessment, by=assessor, outcome="Reads slowly", recommendations=text)
    assert told.count() == 1


def test_the_outcome_is_read_on_the_form_that_mends_it_and_that_is_logged(cast: Cast, client: Client) -> None:
    assessor = cast.of(Role.DYSLEXIA_ASSESSOR)
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=assessor)
    client.force_login(assessor)
    page = client.get(reverse("welfare:assessments-outcome", args=[assessment.pk])).content.decode()
    assert "Reads slowly" in page
    assert ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.AssessmentOutcome", reader=assessor).count() == 1


def test_only_its_assessor_and_ra_officers_move_an_assessment(cast: Cast) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    with on(MONDAY):
        assessment = booked(screened(officer), by=officer, assessor=assessor)
    moves: list[Callable[[User], None]] = [
        lambda by: assessment.miss(by=by),
        lambda by: assessment.cancel(by=by, why="other"),
        lambda by: rebook(assessment, by=by, starts_at=at(TUESDAY, 15), minutes=60, place="Tally Ho"),
    ]
    with on(TUESDAY, 12):
        for other in (cast.charlie, user("other", Role.DYSLEXIA_ASSESSOR), cast.of(Role.WELFARE_LEAD)):
            for move in moves:
                with pytest.raises(IllegalMove, match="Only its assessor"):
                    move(other)
        moves[0](assessor)


def test_the_list_names_the_assessor_in_full(cast: Cast, client: Client) -> None:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    assessor.first_name, assessor.last_name = "Ada", "Archer"
    assessor.save()
    with on(MONDAY):
        booked(screened(officer), by=officer, assessor=assessor)
    client.force_login(officer)
    page = client.get(reverse("welfare:assessments-list"))
    assert "Ada Archer" in page.content.decode()
    file = client.get(reverse("welfare:assessments-list"), {"export": "csv"})
    assert "Ada Archer" in (file.getvalue() if file.streaming else file.content).decode()


# --- the person's answer ---------------------------------------------------------------------------------------------


def test_yes_puts_the_recommendations_into_the_draft_passport(cast: Cast) -> None:
    assessor = cast.of(Role.DYSLEXIA_ASSESSOR)
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=assessor)
    with pytest.raises(IllegalMove, match="no passport"):
        answer(assessment, by=cast.bob, yes=True)
    passport = passport_of(cast.bob)
    before = set(passport.adjustments.visible_to(cast.bob).values_list("pk", flat=True))
    answer(assessment, by=cast.bob, yes=True)
    added = passport.adjustments.visible_to(cast.bob).exclude(pk__in=before).values_list("what", flat=True)
    assert set(added) == {"A reading pen", "More time"}
    assert passport.recommendations.visible_to(cast.bob).get().by == assessor
    with pytest.raises(StaleMove):
        answer(assessment, by=cast.bob, yes=False)


def test_no_is_recorded_and_puts_nothing_anywhere(cast: Cast) -> None:
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=cast.of(Role.DYSLEXIA_ASSESSOR))
    passport = passport_of(cast.bob)
    answer(assessment, by=cast.bob, yes=False)
    assert Assessment.objects.unscoped().get().agreement == "no"
    assert not passport.recommendations.visible_to(cast.bob).exists()


def test_the_question_waits_on_the_home_page_until_it_is_answered(cast: Cast, client: Client) -> None:
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=cast.of(Role.DYSLEXIA_ASSESSOR))
    client.force_login(cast.bob)
    address = reverse("welfare:recommendations-agree", args=[assessment.pk])
    assert address in client.get(reverse("home")).content.decode()
    assert "A reading pen" in client.get(address).content.decode()
    assert client.post(address, {"answer": "no"}).status_code == 302
    assert client.post(address, {"answer": "yes"}).status_code == 409
    assert address not in client.get(reverse("home")).content.decode()


def test_the_day_of_an_assessment_is_that_of_our_clocks(cast: Cast, client: Client) -> None:
    """Half past midnight of a summer's day is the day before in UTC."""
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=cast.of(Role.DYSLEXIA_ASSESSOR))
    Assessment.objects.unscoped().update(starts_at="2022-07-04T23:30:00+00:00", ends_at="2022-07-05T00:30:00+00:00")
    client.force_login(cast.bob)
    page = client.get(reverse("welfare:recommendations-agree", args=[assessment.pk])).content.decode()
    assert "5 July 2022" in page and "4 July 2022" not in page
    (waits,) = waiting_recommendations(cast.bob)
    assert waits.since == date(2022, 7, 5)


def test_the_person_never_reads_what_was_found_on_these_pages(cast: Cast, client: Client) -> None:
    assessment = held(cast.bob.person, by=cast.of(Role.RA_OFFICER), assessor=cast.of(Role.DYSLEXIA_ASSESSOR))
    client.force_login(cast.bob)
    assert client.get(reverse("welfare:assessments-detail", args=[assessment.pk])).status_code == 404
    assert "Reads slowly" not in client.get(reverse("welfare:recommendations-own")).content.decode()
