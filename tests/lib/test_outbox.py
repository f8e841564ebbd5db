"""Jobs asked for in a transaction reach the broker after it, once, and a broker that is away holds nobody up."""

import base64
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import redis
from celery import Celery, shared_task
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from tests.base import DAY, Cast
from tests.together import await_that
from wmp.celery import app
from wmp.lib import outbox
from wmp.lib.outbox import OutboxMessage
from wmp.lib.tasks import send_outbox

pytestmark = pytest.mark.django_db(transaction=True)

# No worker listens here, so that what is sent stays to be looked at.
QUEUE = "outbox-tests"
AT_ONCE = 3.0  # seconds: what a request may lose to a broker that is away

UseBroker = Callable[..., Celery]


@shared_task
def remind(person: int, day: str = "") -> None:
    """Stands for any job."""


@pytest.fixture(autouse=True)
def use_broker(broker: redis.Redis) -> Iterator[UseBroker]:
    """Points this thread's sending at a queue of its own, or at another broker altogether."""

    def point_at(address: str = app.conf.broker_url, **options: float) -> Celery:
        other = Celery("outbox-tests", fixups=[])
        other.config_from_object("django.conf:settings", namespace="CELERY")
        other.conf.update(
            broker_url=address,
            broker_transport_options={**app.conf.broker_transport_options, **options},
            task_default_queue=QUEUE,
        )
        return other

    broker.delete(QUEUE)
    point_at().set_current()
    yield point_at
    app.set_current()


@pytest.fixture
def queued(broker: redis.Redis) -> Callable[[], list[tuple[str, list[object]]]]:
    """What stands in the queue: tasks and their arguments, first sent first."""

    def read() -> list[tuple[str, list[object]]]:
        messages: Any = broker.lrange(QUEUE, 0, -1)
        sent = [json.loads(message) for message in reversed(messages)]
        return [(each["headers"]["task"], json.loads(base64.b64decode(each["body"]))[0]) for each in sent]

    return read


Queued = Callable[[], list[tuple[str, list[object]]]]


@pytest.fixture
def nobody_listens() -> Iterator[str]:
    """An address where every connection is refused."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{bound.getsockname()[1]}/0"


@pytest.fixture
def nobody_answers() -> Iterator[str]:
    """An address that takes connections and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=50)) as deaf:
        yield f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"


@pytest.fixture
def nobody_accepts() -> Iterator[str]:
    """An address that takes no further connection and does not refuse it either, as behind a lost route."""
    with ExitStack() as stack:
        full = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0), backlog=0)))
        for _ in range(3):
            caller = stack.enter_context(closing(socket.socket()))
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        yield f"redis://127.0.0.1:{full.getsockname()[1]}/0"


def waiting() -> int:
    return OutboxMessage.objects.waiting().count()


def seconds_of(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_a_job_is_sent_once_the_transaction_is_committed(queued: Queued) -> None:
    with transaction.atomic():
        outbox.defer(remind, 7, "2022-04-01")
        assert queued() == []
    assert queued() == [(remind.name, [7, "2022-04-01"])]
    assert waiting() == 0


def test_a_transaction_that_is_rolled_back_leaves_no_row_and_no_message(queued: Queued) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.defer(remind, 7)
        raise ZeroDivisionError
    assert queued() == []
    assert not OutboxMessage.objects.exists()


def test_a_savepoint_that_is_rolled_back_takes_its_job_with_it(queued: Queued) -> None:
    with transaction.atomic():
        outbox.defer(remind, 1)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.defer(remind, 2)
            raise ZeroDivisionError
    assert queued() == [(remind.name, [1])]


@pytest.mark.parametrize("away", ["nobody_listens", "nobody_answers", "nobody_accepts"])
def test_a_broker_that_is_away_neither_fails_nor_holds_up_who_asks(
    away: str, use_broker: UseBroker, request: pytest.FixtureRequest
) -> None:
    use_broker(request.getfixturevalue(away), socket_timeout=1.0).set_current()
    assert seconds_of(lambda: outbox.defer(remind, 7)) < AT_ONCE
    assert waiting() == 1


def test_what_waited_is_sent_when_the_broker_is_back_oldest_first(
    use_broker: UseBroker, nobody_listens: str, queued: Queued
) -> None:
    use_broker(nobody_listens).set_current()
    for number in range(3):
        outbox.defer(remind, number)
    use_broker().set_current()
    assert outbox.send_waiting() == 3
    assert queued() == [(remind.name, [number]) for number in range(3)]
    assert waiting() == 0


def test_the_periodic_job_gives_up_at_the_first_refusal(use_broker: UseBroker, nobody_answers: str) -> None:
    OutboxMessage.objects.bulk_create(OutboxMessage(task=remind.name, arguments=[n]) for n in range(20))
    use_broker(nobody_answers, socket_timeout=0.5).set_current()
    assert seconds_of(outbox.send_waiting) < AT_ONCE
    assert waiting() == 20


def test_a_request_is_answered_while_the_broker_is_away(
    client: Client, use_broker: UseBroker, nobody_listens: str
) -> None:
    use_broker(nobody_listens).set_current()
    client.force_login(Cast.assemble().of(Role.BOARD_SECRETARY))
    began = time.monotonic()
    response = client.post(reverse("board:compute", args=[DAY]))
    assert response.status_code == 302
    assert time.monotonic() - began < AT_ONCE
    assert OutboxMessage.objects.waiting().get().arguments == [DAY.isoformat()]


def test_a_database_that_goes_away_after_the_commit_does_not_fail_who_asked() -> None:
    with transaction.atomic():
        transaction.on_commit(end_this_session)
        outbox.defer(remind, 7)
    connection.close()
    assert waiting() == 1


def end_this_session() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (session,) = cursor.fetchone()
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [session])


def test_a_message_that_another_sender_has_in_hand_is_left_to_it(queued: Queued) -> None:
    message = OutboxMessage.objects.create(task=remind.name, arguments=[7])
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT FROM lib_outboxmessage WHERE id = %s FOR UPDATE", [message.pk])
        outbox.send(message.pk)
        assert queued() == []
        cursor.execute("ROLLBACK")
    # The other sender gave up: the message waits still.
    outbox.send_waiting()
    assert queued() == [(remind.name, [7])]


def test_senders_beside_each_other_send_each_message_once(use_broker: UseBroker, queued: Queued) -> None:
    OutboxMessage.objects.bulk_create(OutboxMessage(task=remind.name, arguments=[n]) for n in range(40))
    together = Barrier(4)

    def send_all() -> None:
        use_broker().set_current()
        together.wait()
        outbox.send_waiting()
        connection.close()

    threads = [Thread(target=send_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(arguments for _, arguments in queued()) == [[n] for n in range(40)]
    assert waiting() == 0


def test_what_is_sent_is_not_sent_again(queued: Queued) -> None:
    message = outbox.defer(remind, 7)
    assert outbox.send(message.pk)
    assert outbox.send_waiting() == 0
    assert len(queued()) == 1


def test_what_was_sent_long_ago_is_forgotten_and_nothing_else(queued: Queued) -> None:
    now = timezone.now()
    old, new = now - outbox.KEPT - timedelta(hours=1), now - outbox.KEPT + timedelta(hours=1)
    for sent_at in (old, new, None):
        OutboxMessage.objects.create(task=remind.name, created_at=old, sent_at=sent_at)
    assert outbox.forget_sent() == 1
    assert set(OutboxMessage.objects.values_list("sent_at", flat=True)) == {new, None}


def test_text_that_is_no_date_does_not_get_near_the_broker() -> None:
    with pytest.raises(ValueError):
        outbox.defer(remind, "off sick with back pain")
    assert not OutboxMessage.objects.exists()


def test_the_worker_gets_what_was_deferred(live_worker: None) -> None:
    """The periodic job is deferred itself: in a real worker it sends what waits."""
    app.set_current()
    waiting_one = OutboxMessage.objects.create(task=remind.name, arguments=[7])
    outbox.defer(send_outbox)
    await_that(lambda: not OutboxMessage.objects.waiting().filter(pk=waiting_one.pk).exists())
