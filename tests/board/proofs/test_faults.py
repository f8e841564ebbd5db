"""Machines fail at any moment: the same figures come of it, one run a day, and nothing half-done is shown or issued."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
import redis
from django.db import connection

from tests.base import DAY, Cast
from tests.board.papers import drafts
from tests.conftest import ROOT, StartWorker
from tests.lib.servers import postmaster, query, var_dir
from tests.together import await_that, held
from wmp.board import tasks
from wmp.board.models import Attempt, Definition, Edition, EditionFile, Result, ResultStatus, Run, StoredTrace
from wmp.board.paper import FIGURES
from wmp.board.papers import making
from wmp.board.papers.content import Content
from wmp.board.papers.issuing import issue
from wmp.board.runs import perform
from wmp.lib import embedded

pytestmark = pytest.mark.django_db(transaction=True)

SETUP = "import sys, django; django.setup(); "
BUILD = SETUP + "from wmp.board.papers.making import build; build(int(sys.argv[1]))"
RUN = SETUP + "from wmp.board import tasks; tasks.compute_run(sys.argv[1])"
ISSUE = SETUP + (
    "from wmp.board.models import Paper; from wmp.board.papers.issuing import issue; "
    "paper = Paper.objects.unscoped().get(pk=int(sys.argv[1])); issue(paper, by=paper.author)"
)
FORCE = SETUP + "from tests.base import Cast; Cast.assemble()"
NOWHERE = "redis://127.0.0.1:1/0"
OF_SHOWN = "SELECT count(*) FROM board_result r JOIN board_attempt a ON a.id = r.attempt_id WHERE a.shown"


@contextmanager
def python(environment: dict[str, str], code: str, *arguments: object) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of its own, gone with the block if not before."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def figures_of(attempt: Attempt) -> dict[str, object]:
    """Of each figure its cells and those of its trend, with the digests and the traces of the records behind them, and
    its definition's version."""
    traces = {
        each.result_id: (each.trace, each.trend)
        for each in StoredTrace.objects.unscoped().filter(result__attempt=attempt)
    }
    results = Result.objects.unscoped().filter(attempt=attempt)
    return {
        each.key: (each.status, each.stored_grid, each.stored_trend, each.version, traces.get(each.pk))
        for each in results
    }


def undisturbed() -> dict[str, object]:
    """The figures of a run that nothing happens to; it leaves no run behind."""
    attempt = perform(DAY)
    assert attempt
    found = figures_of(attempt)
    Run.objects.unscoped().all().delete()
    return found


def shown() -> dict[str, object]:
    """What readers see: the one run, and all of it."""
    assert Run.objects.unscoped().count() == 1
    return figures_of(Attempt.objects.get(shown=True))


def taken_up() -> bool:
    """What beat asks for every five minutes. A process that outlives its killed worker keeps the run for a moment."""
    tasks.resume_unfinished()
    assert not Result.objects.unscoped().filter(attempt__shown=True, status=ResultStatus.WAITING).exists()
    return Attempt.objects.filter(shown=True).exists()


@pytest.fixture
def force(transactional_db: None) -> Cast:
    return Cast.assemble()


# --- the run of a day ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("force")
def test_a_run_of_a_day_gone_by_computes_what_it_computed_then() -> None:
    first, again = perform(DAY), perform(DAY)
    assert first and again
    assert figures_of(again) == figures_of(first)
    assert set(again.results.unscoped().values_list("status", flat=True)) == {ResultStatus.COMPUTED}
    assert Definition.objects.unscoped().count() == len(FIGURES)


@pytest.mark.usefixtures("force")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_worker_killed_at_any_moment_of_a_run(seed: int, celery_worker: StartWorker) -> None:
    expected = undisturbed()
    so_many = Random(seed).randrange(len(FIGURES))
    with celery_worker() as worker:
        tasks.compute_run.delay(DAY.isoformat())
        await_that(lambda: Result.objects.unscoped().exclude(status=ResultStatus.WAITING).count() >= so_many)
        kill(worker)
    await_that(taken_up)
    assert shown() == expected


@pytest.mark.usefixtures("force")
def test_without_a_broker_a_run_gets_through(worker_environment: dict[str, str]) -> None:
    expected = undisturbed()
    with python({**worker_environment, "REDIS_URL": NOWHERE}, RUN, DAY) as process:
        assert process.wait(timeout=60) == 0
    assert shown() == expected


@pytest.mark.usefixtures("force")
def test_a_run_whose_connections_break_shows_nothing_and_is_taken_up(worker_environment: dict[str, str]) -> None:
    expected = undisturbed()
    with held("welfare_absencereason"), python(worker_environment, RUN, DAY) as process:
        await_that(is_somebody_held_up)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'"
            )
        assert process.wait(timeout=60) != 0
    assert not Attempt.objects.filter(shown=True).exists()
    assert taken_up()
    assert shown() == expected


# --- editions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(force: Cast, broker: redis.Redis) -> drafts.Desk:
    return drafts.desk(force)


def test_an_issue_killed_half_way_issued_nothing(desk: drafts.Desk, worker_environment: dict[str, str]) -> None:
    paper = desk.approved()
    with held("board_editionfile"), python(worker_environment, ISSUE, paper.pk) as process:
        await_that(is_somebody_held_up)
        kill(process)
    await_that(lambda: not is_anybody_in_a_transaction())
    assert not Edition.objects.unscoped().exists()
    assert desk.fresh().status == "approved"
    assert len(issue(desk.fresh(), by=desk.author)) == 2


def test_files_that_a_killed_worker_left_are_made_the_same(
    desk: drafts.Desk, worker_environment: dict[str, str]
) -> None:
    public = issue(desk.approved(), by=desk.author)[-1]
    built = EditionFile.objects.unscoped().filter(edition=public).exclude(content=None)
    with python(worker_environment, BUILD, public.pk) as process:
        await_that(built.exists)
        kill(process)
    left = dict(built.values_list("format", "digest"))
    making.resume()
    digests = dict(built.values_list("format", "digest"))
    assert left.items() <= digests.items()
    source = making.Source(Content.from_json(public.content), public.issued_at)
    assert digests == {name: sha256(each.made(source)).hexdigest() for name, each in making.FORMATS.items()}


def is_somebody_held_up() -> bool:
    return _others("wait_event_type = 'Lock'")


def is_anybody_in_a_transaction() -> bool:
    return _others("xact_start IS NOT NULL")


def _others(condition: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' "
            f"AND pid <> pg_backend_pid() AND {condition}"
        )
        return bool(cursor.rowcount)


# --- a database of its own, which is ended under a run ---------------------------------------------------------------


def test_a_database_that_goes_down_in_the_middle_of_a_run() -> None:
    with var_dir() as folder:
        embedded.ensure_database(folder)
        environment = own(folder)
        for arguments in (["manage.py", "migrate", "--verbosity=0"], ["-c", FORCE]):
            subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True)
        with python(environment, RUN, DAY) as process:
            await_that(lambda: query(folder, "SELECT count(*) FROM board_result WHERE status = 'computed'") > 3)
            os.kill(postmaster(folder), signal.SIGQUIT)  # at once, as a machine that loses its power
            process.wait(timeout=60)
        embedded.ensure_database(folder)
        assert query(folder, f"{OF_SHOWN} AND r.status <> 'computed'") == 0
        with python(environment, RUN, DAY) as process:
            assert process.wait(timeout=60) == 0
        assert query(folder, "SELECT count(*) FROM board_run") == 1
        assert query(folder, f"{OF_SHOWN} AND r.status = 'computed'") == len(FIGURES)


def own(folder: Path) -> dict[str, str]:
    """The environment of a process that works on the folder's database."""
    address = embedded.database_url(folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address, "REDIS_URL": NOWHERE}
