"""Addresses for the tests of the look: every component on one page, every kind of field on another."""

import datetime
from pathlib import Path
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import path

from wmp.lib import forms
from wmp.urls import urlpatterns as product

STATES = [("o", "Open"), ("c", "Closed")]
PAGE = Path(__file__).with_suffix(".html")


class Everything(forms.Form):
    """One field of each kind."""

    name = django_forms.CharField(max_length=20, help_text="As on the warrant card")
    count = django_forms.IntegerField()
    cost = forms.MoneyField(required=False)
    about = django_forms.CharField(widget=django_forms.Textarea, max_length=200)
    started = django_forms.DateField(label="Start date", help_text="For example, 31 3 2024")
    kind = django_forms.ChoiceField(choices=STATES, widget=django_forms.RadioSelect)
    themes = django_forms.MultipleChoiceField(
        choices=STATES, widget=django_forms.CheckboxSelectMultiple, required=False
    )
    department = django_forms.ChoiceField(choices=[("", "---------"), *STATES])
    station = django_forms.ChoiceField(
        choices=[("", ""), *((str(n), f"Station {n}") for n in range(60))], widget=forms.Autocomplete
    )
    manager = django_forms.CharField(widget=forms.SearchInput("/gallery/people/"))
    told = django_forms.BooleanField(label="I have told the person")
    file = django_forms.FileField(help_text="CSV")
    secret = django_forms.CharField(widget=django_forms.PasswordInput)


class Filters(forms.FilterForm):
    """What a filter panel may hold."""

    status = django_forms.MultipleChoiceField(
        choices=STATES, widget=django_forms.CheckboxSelectMultiple, required=False
    )
    after = django_forms.DateField(required=False)


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    messages.success(request, "The call was saved.")
    request.session["turn"] = request.session.get("turn", 0) + 1
    day = datetime.date(2024, 3, 9)
    link = {"text": "Open", "title": "Open", "url": "?"}
    context: dict[str, Any] = {
        "title": "Gallery",
        "turn": request.session["turn"],
        "breadcrumbs": [{"text": "Home", "url": "/"}, {"text": "Gallery"}],
        "fields": Filters(),
        "tags": [{"heading": "Status", **link}],
        "head": [
            {"text": "Route", "url": "?", "sorted": "ascending"},
            {"text": "Recruited", "numeric": True, "url": "?"},
        ],
        "rows": [[{"text": "PCDA", "url": "?"}, {"text": "310", "numeric": True}]],
        "parts": [{**link, "current": True}, {"text": "Posts", "url": "?", "count": 2}],
        "facts": [{"label": "Cohort", "value": "PCDA", "change_url": "?"}, {"label": "Last day", "value": None}],
        "events": [{"title": "Opened", "by": "Asha Khan", "at": day, "text": "By telephone"}],
        "tasks": [{"title": "Person and role", "url": "?", "status": "Not started", "colour": "blue"}],
        "steps": [{"text": "Choose", "done": True}, {"text": "Load", "current": True}],
        "waiting": [{**link, "since": day, "due": day}, {**link, "since": day}],
        "starts": [{**link, "text": "Everybody you may see"}],
    }
    return HttpResponse(Template(PAGE.read_text()).render(RequestContext(request, context)))


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    filled = Everything(request.POST or None, request.FILES or None)
    return render(request, "form.html", {"title": "Log a call", "form": filled, "back_url": "/", "cancel_url": "/"})


@login_not_required
def people(request: HttpRequest) -> JsonResponse:
    names = ["Priya <b>Sahota</b>", "Prakash Shah"]
    return JsonResponse([{"value": str(n), "text": name} for n, name in enumerate(names)], safe=False)


urlpatterns = [
    path("gallery/", components),
    path("gallery/form/", form),
    path("gallery/people/", people),
    *product,
]
