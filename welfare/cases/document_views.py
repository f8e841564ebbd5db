"""Documents of a case on their pages: listed, added, taken away through the access rule, and removed."""

import io
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from csp.constants import HEADER
from django import forms as django_forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Expression, F, Func
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse

from people.models import User
from people.requests import Request
from people.roles import Role
from welfare.cases.acts import case_to_work_on, closed
from welfare.cases.documents import keep, may_remove, removal_of, remove, store
from welfare.cases.entries import Document
from welfare.cases.handling import TEAM, name_of
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.kept_files import NotAsKept
from wmp.lib.records import Fact, RecordPage
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, choices_in_sql
from wmp.lib.timeline import Event
from wmp.lib.uploads import ENDINGS, KINDS, Upload, checked

logger = logging.getLogger(__name__)

WORDS = {
    "application/pdf": "PDF",
    "image/png": "Picture",
    "image/jpeg": "Picture",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Workbook",
    "text/plain": "Text",
}


# --- the list and the page -------------------------------------------------------------------------------------------


class TypeColumn(Column):
    def words_for(self, field: Any) -> Any:
        return lambda value: WORDS.get(value, value)

    def printed(self, path: str, field: Any) -> Expression | F:
        return choices_in_sql(path, WORDS)


class SizeInWords(Func):
    """`filesizeformat` in SQL. Rounding a double goes to the even digit, as Python's does."""

    output_field = CharField()
    tenths = "to_char(round((%(expressions)s * 10 / {unit}.0)::float8) / 10, 'FM999990.0')"
    template = (
        "CASE WHEN %(expressions)s = 1 THEN '1 byte' WHEN %(expressions)s < 1024 THEN %(expressions)s || ' bytes' "
        f"WHEN %(expressions)s < 1048576 THEN {tenths.format(unit=1024)} || ' KB' "
        f"ELSE {tenths.format(unit=1048576)} || ' MB' END"
    )


class SizeColumn(Column):
    numeric = True

    def printed(self, path: str, field: Any) -> Expression | F:
        return SizeInWords(F(path))

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
    readers = (*TEAM, Role.AUDITOR)


DOCUMENTS = DocumentRegister()


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


# --- adding, taking away, removing -----------------------------------------------------------------------------------


PAGE = DocumentPage()


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
    case = case_to_work_on(request, pk)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    return perform(
        request,
        form,
        lambda: f"{keep(case, form.cleaned_data['file'], by=request.user).name}: added.",
        title="Add a document",
        submit="Add it",
        caption=f"{case.person}: {case}",
        intro="Pictures lose the place and the device that they were taken with. Whoever sees the case sees its "
        "documents; the officer whose case it is does not.",
        back=reverse("welfare:cases-documents", args=[case.pk]),
        refused=closed(case),
    )


def download(request: Request, pk: int) -> HttpResponseBase:
    """The file as it was kept, to be saved and not shown: whatever is in it does not run on this site."""
    joins = DocumentPage.joins
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related(*joins), pk=pk)
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
    return response


def remove_document(request: Request, pk: int) -> HttpResponse:
    """Asks why, and removes."""
    document: Document = PAGE.find(request, pk)
    if not may_remove(document, request.user):
        raise PermissionDenied
    form = RemovalForm(request.POST or None)

    def do() -> str:
        remove(document, by=request.user, reason=form.cleaned_data["reason"])
        return f"{document.name}: removed."

    return perform(
        request,
        form,
        do,
        title="Remove this document",
        submit="Remove it",
        caption=document.name,
        intro="Its content is deleted and cannot be brought back. Its name, who added it, who removed it and why "
        "stay to be seen on the case.",
        back=PAGE.address(document),
        danger=True,
        refused="It was removed already." if removal_of(document) else "",
    )


urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/documents/new/", new, name="documents-new"),
    path("documents/<int:pk>/download/", download, name="documents-download"),
    path("documents/<int:pk>/remove/", remove_document, name="documents-remove"),
]
