"""Jobs of papers. Arguments are keys; every job is safe to run twice."""

from celery import shared_task

from wmp.board.papers import issuing


@shared_task
def prepare_paper(paper: int) -> None:
    """What a paper that was sent for approval would be issued as."""
    issuing.prepare(paper)
