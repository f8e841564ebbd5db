"""Asking for the files of an edition: in the transaction that issues it, and again for a format that failed."""

from wmp.board import tasks
from wmp.board.models import Edition, EditionFile
from wmp.board.papers.making import FORMATS, ask_for_files
from wmp.lib import outbox

__all__ = ["FORMATS", "again", "queue"]


def queue(edition: Edition) -> None:
    """The files of an edition are made by a job once the current transaction is committed."""
    ask_for_files(edition)
    outbox.defer(tasks.build_edition, edition.pk)


def again(file: EditionFile) -> bool:
    """Asks once more for a format that could not be made. False where it was asked for, or made, already."""
    failed = EditionFile.objects.unscoped().filter(pk=file.pk, content=None).exclude(error="")
    if not failed.update(error="", seconds=None):
        return False
    outbox.defer(tasks.build_edition, file.edition_id)
    return True
