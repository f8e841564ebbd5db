"""The profile of a benefit: what it is expected to measure on days between its baseline and its target."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from change.benefits.forms import NumberField
from change.benefits.measurements import ProfilePoint
from change.benefits.models import CLAIMED, Benefit
from change.benefits.who import may_profile
from people.requests import Request
from wmp.lib import forms
from wmp.lib.acts import perform
from wmp.lib.editing import hold
from wmp.lib.workflow import StaleMove

# Rows on the page, and at least so many empty ones.
ROWS, EMPTY = 8, 3


class ExpectedForm(forms.Form):
    """A row for each day; one left empty is none. Knows what stood when it was opened."""

    compact = True
    marks_optional = False
    headings: ClassVar[Sequence[str]] = ("Day", "Expected")
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, benefit: Benefit, standing: Sequence[ProfilePoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.benefit = benefit
        self.mark = mark_of(standing)
        self.fields["seen"].initial = self.mark
        self.rows = range(max(ROWS, len(standing) + EMPTY))
        for row in self.rows:
            point = standing[row] if row < len(standing) else None
            self.fields[f"on_{row}"] = django_forms.DateField(
                label=f"Day {row + 1}", required=False, initial=point and point.on
            )
            self.fields[f"value_{row}"] = NumberField(
                label=f"Expected {row + 1}", required=False, initial=point and point.value
            )
        self.dress()

    @property
    def lines(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows as the page draws them."""
        for row in self.rows:
            yield "", [self[f"on_{row}"], self[f"value_{row}"]]

    def clean(self) -> dict[str, Any]:
        """Each day once, between the baseline and the target, with its value."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        days: set[Any] = set()
        for row in self.rows:
            on, value = cleaned.get(f"on_{row}"), cleaned.get(f"value_{row}")
            if f"on_{row}" in self.errors or f"value_{row}" in self.errors:
                continue
            if on is None and value is not None:
                self.add_error(f"on_{row}", "Enter the day of this value")
            elif on is not None:
                if trouble := self._trouble(on, value, days):
                    self.add_error(f"value_{row}" if value is None else f"on_{row}", trouble)
                days.add(on)
        return cleaned

    def _trouble(self, on: Any, value: Any, days: set[Any]) -> str:
        first, last = self.benefit.baseline_on, self.benefit.target_on
        if value is None:
            return "Enter what is expected on this day"
        if on in days:
            return "This day stands here already"
        if (first and on <= first) or (last and on >= last):
            return "This day must be after that of the baseline and before that of the target"
        return ""

    @property
    def points(self) -> dict[Any, Any]:
        """What was typed: the value expected on each day."""
        cleaned = self.cleaned_data
        return {cleaned[f"on_{row}"]: cleaned[f"value_{row}"] for row in self.rows if cleaned[f"on_{row}"]}


def mark_of(points: Sequence[ProfilePoint]) -> str:
    said = ";".join(f"{point.on} {point.value:f}" for point in points)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def expected_page(request: Request, pk: int) -> HttpResponse:
    benefits = Benefit.objects.visible_to(request.user)
    hold(request, benefits, pk)
    benefit = get_object_or_404(benefits, pk=pk)
    if not may_profile(benefit, request.user):
        raise PermissionDenied
    standing = list(ProfilePoint.objects.visible_to(request.user).filter(benefit=benefit))
    form = ExpectedForm(request.POST or None, benefit=benefit, standing=standing)

    def do() -> str:
        if form.cleaned_data["seen"] != form.mark:
            raise StaleMove("Somebody else changed the profile since you opened this page.")
        keep(benefit, standing, form.points)
        return f"{benefit.number}: what is expected is saved."

    return perform(
        request,
        form,
        do,
        title="What is expected on the way",
        back=reverse("change:benefits-detail", args=[benefit.pk]),
        refused="It was claimed: its profile stands." if benefit.status in CLAIMED else "",
        template="form-rows.html",
        submit="Save",
        caption=f"{benefit.number} {benefit.description}",
        intro="Days between the baseline and the target, and what it should measure by then"
        + (f", in {benefit.unit}." if benefit.unit else ".")
        + " Rows without a day are left out.",
    )


def keep(benefit: Benefit, standing: Sequence[ProfilePoint], wanted: dict[Any, Any]) -> None:
    """Makes the profile what was typed, and leaves alone what is the same."""
    there = {point.on: point for point in standing}
    for on in there.keys() - wanted.keys():
        there[on].delete()
    for on, value in wanted.items():
        point = there.get(on) or ProfilePoint(benefit=benefit, on=on)
        if point.pk is None or point.value != value:
            point.value = value
            point.save()
