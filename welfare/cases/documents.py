"""Documents of a case: kept, listed, taken away through the access rule, and removed where they were kept by mistake.

Their content stands in files (`wmp.lib.kept_files`), their rows in the database. A row is never edited: removing a
document adds a row that says who and why, and deletes the file.
"""

import io
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import django_tables2 as tables
from celery import shared_task
from csp.constants import HEADER
from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse

from people.models import User
from people.requests import Request
from people.roles import Role
from welfare.cases.entries import Document, DocumentRemoval
from welfare.cases.handling import is_in_charge, name_of, works_on
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.kept_files import KeptFiles, NotAsKept
from wmp.lib.locks import hold_for_transaction
from wmp.lib.records import Fact, RecordPage
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column
from wmp.lib.timeline import Event
from wmp.lib.uploads import ENDINGS, KINDS, Upload, checked
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove

logger = logging.getLogger(__name__)

WORDS = {
    "application/pdf": "PDF",
    "image/png": "Picture",
    "image/jpeg": "Picture",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Workbook",
    "text/plain": "Text",
}
CLOSED_TO_ADDING = "{} is closed. Reopen it first."


def store() -> KeptFiles:
    return KeptFiles(Path(settings.DOCUMENTS_DIR))


# --- keeping and removing --------------------------------------------------------------------------------------------


def keep(case: WelfareCase, upload: Upload, *, by: User) -> Document:
    """Keeps a file with a case. The file is on the disk before its row is written.

    Raises IllegalMove for a closed or full case, and for a file that the case has already.
    """
    with transaction.atomic():
        # So that two who add at once are counted, and a second click finds what the first one kept.
        hold_for_transaction(Document._meta.label, str(case.pk))
        kept = Document.objects.visible_to(by).filter(case=case).kept()
        if case.status == CaseStatus.CLOSED:
            raise IllegalMove(CLOSED_TO_ADDING.format(case))
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


def remove(document: Document, *, by: User, reason: str) -> DocumentRemoval:
    """Says that the document should not have been kept, and deletes its content once that is safe.

    Raises IllegalMove where it was removed already.
    """
    with transaction.atomic():
        hold_for_transaction(Document._meta.label, str(document.case_id))
        if DocumentRemoval.objects.visible_to(by).filter(document=document).exists():
            raise IllegalMove("This document was removed already.")
        removal = DocumentRemoval.objects.create(document=document, by=by, reason=reason)
        # A process that dies in between leaves a file, which the sweep takes away.
        transaction.on_commit(lambda: store().delete(document.stored), robust=True)
    return removal


@shared_task
def sweep_documents() -> None:
    """Deletes files that no row names, or whose document was removed. Safe to run twice, late, and beside itself."""
    named = set(Document.objects.unscoped().kept().values_list("stored", flat=True))
    swept = store().sweep(named)
    if swept:
        logger.info("%s that no document names: deleted", counted(swept, "kept file"))


# --- the list and the page -------------------------------------------------------------------------------------------


class TypeColumn(Column):
    def words_for(self, field: Any) -> Any:
        return lambda value: WORDS.get(value, value)


class SizeColumn(Column):
    numeric = True

    def words_for(self, field: Any) -> Any:
        return filesizeformat


class DocumentTable(tables.Table):
    name = Column(verbose_name="Document", orderable=False)
    type = TypeColumn(verbose_name="Kind", orderable=False)
    size = SizeColumn(orderable=False)
    at = Column(verbose_name="Added")
    account = Column(accessor="by__username", verbose_name="By", orderable=False)
    case = Column(accessor="case__reference", verbose_name="Case", orderable=False)
    removed = Column(accessor="removal__at", verbose_name="Removed", orderable=False)


class DocumentRegister(Register):
    """Listed under their case, and of all cases that the reader sees."""

    model = Document
    title = "Documents"
    slug = "documents"
    namespace = "welfare"
    table = DocumentTable
    order = "-at"
    readers = (Role.WELFARE_OFFICER, Role.WELFARE_LEAD, Role.AUDITOR)


DOCUMENTS = DocumentRegister()


def may_remove(document: Document, user: User) -> bool:
    """Whoever added it to a case that they work on, and whoever is in charge of the case. Of a closed case too."""
    mine = document.by_id == user.pk and works_on(document.case, user)
    return mine or is_in_charge(document.case, user)


class DocumentPage(RecordPage):
    register = DOCUMENTS
    joins = ("case__person", "case__owner", "by", "removal__by")

    def caption(self, record: Document) -> str:
        return f"Document of {record.case.reference}"

    def facts(self, record: Document, user: User) -> Sequence[Fact]:
        return [
            Fact("Case", record.case.reference, reverse("welfare:cases-detail", args=[record.case_id])),
            Fact("Kind", WORDS.get(record.type, record.type)),
            Fact("Size", filesizeformat(record.size)),
        ]

    def context(self, request: HttpRequest, record: Document) -> Mapping[str, Any]:
        cases = {"text": "Welfare cases", "url": reverse("welfare:cases-list")}
        case = {"text": record.case.reference, "url": reverse("welfare:cases-documents", args=[record.case_id])}
        return {"breadcrumbs": [cases, case], "restricted": "Welfare team only"}

    def standing(self, record: Document) -> dict[str, str] | None:
        return {"text": "Removed", "colour": "grey"} if removal_of(record) else None

    def actions(self, record: Document, user: User) -> list[Any]:
        if removal_of(record):
            return []
        found: list[Any] = [{"text": "Download", "url": reverse("welfare:documents-download", args=[record.pk])}]
        if may_remove(record, user):
            found.append({"text": "Remove it", "url": reverse("welfare:documents-remove", args=[record.pk])})
        return found

    def events(self, record: Document, user: User) -> Sequence[Event]:
        events = [Event(record.at, "Added", name_of(record.by) if record.by else "")]
        if removal := removal_of(record):
            events.insert(0, Event(removal.at, "Removed", name_of(removal.by), removal.reason))
        return events


def removal_of(document: Document) -> DocumentRemoval | None:
    """Raises no error where there is none, as Django's reverse side of a one-to-one key does."""
    return getattr(document, "removal", None)


# --- adding, taking away, removing -----------------------------------------------------------------------------------


class DocumentForm(Form):
    """One file. What is kept of it is `cleaned_data["file"]`."""

    file = django_forms.FileField(
        label="File",
        help_text=f"It may be {KINDS}, of at most {settings.DOCUMENT_BYTES // 1_000_000} MB.",
        widget=django_forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def clean_file(self) -> Upload:
        return checked(self.cleaned_data["file"], most_bytes=settings.DOCUMENT_BYTES)


class RemovalForm(Form):
    reason = django_forms.CharField(label="Why should it not be here?", widget=django_forms.Textarea, max_length=2000)


def new(request: Request, pk: int) -> HttpResponse:
    """Adds a file to a case."""
    case = get_object_or_404(WelfareCase.objects.visible_to(request.user).select_related("person"), pk=pk)
    log_read(request.user, case)
    if not works_on(case, request.user):
        raise PermissionDenied
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    trouble = CLOSED_TO_ADDING.format(case) if case.status == CaseStatus.CLOSED else ""
    if request.method == "POST" and not trouble and form.is_valid():
        try:
            document = keep(case, form.cleaned_data["file"], by=request.user)
        except IllegalMove as error:
            form.add_error("file", ValidationError(str(error).removesuffix(".")))
        else:
            messages.success(request, f"{document.name}: added.")
            return redirect("welfare:cases-documents", case.pk)
    back = reverse("welfare:cases-documents", args=[case.pk])
    context = {
        "title": "Add a document",
        "caption": f"{case.person}: {case}",
        "intro": "Pictures lose the place and the device that they were taken with. Whoever sees the case sees its "
        "documents; the officer whose case it is does not.",
        "form": form,
        "submit": "Add it",
        "trouble": trouble,
        "cancel_url": back,
        "back_url": back,
    }
    return render(request, "records/verb.html", context, status=409 if trouble else 200)


def found(request: Request, pk: int) -> Document:
    """The document, if the reader may see it. Raises Http404."""
    joins = DocumentPage.joins
    return get_object_or_404(Document.objects.visible_to(request.user).select_related(*joins), pk=pk)


def download(request: Request, pk: int) -> HttpResponseBase:
    """The file as it was kept, to be saved and not shown: whatever is in it does not run on this site."""
    document = found(request, pk)
    trouble = "It was removed from the case." if removal_of(document) else ""
    content = b""
    if not trouble:
        try:
            content = store().read(document.stored, document.digest)
        except NotAsKept as error:
            logger.error("Document %s is not given out: %s", document.pk, error)
            trouble = "Its file is not what was kept, so it is not given out. Tell the people who run this site."
    if trouble:
        context = {"title": "This document cannot be opened", "caption": document.name, "trouble": trouble}
        context["back_url"] = reverse("welfare:documents-detail", args=[document.pk])
        return render(request, "welfare/no-document.html", context, status=410)
    log_read(request.user, document, "downloaded")
    kind = f"{document.type}; charset=utf-8" if document.type == "text/plain" else document.type
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=document.name, content_type=kind)
    response[HEADER] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def remove_document(request: Request, pk: int) -> HttpResponse:
    """Asks why, and removes."""
    document = found(request, pk)
    log_read(request.user, document)
    if not may_remove(document, request.user):
        raise PermissionDenied
    form = RemovalForm(request.POST) if request.method == "POST" else RemovalForm()
    back = reverse("welfare:documents-detail", args=[document.pk])
    trouble = "It was removed already." if removal_of(document) else ""
    if request.method == "POST" and not trouble and form.is_valid():
        try:
            remove(document, by=request.user, reason=form.cleaned_data["reason"])
        except IllegalMove as error:
            trouble = str(error)
        else:
            messages.success(request, f"{document.name}: removed.")
            return redirect(back)
    context = {
        "title": "Remove this document",
        "caption": document.name,
        "intro": "Its content is deleted and cannot be brought back. Its name, who added it, who removed it and why "
        "stay to be seen on the case.",
        "form": form,
        "submit": "Remove it",
        "danger": True,
        "cancel_url": back,
        "back_url": back,
        "trouble": trouble,
    }
    return render(request, "records/verb.html", context, status=409 if trouble else 200)


urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/documents/new/", new, name="documents-new"),
    path("documents/<int:pk>/download/", download, name="documents-download"),
    path("documents/<int:pk>/remove/", remove_document, name="documents-remove"),
]
