"""The page of principles: how many posts are invested for each, and where."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from change.budgeting.models import InvestmentPrinciple, ServiceInvestment
from change.places import INVESTMENT_PRINCIPLES
from people.requests import Request
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.words import share_text

#: Each share is rounded by itself, so that they need not come to a hundred.
HEAD = ("Posts, FTE", "Share, rounded", "Departments")


def principles_page(request: Request, menu: Sequence[Any]) -> HttpResponse:
    asked.only(request.GET)
    context = {
        "title": INVESTMENT_PRINCIPLES.title,
        "section": section(request.user, menu, INVESTMENT_PRINCIPLES.name),
        "head": ["Principle", *({"text": text, "numeric": True} for text in HEAD)],
        "rows": _rows(request.user),
    }
    return render(request, "change/principles.html", context)


def _rows(reader: Any) -> list[list[Any]]:
    """Every principle, also one for which nothing is invested: that is what the page is looked at for."""
    seen = ServiceInvestment.objects.visible_to(reader).order_by()
    asked_for = seen.values_list("principle").annotate(Sum("posts"), Count("department", distinct=True))
    found: dict[int, tuple[Decimal, int]] = {key: (posts, places) for key, posts, places in asked_for}
    total = sum((posts for posts, _ in found.values()), Decimal(0))
    rows = []
    for principle in InvestmentPrinciple.objects.all():
        posts, places = found.get(principle.pk, (Decimal(0), 0))
        address = f"{reverse('change:investments-list')}?{urlencode({'principle': principle.pk})}"
        name = {"text": f"{principle.number}. {principle.name}", "url": address}
        rows.append([name, *_numbers(posts, total, places)])
    everywhere = seen.aggregate(places=Count("department", distinct=True))["places"]
    return [*rows, ["All", *_numbers(total, total, everywhere)]]


def _numbers(posts: Decimal, total: Decimal, places: int) -> list[dict[str, Any]]:
    texts = (f"{posts:,.2f}", share_text(posts, total), f"{places:,}")
    return [{"text": text, "numeric": True} for text in texts]
