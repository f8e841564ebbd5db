"""An individual objective: written or changed by either of the two, and agreed by each."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from people.performance import agreeing
from people.performance.agreeing import Side, address_for, between, side_of, why_objectives_stand
from people.performance.choices import Level
from people.performance.models import Appraisal
from people.performance.objectives import Objective
from people.requests import Request
from wmp.lib import editing
from wmp.lib.audit import log_read
from wmp.lib.editing import RecordForm
from wmp.lib.records import save_form
from wmp.lib.workflow import IllegalMove, StaleMove


class ObjectiveForm(RecordForm):
    """`save` proposes it: whoever writes it agrees to it, and the other one has to agree anew."""

    class Meta:
        model = Objective
        fields = ["text", "measure", "due"]
        labels = {"text": "Objective"}
        help_texts = {
            "text": "One thing, in a sentence or two, that is within their reach.",
            "measure": "What will be different, and where can both of you see it?",
        }
        widgets = {
            "text": django_forms.Textarea(attrs={"rows": 4}),
            "measure": django_forms.Textarea(attrs={"rows": 4}),
        }

    def clean_due(self) -> Any:
        due, year = self.cleaned_data["due"], self.record.year
        if due and not year.starts_on <= due <= year.ends_on:
            raise ValidationError(f"By when must be within the year {year}, which ends on {year.ends_on:%-d %B %Y}")
        return due

    def save(self, commit: bool = True) -> Any:
        given = {name: self.cleaned_data[name] for name in ("text", "measure", "due")}
        return agreeing.propose(self.record.appraisal, self.record.number, by=self.user, **given)


def in_hand(request: Request, pk: int) -> tuple[Appraisal, Side]:
    """An appraisal in which the reader is one of the two, and which of them; or 404. Held where something is sent."""
    seen: Any = Appraisal.objects.visible_to(request.user).filter(between(request.user))
    editing.hold(request, seen, pk)
    found: Appraisal = get_object_or_404(seen.select_related("year", "person__account"), pk=pk)
    log_read(request.user, found)
    return found, side_of(found, request.user)


def objective(request: Request, pk: int, number: int) -> HttpResponse:
    """Writes one of the two, or writes it anew."""
    appraisal, side = in_hand(request, pk)
    if number not in range(1, Objective.EACH + 1):
        raise Http404
    found = _written(request, appraisal, number) or Objective(level=Level.INDIVIDUAL, number=number)
    found.year, found.appraisal = appraisal.year, appraisal
    form = ObjectiveForm(request.POST or None, instance=found, user=request.user)
    saved, trouble = save_form(request, form, trouble=why_objectives_stand(appraisal))
    if saved:
        messages.success(request, f"Objective {number} is saved. {form.left}".strip())
        return redirect(address_for(appraisal, side))
    about = "your line manager" if side is Side.PERSON else str(appraisal.person)
    context = {
        "title": f"{'Change' if found.pk else 'Write'} objective {number}",
        "caption": _caption(appraisal, side),
        "intro": f"Whoever writes it agrees to it. It counts once {about} has agreed to the same words.",
        "form": form,
        "trouble": trouble,
        "cancel_url": address_for(appraisal, side),
        "back_url": address_for(appraisal, side),
    }
    return render(request, "form.html", context, status=409 if trouble or form.asks else 200)


def agree(request: Request, pk: int, number: int) -> HttpResponse:
    """Agrees to the words that the page showed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    appraisal, side = in_hand(request, pk)
    found = _written(request, appraisal, number)
    if found is None:
        raise Http404
    try:
        agreeing.agree(found, by=request.user, seen=request.POST.get("seen", ""))
    except (IllegalMove, StaleMove) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"You have agreed to objective {number}.")
    return redirect(address_for(appraisal, side))


def _written(request: Request, appraisal: Appraisal, number: int) -> Objective | None:
    seen: Any = Objective.objects.visible_to(request.user).filter(appraisal=appraisal, number=number)
    found: Objective | None = seen.first()
    if found:
        found.appraisal = appraisal
    return found


def _caption(appraisal: Appraisal, side: Side) -> str:
    whose = "My performance year" if side is Side.PERSON else str(appraisal.person)
    return f"{whose}, {appraisal.year}"


urlpatterns: list[URLPattern] = [
    path("objectives/<int:pk>/<int:number>/", objective, name="objective"),
    path("objectives/<int:pk>/<int:number>/agree/", agree, name="objective-agree"),
]
