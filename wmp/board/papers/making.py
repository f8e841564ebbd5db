"""Making the files of an issued edition, by a job: each once, whoever does it, and however often it is asked for.

A file that is being made is marked by an advisory lock, which a worker that dies gives back; `resume` takes up what it
left. A format that fails takes none of the others with it.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, cached_property
from hashlib import sha256
from time import monotonic
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone

from wmp.board.models import Edition, EditionFile
from wmp.board.papers.charts import Chart, charts_of
from wmp.board.papers.content import Content
from wmp.board.papers.data import as_csv, as_json
from wmp.board.papers.pdf import as_pdf
from wmp.board.papers.printed import Printed, printed
from wmp.board.papers.word import as_docx
from wmp.board.papers.workbook import as_workbook
from wmp.lib.locks import advisory_lock
from wmp.lib.workbooks import CONTENT_TYPE

logger = logging.getLogger(__name__)


class Source:
    """What files are made of: worked out when the first of them needs it, and once. The same files come of it whenever
    they are made: they are of the moment of the issue, or, of what was never issued, of that of its figures."""

    def __init__(self, content: Content, issued_at: datetime | None = None) -> None:
        self.content, self.issued_at = content, issued_at
        self.at = (issued_at or datetime.fromisoformat(content.computed_at)).astimezone(UTC).replace(tzinfo=None)

    @cached_property
    def paper(self) -> Printed:
        return printed(self.content, issued_at=self.issued_at)

    @cached_property
    def charts(self) -> dict[str, Chart]:
        return charts_of(self.paper)


class Format(NamedTuple):
    """What readers call a format, its content type, and what makes it. Its key is the ending of the file's name."""

    words: str
    content_type: str
    made: Callable[[Source], bytes]


def _html(source: Source) -> bytes:
    return render_to_string("papers/edition_file.htm", {"paper": source.paper}).encode()


#: In the order in which readers are offered them.
FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "application/pdf", lambda source: as_pdf(source.paper, source.charts)),
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda source: as_docx(source.paper, source.charts, source.at),
    ),
    "xlsx": Format("Excel", CONTENT_TYPE, lambda source: as_workbook(source.content, source.paper, source.at)),
    "html": Format("Web page in one file", "text/html; charset=utf-8", _html),
    "csv": Format("CSV", "text/csv; charset=utf-8", lambda source: as_csv(source.content)),
    "json": Format("JSON", "application/json", lambda source: as_json(source.content)),
}


def build(edition: int) -> None:
    """Makes the files of an edition that wait to be made, and that nobody else has in hand."""
    found = Edition.objects.unscoped().filter(pk=edition).first()
    waiting = list(_waiting().filter(edition=edition).order_by("pk")) if found else []
    if found is None or not waiting:
        return
    # Read within the making of a file: what cannot be read fails its own files, and not the sweep over all editions.
    source = cache(lambda: Source(Content.from_json(found.content), found.issued_at))
    for file in waiting:
        _make(file, source)


def resume() -> None:
    """Takes up what killed workers left, and editions whose files nobody asked for."""
    for edition in Edition.objects.unscoped().filter(files=None).only("pk"):
        ask_for_files(edition)
    for edition in _waiting().order_by("edition").values_list("edition", flat=True).distinct():
        build(edition)


def ask_for_files(edition: Edition) -> None:
    """A row for each format, to be made. Those that are there stay."""
    EditionFile.objects.bulk_create(
        (EditionFile(edition=edition, format=each) for each in FORMATS), ignore_conflicts=True
    )


def _waiting() -> Any:
    return EditionFile.objects.unscoped().filter(content=None, error="").defer("content")


def _make(file: EditionFile, source: Callable[[], Source]) -> None:
    with advisory_lock("edition file", file.pk) as held:
        waiting = _waiting().filter(pk=file.pk)
        if not held or not waiting.exists():
            return
        began = monotonic()
        try:
            content = FORMATS[file.format].made(source())
        except Exception as error:  # whatever is wrong with one format, the others are made and this one is marked
            logger.exception("%s failed", file)
            waiting.update(error=type(error).__name__, seconds=monotonic() - began)
            return
        waiting.update(
            content=content,
            digest=sha256(content).hexdigest(),
            built_at=timezone.now(),
            seconds=monotonic() - began,
        )
