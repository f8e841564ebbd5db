"""The daily look: risk assessments that will miss the joining date, and Access to Work after five weeks."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import form_sent, key_of, returned, screened, stored
from tests.welfare.made import MONDAY, on
from welfare.joining import links, risk, six_weeks
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.dyslexia import DyslexiaReferral, RiskAssessment
from welfare.joining.tasks import look_ahead
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
# Ten working days after MONDAY: Good Friday and Easter Monday lie between.
TEN_DAYS = date(2022, 4, 20)


def at_risk(cast: Cast, day: date = MONDAY) -> set[str]:
    found = DyslexiaReferral.objects.visible_to(cast.of(Role.RA_OFFICER)).at_risk(day)
    return {each.name for each in found}


def test_who_is_at_risk(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        returned(officer, name="Returned Ro", joining_on=TEN_DAYS)
        screened(officer, name="Screened Sy", joining_on=MONDAY)
        returned(officer, name="Later Lu", joining_on=TEN_DAYS + timedelta(days=1))
        form_sent(officer, name="Silent Sam", joining_on=TEN_DAYS)
        links.answer(key_of(form_sent(officer, name="Declining Dee", joining_on=TEN_DAYS)), wants=False, told={})
        done = screened(officer, name="Done Di", joining_on=TEN_DAYS)
        done.assess_risk(by=officer, on=MONDAY, measures="A buddy")
    assert at_risk(cast) == {"Returned Ro", "Screened Sy"}


def test_ra_officers_are_told_once_for_each_step(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        returned(officer, joining_on=TEN_DAYS)
        Alert.objects.unscoped().delete()
        assert (risk.alert_all(), risk.alert_all()) == (1, 0)
    with on(TEN_DAYS):
        assert (risk.alert_all(), risk.alert_all()) == (1, 0)
    texts = Alert.objects.visible_to(officer).values_list("text", flat=True)
    assert len(texts) == 2 and not any("Dana" in each for each in texts)


def test_it_stands_on_the_home_page_and_on_the_record(cast: Cast, client: Client) -> None:
    officer = cast.of(Role.RA_OFFICER)
    client.force_login(officer)
    with on(MONDAY):
        referral = returned(officer, joining_on=TEN_DAYS)
        assert "See to the risk assessment of Dana Dunn" in client.get(reverse("home")).content.decode()
        page = client.get(reverse("welfare:dyslexia-referrals-detail", args=[referral.pk])).content.decode()
        assert "is to be done before 20 April 2022" in page
        assert "will miss the joining date" in client.get(reverse("welfare:intakes")).content.decode()


def test_the_risk_assessment_is_kept_apart_and_encrypted(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        referral = screened(officer)
        referral.assess_risk(by=officer, on=MONDAY, measures="A buddy")
    assert stored(referral).risk_assessed_on == MONDAY
    assert RiskAssessment.objects.visible_to(officer).get().measures == "A buddy"
    assert not RiskAssessment.objects.visible_to(cast.of(Role.DYSLEXIA_ASSESSOR)).exists()
    with pytest.raises(IllegalMove):
        stored(referral).to_passport(by=officer)  # nobody knows yet who they are


# --- Access to Work --------------------------------------------------------------------------------------------------


def access(cast: Cast, days_ago: int) -> AccessToWork:
    return AccessToWork.objects.create(person=cast.bob.person, started_on=MONDAY - timedelta(days=days_ago))


@pytest.mark.parametrize(("days_ago", "told"), [(34, 0), (35, 1), (42, 1), (80, 1)])
def test_after_five_weeks_the_person_and_the_ra_officers_are_told(cast: Cast, days_ago: int, told: int) -> None:
    with on(MONDAY):
        access(cast, days_ago)
        look_ahead()
        look_ahead()
    for reader in (cast.bob, cast.of(Role.RA_OFFICER)):
        assert Alert.objects.visible_to(reader).count() == told


def test_whoever_has_applied_is_not_told(cast: Cast) -> None:
    with on(MONDAY):
        access(cast, 36).apply(by=cast.bob, on=MONDAY)
        assert six_weeks.alert_all() == 0


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(34, None), (35, "7 days left"), (41, "1 day left"), (42, "Last day"), (43, "Six weeks are over")],
)
def test_the_warning_has_the_days_left(cast: Cast, client: Client, days_ago: int, said: str | None) -> None:
    client.force_login(cast.bob)
    with on(MONDAY):
        record = access(cast, days_ago)
        found = six_weeks.warning_of(record)
        assert (found and found["text"]) == said
        page = client.get(reverse("welfare:access-to-work-own")).content.decode()
    assert said is None or said in page


def test_the_person_records_their_own_steps(cast: Cast, client: Client) -> None:
    client.force_login(cast.bob)
    typed = {"started_on_day": 14, "started_on_month": 3, "started_on_year": 2022, "note": "Asked for a screen"}
    with on(MONDAY):
        assert client.post(reverse("welfare:access-to-work-begin"), typed).status_code == 302
        record = AccessToWork.objects.own(cast.bob).get()
        day = {"on_day": 4, "on_month": 4, "on_year": 2022, "seen": "encouraged"}
        address = reverse("welfare:access-to-work-apply", args=[record.pk])
        assert client.post(address, day).status_code == 302
        assert client.post(address, day).status_code == 409
        assert "already" in client.post(reverse("welfare:access-to-work-begin"), typed).content.decode()
    assert AccessToWork.objects.own(cast.bob).get().applied_on == MONDAY


def test_days_follow_each_other(cast: Cast) -> None:
    with on(MONDAY):
        record = access(cast, 10)
        record.apply(by=cast.bob, on=MONDAY)
        with pytest.raises(IllegalMove, match="before the application"):
            record.award_it(by=cast.bob, on=MONDAY - timedelta(days=1))


def test_an_application_may_be_a_year_before_the_start_and_no_more(cast: Cast) -> None:
    with on(MONDAY):
        record = access(cast, 10)
        with pytest.raises(IllegalMove, match="more than a year before they started"):
            record.apply(by=cast.bob, on=record.started_on - timedelta(days=367))
        record.apply(by=cast.bob, on=record.started_on - timedelta(days=366))


def test_nobody_but_the_person_and_ra_officers_moves_it(cast: Cast) -> None:
    with on(MONDAY):
        record = access(cast, 10)
        for name in ("apply", "assess", "award_it", "refuse", "put_in_place"):
            for other in (cast.alice, cast.charlie, cast.of(Role.DYSLEXIA_ASSESSOR)):
                with pytest.raises(IllegalMove, match="Only the person and RA officers"):
                    getattr(record, name)(by=other, on=MONDAY)
        record.apply(by=cast.of(Role.RA_OFFICER), on=MONDAY)
    assert record.reference == f"AW{record.pk}" and str(record).endswith(record.reference)


def test_nobody_but_the_person_and_ra_officers_sees_it(cast: Cast) -> None:
    access(cast, 10)
    for reader in (cast.alice, cast.charlie, cast.of(Role.WELFARE_LEAD), cast.of(Role.PEOPLE_DATA)):
        assert not AccessToWork.objects.visible_to(reader).exists()
