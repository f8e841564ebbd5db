"""Versions of a passport: the list, one of them, and two beside each other."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from people.requests import Request
from welfare.cases.handling import name_of
from welfare.passports.choices import PassportStatus
from welfare.passports.compare import differences
from welfare.passports.handling import line_managers_of
from welfare.passports.models import Passport
from welfare.passports.sharing import PassportVersion, Share
from welfare.passports.sharing_forms import CompareForm
from welfare.passports.sharing_views import crumbs, own_passport
from welfare.passports.versions import content_of
from wmp.lib.audit import log_read
from wmp.lib.places import section

LONGEST = 9  # digits of a version's number


def _versions(request: Request, passport: Passport) -> Any:
    return PassportVersion.objects.visible_to(request.user).filter(passport=passport)


def versions(request: Request) -> HttpResponse:
    """Every version: when it was kept and why, and who has it now."""
    passport = own_passport(request.user)
    shares: Any = Share.objects.visible_to(request.user).live().filter(passport=passport)
    managers = line_managers_of(passport)
    has: dict[int, list[str]] = {}
    for share in shares.select_related("to"):
        if not share.closed_because(managers) and passport.status != PassportStatus.WITHDRAWN:
            has.setdefault(share.version_id, []).append(name_of(share.to))
    found = [
        {"version": each, "who": sorted(set(has.get(each.pk, []))), "before": each.number - 1}
        for each in _versions(request, passport).defer("content")
    ]
    context = {"title": "Versions", "caption": "My passport", "versions": found, "breadcrumbs": crumbs()}
    return render(request, "welfare/passport/versions.html", context)


def version(request: Request, number: int) -> HttpResponse:
    """One version, as those read it with whom it is shared."""
    passport = own_passport(request.user)
    found = get_object_or_404(_versions(request, passport), number=number)
    context = {
        "title": f"Version {found.number}",
        "caption": "My passport",
        "version": found,
        "sections": found.content["sections"],
        "breadcrumbs": _below_versions(),
    }
    return render(request, "welfare/passport/version.html", context)


def preview(request: Request) -> HttpResponse:
    """What a version of the passport as it is now would show. Nothing is kept by looking."""
    passport = own_passport(request.user)
    context = {
        "title": "What they will see",
        "caption": "My passport as it is now",
        "sections": content_of(passport)["sections"],
        "breadcrumbs": crumbs(("Sharing", reverse("welfare:passport-sharing"))),
    }
    return render(request, "welfare/passport/version.html", context)


def compare(request: Request) -> HttpResponse:
    """Two versions of the reader's own passport."""
    passport = own_passport(request.user)
    context = _compared(request, passport)
    return render(
        request,
        "welfare/passport/compare.html",
        {"title": "Compare versions", "caption": "My passport", "breadcrumbs": _below_versions(), **context},
    )


def compare_any(menu: Sequence[Any]) -> Any:
    """Two versions of any passport that the reader sees: for RA officers, from the passport's page."""

    def compare_of(request: Request, pk: int) -> HttpResponse:
        seen: Any = Passport.objects.visible_to(request.user).select_related("holder")
        passport = get_object_or_404(seen, pk=pk)
        context = _compared(request, passport)
        own = passport.holder.account_id == request.user.pk
        if not own:
            log_read(request.user, passport)
        page = reverse("welfare:passport" if own else "welfare:passports-detail", args=None if own else [pk])
        words = {
            "title": "Compare versions",
            "caption": f"{passport}, {passport.holder}",
            "section": section(request.user, menu, ""),
            "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": str(passport), "url": page}],
        }
        return render(request, "welfare/passport/compare.html", words | context)

    return compare_of


def _compared(request: Request, passport: Passport) -> dict[str, Any]:
    """What differs between two versions: `from` and `to`, or the latest and the one before it."""
    kept = _versions(request, passport)
    numbers = list(kept.values_list("number", flat=True))
    if len(numbers) < 2:
        return {"single": True}
    older, newer = _number(request, "from", numbers[1]), _number(request, "to", numbers[0])
    found = {each.number: each for each in kept.filter(number__in={older, newer})}
    if not {older, newer} <= found.keys():
        raise Http404
    form = CompareForm(initial={"from": older, "to": newer}, numbers=numbers)
    sections = differences(found[older].content, found[newer].content)
    return {
        "form": form,
        "older": found[older],
        "newer": found[newer],
        "sections": sections,
        "changed": any(each.changed for each in sections),
    }


def _number(request: Request, name: str, usual: int) -> int:
    asked = request.GET.get(name, str(usual))
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST):
        raise BadRequest
    return int(asked)


def _below_versions() -> list[dict[str, str]]:
    return crumbs(("Versions", reverse("welfare:passport-versions")))


urlpatterns = [
    path("passport/preview/", preview, name="passport-preview"),
    path("passport/versions/", versions, name="passport-versions"),
    path("passport/versions/<int:number>/", version, name="passport-version"),
    path("passport/compare/", compare, name="passport-compare"),
]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    return [path("passports/<int:pk>/compare/", compare_any(menu), name="passports-compare")]
