"""My performance year: the one of today, and the earlier ones."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from people.performance.agreeing import Side
from people.performance.models import PerformanceYear
from people.performance.own_parts import YearOf, appraisals_of
from people.performance.own_rating import is_shared, rating_line
from people.requests import Request
from people.roles import own_person
from wmp.lib import clock
from wmp.lib.audit import log_read
from wmp.lib.keys import among
from wmp.lib.registers.asked import only

NOBODY = "You have no performance year yet. It stands here once the performance lead has opened one that you are in."


def year_of_today(years: Sequence[PerformanceYear]) -> PerformanceYear | None:
    """Of years, the latest first: the one that today is in, or else the latest."""
    today = clock.today()
    return next((each for each in years if each.starts_on <= today <= each.ends_on), years[0] if years else None)


def my_performance(request: Request, pk: int | None = None) -> HttpResponse:
    """The appraisal with this key, or that of the year of today."""
    only(request.GET)
    own = appraisals_of(request.user).filter(among("person", own_person(request.user)))
    mine = list(own.annotate(is_shared=is_shared(request.user)).order_by("-year__starts_on"))
    today = year_of_today([each.year for each in mine])
    shown = next((each for each in mine if (each.pk == pk if pk else each.year == today)), None)
    if shown is None:
        if pk:
            raise Http404
        return render(request, "people/performance/none.html", {"title": "My performance year", "text": NOBODY})
    log_read(request.user, shown)
    read = YearOf(shown, Side.PERSON, request.user)
    context: dict[str, Any] = {
        "title": "My performance year",
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": "My performance year"}],
        **read.context(),
        "rating": rating_line(shown, shared=shown.is_shared),
        "earlier": [
            {"text": str(each.year), "url": reverse("people:my-performance-year", args=[each.pk])}
            for each in mine
            if each.pk != shown.pk
        ],
    }
    return render(request, "people/performance/my_year.html", context)


urlpatterns: list[URLPattern] = [
    path("my-performance/", my_performance, name="my-performance"),
    path("my-performance/<int:pk>/", my_performance, name="my-performance-year"),
]
