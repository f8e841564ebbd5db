"""The jobs that look: two at once, one that died, and one that comes late."""

import pytest

from tests.base import DAY, Cast
from tests.board.watching.nights import alarms, night
from tests.together import at_once
from wmp.board import tasks
from wmp.board.models import Attempt
from wmp.board.watching.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_that_look_at_once_notice_it_once() -> None:
    night(DAY, None)
    assert at_once(look, look) == [None, None]
    assert len(alarms()) == 1


def test_what_a_killed_worker_did_not_look_at_another_does() -> None:
    night(DAY, None)
    tasks.resume_unfinished()
    assert len(alarms()) == 1


def test_a_run_is_looked_at_as_soon_as_it_is_shown() -> None:
    Cast.assemble()
    tasks.compute_run(DAY.isoformat())
    assert Attempt.objects.get(shown=True).watched_at
