"""The pages on which files are brought: choose, check, load, and what became of every file."""

import csv
import zipfile
from typing import IO, Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from people.requests import Request
from wmp.board import loading, tasks
from wmp.board.extracts import EXTRACTS, extract_for
from wmp.board.pages import Table, headings
from wmp.lib import outbox
from wmp.lib.audit import log_read
from wmp.lib.extracts import LoadError, LoadReport, LoadState
from wmp.lib.forms import Form
from wmp.lib.formulas import inert
from wmp.lib.records import Fact
from wmp.lib.registers import Register
from wmp.lib.registers.asked import only
from wmp.lib.registers.columns import Column
from wmp.lib.registers.exports import spooled
from wmp.lib.registers.filters import ChoiceFilter, Filters
from wmp.lib.words import counted, long_moment

MOST_BYTES = 300_000_000
SHOWN_FAULTS = 100


class DropZone(forms.FileInput):
    """A file to pick, or to drop where scripts run."""

    template_name = "loads/drop-zone.html"


class UploadForm(Form):
    """Which kind of file, and the file."""

    kind = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="What is in the file?",
        error_messages={"required": "Select what is in the file"},
    )
    file = forms.FileField(
        label="File",
        help_text="CSV (UTF-8, with the column names in its first line) or an Excel workbook (.xlsx).",
        widget=DropZone,
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["kind"]
        chosen.choices = kinds

    def clean_file(self) -> UploadedFile:
        """The file, if it is what its name says."""
        file: UploadedFile = self.cleaned_data["file"]
        name = (file.name or "").lower()
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(f"The file must be smaller than {MOST_BYTES // 1_000_000} MB")
        if not name.endswith((".csv", ".txt", ".xlsx")):
            raise ValidationError("The file must be a CSV file or an Excel workbook (.xlsx)")
        beginning = file.read(4096)
        file.seek(0)
        if name.endswith(".xlsx") and not _is_workbook(file):
            raise ValidationError("The file is called .xlsx and is no Excel workbook. Save it as one again")
        if not name.endswith(".xlsx") and b"\0" in beginning:
            raise ValidationError("The file is called CSV and is not text. Save it as CSV UTF-8")
        return file


def _is_workbook(file: UploadedFile) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return {"[Content_Types].xml", "xl/workbook.xml"} <= set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


class LoadReportTable(tables.Table):
    created_at = Column(verbose_name="Brought")
    kind = Column(orderable=False)
    file_name = Column(verbose_name="File", orderable=False)
    state = Column(orderable=False)
    rows = Column(orderable=False)
    new = Column(orderable=False)
    changed = Column(orderable=False)
    wrong = Column(orderable=False)


class LoadReportFilters(Filters):
    kind = ChoiceFilter(choices=[(extract.kind, extract.title) for extract in EXTRACTS])
    state = ChoiceFilter(choices=LoadState.choices)


class LoadReportRegister(Register):
    model = LoadReport
    title = "Load reports"
    slug = "reports"
    namespace = "loads"
    table = LoadReportTable
    filters = LoadReportFilters
    search = ("file_name",)
    search_label = "Search by the name of the file"
    order = "-created_at"
    readers = sorted(frozenset().union(*(extract.loaders for extract in EXTRACTS)))
    editors = readers
    add_words = "Load a file"


REPORTS = LoadReportRegister()


def new(request: Request) -> HttpResponse:
    """Choose a kind and a file; posting it asks for its rehearsal."""
    mine = loading.open_to(request.user)
    kinds = [(extract.kind, extract.title) for extract in mine]
    if not kinds:
        raise PermissionDenied
    only(request.GET)
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        extract = extract_for(form.cleaned_data["kind"])
        assert extract is not None
        report = loading.receive(extract, form.cleaned_data["file"], request.user)
        outbox.defer(tasks.load_file, report.pk)
        return redirect("loads:reports-detail", report.pk)
    columns = [(extract.title, [column.name for column in extract.columns]) for extract in mine]
    context = {"form": form, "title": "Load a file", "submit": "Check the file", "columns": columns}
    return render(request, "loads/new.html", context | {"cancel_url": REPORTS.url})


def report(request: Request, pk: int) -> HttpResponse:
    """Where one file stands: progress while it is under way, then what was found or done."""
    found = _visible(request, pk)
    faults = LoadError.objects.visible_to(request.user).filter(report=found)[:SHOWN_FAULTS]
    rows = [[f"{fault.line:,}", fault.column, fault.reason] for fault in faults]
    context = {
        "report": found,
        "title": found.file_name,
        "extract": extract_for(found.kind),
        "faults": Table("Faults", headings("Line", "Column", "Reason"), rows),
        "cut_short": f"The first {SHOWN_FAULTS} of {found.faults:,} faults:" if found.faults > SHOWN_FAULTS else "",
        "progress": {
            "label": found.phase or found.get_state_display(),
            "text": f"{counted(found.rows_done, 'row')} read" if found.rows_done else "You may leave this page.",
        },
        "facts": _facts(found),
        "breadcrumbs": [{"text": "Load reports", "url": REPORTS.url}, {"text": found.file_name}],
    }
    return render(request, "loads/report.html", context)


def _facts(found: LoadReport) -> list[Fact]:
    extract = extract_for(found.kind)
    return [
        Fact("Kind", extract.title if extract else found.kind),
        Fact("Brought by", str(found.by.get_full_name() or found.by) if found.by else "Command line"),
        Fact("Brought on", long_moment(found.created_at)),
        Fact("Size", counted(found.size, "byte")),
        *([Fact("SHA-256", found.sha256)] if found.sha256 else []),
        Fact("Number of the load", found.pk),
    ]


@require_POST
def load(request: Request, pk: int) -> HttpResponse:
    """Loads a checked file. The second of two clicks finds it under way."""
    found = _visible(request, pk)
    if loading.approve(found, request.user):
        outbox.defer(tasks.load_file, found.pk)
    return redirect("loads:reports-detail", pk)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Gives up a checked file."""
    found = _visible(request, pk)
    if loading.cancel(found):
        messages.success(request, f"{found.file_name} was not loaded, and is deleted here.")
    return redirect(REPORTS.url)


def errors(request: Request, pk: int) -> FileResponse:
    """Every fault of a file as CSV."""
    found = _visible(request, pk)
    log_read(request.user, found, action="exported")
    out = spooled()
    _write_faults(LoadError.objects.visible_to(request.user).filter(report=found), out)
    name = f"{slugify(found.file_name.rsplit('.', 1)[0])}-errors.csv"
    return FileResponse(out, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


def _write_faults(faults: Any, out: IO[bytes]) -> None:
    """Headings and reasons repeat what the file says, which a spreadsheet must not run."""
    lines = csv.writer(_Encoded(out))
    lines.writerow(["line", "column", "reason"])
    for fault in faults.iterator(chunk_size=2000):
        lines.writerow([fault.line, inert(fault.column), inert(fault.reason)])
    out.seek(0)


class _Encoded:
    """A text file over a binary one, for the csv module."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, text: str) -> int:
        return self.out.write(text.encode())


def _visible(request: HttpRequest, pk: int) -> LoadReport:
    return get_object_or_404(LoadReport.objects.visible_to(request.user).select_related("by"), pk=pk)
