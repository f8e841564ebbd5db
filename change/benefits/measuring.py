"""Entering what a benefit measured, and correcting it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from change.benefits.forms import CorrectForm, MeasureForm
from change.benefits.measurements import Measurement, measure
from change.benefits.models import HELD, Benefit
from change.benefits.pages import amount
from change.benefits.who import may_measure
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.words import long_day


def _address(benefit: Benefit) -> str:
    return reverse("change:benefits-detail", args=[benefit.pk])


def measure_page(request: Request, pk: int) -> HttpResponse:
    """Where the mail leads: one number, and one sentence of evidence."""
    benefit = get_object_or_404(Benefit.objects.visible_to(request.user), pk=pk)
    if not may_measure(benefit, request.user):
        raise PermissionDenied
    form = MeasureForm(request.POST or None, benefit=benefit)

    def do() -> str:
        given = form.cleaned_data
        made = measure(
            benefit, by=request.user, value=given["value"], evidence=given["evidence"], on=given["measured_on"]
        )
        return f"{benefit.number}: {amount(benefit, made.value)} is entered, for {long_day(made.measured_on)}."

    return perform(
        request,
        form,
        do,
        title="Enter a measurement",
        back=_address(benefit),
        refused="" if benefit.status in HELD else "It is measured once its profile is approved.",
        template="change/measure.html",
        submit="Save",
        caption=f"{benefit.number} {benefit.description}",
        before=_before(benefit),
    )


def _before(benefit: Benefit) -> str:
    """What whoever measures wants to know: the last value, and where it should go."""
    last = (
        f"Last measured: {amount(benefit, benefit.latest)} on {long_day(benefit.latest_on)}."
        if benefit.latest_on
        else ""
    )
    target = f"Target: {amount(benefit, benefit.target)}" if benefit.target is not None else ""
    if target and benefit.target_on:
        target += f" by {long_day(benefit.target_on)}"
    return " ".join(filter(None, [last or "Never measured yet.", f"{target}." if target else ""]))


def correct_page(request: Request, pk: int) -> HttpResponse:
    """Another value or other evidence, with the reason; never once somebody has verified the benefit by it."""
    found = Measurement.objects.visible_to(request.user).select_related("benefit")
    measurement = get_object_or_404(found, pk=pk)
    benefit = measurement.benefit
    if not may_measure(benefit, request.user):
        raise PermissionDenied
    form = CorrectForm(request.POST or None, measurement=measurement)

    def do() -> str:
        measurement.correct(by=request.user, **form.cleaned_data)
        return f"{benefit.number}: the measurement of {long_day(measurement.measured_on)} is corrected."

    return perform(
        request,
        form,
        do,
        title=f"Correct the measurement of {long_day(measurement.measured_on)}",
        back=_address(benefit),
        refused="The benefit is verified: what was measured up to then stands." if measurement.stands else "",
        submit="Save the correction",
        caption=f"{benefit.number} {benefit.description}",
        intro=f"It says {amount(benefit, measurement.value)}. What it said stays in the history.",
    )
