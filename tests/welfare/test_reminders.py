"""On the morning of a working day each of the team is reminded once, of what is due and of nothing else."""

from datetime import date

import pytest

from people.models import User
from people.roles import Role
from tests.base import Cast, person, probation
from tests.together import at_once
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.handling import set_task
from welfare.cases.reminders import Reminder, remind_all
from welfare.tasks import remind
from wmp.lib.alerts import Alert
from wmp.settings import CELERY_BEAT_SCHEDULE

WEDNESDAY, FRIDAY, SATURDAY = date(2022, 4, 6), date(2022, 4, 8), date(2022, 4, 9)
GOOD_FRIDAY = date(2022, 4, 15)


def reminders(to: User) -> list[str]:
    found = Alert.objects.visible_to(to).filter(subject__startswith="Welfare:")
    return [each.text for each in found]


@pytest.fixture
def ruth(cast: Cast) -> User:
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def errol(cast: Cast) -> User:
    return cast.of(Role.WELFARE_LEAD)


@pytest.mark.django_db
def test_an_officer_hears_how_much_is_due_and_no_name(cast: Cast, ruth: User) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth)
        set_task(case, by=ruth, what="Ask payroll", due_on=MONDAY)
        set_task(case, by=ruth, what="Ask again", due_on=WEDNESDAY)
        set_task(case, by=ruth, what="Theirs to do", due_on=MONDAY, turn="manager")
    with on(WEDNESDAY):
        remind_all()
    assert reminders(ruth) == ["1 task is overdue. 1 contact and 1 task are due today."]
    assert Alert.objects.visible_to(ruth).latest("pk").path == "/welfare/my-work/"


@pytest.mark.django_db
def test_twice_on_a_day_reminds_once_and_the_next_day_again(cast: Cast, ruth: User) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
    for day in (WEDNESDAY, WEDNESDAY, date(2022, 4, 7)):
        with on(day):
            remind()
    assert reminders(ruth) == ["1 contact is overdue.", "1 contact is due today."]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [SATURDAY, GOOD_FRIDAY])
def test_nobody_is_reminded_on_a_day_off(day: date, cast: Cast, ruth: User) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
    with on(day):
        assert remind_all() == 0
    assert reminders(ruth) == []


@pytest.mark.django_db
def test_where_nothing_is_due_nobody_hears_of_it(cast: Cast, ruth: User, errol: User) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
        assert remind_all() == 0
    assert reminders(ruth) == reminders(errol) == []
    assert not Reminder.objects.unscoped().exists()


@pytest.mark.django_db
def test_a_lead_hears_of_late_first_contacts_and_of_the_old_queue(cast: Cast, ruth: User, errol: User) -> None:
    other = person("R1", "Ada Abbott")
    probation(other)
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
        case_of(other)
    with on(date(2022, 4, 5)):
        assert remind_all() == 0  # a working day is given to the queue
    with on(date(2022, 4, 7)):
        remind_all()
    text = "2 first contacts are late. 1 case waited for an officer for more than a working day."
    assert reminders(errol) == [text]
    assert Alert.objects.visible_to(errol).latest("pk").path == "/welfare/team/"


@pytest.mark.django_db
def test_a_reopened_case_waits_from_the_day_it_was_reopened(cast: Cast, errol: User) -> None:
    with on(date(2022, 1, 4)):
        case = case_of(cast.bob.person, by=errol)
        case.close(by=errol, outcome="retained", themes=[])
    with on(MONDAY):
        case.reopen(by=errol, reason="Called again")
        assert remind_all() == 0
    with on(WEDNESDAY):
        remind_all()
    assert "1 case waited for an officer for more than a working day." in reminders(errol)[0]


@pytest.mark.django_db
def test_a_paused_case_and_a_closed_one_remind_nobody(cast: Cast, ruth: User) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth)
        case.pause(by=ruth, reason="On leave")
    with on(FRIDAY):
        assert remind_all() == 0
        case.close(by=ruth, outcome="no contact made", themes=[])
        assert remind_all() == 0


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_remind_once(cast: Cast, ruth: User) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)

    def beat() -> None:
        with on(WEDNESDAY):
            remind()

    assert at_once(*[beat] * 4) == [None] * 4
    assert len(reminders(ruth)) == Reminder.objects.visible_to(ruth).count() == 1


def test_the_beat_asks_in_the_morning_until_the_broker_is_there() -> None:
    entry = CELERY_BEAT_SCHEDULE["reminders"]
    assert entry["task"] == remind.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({7, 8, 9, 10}, {30})
