"""The pages of my self-assessment: two questions, saved as often as one likes, and sent to the line manager once."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance.agreeing import obstacle
from people.performance.assessing import (
    HELD,
    UNANSWERED,
    assessment_of,
    is_answered,
    send,
    take_back,
    why_it_stands,
    write,
)
from people.performance.models import Appraisal
from people.performance.objectives import SelfAssessment
from people.requests import Request
from wmp.lib import editing
from wmp.lib.audit import log_read
from wmp.lib.editing import RecordForm
from wmp.lib.marks import mark_of
from wmp.lib.records import save_form
from wmp.lib.verbs import VerbForm


class SelfAssessmentForm(RecordForm):
    """Both questions on one page. Either may wait until it is sent."""

    class Meta:
        model = SelfAssessment
        fields = ["what", "how"]
        labels = {"what": "What have you achieved this year?", "how": "How did you go about it?"}
        help_texts = {
            "what": "Against your objectives, and besides them. What changed for the public or for colleagues?",
            "how": "The behaviours and values you showed: an example or two says more than a list.",
        }
        widgets = {"what": django_forms.Textarea(attrs={"rows": 10}), "how": django_forms.Textarea(attrs={"rows": 10})}

    marks_optional = False

    def save(self, commit: bool = True) -> Any:
        given = {name: self.cleaned_data[name] for name in ("what", "how")}
        return write(self.record.appraisal, by=self.user, **given)


def _mine(request: Request, pk: int) -> Appraisal:
    """The reader's own appraisal, or 404; held where something is sent."""
    own: Any = Appraisal.objects.own(request.user)
    editing.hold(request, own, pk)
    found: Appraisal = get_object_or_404(own.select_related("year", "person__account"), pk=pk)
    log_read(request.user, found)
    return found


def my_self_assessment(request: Request, pk: int) -> HttpResponse:
    """Save and return: what is saved is the reader's alone until they send it."""
    appraisal = _mine(request, pk)
    found = assessment_of(appraisal, request.user) or SelfAssessment()
    found.appraisal = appraisal
    form = SelfAssessmentForm(request.POST or None, instance=found, user=request.user)
    saved, trouble = save_form(request, form, trouble=why_it_stands(appraisal, found))
    if saved:
        messages.success(request, f"Your self-assessment is saved. {form.left}".strip())
        onward = "my-self-assessment-send" if "send" in request.POST else "my-performance-year"
        return redirect(f"people:{onward}", pk)
    context = {**_page(appraisal, "My self-assessment"), "form": form, "trouble": trouble}
    template = "people/performance/self_assessment.html"
    return render(request, template, context, status=409 if trouble or form.asks else 200)


def send_self_assessment(request: Request, pk: int) -> HttpResponse:
    """Shows what is sent, and asks. What was changed in another window meanwhile is read again first."""
    appraisal = _mine(request, pk)
    found = assessment_of(appraisal, request.user) or SelfAssessment()
    mark = mark_of(found.what, found.how)
    form = VerbForm(request.POST or None, initial={"seen": mark})
    trouble = why_it_stands(appraisal, found)
    if not trouble and not is_answered(found):
        trouble = UNANSWERED
    if request.method == "POST" and not trouble and form.is_valid():
        if form.cleaned_data["seen"] != mark:
            trouble = "It has been changed since you opened this page. Read it again before you send it."
        else:
            send(appraisal, by=request.user)
            messages.success(request, "Your self-assessment is sent.")
            return redirect("people:my-performance-year", pk)
    context = {
        **_page(appraisal, "Send my self-assessment"),
        "form": form,
        "trouble": trouble,
        "rows": rows_of(found),
        "submit": "Send to my line manager",
    }
    template = "people/performance/send_self_assessment.html"
    return render(request, template, context, status=409 if trouble else 200)


def take_back_self_assessment(request: Request, pk: int) -> HttpResponse:
    appraisal = _mine(request, pk)
    found = assessment_of(appraisal, request.user) or SelfAssessment()
    form = VerbForm(request.POST or None)
    trouble = HELD if appraisal.year_end_on else obstacle(appraisal)
    if not found.sent_at:
        trouble = "You have not sent it."
    if request.method == "POST" and not trouble and form.is_valid():
        take_back(appraisal, by=request.user)
        messages.success(request, "You have taken your self-assessment back. Nobody but you reads it now.")
        return redirect("people:my-self-assessment", pk)
    intro = "Your line manager cannot open it any more until you send it again. What they have read they have read."
    context = {**_page(appraisal, "Take back my self-assessment"), "form": form, "trouble": trouble, "intro": intro}
    return render(request, "records/verb.html", {**context, "submit": "Take it back"}, status=409 if trouble else 200)


def rows_of(assessment: SelfAssessment) -> list[dict[str, str]]:
    labels: Any = SelfAssessmentForm.Meta.labels
    return [{"label": labels[name], "value": getattr(assessment, name)} for name in ("what", "how")]


def _page(appraisal: Appraisal, title: str) -> dict[str, Any]:
    back = reverse("people:my-performance-year", args=[appraisal.pk])
    return {"title": title, "caption": f"Performance year {appraisal.year}", "cancel_url": back, "back_url": back}


urlpatterns: list[URLPattern] = [
    path("my-performance/<int:pk>/self-assessment/", my_self_assessment, name="my-self-assessment"),
    path("my-performance/<int:pk>/self-assessment/send/", send_self_assessment, name="my-self-assessment-send"),
    path(
        "my-performance/<int:pk>/self-assessment/take-back/",
        take_back_self_assessment,
        name="my-self-assessment-take-back",
    ),
]
