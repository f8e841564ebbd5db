"""The nightly job on a real broker with real workers: several share it, two beats do no harm, a killed one neither."""

import signal
from typing import Any

import pytest
import redis

from tests.base import DAY, Cast
from tests.conftest import StartWorker
from tests.together import await_that, held
from wmp.board import tasks
from wmp.board.models import Attempt, Result, ResultStatus, Run
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def force(transactional_db: None, broker: redis.Redis) -> None:
    Cast.assemble()


def is_shown() -> bool:
    return Attempt.objects.filter(shown=True).exists()


def test_a_worker_alone_gets_through(live_worker: None) -> None:
    tasks.compute_run.delay(DAY.isoformat())
    await_that(is_shown)
    statuses = Result.objects.unscoped().filter(attempt__shown=True).values_list("status", flat=True)
    assert list(statuses) == [ResultStatus.COMPUTED] * len(FIGURES)


def test_two_beats_and_two_workers_make_one_attempt(celery_worker: StartWorker, settings: Any) -> None:
    with celery_worker(), celery_worker():
        tasks.nightly.delay()
        tasks.nightly.delay()
        await_that(is_shown)
    assert Run.objects.unscoped().count() == 1
    assert Attempt.objects.filter(shown=True).count() == 1


def test_a_run_whose_worker_is_killed_half_way_is_taken_up_by_another(celery_worker: StartWorker) -> None:
    with celery_worker() as first, held("people_post"):
        tasks.compute_run.delay(DAY.isoformat())
        await_that(lambda: Attempt.objects.exists())
        first.send_signal(signal.SIGKILL)
        first.wait()
    with celery_worker():
        tasks.resume_unfinished.delay()
        await_that(is_shown)
    assert list(Attempt.objects.values_list("number", "shown")) == [(2, True), (1, False)]
