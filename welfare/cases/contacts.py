"""Logging a contact, from a case and from anywhere; and the correction of contacts and notes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from people.requests import Request
from welfare.cases.acts import PAGE, case_to_work_on, closed, must_be_of_the_team
from welfare.cases.entries import Contact, Entry, EntryKind
from welfare.cases.forms import ContactAnywhereForm, ContactForm, CorrectContactForm, NoteForm
from welfare.cases.handling import CORRECTED, correct_contact, correct_note, log_contact, may_correct, works_on
from welfare.cases.models import CaseStatus, WelfareCase
from welfare.cases.pickers import pick_cases, pick_officers
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.words import long_day

STAYS = "What stands there now stays in the timeline, marked as corrected."


def log(request: Request, pk: int) -> HttpResponse:
    """Of the case in hand."""
    case = case_to_work_on(request, pk)
    form = ContactForm(request.POST or None, case=case)
    return _log(request, form, back=PAGE.address(case), caption=PAGE.title(case), refused=closed(case))


def log_anywhere(request: Request) -> HttpResponse:
    """Of the case that is named on the page."""
    must_be_of_the_team(request.user)
    form = ContactAnywhereForm(request.POST or None, user=request.user)
    return _log(request, form, back=PAGE.register.url)


def _log(request: Request, form: ContactForm, *, back: str, **words: Any) -> HttpResponse:
    def do() -> str:
        case = form.about
        if case is None or not works_on(case, request.user):
            raise PermissionDenied
        log_contact(case, by=request.user, **form.given)
        return f"{PAGE.title(case)}: contact logged. {_next(case)}"

    return perform(
        request,
        form,
        do,
        title="Log a contact",
        submit="Log contact",
        back=back,
        after=lambda: PAGE.address(form.about),
        **words,
    )


def _next(case: WelfareCase) -> str:
    if case.status == CaseStatus.PAUSED:
        return "The case is paused: its clock stands."
    due = case.next_contact_due
    return f"The next one is due on {long_day(due)}." if due else "No other is due."


def correct_a_contact(request: Request, pk: int) -> HttpResponse:
    found = Contact.objects.visible_to(request.user).select_related("case__person", "correction")
    contact = _to_correct(request, found, pk)
    form = CorrectContactForm.of(contact, request.POST or None)

    def do() -> str:
        correct_contact(contact, by=request.user, **form.cleaned_data)
        return "The contact is corrected."

    return _correct(request, contact, form, do)


def correct_a_note(request: Request, pk: int) -> HttpResponse:
    found = Entry.objects.visible_to(request.user).select_related("case__person", "correction")
    note = _to_correct(request, found, pk)
    if note.kind != EntryKind.NOTE:
        raise PermissionDenied
    form = NoteForm(request.POST or None, initial={"text": note.text})

    def do() -> str:
        correct_note(note, by=request.user, text=form.cleaned_data["text"])
        return "The note is corrected."

    return _correct(request, note, form, do)


def _to_correct(request: Request, found: Any, pk: int) -> Any:
    """The line, if the reader may correct it; its reading is kept. Raises Http404, PermissionDenied."""
    row = get_object_or_404(found, pk=pk)
    log_read(request.user, row.case)
    if not may_correct(row, request.user):
        raise PermissionDenied
    return row


def _correct(request: Request, row: Any, form: Any, do: Any) -> HttpResponse:
    return perform(
        request,
        form,
        do,
        title="Correct this contact" if isinstance(row, Contact) else "Correct this note",
        submit="Correct",
        caption=PAGE.title(row.case),
        intro=STAYS,
        back=PAGE.address(row.case),
        refused=CORRECTED if hasattr(row, "correction") else "",
    )


urlpatterns = [
    path("cases/<int:pk>/log-contact/", log, name="cases-log-contact"),
    path("contacts/new/", log_anywhere, name="contacts-new"),
    path("contacts/<int:pk>/correct/", correct_a_contact, name="contacts-correct"),
    path("entries/<int:pk>/correct/", correct_a_note, name="entries-correct"),
    path("pick-cases/", pick_cases, name="pick-cases"),
    path("pick-officers/", pick_officers, name="pick-officers"),
]
