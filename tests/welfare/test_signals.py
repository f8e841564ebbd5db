"""A signal opens a case or joins the live one, tells the team, and starts the clock."""

from datetime import date
from typing import Any

import pytest

from people.models import Probation
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.welfare.made import BEFORE_EASTER, MONDAY, case_of, on, stored
from welfare.cases.entries import Signal
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from welfare.cases.signals import NotAStudentOfficer, receive
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db


def signal(who: Any, trigger: Trigger = Trigger.TUTOR, received_on: date = MONDAY, **fields: Any) -> Signal:
    return receive(who, trigger, by=fields.pop("by", None), received_on=received_on, **fields)


def told() -> set[str]:
    return set(Alert.objects.unscoped().values_list("to__username", flat=True))


@pytest.mark.parametrize("trigger", Trigger)
def test_each_kind_of_signal_opens_a_case_and_starts_its_clock(cast: Cast, trigger: Trigger) -> None:
    with on(MONDAY):
        case = signal(cast.bob.person, trigger, text="Quiet lately").case
    found = stored(case)
    assert (found.status, found.trigger, found.opened_on, found.owner) == ("open", trigger, MONDAY, None)
    assert found.first_contact_due == found.next_contact_due == date(2022, 4, 6)
    assert found.probation == Probation.objects.visible_to(cast.bob).get()


def test_the_clock_passes_over_bank_holidays(cast: Cast) -> None:
    with on(date(2022, 4, 14)):
        case = signal(cast.bob.person, received_on=date(2022, 4, 14)).case
    assert case.next_contact_due == date(2022, 4, 20)


def test_a_force_sets_its_own_days(cast: Cast, settings: Any) -> None:
    settings.FIRST_CONTACT_WORKING_DAYS = 5
    with on(MONDAY):
        assert signal(cast.bob.person).case.next_contact_due == BEFORE_EASTER


def test_a_second_signal_joins_the_case(cast: Cast) -> None:
    with on(MONDAY):
        first, second = signal(cast.bob.person), signal(cast.bob.person, Trigger.UNIVERSITY)
    assert first.case == second.case
    assert WelfareCase.objects.unscoped().get().trigger == Trigger.TUTOR


@pytest.mark.parametrize(
    ("days", "due"),
    [({}, date(2022, 4, 6)), ({"within": 1}, date(2022, 4, 5)), ({"received_on": date(2022, 3, 1)}, date(2022, 3, 3))],
)
def test_a_joining_signal_brings_the_contact_forward_and_never_back(cast: Cast, days: Any, due: date) -> None:
    """One of long ago is overdue at once."""
    with on(MONDAY):
        case = case_of(cast.bob.person, status=CaseStatus.CONTACTED, by=cast.of(Role.WELFARE_LEAD))
        assert case.next_contact_due is None
        assert signal(cast.bob.person, Trigger.ADVICE, **days).case.next_contact_due == due
        later = signal(cast.bob.person, Trigger.UNIVERSITY, received_on=BEFORE_EASTER)
    assert stored(later.case).next_contact_due == due


def test_while_the_case_is_paused_the_clock_of_a_signal_stands_too(cast: Cast) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    with on(MONDAY):
        case_of(cast.bob.person, status=CaseStatus.CONTACTED, by=lead).pause(by=lead, reason="On leave")
    with on(date(2022, 4, 7)):
        case = signal(cast.bob.person, received_on=date(2022, 4, 7)).case
    assert stored(case).status == "paused"
    with on(BEFORE_EASTER):
        stored(case).resume(by=lead)
    assert stored(case).next_contact_due == date(2022, 4, 13)
    texts = Alert.objects.unscoped().values_list("text", flat=True)
    assert any("The case is paused" in text for text in texts)


def test_after_a_closed_case_a_signal_opens_a_new_one(cast: Cast) -> None:
    with on(MONDAY):
        old = case_of(cast.bob.person, status=CaseStatus.CLOSED, by=cast.of(Role.WELFARE_LEAD))
        new = signal(cast.bob.person, Trigger.SELF).case
    assert new != old and stored(old).status == "closed" and stored(new).status == "open"


def test_there_is_no_case_of_somebody_who_is_no_student_officer(cast: Cast) -> None:
    with on(MONDAY), pytest.raises(NotAStudentOfficer):
        signal(cast.charlie.person)
    assert not WelfareCase.objects.unscoped().exists() and not Alert.objects.unscoped().exists()


def test_whoever_has_left_the_probation_gets_no_new_case_and_keeps_a_live_one(cast: Cast) -> None:
    with on(MONDAY):
        signal(cast.bob.person)
        Probation.objects.unscoped().update(ended_on=MONDAY, outcome="confirmed")
    with on(BEFORE_EASTER):
        case = signal(cast.bob.person, Trigger.SELF, received_on=BEFORE_EASTER).case
        case.close(by=None, outcome="retained", themes=[])
        with pytest.raises(NotAStudentOfficer):
            signal(cast.bob.person, Trigger.UNIVERSITY, received_on=BEFORE_EASTER)


def test_recruitment_tells_of_somebody_before_they_join(cast: Cast) -> None:
    joiner = person("J1", "Jo Joiner")
    probation(joiner, BEFORE_EASTER)
    with on(MONDAY):
        with pytest.raises(NotAStudentOfficer):
            signal(joiner, Trigger.TUTOR)
        assert signal(joiner, Trigger.RECRUITMENT).case.next_contact_due == date(2022, 4, 6)


def test_the_same_words_sent_twice_are_one_signal(cast: Cast) -> None:
    with on(MONDAY, 8, 10):
        first = signal(cast.bob.person, Trigger.ADVICE, by=cast.alice, text="Worried")
        again = signal(cast.bob.person, Trigger.ADVICE, by=cast.alice, text="Worried")
    with on(MONDAY, 9, 10):
        later = signal(cast.bob.person, Trigger.ADVICE, by=cast.alice, text="Worried")
    assert first == again != later
    assert Signal.objects.unscoped().count() == 2


# --- whom it is told ---


def test_of_an_unassigned_case_every_officer_and_lead_is_told(cast: Cast) -> None:
    colleague = user("colleague", Role.WELFARE_OFFICER)
    with on(MONDAY):
        signal(cast.bob.person)
    assert told() == {"welfare-officer", "welfare-lead", colleague.username}


def test_of_an_assigned_case_its_officer_and_the_leads_are(cast: Cast) -> None:
    user("colleague", Role.WELFARE_OFFICER)
    with on(MONDAY):
        case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER))
        Alert.objects.unscoped().delete()
        signal(cast.bob.person, Trigger.SELF)
    assert told() == {"welfare-officer", "welfare-lead"}


def test_where_the_account_of_its_officer_is_closed_all_are_told(cast: Cast) -> None:
    colleague, owner = user("colleague", Role.WELFARE_OFFICER), cast.of(Role.WELFARE_OFFICER)
    with on(MONDAY):
        case_of(cast.bob.person, owner=owner)
        owner.is_active = False
        owner.save()
        Alert.objects.unscoped().delete()
        signal(cast.bob.person, Trigger.SELF)
    assert told() == {colleague.username, "welfare-lead"}


def test_where_its_officer_has_left_the_team_all_are_told_and_they_are_not(cast: Cast) -> None:
    colleague, owner = user("colleague", Role.WELFARE_OFFICER), cast.of(Role.WELFARE_OFFICER)
    with on(MONDAY):
        case_of(cast.bob.person, owner=owner)
        owner.groups.clear()
        Alert.objects.unscoped().delete()
        signal(cast.bob.person, Trigger.SELF)
    assert told() == {colleague.username, "welfare-lead"}


def test_nobody_is_told_of_their_own_case_nor_of_what_they_recorded(cast: Cast) -> None:
    in_probation = user("newcomer", Role.WELFARE_OFFICER)
    who = person("N1", "New Comer", in_probation)
    probation(who)
    with on(MONDAY):
        signal(who, by=cast.of(Role.WELFARE_OFFICER))
    assert told() == {"welfare-lead"}


def test_alerts_name_nobody_and_quote_nothing(cast: Cast) -> None:
    with on(MONDAY):
        case = signal(cast.bob.person, Trigger.UNIVERSITY, told_by="Dr Dale", text="Failed an exam").case
    for alert in Alert.objects.unscoped():
        assert alert.subject == f"{case.reference}: a signal came in"
        assert alert.text == "University. Contact is due by 6 April 2022."
        assert alert.path == f"/welfare/cases/{case.pk}/"
