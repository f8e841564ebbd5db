"""The page to paste a whole table into a review: what was pasted, cell by cell, until all of it can be saved."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from change.reviews import pasting
from change.reviews.amounts import AMOUNTS, SIGNS
from change.reviews.grid import FROZEN
from change.reviews.grid_pages import WORDS, review_of
from change.reviews.models import BenefitsReview, ReviewStatus
from change.reviews.registers import REVIEWS
from wmp.lib import drafting, forms
from wmp.lib.registers import asked
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove


class PasteForm(forms.Form):
    """A table as a spreadsheet copies it, and which of the three amounts are in it."""

    amount = django_forms.ChoiceField(
        label="Which amounts are these?",
        choices=[(name, WORDS[name]) for name in AMOUNTS],
        widget=django_forms.RadioSelect,
        initial=AMOUNTS[0],
    )
    text = django_forms.CharField(
        label="The table, with its row of headings",
        strip=False,
        widget=django_forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Headings: Project or Programme, or both; Kind; and financial years, as 2022/23.",
    )


def paste(request: HttpRequest, pk: int) -> HttpResponse:
    asked.only(request.GET)
    review = review_of(request, pk)
    step = request.POST.get("step", "")
    form = PasteForm(request.POST if request.method == "POST" else None)
    drafting.keep(request, form)
    if review.status != ReviewStatus.OPEN:
        return _first(request, review, form, trouble=FROZEN)
    if request.method != "POST" or step == "back" or not form.is_valid():
        return _first(request, review, form)
    amount = form.cleaned_data["amount"]
    try:
        cells = pasting.mended(pasting.cells_of(form.cleaned_data["text"]), request.POST)
        if step == "save":
            return _save(request, review, form, amount, cells)
        return _check(request, review, amount, pasting.judge(review, amount, cells, request.user))
    except pasting.NoTable as error:
        form.add_error("text", str(error))
        return _first(request, review, form)
    except IllegalMove as error:
        return _first(request, review, form, trouble=str(error))


def _save(request: HttpRequest, review: BenefitsReview, form: Any, amount: str, cells: pasting.Cells) -> HttpResponse:
    try:
        sheet = pasting.save(review, amount, cells, request.POST.get("mark", ""), by=request.user)
    except pasting.Changed as error:
        return _check(request, review, amount, error.sheet, trouble=str(error))
    if sheet.problems:
        return _check(request, review, amount, sheet)
    drafting.forget(form)
    said = f"{counted(len(sheet.changes), 'amount')} saved of {len(sheet.amounts):,} pasted."
    messages.success(request, said if sheet.changes else "Every amount that was pasted stands in the review already.")
    return redirect("change:benefits-reviews-detail", review.pk)


def _around(review: BenefitsReview) -> dict[str, Any]:
    back = reverse("change:benefits-reviews-detail", args=[review.pk])
    return {
        "title": "Paste a table",
        "caption": review,
        "cancel_url": back,
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
    }


def _first(request: HttpRequest, review: BenefitsReview, form: Any, *, trouble: str = "") -> HttpResponse:
    """The box to paste into. What was pasted stays in it."""
    context = _around(review) | {"form": form, "submit": "Check", "trouble": trouble, "signs": SIGNS}
    return render(request, "change/reviews/paste.html", context, status=409 if trouble else 200)


def _check(
    request: HttpRequest, review: BenefitsReview, amount: str, sheet: pasting.Sheet, *, trouble: str = ""
) -> HttpResponse:
    """Every cell of the table: what is wrong and how to mend it, or what it changes."""
    context = _around(review) | {
        "sheet": sheet,
        "amount": amount,
        "words": WORDS[amount],
        "trouble": trouble,
        "errors": sheet.problems,
        "to_mend": _to_mend(sheet),
    }
    return render(request, "change/reviews/paste_check.html", context, status=409 if trouble else 200)


def _to_mend(sheet: pasting.Sheet) -> str:
    """What is wrong, counted: `2 of 6 amounts and 1 name or heading`. A kind is a name as well."""
    amounts = sum(box.is_amount for row in sheet.rows for box in row.boxes if box.problem)
    others = len(sheet.problems) - amounts
    said = [f"{amounts:,} of {counted(len(sheet.amounts), 'amount')}"] if amounts else []
    said += [counted(others, "name or heading", "names or headings")] if others else []
    return " and ".join(said)


section_urlpatterns: list[URLPattern] = [
    path("benefits-reviews/<int:pk>/paste/", paste, name="benefits-reviews-paste"),
]
