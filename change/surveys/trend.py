"""How the surveys by text message went, month by month: return rate and cost per response, with their table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.places import SURVEY_TREND
from change.surveys.models import SurveyWave
from change.surveys.pages import cost_per_response, in_pounds, return_rate
from people.requests import Request
from wmp.lib.days import months_between
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.trends import Trend, trends
from wmp.lib.words import DASH, money_text, percent_text

# The latest ones: five years. Earlier months stand in the register.
MOST = 60
HEAD = ("Sent", "Returned", "Return rate", "Cost", "Cost per response")


def trend_page(request: Request, menu: Sequence[Any]) -> HttpResponse:
    asked.only(request.GET)
    waves = list(SurveyWave.objects.visible_to(request.user).order_by("-month")[:MOST])
    context = {
        "title": SURVEY_TREND.title,
        "section": section(request.user, menu, SURVEY_TREND.name),
        "head": ["Month", *({"text": text, "numeric": True} for text in HEAD)],
        "rows": [_row(wave) for wave in waves],
        "chart": _chart(waves[::-1]),
    }
    return render(request, "change/survey_trend.html", context)


def _chart(waves: Sequence[SurveyWave]) -> Any:
    """A place for every month between the first and the last, also for one without surveys."""
    if not waves:
        return None
    months = list(months_between(waves[0].month, waves[-1].month))
    by_month = {wave.month: wave for wave in waves}
    found = [by_month.get(month) for month in months]
    rates = [return_rate(wave) if wave else None for wave in found]
    pence = [_pence(wave) for wave in found]
    lines = [
        Trend("Return rate, per cent of those sent", rates, "{}%".format),
        Trend("Cost per response, pence", pence, lambda value: in_pounds(value / 100)),
    ]
    return trends("Surveys by text message, by month", months, lines)


def _pence(wave: SurveyWave | None) -> Decimal | None:
    cost = cost_per_response(wave) if wave else None
    return None if cost is None else cost * 100


def _row(wave: SurveyWave) -> list[Any]:
    rate, cost = return_rate(wave), cost_per_response(wave)
    numbers = (
        f"{wave.sent:,}",
        f"{wave.returned:,}",
        percent_text(rate),
        money_text(wave.cost),
        DASH if cost is None else in_pounds(cost),
    )
    # With a space that does not break: on a phone a month stays on one line.
    name = {"text": f"{wave.month:%b\xa0%Y}", "url": reverse("change:survey-waves-detail", args=[wave.pk])}
    return [name, *({"text": text, "numeric": True} for text in numbers)]
