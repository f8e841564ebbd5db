"""Reviews are announced, come due and are reminded of; whoever keeps a passport waiting hears of it. Each once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from people.models import Post, User
from people.roles import Role
from tests.base import Cast, user
from tests.together import at_once
from tests.welfare.made import on
from tests.welfare.passports import made
from welfare.passports.models import Passport
from welfare.passports.reminded import PassportReminder
from welfare.passports.reminders import remind, remind_all
from welfare.tasks import remind_of_passports
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove
from wmp.settings import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db

MONDAY = date(2022, 4, 4)
REVIEW = date(2022, 10, 4)  # a Tuesday
DAY = timedelta(days=1)
DUE_SOON = "Your passport is due for review on 4 October 2022."


def told(to: User, after: int = 0) -> list[str]:
    """What they were told, oldest first."""
    return [each.text for each in Alert.objects.visible_to(to).order_by("pk")][after:]


def morning(day: date) -> None:
    with on(day, 7, 35):
        remind_of_passports()


def begun(cast: Cast, way: Callable[[Passport], Passport], day: date = MONDAY) -> Passport:
    """Bob's passport, brought there on `day`, with nobody told so far."""
    with on(day):
        passport = way(made.passport_of(cast.bob))
    Alert.objects.unscoped().delete()
    return passport


def test_holder_and_ra_officer_hear_of_a_review_ahead_on_the_day_and_each_week_after(cast: Cast) -> None:
    passport = begun(cast, made.in_place)
    for days in range(-16, 16):
        morning(REVIEW + timedelta(days=days))
    assert told(cast.bob) == [
        DUE_SOON,
        "Your passport is due for review.",
        "Your passport was due for review on 4 October 2022.",
        "Your passport was due for review on 4 October 2022.",
    ]
    assert told(cast.of(Role.RA_OFFICER)) == [
        f"{passport} is due for review on 4 October 2022.",
        f"{passport} is due for review.",
        f"{passport} was due for review on 4 October 2022.",
        f"{passport} was due for review on 4 October 2022.",
    ]
    assert told(cast.alice) == []


@pytest.mark.parametrize("end", ["draft", "declined"])
def test_a_review_does_not_lapse_where_it_was_taken_up_again_and_left(end: str, cast: Cast) -> None:
    passport = begun(cast, made.in_place)
    with on(MONDAY):
        passport.revise(by=cast.bob)
        if end == "declined":
            made.adjustment(passport, "Lamp")
            made.declined(made.stored(passport))
    for days in range(-1, 9):
        morning(REVIEW + timedelta(days=days))
    said = ["is due for review.", "was due for review on 4 October 2022."]
    assert told(cast.bob)[-2:] == [f"Your passport {each}" for each in said]
    assert told(cast.of(Role.RA_OFFICER))[-2:] == [f"{passport} {each}" for each in said]


def test_there_is_nothing_to_review_where_no_adjustment_stands(cast: Cast) -> None:
    passport = begun(cast, made.in_place)
    with on(MONDAY):
        passport.revise(by=cast.bob)
        for each in made.asked_of(passport):
            each.drop(by=cast.bob, reason="Gone")
    morning(REVIEW)
    assert not told(cast.bob)


def test_it_is_due_on_its_day_though_that_be_a_sunday_and_told_on_monday(cast: Cast) -> None:
    passport = begun(cast, made.in_place, date(2022, 4, 15))  # Good Friday, so due on a Saturday
    morning(date(2022, 10, 14))
    assert made.stored(passport).status == "in place"
    before = len(told(cast.bob))
    morning(date(2022, 10, 15))
    assert (made.stored(passport).status, len(told(cast.bob))) == ("review due", before)
    morning(date(2022, 10, 17))
    assert told(cast.bob, before) == ["Your passport is due for review."]


def test_a_renewed_passport_comes_due_again(cast: Cast) -> None:
    passport = begun(cast, made.renewed)
    morning(REVIEW)
    assert made.stored(passport).status == "review due"


def test_after_three_working_days_with_the_manager_both_hear_of_it(cast: Cast) -> None:
    passport = begun(cast, made.with_manager)
    for day in (7, 8, 8, 11):
        morning(date(2022, 4, day))
    assert told(cast.alice) == [f"{passport} waits for your comment on section 4.1."]
    assert told(cast.bob) == ["Your line manager has not commented yet. You can go on without their comment."]
    assert told(cast.of(Role.RA_OFFICER)) == []


def test_a_new_line_manager_hears_nothing_of_what_was_sent_to_the_one_before(cast: Cast) -> None:
    begun(cast, made.with_manager)
    Post.objects.unscoped().filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    morning(date(2022, 4, 8))
    assert told(cast.alice) == told(cast.charlie) == []
    assert len(told(cast.bob)) == 1


def test_after_five_working_days_ra_officers_hear_of_it(cast: Cast) -> None:
    passport = begun(cast, made.sent)
    morning(date(2022, 4, 11))
    assert told(cast.of(Role.RA_OFFICER)) == []
    morning(date(2022, 4, 12))
    assert told(cast.of(Role.RA_OFFICER)) == [f"{passport} has waited for the RA officer since 4 April 2022."]
    assert told(cast.bob) == []


def test_the_holder_hears_of_a_question_not_answered_in_ten_working_days(cast: Cast) -> None:
    begun(cast, made.sent_back)
    morning(date(2022, 4, 19))  # Good Friday and Easter Monday are none
    assert told(cast.bob) == []
    morning(date(2022, 4, 20))
    morning(date(2022, 4, 21))
    assert told(cast.bob) == ["Your passport came back to you with a question on 4 April 2022."]


def test_what_the_holder_took_back_or_never_sent_is_not_chased(cast: Cast) -> None:
    passport = begun(cast, made.sent)
    with on(MONDAY):
        passport.take_back(by=cast.bob)
        made.passport_of(cast.charlie)
    morning(date(2022, 5, 27))
    assert told(cast.bob) == told(cast.charlie) == []


def test_sent_a_second_time_it_is_reminded_of_a_second_time(cast: Cast) -> None:
    passport = begun(cast, made.sent)
    morning(date(2022, 4, 12))
    with on(date(2022, 4, 13)):
        passport.take_back(by=cast.bob)
        made.sent(passport)
    before = len(told(cast.of(Role.RA_OFFICER)))
    morning(date(2022, 5, 3))
    said = f"{passport} has waited for the RA officer since 13 April 2022."
    assert told(cast.of(Role.RA_OFFICER), before) == [said]


@pytest.mark.parametrize("day", [date(2022, 10, 8), date(2022, 12, 26)])
def test_nobody_is_reminded_on_a_day_off(day: date, cast: Cast) -> None:
    begun(cast, made.in_place)
    with on(day):
        assert remind_all() == 0


def test_no_reminder_says_what_is_in_the_passport_nor_whose_it_is(cast: Cast) -> None:
    begun(cast, made.in_place)
    for days in range(-16, 16):
        morning(REVIEW + timedelta(days=days))
    for each in Alert.objects.visible_to(cast.of(Role.RA_OFFICER)):
        said = each.subject + each.text
        assert not any(word in said for word in ("Bob", "Baker", "Screen", "blur", "B1"))


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_remind_once(cast: Cast) -> None:
    begun(cast, made.in_place)
    assert at_once(*[lambda: morning(REVIEW)] * 4) == [None] * 4
    assert told(cast.bob) == ["Your passport is due for review."]


# --- by hand ---


def by_hand(passport: Passport, cast: Cast) -> None:
    with on(MONDAY):
        remind(passport, by=cast.of(Role.RA_OFFICER))


@pytest.mark.parametrize(
    ("way", "who"),
    [
        (made.sent_back, ["bob"]),
        (made.with_manager, ["alice"]),
        (made.at_panel, ["other"]),
        (made.agreed, ["other"]),
        (made.review_due, ["bob", "other"]),
    ],
)
def test_whose_turn_it_is_can_be_reminded_by_hand(
    way: Callable[[Passport], Passport], who: list[str], cast: Cast
) -> None:
    other = user("other", Role.RA_OFFICER)
    passport = begun(cast, way)
    passport.put(ra_officer=other)
    by_hand(made.stored(passport), cast)
    accounts = {"bob": cast.bob, "alice": cast.alice, "other": other}
    assert [name for name, account in accounts.items() if told(account)] == [n for n in accounts if n in who]


def test_owners_of_what_is_not_in_place_are_reminded(cast: Cast, client: Client) -> None:
    passport = begun(cast, made.agreed)
    passport.adjustments.unscoped().update(owner=cast.charlie)
    remind(passport, by=cast.of(Role.RA_OFFICER))
    assert told(cast.charlie) == [f"{passport} waits for adjustments that you see to."]
    client.force_login(cast.charlie)
    path = Alert.objects.visible_to(cast.charlie).get().path
    assert made.FILTER in client.get(path).content.decode()


def test_a_manager_who_cannot_read_it_is_not_reminded_but_the_holder_is(cast: Cast) -> None:
    passport = begun(cast, made.with_manager)
    Post.objects.unscoped().filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    by_hand(passport, cast)
    assert told(cast.alice) == told(cast.charlie) == []
    assert told(cast.bob) == [
        "Your line manager cannot read what you sent any more. You can go on without their comment."
    ]


def test_by_hand_only_once_a_day(cast: Cast) -> None:
    passport = begun(cast, made.sent)
    remind(passport, by=cast.of(Role.RA_OFFICER))
    with pytest.raises(StaleMove, match="today already"):
        remind(passport, by=cast.of(Role.RA_OFFICER))
    assert len(told(cast.of(Role.RA_OFFICER))) == 1


def test_nobody_is_reminded_where_nobody_has_to_do_anything(cast: Cast) -> None:
    passport = begun(cast, made.in_place)
    with pytest.raises(IllegalMove, match="nobody has to do anything"):
        remind(passport, by=cast.of(Role.RA_OFFICER))
    assert not PassportReminder.objects.unscoped().exists()


def test_the_beat_asks_in_the_morning_after_the_other_reminders() -> None:
    entry = CELERY_BEAT_SCHEDULE["passport-reminders"]
    assert entry["task"] == remind_of_passports.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({7, 8, 9, 10}, {35})
