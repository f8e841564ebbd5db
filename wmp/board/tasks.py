"""Jobs of the board: the nightly run. Arguments are days and keys, never content; every job is safe to run twice."""

from datetime import date

from celery import shared_task
from kombu.exceptions import OperationalError

from wmp.board import loading, runs
from wmp.board.api import tokens
from wmp.board.lineage import sweeping
from wmp.board.models import Result
from wmp.board.papers import making
from wmp.board.watching import looking, telling


@shared_task
def nightly() -> None:
    """Tonight's figures. A second beat, or a message that comes twice, finds them computed already."""
    runs.perform(runs.board_day(), unless_since=runs.nightly_began(), offer=_offer)
    looking.look()


@shared_task
def compute_run(day: str) -> None:
    """The figures of one day (ISO), afresh."""
    runs.perform(date.fromisoformat(day), offer=_offer)
    looking.look()


@shared_task
def compute_figure(result: int) -> None:
    """One figure of a run that another worker performs."""
    runs.compute_result(result)


@shared_task
def resume_unfinished() -> None:
    """Takes up runs whose performer died, also where it had nothing left to do but look."""
    for day in runs.unfinished():
        runs.perform(day, offer=_offer)
    looking.look()


@shared_task
def tell_of_alarms() -> None:
    """The morning mail to board secretaries, where there is something to look into."""
    telling.tell()


@shared_task
def warn_of_tokens() -> None:
    """Owners of tokens that end soon."""
    tokens.warn()


@shared_task
def load_file(report: int) -> None:
    """Rehearses or loads a file that somebody brought, as its report asks."""
    loading.perform(report)


@shared_task
def resume_loads() -> None:
    """Takes up files whose worker died."""
    loading.resume()


@shared_task
def sweep_uploads() -> None:
    """Deletes files that were brought and then left."""
    loading.sweep()


@shared_task
def sweep_traces() -> None:
    """Deletes the records behind figures of long ago."""
    sweeping.sweep()


@shared_task
def build_edition(edition: int) -> None:
    """The files of an issued edition that are not built yet."""
    making.build(edition)


@shared_task
def resume_editions() -> None:
    """Takes up files whose worker died."""
    making.resume()


def _offer(result: Result) -> None:
    """Shares one figure with the other workers. Where the broker is away, the performer computes it itself."""
    try:
        compute_figure.apply_async((result.pk,), retry=False)
    except OperationalError:
        return
