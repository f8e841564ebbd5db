"""Documents of a case: kept, and removed where they were kept by mistake.

Their content stands in files (`wmp.lib.kept_files`), their rows in the database. A row is never edited: removing a
document adds a row that says who and why, and deletes the file.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction

from people.models import User
from welfare.cases.entries import Document, DocumentRemoval
from welfare.cases.handling import is_in_charge, works_on
from welfare.cases.models import WelfareCase
from wmp.lib.kept_files import KeptFiles
from wmp.lib.uploads import Upload
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove

logger = logging.getLogger(__name__)


def store() -> KeptFiles:
    return KeptFiles(Path(settings.DOCUMENTS_DIR))


def may_remove(document: Document, user: User) -> bool:
    """Whoever added it to a case that they work on, and whoever is in charge of the case. Of a closed case too."""
    mine = document.by_id == user.pk and works_on(document.case, user)
    return mine or is_in_charge(document.case, user)


def removal_of(document: Document) -> DocumentRemoval | None:
    """Raises no error where there is none, as Django's reverse side of a one-to-one key does."""
    return getattr(document, "removal", None)


@transaction.atomic
def keep(case: WelfareCase, upload: Upload, *, by: User) -> Document:
    """Keeps a file with a case. The file is on the disk before its row is written.

    Raises IllegalMove for a closed or full case, and for a file that the case has already.
    """
    # So that it is not closed meanwhile, two who add at once are counted, and a second click finds what the first kept.
    case.hold_live()
    kept = Document.objects.visible_to(by).filter(case=case).kept()
    if kept.count() >= settings.DOCUMENTS_PER_CASE:
        raise IllegalMove(f"A case holds at most {counted(settings.DOCUMENTS_PER_CASE, 'document')}.")
    if kept.filter(digest=upload.digest).exists():
        raise IllegalMove("This file is with the case already.")
    return Document.objects.create(
        case=case,
        by=by,
        name=upload.name,
        type=upload.type,
        size=len(upload.content),
        digest=upload.digest,
        stored=store().keep(upload.content),
    )


@transaction.atomic
def remove(document: Document, *, by: User, reason: str) -> DocumentRemoval:
    """Says that the document should not have been kept, and deletes its content once that is safe.

    Raises IllegalMove where it was removed already.
    """
    document.case.hold()
    if DocumentRemoval.objects.visible_to(by).filter(document=document).exists():
        raise IllegalMove("This document was removed already.")
    removal = DocumentRemoval.objects.create(document=document, by=by, reason=reason)
    # A process that dies in between leaves a file, which the sweep takes away.
    transaction.on_commit(lambda: store().delete(document.stored), robust=True)
    return removal


def sweep() -> None:
    """Deletes files that no row names, or whose document was removed."""
    named = set(Document.objects.unscoped().kept().values_list("stored", flat=True))
    swept = store().sweep(named)
    if swept:
        logger.info("%s that no document names: deleted", counted(swept, "kept file"))
