"""This year’s review opened from the last one: a page that asks for its name, day and years, and what was left out."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from change.reviews.copying import Copied, copy, left_out
from change.reviews.models import BenefitsReview, ReviewStatus
from change.reviews.registers import REVIEWS
from wmp.lib import forms, reference
from wmp.lib.records import sentence_for
from wmp.lib.registers import asked
from wmp.lib.words import counted, financial_year, money

YEAR = "The April in which it starts: 2022 for 2022/23."


class OpeningForm(forms.Form):
    """What a copy asks for. Suggested: a year on from the review that it is made from."""

    source = django_forms.ModelChoiceField(
        BenefitsReview.objects.none(),
        label="Copy the lines of",
        empty_label=None,
        help_text="Only frozen reviews can be copied: what they say cannot change afterwards.",
    )
    name = django_forms.CharField(max_length=120)
    as_at = django_forms.DateField(
        label="As at", help_text="Lines of projects and programmes that are closed by this day are left out."
    )
    first_year = django_forms.IntegerField(label="First financial year", min_value=1990, max_value=2100, help_text=YEAR)
    last_year = django_forms.IntegerField(label="Last financial year", min_value=1990, max_value=2100, help_text=YEAR)
    widths = {"first_year": 4, "last_year": 4}

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, django_forms.ModelChoiceField)
        field.queryset = sources

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            raise ValidationError("The last year cannot come before the first.")
        return cleaned


def suggested(last: BenefitsReview) -> dict[str, Any]:
    """A year on from the last review. A name without a year in it stands as it is, and is refused as taken."""
    year = str(last.as_at.year)
    return {
        "source": last.pk,
        "name": last.name.replace(year, str(last.as_at.year + 1)),
        "as_at": _year_on(last.as_at),
        "first_year": last.first_year + 1,
        "last_year": last.last_year + 1,
    }


def _year_on(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def open_review(request: HttpRequest) -> HttpResponse:
    reader: Any = request.user
    asked.only(request.GET)
    if not REVIEWS.may_edit(reader):
        raise PermissionDenied
    sources = BenefitsReview.objects.visible_to(reader).filter(status=ReviewStatus.FROZEN)
    last = sources.first()
    context: dict[str, Any] = {
        "title": "Open a review from the last one",
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}],
        "cancel_url": REVIEWS.url,
        "submit": "Open the review",
        "new_url": reverse("change:benefits-reviews-new"),
    }
    if last is None:
        return render(request, "change/reviews/nothing_to_copy.html", context)
    form = OpeningForm(request.POST or None, sources=sources, initial=suggested(last))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                copied = copy(**form.cleaned_data)
        except IntegrityError as error:
            form.add_error("name", sentence_for(error, BenefitsReview()))
        else:
            reference.forget()  # lists of lines name their review
            messages.success(request, said_of(copied))
            return redirect("change:benefits-reviews-left-out", copied.review.pk)
    context |= {
        "form": form,
        "intro": "The lines of the last review are copied as they are: planned, forecast, actual.",
    }
    return render(request, "form.html", context)


def said_of(copied: Copied) -> str:
    lines = counted(copied.financial_lines, "financial line")
    return f"{copied.review} is open. Copied: {lines}, {counted(copied.fte_lines, 'FTE line')}."


def left_out_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the copy left behind, for as long as the review is there."""
    asked.only(request.GET)
    reader: Any = request.user
    review = get_object_or_404(REVIEWS.visible_to(reader).select_related("copied_from"), pk=pk)
    found = left_out(review, reader)
    back = reverse("change:benefits-reviews-detail", args=[pk])
    context = {
        "title": "What was left out",
        "caption": review,
        "review": review,
        "source_url": review.copied_from and reverse("change:benefits-reviews-detail", args=[review.copied_from_id]),
        "years": f"{financial_year(review.first_year)} to {financial_year(review.last_year)}",
        "tables": [
            table
            for table in (
                _table("Closed by the day of this review", "Project or programme", found.closed, with_fte=True),
                _table("Financial years that this review does not cover", "Financial year", found.years),
            )
            if table["rows"]
        ],
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
        "back": back,
    }
    return render(request, "change/reviews/left_out.html", context)


def _table(caption: str, first: str, rows: Any, *, with_fte: bool = False) -> dict[str, Any]:
    """For components/table.html."""
    heads = [first, "Lines", "Net of its amounts", *(["FTE"] if with_fte else [])]
    return {
        "caption": caption,
        "head": [{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        "rows": [
            [
                {"text": each.name},
                {"text": str(each.lines), "numeric": True},
                {"text": money(each.net), "numeric": True},
                *([{"text": str(each.fte), "numeric": True}] if with_fte else []),
            ]
            for each in rows
        ],
    }


section_urlpatterns: list[URLPattern] = [
    path("benefits-reviews/open/", open_review, name="benefits-reviews-open"),
    path("benefits-reviews/<int:pk>/left-out/", left_out_page, name="benefits-reviews-left-out"),
]
