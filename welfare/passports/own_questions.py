"""Sections 1, 2 and 4 of my passport: one question on a page. What is saved is in the record at once."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from people.requests import Request
from welfare.passports.handling import line_manager_of
from welfare.passports.models import Passport
from welfare.passports.own_forms import ManagerForm, question_form
from welfare.passports.own_record import audience_of, mine, not_now
from welfare.passports.questions import BY_SLUG, MANAGER, SECTIONS, Question, beside
from wmp.lib import drafting
from wmp.lib.editing import RecordForm


def section(request: Request, slug: str) -> HttpResponse:
    """One question of sections 1, 2 and 4."""
    question = BY_SLUG.get(slug)
    if question is None:
        raise Http404
    found = mine(request)
    if not found.is_editable and request.method != "POST":
        return not_now(request, found)
    form = _form(request, question, found)
    drafting.keep(request, form)
    later = "later" in request.POST
    trouble = "" if found.is_editable else "It has been sent since you opened this page."
    if request.method == "POST" and not trouble:
        if later and not form.has_changed():
            return redirect("welfare:passport")
        if form.is_valid():
            with transaction.atomic():
                form.save()
                drafting.forget(form)
            if form.left:
                messages.info(request, form.left)
            return redirect(_next(request, question, later=later))
    before = beside(question)[0]
    back = reverse("welfare:passport-section", args=[before.slug]) if before else reverse("welfare:passport")
    context = {
        "title": question.text,
        "caption": f"Section {question.section} of 4: {SECTIONS[question.section]}",
        "question": question,
        "form": form,
        "trouble": trouble,
        "cancel_url": reverse("welfare:passport"),
        "back_url": reverse("welfare:passport-check") if _from_check(request) else back,
        "audience": audience_of(found, request.user),
    }
    return render(request, "welfare/passport/question.html", context, status=409 if trouble or form.asks else 200)


def _form(request: Request, question: Question, found: Passport) -> RecordForm:
    if question.slug == MANAGER:
        manager = line_manager_of(found)
        return ManagerForm(request.POST or None, instance=found, user=request.user, question=question, manager=manager)
    return question_form(question)(request.POST or None, instance=found, user=request.user)


def _from_check(request: Request) -> bool:
    return request.GET.get("from") == "check"


def _next(request: Request, question: Question, *, later: bool) -> str:
    after = beside(question)[1]
    if not later and _from_check(request):
        return reverse("welfare:passport-check")
    if later or after is None:
        return reverse("welfare:passport")
    return reverse("welfare:passport-section", args=[after.slug])


urlpatterns = [path("passport/questions/<slug:slug>/", section, name="passport-section")]
