"""Files checked and loaded by real workers: from the page to the records, and past a killed worker."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from people.roles import Role
from tests.base import user
from tests.conftest import StartWorker
from tests.loading import ROW, rows
from tests.together import await_that, held
from wmp.board import tasks
from wmp.lib.extracts import LoadReport, LoadState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(transactional_db: None, broker: redis.Redis, client: Client) -> Client:
    client.force_login(user("officer", Role.PEOPLE_DATA))
    return client


def bring(client: Client) -> LoadReport:
    file = SimpleUploadedFile("force.csv", rows("workforce", ROW).encode())
    client.post("/loads/reports/new/", {"kind": "workforce", "file": file})
    return LoadReport.objects.unscoped().get()


def state() -> str:
    return LoadReport.objects.unscoped().get().state


def test_a_file_goes_from_the_page_to_the_records(officer: Client, live_worker: None) -> None:
    report = bring(officer)
    await_that(lambda: state() == LoadState.CHECKED)
    assert not Person.objects.unscoped().exists()
    officer.post(reverse("loads:load", args=[report.pk]))
    await_that(lambda: state() == LoadState.LOADED)
    assert Person.objects.unscoped().count() == 1
    # The file goes once the load is committed.
    await_that(lambda: not (Path(settings.UPLOADS_DIR) / report.stored).exists())


def test_a_check_whose_worker_is_killed_is_taken_up_by_another(officer: Client, celery_worker: StartWorker) -> None:
    with celery_worker() as first, held("people_post"):
        bring(officer)
        await_that(lambda: state() == LoadState.CHECKING)
        first.send_signal(signal.SIGKILL)
        first.wait()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    LoadReport.objects.unscoped().update(created_at=an_hour_ago)
    with celery_worker():
        tasks.resume_loads.delay()
        await_that(lambda: state() == LoadState.CHECKED)
