"""The overview of benefits: counts by status and kind, pounds promised and realised, and what nobody may overlook.

Each number leads to the register narrowed by the same condition. Benefits never measured stand first, whatever their
number: what was never measured stays in every overview.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from change.benefits.choices import BenefitKind, BenefitStatus
from change.benefits.due import MEASURING, WANTING
from change.benefits.models import FINANCIAL, PROMISED, Benefit, from_baseline
from change.benefits.registers import BENEFITS
from change.places import BENEFITS_OVERVIEW
from people.requests import Request
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.words import money, share_text

ZERO = Decimal(0)
MONEY_HEAD = ("Target", "Realised to date", "Share realised", "Never measured")
# What is said below each number that wants somebody.
HINTS = {
    "never": "of all in the register",
    "begun": "in delivery or claimed",
    "due": "today or before",
    "late": "its owner was reminded, where there is one with an account",
    "proof": "no measurement, or cashable without a base-budget reference",
    "account": "nobody owns it, by a name only, or by an account that is closed",
    "department": "in no department’s share",
}


def overview_page(request: Request, menu: Any) -> HttpResponse:
    """Four queries with the reader's own, however many benefits."""
    asked.only(request.GET)
    found = Benefit.objects.visible_to(request.user)
    wanting = {("measuring", key): each for key, each in MEASURING.items()}
    wanting |= {("wanting", key): each for key, each in WANTING.items()}
    numbers = {f"{name}_{key}": Count("pk", filter=condition()) for (name, key), (_, condition) in wanting.items()}
    totals = found.aggregate(
        all=Count("pk"), disbenefits=Count("pk", filter=Q(disbenefit=True)), **numbers, **_pounds_asked()
    )
    counts = {
        (status, kind, side): count
        for status, kind, side, count in found.order_by()
        .values_list("status", "kind", "disbenefit")
        .annotate(Count("pk"))
    }
    context = {
        "title": BENEFITS_OVERVIEW.title,
        "section": section(request.user, menu, BENEFITS_OVERVIEW.name),
        "total": totals["all"],
        "disbenefits": totals["disbenefits"],
        "add_url": reverse("change:benefits-new") if BENEFITS.may_edit(request.user) else "",
        "wanting": [
            {
                "text": words,
                "hint": HINTS[key],
                "count": totals[f"{name}_{key}"],
                "url": _list_url(**{name: key}),
            }
            for (name, key), (words, _) in wanting.items()
        ],
        "head": _head(),
        "rows": [*(_row(status, counts) for status in BenefitStatus), _last_row(counts)],
        "money_head": ["Kind", *({"text": text, "numeric": True} for text in MONEY_HEAD)],
        "money": [_money_row(kind, totals) for kind in BenefitKind if kind in FINANCIAL],
    }
    return render(request, "change/benefits_overview.html", context)


def _list_url(**only: str) -> str:
    return f"{BENEFITS.url}?{urlencode(only)}"


def _pounds_asked() -> dict[str, Any]:
    asked_for: dict[str, Any] = {}
    for kind in FINANCIAL:
        only = Q(kind=kind)
        asked_for[f"target_{kind.name}"] = Sum(from_baseline("target"), filter=only & PROMISED)
        asked_for[f"realised_{kind.name}"] = Sum(from_baseline("latest"), filter=only & PROMISED)
        asked_for[f"unmeasured_{kind.name}"] = Count("pk", filter=only & Q(latest_on=None))
    return asked_for


def _money_row(kind: BenefitKind, totals: Mapping[str, Any]) -> list[Any]:
    target, realised = totals[f"target_{kind.name}"] or ZERO, totals[f"realised_{kind.name}"] or ZERO
    unmeasured = totals[f"unmeasured_{kind.name}"]
    return [
        kind.label,
        _number(money(target)),
        _number(money(realised)),
        _number(share_text(realised, target)),
        _number(f"{unmeasured:,}", _list_url(kind=kind.value, measuring="never") if unmeasured else ""),
    ]


def _head() -> list[Mapping[str, Any]]:
    kinds = ({"text": kind.label, "numeric": True} for kind in BenefitKind)
    return [{"text": "Status"}, *kinds, {"text": "Disbenefits", "numeric": True}, {"text": "All", "numeric": True}]


def _row(status: BenefitStatus, counts: Mapping[Any, int]) -> list[Any]:
    return [
        status.label,
        *_cells({"status": status.value}, {key[1:]: n for key, n in counts.items() if key[0] == status}),
    ]


def _last_row(counts: Mapping[Any, int]) -> list[Any]:
    every: dict[Any, int] = {}
    for (_, *key), count in counts.items():
        every[tuple(key)] = every.get(tuple(key), 0) + count
    return ["All", *_cells({}, every)]


def _cells(only: Mapping[str, str], counts: Mapping[Any, int]) -> list[Any]:
    """Benefits of each kind, disbenefits of any, and all of them."""
    cells = []
    for kind in BenefitKind:
        count = counts.get((kind.value, False), 0)
        cells.append(_number(f"{count:,}", _list_url(**only, kind=kind.value, side="benefit") if count else ""))
    disbenefits = sum(count for (_, side), count in counts.items() if side)
    cells.append(_number(f"{disbenefits:,}", _list_url(**only, side="disbenefit") if disbenefits else ""))
    whole = sum(counts.values())
    cells.append(_number(f"{whole:,}", _list_url(**only) if whole else ""))
    return cells


def _number(text: str, url: str = "") -> Mapping[str, Any]:
    return {"text": text, "numeric": True, "url": url}
