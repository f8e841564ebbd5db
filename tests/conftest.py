"""What tests stand on: the database, the broker, a real worker, a real browser."""

import gc
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import browser as chromium
from tests.base import Cast
from wmp.board import naming
from wmp.celery import app
from wmp.lib import embedded

ROOT = Path(__file__).resolve().parent.parent
WORKER_SECONDS = 60.0  # a worker's start on a busy machine

StartWorker = Callable[..., AbstractContextManager["subprocess.Popen[bytes]"]]

# The suite tries the same cases each time, so that it is red for whoever made it red, and red again when it is run
# again; how long one takes is no matter of right or wrong. HYPOTHESIS_PROFILE=default tries others.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


# Files that take longest, begun first: else one process is left with a long one while the others have nothing to do.
LONG = (
    *("test_canaries", "test_access_matrix", "test_make_demo_force", "test_rating_verbs"),
    *("test_journey_of_a_passport", "test_journey_of_a_case", "test_journey", "test_nightly", "test_make_run"),
    *("test_passport_verbs", "test_passport_in_the_browser", "test_moderator_in_the_browser"),
    *("test_faults", "test_random_databases"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-definitions", action="store_true", help="pin what figures count as it is counted now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the browser is a browser test, so that BROWSER=none leaves it out. Long files come first."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker("browser")
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Looking for garbage took a tenth of all tests, and a third of the migrations: what was imported stays, and the
    rest is looked at after so many objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made: its server. Parallel processes have a database each."""
    if not os.environ.get("DATABASE_URL"):
        embedded.ensure_database(settings.VAR_DIR, durable=False)


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast of tests/base.py."""
    return Cast.assemble()


@pytest.fixture(autouse=True)
def no_key_of_an_earlier_test() -> None:
    """A process keeps the naming key of its database, which tests empty."""
    naming.forget()


@pytest.fixture
def no_refusal_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """For tests that ask at thousands of addresses: to log each refusal takes longer than to ask."""
    caplog.set_level(logging.ERROR, "django.request")


@pytest.fixture
def broker() -> redis.Redis:
    """The broker, emptied: a client of the broker database of this test process."""
    if not os.environ.get("REDIS_URL"):
        embedded.ensure_broker(settings.VAR_DIR)
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    return client


@pytest.fixture(scope="session")
def worker_environment(django_db_setup: None) -> dict[str, str]:
    """The environment of a process that is to work on the test database, as this one does."""
    server = os.environ.get("DATABASE_URL") or embedded.database_url(settings.VAR_DIR)
    test_database = urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}")
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": test_database.geturl()}


@pytest.fixture
def celery_worker(
    broker: redis.Redis, worker_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> StartWorker:
    """`with celery_worker() as process:` a real worker of one's own, to be killed or doubled at will."""

    @contextmanager
    def start(*options: str) -> Iterator["subprocess.Popen[bytes]"]:
        log = tmp_path_factory.mktemp("worker") / "worker.log"
        node = f"{log.parent.name}@test"
        command = [sys.executable, "-m", "celery", "-A", "wmp", "worker", "-n", node, "--loglevel", "INFO", "-c", "1"]
        with open(log, "ab") as output:
            process = subprocess.Popen(
                [*command, *options], cwd=ROOT, env=worker_environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            _await_worker(process, node, log)
            yield process
        finally:
            # Its own children go with it; what it had in hand is in the broker still, which the next test empties.
            process.kill()
            process.wait()

    return start


@pytest.fixture
def live_worker(celery_worker: StartWorker) -> Iterator[None]:
    """A worker for the time of one test, which needs `transactional_db`."""
    with celery_worker():
        yield


def _await_worker(process: "subprocess.Popen[bytes]", node: str, log: Path) -> None:
    """Ask until the worker answers; each question waits a second for its answer."""
    deadline = time.monotonic() + WORKER_SECONDS
    while not app.control.ping(destination=[node], timeout=1.0):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"The worker did not start. It said:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where there is none the test fails, with the sentence that says how to get one."""
    program = chromium.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=chromium.flags())
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page of a fresh visitor on the live site. A script error or a blocked script fails the test at its end."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800}, locale="en-GB")
    opened = context.new_page()
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A page that answers 404 or 403 is an answer; what scripts and the content policy say is a fault.
        if message.type == "error" and "Failed to load resource" not in message.text:
            problems.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert not problems
