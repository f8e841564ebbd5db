"""A review is recorded with the holder, when it is due or before, and says what follows; its holder may ask for one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.models import Passport
from welfare.passports.reviews import reviews_waiting
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

IN_SIX_MONTHS = date(2022, 10, 4)
ASK = "welfare:passport-ask-review"


@pytest.fixture
def officer(cast: Cast) -> User:
    return cast.of(Role.RA_OFFICER)


def on_monday(cast: Cast, way: Callable[[Passport], Passport]) -> Passport:
    with on(MONDAY):
        return way(made.passport_of(cast.bob))


def end(passport: Passport) -> Passport:
    """Withdrawn after it was sent."""
    return made.withdrawn(made.sent(passport))


def browser(of: User) -> Client:
    client = Client()
    client.force_login(of)
    return client


def page_of(passport: Passport) -> str:
    return reverse("welfare:passports-review", args=[passport.pk])


def day(name: str, given: date) -> dict[str, Any]:
    return {f"{name}_day": given.day, f"{name}_month": given.month, f"{name}_year": given.year}


def sent(client: Client, passport: Passport, outcome: str = "goes on", **fields: Any) -> Any:
    """The review as the page sends it, on Monday."""
    with on(MONDAY):
        seen = client.get(page_of(passport)).context["form"].initial["seen"]
        data = {"outcome": outcome, "notes": "", "seen": seen, **day("on", MONDAY), **day("next_on", IN_SIX_MONTHS)}
        return client.post(page_of(passport), data | fields)


@pytest.mark.parametrize("way", [made.in_place, made.review_due, made.renewed])
def test_one_that_goes_on_is_renewed_whether_or_not_it_was_due(
    way: Callable[[Passport], Passport], cast: Cast, officer: User
) -> None:
    passport = on_monday(cast, way)
    answer = sent(browser(officer), passport, notes="All well", **day("next_on", date(2022, 7, 1)))
    assert answer.status_code == 302
    stored = made.stored(passport)
    assert (stored.status, stored.review_due) == ("renewed", date(2022, 7, 1))
    assert stored.reviews.visible_to(cast.bob).first().notes == "All well"
    assert stored.versions.visible_to(cast.bob).first().why == "reviewed"


def test_one_that_is_not_all_in_place_stays_agreed_with_the_day_of_its_next_review(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.agreed)
    sent(browser(officer), passport, **day("next_on", date(2022, 7, 1)))
    stored = made.stored(passport)
    assert (stored.status, stored.review_due) == ("agreed", date(2022, 7, 1))
    with on(date(2022, 4, 11)):
        stored = made.in_place(stored) if stored.status != "agreed" else stored
        for each in made.asked_of(stored):
            each.put_in_place(by=officer)
    stored = made.stored(passport)
    assert (stored.status, stored.review_due) == ("in place", date(2022, 7, 1))


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        ("to change", "Change your passport: the review found that it needs to change"),
        ("not needed", "Decide whether to withdraw your passport: the review found it no longer needed"),
    ],
)
def test_what_is_to_change_or_not_needed_waits_for_the_holder(
    outcome: str, line: str, cast: Cast, officer: User
) -> None:
    passport = on_monday(cast, made.review_due)
    assert sent(browser(officer), passport, outcome).status_code == 302
    stored = made.stored(passport)
    assert (stored.status, stored.review_due) == ("review due", passport.review_due)
    assert [each.text for each in reviews_waiting(cast.bob)] == [line]
    assert reviews_waiting(officer) == reviews_waiting(cast.alice) == []
    assert "Your passport has been reviewed" in Alert.objects.visible_to(cast.bob).latest("pk").text


def test_once_the_holder_has_revised_it_nothing_is_asked_of_them_any_more(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.in_place)
    sent(browser(officer), passport, "to change")
    with on(date(2022, 4, 5)):
        passport.revise(by=cast.bob)
        assert reviews_waiting(cast.bob) == []
        made.agreed(made.stored(passport))
        assert reviews_waiting(cast.bob) == []


def test_a_later_review_that_finds_it_right_asks_nothing(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.in_place)
    sent(browser(officer), passport, "to change")
    sent(browser(officer), passport, "goes on")
    assert reviews_waiting(cast.bob) == []


def test_adjustments_that_help_are_marked_as_reviewed(cast: Cast, officer: User) -> None:
    with on(MONDAY):
        passport = made.in_place(made.passport_of(cast.bob, asks=("Lamp", "Chair")))
    lamp, _ = made.asked_of(passport)
    sent(browser(officer), passport, helps=[lamp.pk])
    assert [(each.status, each.reviewed_on) for each in made.asked_of(passport)] == [
        ("reviewed", MONDAY),
        ("in place", None),
    ]


def test_what_is_not_in_place_cannot_be_marked(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.agreed)
    (filter_,) = made.asked_of(passport)
    sent(browser(officer), passport, helps=[filter_.pk])
    assert made.asked_of(passport)[0].status == "agreed"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (day("on", date(2022, 4, 5)), "Date of the review must be today or in the past"),
        (day("on", date(2022, 4, 3)), "Date of the review must not be before it was sent, on 4 April 2022"),
        (day("next_on", MONDAY), "Next review must be after today and by 4 October 2022"),
        (day("next_on", date(2022, 10, 5)), "Next review must be after today and by 4 October 2022"),
        ({"outcome": "whatever"}, "There is a problem"),
    ],
)
def test_days_and_outcomes_that_cannot_be_are_refused(
    fields: dict[str, Any], message: str, cast: Cast, officer: User
) -> None:
    passport = on_monday(cast, made.review_due)
    answer = sent(browser(officer), passport, **fields)
    assert answer.status_code == 200 and message in answer.content.decode()
    assert made.stored(passport).status == "review due"


@pytest.mark.parametrize("way", [made.sent, made.declined, end, made.sent_back])
def test_there_is_nothing_to_review_before_it_is_agreed_or_after_its_end(
    way: Callable[[Passport], Passport], cast: Cast, officer: User
) -> None:
    passport = on_monday(cast, way)
    assert sent(browser(officer), passport).status_code == 409
    with pytest.raises(IllegalMove, match="nothing to review"):
        handling.review(passport, by=officer, on=MONDAY, outcome="goes on")
    assert not passport.reviews.unscoped().exists()


def test_a_stale_page_and_a_second_click_record_nothing(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.in_place)
    assert sent(browser(officer), passport, seen="in place, 7").status_code == 409
    sent(browser(officer), passport, "to change", notes="Later shifts")
    with on(MONDAY), pytest.raises(StaleMove):
        handling.review(passport, by=officer, on=MONDAY, outcome="to change", notes="Later shifts")
    assert passport.reviews.unscoped().count() == 1


def test_nobody_reviews_their_own_passport_nor_without_the_role(cast: Cast, officer: User) -> None:
    passport = on_monday(cast, made.review_due)
    cast.bob.groups.set(officer.groups.all())  # an RA officer by now
    both = User.objects.get(pk=cast.bob.pk)
    with on(MONDAY):
        assert browser(both).get(page_of(passport)).status_code == 403
        assert browser(cast.alice).get(page_of(passport)).status_code == 404
        with pytest.raises(IllegalMove, match="your own"):
            handling.review(passport, by=both, on=MONDAY, outcome="goes on")


def test_the_page_is_quick_and_its_reading_is_noted(cast: Cast, officer: User, django_assert_num_queries: Any) -> None:
    passport = on_monday(cast, made.renewed)
    client = browser(officer)
    with on(MONDAY), django_assert_num_queries(10):  # two are the savepoint of the request
        page = client.get(page_of(passport)).content.decode()
    assert "4 April 2022: goes on as it is" in page
    read = ReadLog.objects.visible_to(cast.bob).filter(reader=officer)
    assert [(each.kind, each.record) for each in read] == [("welfare.Passport", str(passport.pk))]


# --- asked for by the holder ---


def test_the_holder_asks_at_any_time_and_the_ra_officer_hears_of_it_without_a_word_of_why(
    cast: Cast, officer: User
) -> None:
    passport = on_monday(cast, made.in_place)
    with on(MONDAY):
        assert browser(cast.bob).get(reverse(ASK)).status_code == 200
        assert browser(cast.bob).post(reverse(ASK)).status_code == 302
    said = f"{passport} needs a review: its holder says that something has changed."
    assert Alert.objects.visible_to(officer).latest("pk").text == said
    assert made.stored(passport).status == "in place"


def test_what_the_holder_asked_for_waits_with_whoever_has_it_in_hand_until_it_is_reviewed(
    cast: Cast, officer: User
) -> None:
    other = user("other", Role.RA_OFFICER)
    passport = on_monday(cast, made.in_place)
    with on(MONDAY):
        browser(cast.bob).post(reverse(ASK))
    line = f"Review {passport}: its holder says that something has changed"
    assert [(each.text, each.url) for each in reviews_waiting(officer)] == [(line, page_of(passport))]
    assert reviews_waiting(other) == reviews_waiting(cast.bob) == []
    sent(browser(officer), passport)
    assert reviews_waiting(officer) == []


def test_asking_twice_a_day_tells_once(cast: Cast, officer: User) -> None:
    on_monday(cast, made.in_place)
    before = Alert.objects.visible_to(officer).count()
    with on(MONDAY):
        answers = [browser(cast.bob).post(reverse(ASK)).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert Alert.objects.visible_to(officer).count() == before + 1


def test_what_is_being_written_or_decided_cannot_be_reviewed(cast: Cast) -> None:
    on_monday(cast, made.sent)
    with on(MONDAY):
        assert browser(cast.bob).post(reverse(ASK)).status_code == 409
        assert browser(cast.charlie).get(reverse(ASK)).status_code == 404
