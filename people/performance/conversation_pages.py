"""A conversation about performance: logged on one page, read by both, corrected where both can see what it said."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance import conversing
from people.performance.agreeing import Side, address_for, obstacle, side_of
from people.performance.choices import Kind
from people.performance.conversing import wrong_day, year_end_from
from people.performance.models import Appraisal
from people.performance.objective_pages import in_hand
from people.performance.objectives import Conversation
from people.requests import Request
from wmp.lib import editing
from wmp.lib.audit import log_read
from wmp.lib.editing import RecordForm
from wmp.lib.records import save_form
from wmp.lib.timeline import events_of, said
from wmp.lib.words import long_day

TITLES = {Kind.DURING: "Conversation through the year", Kind.YEAR_END: "Year-end conversation"}


class ConversationForm(RecordForm):
    """A day and what was said. `save` calls the verb that `kind` and the record stand for."""

    class Meta:
        model = Conversation
        fields = ["held_on", "notes"]
        labels = {"held_on": "When was it?", "notes": "What did you talk about and agree?"}
        help_texts = {"notes": "Both of you read it. A line is enough."}
        widgets = {"notes": django_forms.Textarea(attrs={"rows": 6})}

    def clean_held_on(self) -> date | None:
        day: date | None = self.cleaned_data["held_on"]
        if day and (trouble := wrong_day(self.record.appraisal.year, day, self.record.kind)):
            raise ValidationError(trouble)
        return day

    def save(self, commit: bool = True) -> Any:
        given = {name: self.cleaned_data[name] for name in ("held_on", "notes")}
        if self.record.pk:
            return conversing.correct(self.record, by=self.user, **given)
        verb = conversing.record_year_end if self.record.kind == Kind.YEAR_END else conversing.log
        return verb(self.record.appraisal, by=self.user, **given)


def _fill(request: Request, record: Conversation, *, side: Side, back: str, page: dict[str, Any]) -> HttpResponse:
    """The form of a conversation: sent, it is saved and leads on to the year."""
    form = ConversationForm(request.POST or None, instance=record, user=request.user)
    saved, trouble = save_form(request, form, trouble=page.pop("trouble", "") or obstacle(record.appraisal))
    if saved:
        messages.success(request, f"The conversation is saved. {form.left}".strip())
        return redirect(address_for(record.appraisal, side))
    context = {**page, "form": form, "trouble": trouble, "cancel_url": back, "back_url": back}
    return render(request, "form.html", context, status=409 if trouble or form.asks else 200)


def log_conversation(request: Request, pk: int) -> HttpResponse:
    appraisal, side = in_hand(request, pk)
    page = {"title": "Log a conversation", "caption": _caption(appraisal, side), "submit": "Log it"}
    record = Conversation(appraisal=appraisal, kind=Kind.DURING)
    return _fill(request, record, side=side, back=address_for(appraisal, side), page=page)


def record_year_end(request: Request, pk: int) -> HttpResponse:
    """The line manager's, from the day from which it can be held."""
    appraisal, side = in_hand(request, pk)
    if side is not Side.MANAGER:
        raise PermissionDenied
    first = year_end_from(appraisal.year)
    trouble = "The year-end conversation has been recorded already." if appraisal.year_end_on else ""
    if wrong_day(appraisal.year, first):
        trouble = f"It can be recorded from {long_day(first)}."
    page = {
        "title": "Record the year-end conversation",
        "caption": _caption(appraisal, side),
        "intro": "You talk about the whole year: objectives, the self-assessment, what comes next. You say no rating:"
        " ratings are shared with everybody on one day.",
        "trouble": trouble,
        "submit": "Record it",
    }
    record = Conversation(appraisal=appraisal, kind=Kind.YEAR_END)
    return _fill(request, record, side=side, back=address_for(appraisal, side), page=page)


def conversation(request: Request, pk: int) -> HttpResponse:
    """What it says, and what it said before."""
    found, side = _find(request, pk)
    appraisal = found.appraisal
    change = {"text": "Correct it", "url": reverse("people:conversation-change", args=[pk]), "kind": "secondary"}
    context = {
        "title": TITLES[Kind(found.kind)],
        "caption": _caption(appraisal, side),
        "back_url": address_for(appraisal, side),
        "facts": [
            {"label": "Held on", "value": said(found.held_on)},
            {"label": "Written by", "value": found.by.get_full_name() or found.by.get_username()},
            {"label": "What we talked about and agreed", "value": found.notes},
        ],
        "next_action": change if found.by_id == request.user.pk and not obstacle(appraisal) else None,
        "events": events_of(found),
    }
    return render(request, "record.html", context)


def correct_conversation(request: Request, pk: int) -> HttpResponse:
    editing.hold(request, Conversation.objects.visible_to(request.user), pk)
    found, side = _find(request, pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    intro = "Both of you can still read what it said before."
    page = {"title": "Correct a conversation", "caption": _caption(found.appraisal, side), "intro": intro}
    return _fill(request, found, side=side, back=reverse("people:conversation", args=[pk]), page=page)


def _find(request: Request, pk: int) -> tuple[Conversation, Side]:
    joined = Conversation.objects.visible_to(request.user).select_related(
        "appraisal__year", "appraisal__person__account", "by"
    )
    found: Conversation = get_object_or_404(joined, pk=pk)
    log_read(request.user, found)
    return found, side_of(found.appraisal, request.user)


def _caption(appraisal: Appraisal, side: Side) -> str:
    whose = "My performance year" if side is Side.PERSON else str(appraisal.person)
    return f"{whose}, {appraisal.year}"


urlpatterns: list[URLPattern] = [
    path("conversations/new/<int:pk>/", log_conversation, name="conversation-new"),
    path("conversations/<int:pk>/", conversation, name="conversation"),
    path("conversations/<int:pk>/change/", correct_conversation, name="conversation-change"),
    path("team/<int:pk>/year-end/", record_year_end, name="team-year-end"),
]
