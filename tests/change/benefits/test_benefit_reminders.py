"""Owners are asked for measurements when they are due and each month after; change managers hear of the late ones."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from change.benefits.due import NO_ACCOUNT, measurement_late, months_late
from change.benefits.measurements import measure
from change.benefits.reminders import remind_all
from change.models import Benefit, BenefitReminder
from people.workforce.models import User
from tests.base import Cast, Role
from tests.change.benefits.made import at, benefit, on
from tests.together import at_once
from wmp.lib.alerts import Alert, mail_waiting
from wmp.lib.days import months_after

pytestmark = pytest.mark.django_db

# Delivery began on Monday 10 January 2022; measured every three months, so due on Sunday 10 April.
BEGUN, SUNDAY, MONDAY = date(2022, 1, 10), date(2022, 4, 10), date(2022, 4, 11)


@pytest.fixture
def record(cast: Cast) -> Benefit:
    made = at("approved", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER))
    made.begin(by=cast.bob, on=BEGUN)
    return made


def reminded(day: date) -> int:
    with on(day):
        return remind_all()


def told(account: User) -> list[str]:
    return list(Alert.objects.unscoped().filter(to=account).order_by("pk").values_list("subject", flat=True))


def test_the_owner_is_asked_on_the_first_working_day_and_each_month(cast: Cast, record: Benefit) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    assert [reminded(day) for day in (date(2022, 4, 8), SUNDAY, MONDAY, MONDAY, date(2022, 4, 12))] == [0, 0, 1, 0, 0]
    assert told(cast.bob) == [f"Benefit {record.number}: please measure it"] and told(manager) == []
    # A month late: the owner again, and the change manager.
    assert [reminded(day) for day in (date(2022, 5, 9), date(2022, 5, 10), date(2022, 5, 11))] == [0, 2, 0]
    assert told(manager) == ["1 benefit late with a measurement"]
    assert len(told(cast.bob)) == 2


def test_the_mail_has_one_link_to_the_page_of_one_number(cast: Cast, record: Benefit) -> None:
    cast.bob.email = "bob@example.org"
    cast.bob.save()
    reminded(MONDAY)
    mail_waiting()
    [sent] = mail.outbox
    address = f"/change/benefits/benefits/{record.pk}/measure/"
    assert sent.body.count("http") == 1 and sent.body.rstrip().endswith(address)
    assert record.description not in f"{sent.body} {sent.subject}"
    client = Client()
    client.force_login(cast.bob)
    assert client.get(address).status_code == 200


def test_what_is_measured_is_asked_for_again_when_it_is_next_due(cast: Cast, record: Benefit) -> None:
    reminded(MONDAY)
    with on(date(2022, 4, 20)):
        measure(record, by=cast.bob, value=Decimal(70))
    assert [reminded(day) for day in (date(2022, 5, 10), date(2022, 7, 19), date(2022, 7, 20))] == [0, 0, 1]


def test_where_nobody_with_an_account_owns_it_the_change_manager_hears(cast: Cast, record: Benefit) -> None:
    cast.bob.is_active = False
    cast.bob.save()
    benefit(None, status="delivering", begun_on=BEGUN)
    assert reminded(MONDAY) == 1
    manager = cast.of(Role.CHANGE_MANAGER)
    assert told(manager) == ["2 benefits late with a measurement"] and told(cast.bob) == []
    client = Client()
    client.force_login(manager)
    path = Alert.objects.visible_to(manager).get().path
    with on(MONDAY):
        assert "2 benefits" in client.get(path).content.decode()


def test_a_manager_who_owns_it_is_asked_once(cast: Cast, record: Benefit) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    Benefit.objects.unscoped().update(owner=manager)
    assert reminded(date(2022, 6, 13)) == 1
    assert told(manager) == [f"Benefit {record.number}: please measure it"]


def test_once_handed_over_its_owner_there_is_asked(cast: Cast) -> None:
    made = at("business as usual", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER))
    Benefit.objects.unscoped().update(bau_owner=cast.charlie)
    made.refresh_from_db()
    assert made.measure_due_on is not None
    assert reminded(date(2030, 1, 2)) == 2
    assert len(told(cast.charlie)) == 1 and told(cast.bob) == []


@pytest.mark.parametrize(
    ("due", "today", "months"),
    [
        (date(2022, 1, 31), date(2022, 2, 27), 0),
        (date(2022, 1, 31), date(2022, 2, 28), 1),
        (date(2022, 1, 31), date(2023, 1, 30), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
    ],
)
def test_months_are_whole(due: date, today: date, months: int) -> None:
    assert months_late(due, today) == months
    late = benefit(status="delivering", measured_every=1, begun_on=months_after(due, -1))
    late.refresh_from_db()
    with on(today):
        told_late = Benefit.objects.unscoped().filter(measurement_late()).exists()
        assert told_late == (months_late(late.measure_due_on, today) > 0)


@pytest.mark.parametrize(("owns", "open_there", "nobody"), [(True, False, True), (False, True, False)])
def test_once_handed_over_its_owner_there_is_who_can_be_asked(
    owns: bool, open_there: bool, nobody: bool, cast: Cast
) -> None:
    cast.charlie.is_active = open_there
    cast.charlie.save()
    benefit(cast.bob if owns else None, status="business as usual", bau_owner=cast.charlie)
    assert Benefit.objects.unscoped().filter(NO_ACCOUNT).exists() == nobody


def test_the_job_asks_as_much_for_many_as_for_one(cast: Cast, record: Benefit) -> None:
    for _ in range(20):
        benefit(cast.bob, status="delivering", begun_on=BEGUN)
    with CaptureQueriesContext(connection) as caught:
        assert reminded(MONDAY) == 21
    assert len(caught) < 15


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_ask_once() -> None:
    cast = Cast.assemble()
    made = at("approved", owner=cast.bob, manager=cast.alice)
    made.begin(by=cast.bob, on=BEGUN)
    assert at_once(lambda: reminded(MONDAY), lambda: reminded(MONDAY)) == [None, None]
    assert (len(told(cast.bob)), BenefitReminder.objects.unscoped().filter(to=cast.bob).count()) == (1, 1)
