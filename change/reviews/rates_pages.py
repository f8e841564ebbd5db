"""The record page of a rate: since when and until when it holds, what it is used for, the others of its category."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from change.portfolio.record_pages import ChangePage
from change.reviews.fte_pages import fte_url
from change.reviews.models import BenefitsReview
from change.reviews.rates import Rate
from change.reviews.rates_register import RATES
from people.workforce.models import User
from wmp.lib import forms
from wmp.lib.records import Fact, RecordForm
from wmp.lib.timeline import said
from wmp.lib.words import long_day, money, short_day


class RateForm(RecordForm):
    """A new rate; or the correction of one that was entered wrongly, with the reason. Its category and day stand."""

    pounds = forms.MoneyField(label="Pounds a year", max_digits=10)
    correction = django_forms.CharField(
        label="Why is it corrected?",
        max_length=200,
        help_text="What is shown for days on which the rate holds changes with it. A rate that is to hold from another"
        " day on is a new rate.",
    )

    class Meta:
        model = Rate
        fields = ["category", "starts_on", "pounds", "source", "correction"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("category", "starts_on") if self.instance.pk else ("correction",):
            del self.fields[name]
        if self.instance.pk:
            # Each correction says its own reason: the last one's stands in the history.
            self.initial["correction"] = ""

    def clean_correction(self) -> str:
        reason = str(self.cleaned_data["correction"])
        if reason == self.record.correction:
            raise ValidationError("Say what it is corrected for this time: the last correction has this very reason")
        return reason

    def clean_category(self) -> str:
        """As others of the category are written, so that their history is one."""
        typed = " ".join(str(self.cleaned_data["category"]).split())
        known = Rate.objects.visible_to(self.user).filter(category__iexact=typed).values_list("category", flat=True)
        return known.first() or typed


class RatePage(ChangePage):
    register = RATES
    template = "change/reviews/rate.html"
    form = RateForm

    def title(self, record: Rate) -> str:
        return str(record) if record.pk else "Rate"

    def actions(self, record: Rate, user: User) -> list[Mapping[str, Any]]:
        """What a post costs from another day on is added; what was entered wrongly is corrected."""
        words = {"Change details": "Correct this rate"}
        found: list[Mapping[str, Any]]
        found = [{**each, "text": words.get(each["text"], each["text"])} for each in super().actions(record, user)]
        if self.register.may_edit(user):
            found.insert(0, {"text": "Add a rate from another day", "url": reverse("change:rates-new")})
        return found

    def facts(self, record: Rate, user: User) -> Sequence[Fact]:
        return [
            Fact("Category", record.category),
            Fact("Holds from", said(record.starts_on)),
            Fact("Pounds a year", money(record.pounds)),
            Fact("Where it is from", record.source),
            *([Fact("Corrected", record.correction)] if record.correction else []),
        ]

    def context(self, request: HttpRequest, record: Rate) -> Mapping[str, Any]:
        """Two queries besides: the other rates of the category, and the reviews of the days on which this one holds."""
        rates = list(Rate.objects.visible_to(request.user).filter(category=record.category).order_by("-starts_on"))
        later = [each.starts_on for each in rates if each.starts_on > record.starts_on]
        until = min(later) - timedelta(days=1) if later else None
        return {
            **super().context(request, record),
            "span": _span(record.starts_on, until),
            "reviews": _used_in(record, until, request.user),
            "rates": [_row(each, record) for each in rates],
            "head": ["Holds from", {"text": "Pounds a year", "numeric": True}, "Where it is from"],
        }


def _span(first: date, until: date | None) -> str:
    return f"from {long_day(first)} to {long_day(until)}" if until else f"from {long_day(first)} on"


def _used_in(rate: Rate, until: date | None, user: Any) -> list[tuple[str, str]]:
    """The reviews whose own day is one on which the rate holds: each with its FTE efficiencies at this rate."""
    reviews = BenefitsReview.objects.visible_to(user).filter(as_at__gte=rate.starts_on)
    if until:
        reviews = reviews.filter(as_at__lte=until)
    return [(f"{each}, as at {long_day(each.as_at)}", fte_url(each, rate.category)) for each in reviews]


def _row(each: Rate, shown: Rate) -> list[Any]:
    url = "" if each == shown else reverse("change:rates-detail", args=[each.pk])
    return [
        {"text": short_day(each.starts_on), "url": url},
        {"text": money(each.pounds), "numeric": True},
        each.source,
    ]
