"""The page on which the performance lead shares the ratings of a year; and making a panel's ratings final."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from people.performance.choices import YearStatus
from people.performance.models import PerformanceYear
from people.performance.moderation_acts import finalise_all, to_finalise
from people.performance.moderation_registers import LEADS
from people.performance.moderation_view import crumbs, find_panel
from people.performance.releasing import Standing, release, share_rest, standing
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.records import Fact
from wmp.lib.verbs import VerbForm
from wmp.lib.words import counted, long_day
from wmp.lib.workflow import IllegalMove, StaleMove

CHANGED = "The numbers are others by now. Look at them again."


class ReleaseForm(VerbForm):
    reason = django_forms.CharField(
        label="Why the others are shared without them",
        widget=django_forms.Textarea,
        max_length=2000,
        help_text="It stays on record with the year.",
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["reason"]


def release_page(request: Request, pk: int) -> HttpResponse:
    """Of an open year: all final ratings. Of one that is released: those that became final since."""
    user = request.user
    year: PerformanceYear = get_object_or_404(PerformanceYear.objects.visible_to(user), pk=pk)
    if not user.has_role(*LEADS):
        raise PermissionDenied
    now = standing(year, user)
    first = year.status == YearStatus.OPEN
    seen = f"{year.status}-{now.final}-{now.undecided}-{now.drafts}-{now.unrated}"
    form = ReleaseForm(request.POST or None, asks=first and bool(now.waits and now.final), initial={"seen": seen})

    def do() -> str:
        if form.cleaned_data["seen"] != seen:
            raise StaleMove(CHANGED)
        reason = form.cleaned_data.get("reason", "")
        # No number: the lead's own is shared with the others, and is in none of the numbers of this page.
        if first:
            release(year, by=user, reason=reason)
        else:
            share_rest(year, by=user)
        return "The ratings are shared. Whoever is rated has been told."

    return perform(
        request,
        form,
        do,
        template="people/performance/release.html",
        title="Share ratings",
        caption=str(year),
        submit=f"Share {counted(now.final, 'rating')}" if now.final else "Share ratings",
        facts=_facts(now),
        intro=_intro(year, now, first=first),
        back=reverse("people:performance-years-detail", args=[year.pk]),
        refused=_refused(year, now.final),
    )


def _facts(now: Standing) -> list[Fact]:
    return [
        Fact("Final, and shared now", f"{now.final:,}"),
        Fact("Under moderation still", f"{now.undecided:,}"),
        Fact("Begun, not sent to moderation", f"{now.drafts:,}"),
        Fact("Eligible, without a rating", f"{now.unrated:,}"),
        Fact("Shared before", f"{now.shared:,}"),
    ]


def _intro(year: PerformanceYear, now: Standing, *, first: bool) -> str:
    if not first:
        return "Those that became final since the others were shared."
    day = (
        f" It happens by itself on {long_day(year.release_on)}, once every eligible person’s rating is final."
        if year.release_on
        else ""
    )
    waits = f" {now.waits}." if now.waits else ""
    lost = " What has not been sent by then cannot be sent any more." if now.drafts or now.unrated else ""
    return f"Everybody with a final rating can read theirs at one moment, and is told.{waits}{lost}{day}"


def _refused(year: PerformanceYear, final: int) -> str:
    if year.status not in (YearStatus.OPEN, YearStatus.RELEASED):
        return f"{year.stands}."
    return "" if final else "No rating is final and waits to be shared."


def finalise_page(request: Request, pk: int) -> HttpResponse:
    """What the panel moderated becomes final, but for what another lead has to decide about."""
    panel, user = find_panel(request, pk), request.user
    if not user.has_role(*LEADS):
        raise PermissionDenied
    now = to_finalise(panel, user)
    seen = f"{now.ready}-{now.left_out}-{now.waiting}"
    form = VerbForm(request.POST or None, initial={"seen": seen})

    def do() -> str:
        if form.cleaned_data["seen"] != seen:
            raise StaleMove(CHANGED)
        count = finalise_all(panel, by=user)
        if not count:
            raise IllegalMove("Nothing was left to make final.")
        return f"{counted(count, 'rating')} made final."

    return perform(
        request,
        form,
        do,
        template="people/performance/release.html",
        title="Make ratings final",
        caption=str(panel),
        submit=f"Make {counted(now.ready, 'rating')} final" if now.ready else "Make final",
        facts=[
            Fact("Moderated, and made final now", f"{now.ready:,}"),
            Fact(
                "Left for another lead: you rated them, or one of you is the other’s line manager", f"{now.left_out:,}"
            ),
            Fact("Still to moderate", f"{now.waiting:,}"),
        ],
        intro="Final values are changed only late, for a reason, one by one. The people see them once they are shared.",
        back=reverse("people:moderation", args=[panel.pk]),
        breadcrumbs=crumbs(panel, user),
        refused="" if now.ready else "Nothing is moderated and waits to be made final.",
    )


urlpatterns: list[URLPattern] = [
    path("performance-years/<int:pk>/share/", release_page, name="ratings-release"),
    path("moderation/<int:pk>/finalise/", finalise_page, name="moderation-finalise"),
]
