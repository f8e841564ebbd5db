"""Alerts are rows of what they tell of: neither lost nor mailed twice, whether mail or the broker is away."""

import smtplib
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, ClassVar

import pytest
import redis
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.base import Cast, user
from tests.together import at_once
from wmp.celery import app
from wmp.lib.alerts import Alert, alert, alert_each, mail_waiting
from wmp.lib.outbox import OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)

SENT: list[str] = []
REFUSED = "nobody@example.org"


class MailServer(BaseEmailBackend):
    """Notes to whom it sent. Refuses one address for good, as servers do."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for message in email_messages:
            if REFUSED in message.to:
                raise smtplib.SMTPRecipientsRefused({REFUSED: (550, b"no such box")})
            SENT.extend(message.to)
        return len(email_messages)


class Touchy(BaseEmailBackend):
    """Refuses each message to Ann in the way that a test names."""

    error: ClassVar[Exception]

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        if email_messages[0].to == ["ann@example.org"]:
            raise self.error
        SENT.extend(email_messages[0].to)
        return 1


class NoMailServer(BaseEmailBackend):
    """As behind a lost route."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def mail_server(settings: Any, broker: redis.Redis) -> Iterator[None]:
    settings.EMAIL_BACKEND = "tests.lib.test_alerts.MailServer"
    SENT.clear()
    app.set_current()
    yield
    app.set_current()


@pytest.fixture
def people() -> list[Any]:
    """Two who have an address and one who has none."""
    made = [user("ann"), user("ben"), user("cid")]
    for each in made[:2]:
        each.email = f"{each.username}@example.org"
        each.save()
    return made


def tell(people: Sequence[Any]) -> None:
    alert(people, subject="W1: a signal came in", text="Contact is due.", path="/welfare/cases/1/")


def unmailed() -> set[str]:
    return set(Alert.objects.unscoped().filter(mailed_at=None).values_list("to__username", flat=True))


def test_everybody_is_told_once_and_mailed_once(people: list[Any]) -> None:
    tell([*people, *people])
    assert Alert.objects.unscoped().count() == 3
    assert mail_waiting() == 2 and mail_waiting() == 0
    assert SENT == ["ann@example.org", "ben@example.org"]
    assert unmailed() == {"cid"}


def test_many_are_told_their_own_thing_by_one_job(people: list[Any]) -> None:
    alert_each((each, "A letter", "There is a letter.", f"/letters/{place}/") for place, each in enumerate(people))
    assert [each.path for each in Alert.objects.unscoped().order_by("pk")] == [f"/letters/{i}/" for i in range(3)]
    assert OutboxMessage.objects.count() == 1
    alert_each([])
    assert OutboxMessage.objects.count() == 1


def test_a_mail_names_the_record_by_number_and_leads_to_it(people: list[Any], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://people.example.org"
    tell(people[:1])
    mail_waiting()
    assert mail.outbox[0].subject == "W1: a signal came in"
    assert mail.outbox[0].body.endswith("Sign in to see it: https://people.example.org/welfare/cases/1/\n")


def test_what_is_taken_back_tells_nobody(people: list[Any]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(people)
        raise ZeroDivisionError
    assert not Alert.objects.unscoped().exists() and not OutboxMessage.objects.exists()


def test_while_mail_is_away_alerts_wait_and_are_mailed_later(people: list[Any], settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.lib.test_alerts.NoMailServer"
    tell(people)
    assert mail_waiting() == 0 and unmailed() == {"ann", "ben", "cid"}
    settings.EMAIL_BACKEND = "tests.lib.test_alerts.MailServer"
    assert mail_waiting() == 2


def test_while_the_broker_is_away_the_alert_and_the_job_wait(people: list[Any]) -> None:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        away = app.__class__("away", broker=f"redis://127.0.0.1:{bound.getsockname()[1]}/0", set_as_current=False)
        away.conf.broker_transport_options = app.conf.broker_transport_options
        away.set_current()
        tell(people)
    assert OutboxMessage.objects.waiting().count() == 1
    # The job of every few minutes needs no message from the outbox.
    assert mail_waiting() == 2


def test_an_address_that_the_server_refuses_holds_up_nobody_else(people: list[Any]) -> None:
    people[0].email = REFUSED
    people[0].save()
    tell(people)
    assert mail_waiting() == 1
    assert SENT == ["ben@example.org"] and unmailed() == {"ann", "cid"}


@pytest.mark.parametrize(
    ("error", "others"),
    [
        (smtplib.SMTPDataError(554, b"looks like spam"), 1),
        (smtplib.SMTPSenderRefused(550, b"not from you", "force@example.org"), 1),
        (ValueError("Header values can't contain newlines"), 1),
        (smtplib.SMTPServerDisconnected(), 0),
        (smtplib.SMTPConnectError(421, b"busy"), 0),
        (smtplib.SMTPAuthenticationError(535, b"who are you"), 0),
        (TimeoutError(), 0),
    ],
)
def test_what_is_about_one_message_holds_up_nobody_else(
    people: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, others: int
) -> None:
    settings.EMAIL_BACKEND = "tests.lib.test_alerts.Touchy"
    monkeypatch.setattr(Touchy, "error", error, raising=False)
    tell(people)
    assert mail_waiting() == others and "ann" in unmailed()
    assert len(SENT) == others and "ann@example.org" not in SENT


def test_two_jobs_at_once_send_one_mail(people: list[Any]) -> None:
    tell(people)
    assert at_once(*[mail_waiting] * 4) == [None] * 4
    assert sorted(SENT) == ["ann@example.org", "ben@example.org"]


def test_a_job_leaves_an_alert_that_another_has_in_hand(people: list[Any]) -> None:
    tell(people[:1])
    (pk,) = Alert.objects.unscoped().values_list("pk", flat=True)
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT FROM lib_alert WHERE id = %s FOR UPDATE", [pk])
        assert mail_waiting() == 0
        cursor.execute("ROLLBACK")
    assert mail_waiting() == 1


def test_a_closed_account_gets_no_mail(people: list[Any]) -> None:
    tell(people)
    people[0].is_active = False
    people[0].save()
    mail_waiting()
    assert SENT == ["ben@example.org"]


# --- on the pages ---


@pytest.fixture
def told(cast: Cast, client: Client) -> Alert:
    """Bob, signed in, was told to look at his support page; Charlie was told too."""
    alert([cast.bob, cast.charlie], subject="W1: a signal came in", text="Contact is due.", path="/welfare/own/")
    client.force_login(cast.bob)
    return Alert.objects.visible_to(cast.bob).get()


def test_home_says_so_until_the_alert_is_followed(told: Alert, client: Client) -> None:
    assert "Look at 1 new alert" in client.get("/").content.decode()
    page = client.get(reverse("alerts:list")).content.decode()
    assert page.count("W1: a signal came in") == 1
    response = client.get(reverse("alerts:follow", args=[told.pk]))
    assert (response.status_code, response["Location"]) == (302, "/welfare/own/")
    assert "new alert" not in client.get("/").content.decode()
    assert "No new alerts." in client.get(reverse("alerts:list")).content.decode()


def test_nobody_follows_the_alert_of_another(told: Alert, client: Client, cast: Cast) -> None:
    others = Alert.objects.visible_to(cast.charlie).get()
    assert client.get(reverse("alerts:follow", args=[others.pk])).status_code == 404
    others.refresh_from_db(from_queryset=Alert.objects.unscoped())
    assert others.seen_at is None


def test_all_that_stood_on_the_page_are_marked_and_nothing_newer(told: Alert, client: Client, cast: Cast) -> None:
    alert([cast.bob], subject="W2: a signal came in", text="-", path="/")
    client.post(reverse("alerts:seen"), {"upto": str(told.pk)})
    assert [each.subject for each in Alert.objects.visible_to(cast.bob).filter(seen_at=None)] == [
        "W2: a signal came in"
    ]
    assert Alert.objects.visible_to(cast.charlie).get().seen_at is None


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 40])
def test_nonsense_marks_nothing(told: Alert, client: Client, cast: Cast, upto: str) -> None:
    assert client.post(reverse("alerts:seen"), {"upto": upto}).status_code == 302
    assert Alert.objects.visible_to(cast.bob).get().seen_at is None
