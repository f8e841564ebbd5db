"""What may be done with a referral: by whom, from where it stands, and what goes with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Post
from people.roles import Role
from tests.base import Cast
from tests.together import at_once
from tests.welfare.referrals import made
from welfare.models import OHAppointment, OHReason, OHRecommendation, OHReferral, OHRelease
from welfare.referrals import handling
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def again(referral: OHReferral) -> OHReferral:
    """As somebody else's page read it."""
    return OHReferral.objects.unscoped().select_related("person").get(pk=referral.pk)


def told(account: Any) -> int:
    return Alert.objects.visible_to(account).count()


def appointments(referral: OHReferral) -> list[tuple[date, str]]:
    return list(OHAppointment.objects.unscoped().filter(referral=referral).values_list("on", "outcome"))


def test_a_line_manager_refers_and_the_person_is_asked(cast: Cast) -> None:
    referral = made.referred(cast)
    assert (referral.status, referral.referred_by, referral.reference) == ("referred", cast.alice, f"OHR-{referral.pk}")
    assert OHReason.objects.visible_to(cast.bob).get().reason == "mental health"
    assert (told(cast.bob), told(cast.alice), told(made.ra(cast))) == (1, 0, 0)


def test_only_the_line_manager_of_today_refers(cast: Cast) -> None:
    for other in (cast.charlie, made.ra(cast), cast.of(Role.PEOPLE_DATA)):
        with pytest.raises(IllegalMove, match="does not report to you today"):
            handling.refer(cast.bob.person, by=other, reason="mental health", questions="-")
    Post.objects.visible_to(cast.bob).update(ended=clock.today() - timedelta(days=1))
    with pytest.raises(IllegalMove, match="does not report to you today"):
        made.referred(cast)


def refused_a_second(cast: Cast) -> str:
    with pytest.raises(IllegalMove) as refusal:
        made.referred(cast)
    return str(refusal.value)


def test_whoever_refers_a_second_time_learns_nothing_of_the_first(cast: Cast) -> None:
    referral = made.reported(cast)
    said = refused_a_second(cast)
    assert said.startswith("You referred Bob Baker on ")
    for status, ended_on in (
        ("booked", None),
        ("referred", None),
        ("refused", clock.today()),
        ("closed", clock.today()),
    ):
        OHReferral.objects.unscoped().filter(pk=referral.pk).update(status=status, ended_on=ended_on)
        assert refused_a_second(cast) == said, status


def test_after_a_no_the_manager_waits_four_weeks_and_the_person_does_not(cast: Cast) -> None:
    referral = made.referred(cast)
    handling.refuse(referral, by=cast.bob)
    for ago, may in ((0, False), (27, False), (28, True)):
        ended_on = clock.today() - timedelta(days=ago)
        OHReferral.objects.unscoped().filter(pk=referral.pk).update(ended_on=ended_on)
        assert bool(not may and refused_a_second(cast)) is not may
    assert made.referred(cast).pk != referral.pk
    assert handling.refer(cast.bob.person, by=cast.bob, reason="physical health", questions="A chair?").pk


def test_who_refers_themselves_has_agreed_and_their_manager_hears_nothing(cast: Cast) -> None:
    referral = handling.refer(cast.bob.person, by=cast.bob, reason="physical health", questions="A chair?")
    assert (referral.status, referral.consented_on) == ("consented", clock.today())
    assert (told(cast.alice), told(made.ra(cast))) == (0, 1)
    made.referred(cast)  # the manager does not learn of it by being refused


def test_from_referral_to_report(cast: Cast) -> None:
    referral = made.reported(cast)
    moves = list(referral.changes.unscoped().values_list("new", flat=True))
    assert moves == ["consented", "booked", "attended", "reported"]
    assert referral.first_appointment == clock.today()
    handling.close(referral, by=made.ra(cast), reason="Done")
    assert (referral.status, referral.ended_on) == ("closed", clock.today())


@pytest.mark.parametrize("verb", ["consent", "refuse"])
def test_nobody_else_answers_for_the_person(verb: str, cast: Cast) -> None:
    referral = made.referred(cast)
    for other in (cast.alice, made.ra(cast), cast.charlie):
        with pytest.raises(IllegalMove, match="Only the person"):
            getattr(handling, verb)(referral, by=other)
    assert again(referral).status == "referred"


def test_consent_is_recorded_for_whoever_cannot_sign_in_only(cast: Cast) -> None:
    referral = made.referred(cast)
    with pytest.raises(IllegalMove, match="they alone can consent"):
        handling.record_consent(referral, by=made.ra(cast), reason="By telephone")
    cast.bob.is_active = False
    cast.bob.save()
    handling.record_consent(again(referral), by=made.ra(cast), reason="By telephone")
    assert again(referral).status == "consented"


def test_nobody_carries_their_own_referral(cast: Cast) -> None:
    referral = made.consented(cast)
    cast.bob.groups.set(made.ra(cast).groups.all())
    with pytest.raises(IllegalMove, match="your own referral"):
        handling.book(referral, by=cast.bob, on=made.in_days(3))


def test_without_consent_nothing_is_booked(cast: Cast) -> None:
    referral = made.referred(cast)
    with pytest.raises(IllegalMove):
        handling.book(referral, by=made.ra(cast), on=made.in_days(3))
    assert appointments(referral) == []


def test_an_appointment_is_not_booked_for_a_day_that_is_over(cast: Cast) -> None:
    with pytest.raises(IllegalMove, match="today or later"):
        made.booked(cast, made.in_days(-1))


def test_whether_they_came_is_said_once_the_day_is_there(cast: Cast) -> None:
    referral = made.booked(cast, made.in_days(2))
    for verb in (handling.attend, handling.miss):
        with pytest.raises(IllegalMove, match="Say then whether they came"):
            verb(referral, by=made.ra(cast))


def test_who_did_not_come_is_booked_again(cast: Cast) -> None:
    referral = made.booked(cast)
    handling.miss(referral, by=made.ra(cast))
    handling.book(referral, by=made.ra(cast), on=made.in_days(5))
    assert appointments(referral) == [(clock.today(), "missed"), (made.in_days(5), "to come")]
    assert referral.first_appointment == clock.today()  # until one is attended


def test_attended_by_mistake_is_corrected(cast: Cast) -> None:
    referral = made.attended(cast)
    handling.miss(referral, by=made.ra(cast))
    assert (referral.status, appointments(referral)) == ("did not attend", [(clock.today(), "missed")])


def test_an_appointment_called_off_counts_no_more(cast: Cast) -> None:
    referral = made.booked(cast, made.in_days(4))
    handling.call_off(referral, by=made.ra(cast), reason="The doctor is away")
    assert (referral.status, referral.first_appointment) == ("consented", None)
    assert appointments(referral) == [(made.in_days(4), "called off")]


@pytest.mark.parametrize("stage", [made.consented, made.booked, made.attended, made.reported])
def test_consent_is_taken_back_from_wherever_it_stands(stage: Any, cast: Cast) -> None:
    referral = stage(cast)
    handling.withdraw(referral, by=cast.bob)
    assert (referral.status, referral.ended_on) == ("withdrawn", clock.today())
    assert "to come" not in dict(appointments(referral)).values()
    with pytest.raises(IllegalMove):
        handling.close(referral, by=made.ra(cast), reason="-")


def test_withdrawing_ends_what_managers_may_read(cast: Cast) -> None:
    referral = made.reported(cast, agreed=True)
    handling.withdraw(referral, by=cast.bob)
    assert not OHRecommendation.objects.visible_to(cast.alice).exists()


@pytest.mark.parametrize("stage", [made.referred, made.consented, made.booked, made.attended, made.reported])
def test_a_referral_is_closed_from_wherever_it_stands_with_the_reason(stage: Any, cast: Cast) -> None:
    referral = stage(cast)
    handling.close(referral, by=made.ra(cast), reason="Left the force")
    assert referral.changes.unscoped().last().reason == "Left the force"


def test_advice_is_released_by_the_person_and_once(cast: Cast) -> None:
    referral = made.attended(cast)
    with pytest.raises(IllegalMove, match="Nothing has been recommended"):
        handling.release(referral, by=cast.bob)
    handling.report(referral, by=made.ra(cast), text="Day shifts", agreed=False)
    with pytest.raises(IllegalMove, match="Only the person"):
        handling.release(referral, by=made.ra(cast))
    handling.release(referral, by=cast.bob)
    with pytest.raises(StaleMove):
        handling.release(referral, by=cast.bob)
    assert told(cast.alice) == 1


def test_advice_is_never_edited(cast: Cast) -> None:
    made.reported(cast)
    advice = OHRecommendation.objects.visible_to(made.ra(cast)).get()
    handling.correct(advice, by=made.ra(cast), text="Other shifts")
    with pytest.raises(StaleMove):
        handling.correct(advice, by=made.ra(cast), text="Yet others")
    advice.text = "Changed"
    with pytest.raises(Exception, match="Cannot update"):
        advice.save()


def test_asking_again_reminds_those_whose_answer_is_waited_for(cast: Cast) -> None:
    referral = made.referred(cast)
    handling.ask_again(referral, by=made.ra(cast))
    assert told(cast.bob) == 2
    with pytest.raises(IllegalMove, match="again today already"):
        handling.ask_again(again(referral), by=made.ra(cast))
    with clock.at(clock.now() + timedelta(days=1)):
        handling.ask_again(again(referral), by=made.ra(cast))
    assert told(cast.bob) == 3
    handling.consent(referral, by=cast.bob)
    with pytest.raises(IllegalMove, match="does not wait for consent"):
        handling.ask_again(referral, by=made.ra(cast))


# --- by the pages ---


def posted(client: Client, reader: Any, name: str, args: list[int], **data: Any) -> Any:
    client.force_login(reader)
    return client.post(reverse(f"welfare:{name}", args=args), data)


def day(on: date) -> dict[str, int]:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def test_the_whole_way_by_the_pages(cast: Cast, client: Client) -> None:
    asked = {"person": cast.bob.person.pk, "reason": "physical health", "questions": "A chair?", "told": "on"}
    assert posted(client, cast.alice, "refer", [], **asked).status_code == 302
    referral = OHReferral.objects.visible_to(cast.bob).get()
    at = [referral.pk]
    assert posted(client, cast.bob, "my-referrals-consent", at, seen="referred").status_code == 302
    for verb, given in (("book", day(clock.today())), ("attend", {}), ("report", {"text": "A chair", "agreed": "on"})):
        client.force_login(made.ra(cast))
        seen = client.get(reverse(f"welfare:oh-referrals-{verb}", args=at)).context["form"].initial["seen"]
        answer = posted(client, made.ra(cast), f"oh-referrals-{verb}", at, seen=seen, **given)
        assert answer.status_code == 302
    assert again(referral).status == "reported"
    assert OHRelease.objects.visible_to(cast.bob).filter(ended_at=None).exists()


@pytest.mark.parametrize("missing", ["person", "reason", "questions", "told"])
def test_a_referral_wants_its_four_answers(missing: str, cast: Cast, client: Client) -> None:
    asked = {"person": cast.bob.person.pk, "reason": "physical health", "questions": "A chair?", "told": "on"}
    del asked[missing]
    if missing == "person":
        asked["person"] = cast.charlie.person.pk  # no report of Alice's
    assert posted(client, cast.alice, "refer", [], **asked).status_code == 200
    assert not OHReferral.objects.unscoped().exists()


def test_a_page_that_is_behind_changes_nothing(cast: Cast, client: Client) -> None:
    referral = made.consented(cast)
    stale = posted(client, made.ra(cast), "oh-referrals-book", [referral.pk], seen="referred 0", **day(clock.today()))
    assert stale.status_code == 409
    gone = posted(client, cast.bob, "my-referrals-consent", [referral.pk], seen="referred")
    assert gone.status_code == 409
    assert again(referral).status == "consented"


def test_home_says_what_waits(cast: Cast, client: Client) -> None:
    referral = made.referred(cast)
    client.force_login(cast.bob)
    assert "Say whether you agree to be referred" in client.get(reverse("home")).content.decode()
    handling.consent(referral, by=cast.bob)
    client.force_login(made.ra(cast))
    assert "Book 1 referral with occupational health" in client.get(reverse("home")).content.decode()
    client.force_login(cast.alice)
    assert "Refer somebody to occupational health" in client.get(reverse("home")).content.decode()


# --- two at once ---


@pytest.mark.django_db(transaction=True)
def test_of_two_bookings_at_once_one_stands(cast: Cast) -> None:
    referral = made.consented(cast)
    days = [made.in_days(3), made.in_days(4)]
    said = at_once(*(lambda on=on: handling.book(again(referral), by=made.ra(cast), on=on) for on in days))
    assert sorted(each is None for each in said) == [False, True]
    assert len(appointments(referral)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_agreeing_and_refusing_at_once_one_stands(cast: Cast) -> None:
    referral = made.referred(cast)
    said = at_once(
        lambda: handling.consent(again(referral), by=cast.bob), lambda: handling.refuse(again(referral), by=cast.bob)
    )
    assert sorted(each is None for each in said) == [False, True]
    assert referral.changes.unscoped().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_beside_a_booking_leaves_nothing_to_come(cast: Cast) -> None:
    referral = made.consented(cast)
    at_once(
        lambda: handling.withdraw(again(referral), by=cast.bob),
        lambda: handling.book(again(referral), by=made.ra(cast), on=made.in_days(3)),
    )
    assert again(referral).status == "withdrawn"
    assert "to come" not in dict(appointments(referral)).values()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_refer_once(cast: Cast) -> None:
    said = at_once(lambda: made.referred(cast), lambda: made.referred(cast))
    assert sorted(each is None for each in said) == [False, True]
    assert OHReferral.objects.unscoped().count() == 1
