"""Files brought by the upload page: kept, rehearsed by a job, loaded by another, and deleted.

A report says where its file stands. Every job is safe to run twice, late and beside itself: the report's state and an
advisory lock decide, and what a load writes is in the same transaction as its report.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from people.workforce.models import User
from wmp.board.extracts import EXTRACTS, extract_for
from wmp.lib.extracts import Extract, LoadReport, LoadState, load, new_report
from wmp.lib.extracts.load import BROKEN
from wmp.lib.extracts.reports import OPEN, UNDER_WAY
from wmp.lib.locks import advisory_lock

GONE = "The file is no longer kept here. Bring it again."
# A file that was checked and never loaded is deleted after this: it holds people's records.
KEPT_FOR = timedelta(days=7)


# A job that the broker still holds is given this long to come.
LEFT_ALONE_FOR = timedelta(minutes=2)


def open_to(user: User) -> list[Extract]:
    """The kinds of file that `user` may load."""
    return [extract for extract in EXTRACTS if not user.roles.isdisjoint(extract.loaders)]


def receive(extract: Extract, upload: UploadedFile, by: User) -> LoadReport:
    """Keeps an uploaded file under a name of chance, and opens its report."""
    folder = Path(settings.UPLOADS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = secrets.token_hex(16)
    handle = os.open(folder / stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
    return new_report(
        extract, upload.name or "file", by=by, dry_run=True, stored=stored, size=(folder / stored).stat().st_size
    )


def perform(pk: int) -> None:
    """Rehearses or loads the file of a report, as its state asks. Whoever finds it done or in hand does nothing."""
    with advisory_lock("load report", pk) as held:
        report = LoadReport.objects.unscoped().filter(pk=pk, state__in=UNDER_WAY).first() if held else None
        if report is None:
            return
        extract = extract_for(report.kind)
        path = place_of(report)
        if extract is None or path is None or not path.exists():
            report.advance(UNDER_WAY, LoadState.FAILED, notes=GONE, finished_at=timezone.now())
            return
        try:
            load(extract, path, by=report.by, dry_run=report.state != LoadState.LOADING, report=report)
        finally:
            if report.state != LoadState.CHECKED:
                forget(report)


def resume() -> None:
    """Takes up what a killed worker left, also where its message to the broker was lost. Work in hand is left alone."""
    since = timezone.now() - LEFT_ALONE_FOR
    reports: Any = LoadReport.objects.unscoped()
    for pk in reports.filter(state__in=UNDER_WAY, created_at__lt=since).exclude(stored="").values_list("pk", flat=True):
        perform(pk)


def approve(report: LoadReport, by: User) -> bool:
    """A checked file is to be loaded. False where somebody has said so, or cancelled it, already."""
    return report.advance([LoadState.CHECKED], LoadState.LOADING, dry_run=False, by=by, percent=0, rows_done=0)


def cancel(report: LoadReport) -> bool:
    """A checked file is not to be loaded."""
    cancelled = report.advance([LoadState.CHECKED], LoadState.CANCELLED, finished_at=timezone.now())
    if cancelled:
        forget(report)
    return cancelled


def place_of(report: LoadReport) -> Path | None:
    return Path(settings.UPLOADS_DIR) / report.stored if report.stored else None


def forget(report: LoadReport) -> None:
    """Deletes the kept file. The report stays."""
    path = place_of(report)
    if path is not None:
        path.unlink(missing_ok=True)
        LoadReport.objects.unscoped().filter(pk=report.pk).update(stored="")


def sweep() -> None:
    """Cancels what was checked and then left, and deletes files that no open report names."""
    limit = timezone.now() - KEPT_FOR
    reports: Any = LoadReport.objects.unscoped()
    for report in reports.filter(state=LoadState.CHECKED, finished_at__lt=limit):
        cancel(report)
    # A load by command whose process was killed: its transaction is gone, and nobody will come back to it.
    killed = reports.filter(state__in=UNDER_WAY, stored="", started_at__lt=timezone.now() - timedelta(days=1))
    killed.update(state=LoadState.FAILED, notes=BROKEN, finished_at=timezone.now())
    named = set(reports.filter(state__in=OPEN).values_list("stored", flat=True))
    folder = Path(settings.UPLOADS_DIR)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in named and path.is_file() and path.stat().st_mtime < limit.timestamp():
            path.unlink(missing_ok=True)
