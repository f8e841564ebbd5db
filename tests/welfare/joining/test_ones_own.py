"""An RA officer of whom something is recorded: they neither see nor change it, and colleagues do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, person, user
from tests.welfare.joining.made import booked, held, notice_of, returned, screened
from tests.welfare.made import MONDAY, on
from welfare.joining.assessments import Assessment, AssessmentOutcome
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral, RiskAssessment
from welfare.joining.forms import NoticeForm
from welfare.joining.handling import change_details, match, write_need
from welfare.joining.models import NoticeNeed, RecruitmentNotice
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
OWN = "is about you"


@pytest.fixture
def rhea(cast: Cast) -> User:
    """An RA officer with a record as an employee."""
    account = user("rhea", Role.RA_OFFICER)
    person("R1", "Rhea Reed", account)
    return account


def counts(reader: User, *models: Any) -> list[int]:
    return [model.objects.visible_to(reader).count() for model in models]


def test_of_a_notice_about_themselves_they_see_nothing(cast: Cast, rhea: User) -> None:
    other = cast.of(Role.RA_OFFICER)
    notice, _ = notice_of(other), notice_of(other, name="Still Unknown")
    match(notice, by=other, person=rhea.person)
    assert counts(rhea, RecruitmentNotice, NoticeNeed) == [1, 1]  # of somebody of whom nobody knows who they are
    assert counts(other, RecruitmentNotice, NoticeNeed) == [2, 2]


def test_of_a_referral_about_themselves_they_see_nothing(cast: Cast, rhea: User) -> None:
    other, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    held(rhea.person, by=other, assessor=assessor)
    with on(MONDAY):
        unknown = screened(other)
        booked(unknown, by=other, assessor=assessor)
        for each in DyslexiaReferral.objects.visible_to(other):
            each.assess_risk(by=other, on=MONDAY, measures="A buddy")
    models = (DyslexiaReferral, DyslexiaAnswers, RiskAssessment)
    assert counts(rhea, *models) == [1, 1, 1] and counts(other, *models) == [2, 2, 2]
    assert counts(rhea, AssessmentOutcome) == [0] and counts(other, AssessmentOutcome) == [1]
    # Of the assessment itself what is for them to read: that it was held, and what is recommended.
    assert counts(rhea, Assessment) == [2]


@pytest.mark.parametrize("page", ["detail", "change", "contact", "need", "match"])
def test_their_own_notice_is_on_no_page_of_theirs(cast: Cast, client: Client, rhea: User, page: str) -> None:
    notice = notice_of(cast.of(Role.RA_OFFICER))
    match(notice, by=cast.of(Role.RA_OFFICER), person=rhea.person)
    client.force_login(rhea)
    assert client.get(reverse(f"welfare:recruitment-notices-{page}", args=[notice.pk])).status_code == 404


@pytest.mark.parametrize("page", ["detail", "answers", "change", "to-passport", "end-not-needed"])
def test_their_own_referral_is_on_no_page_of_theirs(cast: Cast, client: Client, rhea: User, page: str) -> None:
    referral = returned(cast.of(Role.RA_OFFICER), joining_on=MONDAY.replace(year=2099))
    match(referral, by=cast.of(Role.RA_OFFICER), person=rhea.person)
    client.force_login(rhea)
    assert client.get(reverse(f"welfare:dyslexia-referrals-{page}", args=[referral.pk])).status_code == 404


def test_the_verbs_refuse_them_too(cast: Cast, rhea: User) -> None:
    """Who had the page open when the number was given."""
    other = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        notice, referral = notice_of(other), screened(other)
        referral.assess_risk(by=other, on=MONDAY, measures="A buddy")
        for record in (notice, referral):
            match(record, by=other, person=rhea.person)
    need = NoticeNeed.objects.visible_to(other).get()
    form = NoticeForm({}, instance=notice, user=rhea)
    for refused in (
        lambda: write_need(need, by=rhea, need="Nothing", notes=""),
        lambda: form.save(),
        lambda: change_details(referral, by=rhea, changed={"name"}),
        lambda: referral.to_passport(by=rhea),
        lambda: notice.reopen(by=rhea),
    ):
        with pytest.raises(IllegalMove, match=OWN):
            refused()
    with pytest.raises(IllegalMove, match="Only the person"):
        referral.taken_over(by=other)
    referral.to_passport(by=other)
