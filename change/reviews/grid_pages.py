"""The editing grid of a project or programme in a review: the page, each change as it is typed, and all in one form."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from change.reviews import grid
from change.reviews.amounts import AMOUNTS, SIGNS
from change.reviews.homes import Home, home_of
from change.reviews.models import BenefitsReview, ReviewStatus
from change.reviews.registers import REVIEWS, STATUS_COLOURS
from change.reviews.summary import openable
from wmp.lib import amount_cells, forms
from wmp.lib.registers import asked
from wmp.lib.words import financial_year

ALL = "all"
WORDS = {"planned": "Planned", "forecast": "Forecast", "actual": "Actual", ALL: "All three"}


def review_of(request: HttpRequest, pk: int) -> BenefitsReview:
    """The review, for whoever may change its lines. Raises Http404, PermissionDenied."""
    reader: Any = request.user
    review: BenefitsReview = get_object_or_404(REVIEWS.visible_to(reader), pk=pk)
    if not REVIEWS.may_edit(reader):
        raise PermissionDenied
    return review


def shown(request: HttpRequest) -> str:
    """Which amounts the page shows. Raises BadRequest for what is none of them, and for whatever else is asked."""
    asked.only(request.GET, "show")
    amount = request.GET.get("show", AMOUNTS[0])
    if amount not in WORDS:
        raise BadRequest("There are no such amounts.")
    return amount


def of_project(request: HttpRequest, pk: int, project: int) -> HttpResponse:
    return _answer(request, review_of(request, pk), home_of(request.user, project=project))


def of_programme(request: HttpRequest, pk: int, programme: int) -> HttpResponse:
    return _answer(request, review_of(request, pk), home_of(request.user, programme=programme))


def _answer(request: HttpRequest, review: BenefitsReview, home: Home) -> HttpResponse:
    page = partial(_page, request, review, home)
    if request.method != "POST":
        return page()
    typed = amount_cells.typed_in(request.POST, AMOUNTS, partial(grid.place_of, review=review))
    return amount_cells.answer(request, len(typed), partial(grid.save, review, home, typed, by=request.user), page)


def _page(
    request: HttpRequest,
    review: BenefitsReview,
    home: Home,
    *,
    outcome: amount_cells.Outcome | None = None,
    trouble: str = "",
) -> HttpResponse:
    """The grid, with what was typed into it and why it was not saved."""
    amount = shown(request)
    amounts = AMOUNTS if amount == ALL else (amount,)
    rows = grid.rows_of(review, home, grid.lines_of(review, [home], request.user), amounts, request.POST, outcome)
    back = reverse("change:benefits-reviews-detail", args=[review.pk])
    context = {
        "title": str(home),
        "caption": review,
        "review": review,
        "is_open": review.status == ReviewStatus.OPEN and not trouble,
        "status": {"text": review.get_status_display(), "colour": STATUS_COLOURS[review.status]},
        "tabs": [
            {"text": text, "url": f"{request.path}?show={name}", "current": name == amount}
            for name, text in WORDS.items()
        ],
        "years": [financial_year(year) for year in grid.years_of(review)],
        "rows": rows,
        "sums": grid.sums_of(rows, amounts),
        "signs": SIGNS,
        "asked": WORDS[amount],
        "problems": outcome.problems if outcome else 0,
        "trouble": trouble,
        "address": request.get_full_path(),
        "paste_url": reverse("change:benefits-reviews-paste", args=[review.pk]),
        "record_url": home.record_url,
        "back": back,
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
    }
    return render(request, "change/reviews/grid.html", context, status=409 if outcome or trouble else 200)


class EnterForm(forms.Form):
    """Whose amounts to enter."""

    whose = django_forms.ChoiceField(label="Project or programme", widget=forms.Autocomplete)
    heading_field = "whose"


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Chooses a project, or a programme as a whole, and leads on to its amounts: also one that has no line yet."""
    asked.only(request.GET)
    review = review_of(request, pk)
    form = EnterForm(request.POST or None)
    field = form.fields["whose"]
    assert isinstance(field, django_forms.ChoiceField)
    field.choices = [("", ""), *openable(request.user)]
    if request.method == "POST" and form.is_valid():
        kind, _, key = form.cleaned_data["whose"].partition("-")
        return redirect(f"change:benefits-reviews-{kind}", review.pk, int(key))
    context = {
        "title": "Whose amounts do you want to enter?",
        "caption": review,
        "form": form,
        "submit": "Continue",
        "back_url": reverse("change:benefits-reviews-detail", args=[pk]),
    }
    return render(request, "form.html", context)


section_urlpatterns: list[URLPattern] = [
    path("benefits-reviews/<int:pk>/enter/", enter, name="benefits-reviews-enter"),
    path("benefits-reviews/<int:pk>/projects/<int:project>/", of_project, name="benefits-reviews-project"),
    path("benefits-reviews/<int:pk>/programmes/<int:programme>/", of_programme, name="benefits-reviews-programme"),
]
