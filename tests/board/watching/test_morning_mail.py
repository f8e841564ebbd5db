"""The morning mail: one a day to each board secretary, titles and links, where there is something to look into."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from people.models import User
from people.roles import Role
from tests.base import DAY, Cast, user
from tests.board.watching.nights import night, usual_nights
from wmp.board.models import Alarm, MorningMail
from wmp.board.watching import telling
from wmp.board.watching.looking import look
from wmp.board.watching.nights import standing
from wmp.lib import clock
from wmp.lib.alerts import Alert, mail_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(settings: Any) -> None:
    """Of the day of the paper. Its run is due at midnight, so that any attempt made here is one of last night's."""
    settings.DEMO_DAY, settings.ALARM_MAIL_AT, settings.NIGHTLY_AT = DAY.isoformat(), time(7, 30), time.min


def at(text: str) -> datetime:
    """Today, at this time."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.fromisoformat(text)))


def tell(text: str = "07:45") -> int:
    return telling.tell(at(text))


@pytest.fixture
def secretary(cast: Cast) -> User:
    found = cast.of(Role.BOARD_SECRETARY)
    User.objects.filter(pk=found.pk).update(email="secretary@example.org")
    return found


def told(who: User) -> list[Alert]:
    return list(Alert.objects.visible_to(who).order_by("pk"))


def look_into_all(by: User) -> None:
    Alarm.objects.unscoped().update(note="Late file.", looked_into_by=by, looked_into_at=clock.now())


def test_a_quiet_night_makes_no_mail(secretary: User) -> None:
    night(DAY, 100)
    look()
    assert tell() == 0 and not told(secretary)


def test_a_mail_names_figures_with_links_and_no_number(secretary: User, mailoutbox: list[EmailMessage]) -> None:
    usual_nights()
    night(DAY, 300)
    look()
    assert tell() == 1
    mail_waiting()
    [mail] = mailoutbox
    assert mail.subject == "1 board figure to look into"
    assert "Promotion success" in str(mail.body)
    assert "http://localhost:8000/board/2022-04-01/people.promotion_success/" in str(mail.body)
    assert "30.0" not in str(mail.body) and "10.0" not in str(mail.body)
    assert told(secretary)[0].path == "/board/alarms/"


def test_each_secretary_is_written_to_once_a_day(secretary: User) -> None:
    night(DAY, None)
    look()
    assert (tell(), tell()) == (1, 0)
    second = user("second", Role.BOARD_SECRETARY)
    assert (tell(), tell()) == (1, 0)
    assert [len(told(each)) for each in (secretary, second)] == [1, 1]
    MorningMail.objects.unscoped().update(day=timezone.localdate() - timedelta(days=1))
    assert tell() == 2


def test_nobody_else_is(cast: Cast) -> None:
    night(DAY, None)
    look()
    tell()
    assert [role for role, account in cast.by_role.items() if told(account)] == [Role.BOARD_SECRETARY]


def test_nobody_is_before_the_set_time(secretary: User) -> None:
    night(DAY, None)
    look()
    assert tell("00:30") == tell("07:29") == 0
    assert tell("23:00") == 1


def test_what_somebody_looked_into_is_not_repeated(secretary: User) -> None:
    night(DAY, None)
    look()
    look_into_all(secretary)
    assert tell() == 0


def test_a_jump_is_told_until_somebody_looked_or_a_week_is_over(secretary: User) -> None:
    usual_nights(last=DAY - timedelta(days=7))
    night(DAY - timedelta(days=6), 300)
    night(DAY, 300)
    look()
    assert Alarm.objects.unscoped().count() == 1
    assert standing(Alarm.objects.unscoped(), DAY).count() == 1
    assert standing(Alarm.objects.unscoped(), DAY + timedelta(days=1)).count() == 0
    look_into_all(secretary)
    assert tell() == 0


def test_failures_are_those_of_the_latest_run(secretary: User) -> None:
    night(DAY - timedelta(days=1), None)
    night(DAY, 100)
    look()
    assert tell() == 0


def test_that_the_run_did_not_happen_is_told(secretary: User) -> None:
    night(DAY - timedelta(days=1), 100)
    look()
    assert tell() == 1
    assert (told(secretary)[0].subject, told(secretary)[0].path) == ("Last night’s run did not happen", "/board/runs/")


@pytest.mark.parametrize(
    ("ended", "words"), [(True, "Last night’s run failed"), (False, "Last night’s run has not finished")]
)
def test_that_it_failed_or_is_not_over_is_told(ended: bool, words: str, secretary: User) -> None:
    night(DAY, None, shown=False, finished_at=timezone.now() if ended else None)
    look()
    assert tell() == 1 and told(secretary)[0].subject == words


def test_a_run_of_the_evening_before_is_not_last_nights(secretary: User) -> None:
    night(DAY, 100, started_at=at("00:00") - timedelta(hours=1))
    look()
    assert tell() == 1 and "did not happen" in told(secretary)[0].subject


def test_more_figures_than_a_mail_holds_are_counted(secretary: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmp.board.watching.telling.ROOM", 60)
    night(DAY, None)
    look()
    tell()
    assert told(secretary)[0].text == "Please look into these figures:\nAnd 1 more figure."
