"""Campaigns beside each other: whom each reached, who came of that, and what an applicant cost."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from people.places import COMPARISON
from people.recruitment.models import RecruitmentCampaign
from people.recruitment.pages import cost_per_applicant
from people.requests import Request
from wmp.lib.grids import Cell
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.small_groups import shown
from wmp.lib.words import money, short_day

# The latest ones. Older campaigns stand in their register.
MOST = 50
WITHHELD, UNKNOWN = "withheld", "–"
NUMBERS = (
    *("Reached", "Interested", "Of those reached", "Applicants", "Of those interested"),
    *("Female", "Ethnic minority", "Cost", "Per applicant"),
)


def share_told(part: int | None, whole: int | None) -> str:
    """The share that a group is of all applicants, in whole per cent; nothing of it where the group, or all the others
    together, are too few: beside the number of applicants a share is a count.
    """
    if part is None or not whole:
        return UNKNOWN
    if None in shown({"group": part, "others": whole - part}).values():
        return WITHHELD
    return _share(part, whole)


def _share(part: int | None, whole: int | None, decimals: int = 0) -> str:
    share = Cell.ratio(part, whole, times=100).rounded(decimals)
    return UNKNOWN if share is None else f"{share}%"


def _number(count: int | None) -> str:
    return UNKNOWN if count is None else f"{count:,}"


def _row(each: RecruitmentCampaign) -> list[Any]:
    numbers = (
        _number(each.reach),
        _number(each.interested),
        # Of many thousands reached few are interested: a whole per cent would be the same everywhere.
        _share(each.interested, each.reach, 1),
        _number(each.applicants),
        _share(each.applicants, each.interested),
        share_told(each.female, each.applicants),
        share_told(each.minority, each.applicants),
        UNKNOWN if each.cost is None else money(each.cost),
        cost_per_applicant(each) or UNKNOWN,
    )
    began = short_day(each.starts_on)
    name = {
        "text": each.name,
        "url": reverse("people:campaigns-detail", args=[each.pk]),
        "hint": f"{each.route}, from {began}" if each.route else f"From {began}",
    }
    return [name, *({"text": text, "numeric": True} for text in numbers)]


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The page of the section, with the menu that leads on from it."""

    def page(request: Request) -> HttpResponse:
        if not COMPARISON.open_to(request.user):
            raise PermissionDenied
        asked.only(request.GET)
        campaigns = RecruitmentCampaign.objects.visible_to(request.user).order_by("-starts_on", "pk")[:MOST]
        context = {
            "title": COMPARISON.title,
            "section": section(request.user, menu, COMPARISON.name),
            "head": ["Campaign", *({"text": text, "numeric": True} for text in NUMBERS)],
            "rows": [_row(each) for each in campaigns],
        }
        return render(request, "people/recruitment/comparison.html", context)

    return [path("comparison/", page, name=COMPARISON.name)]
