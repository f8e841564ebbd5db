"""What waits for members of panels and for the performance lead, and where members start."""

from typing import Any

from django.db.models import Count, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from people.performance.choices import PanelStatus, RatingStatus, ReviewStatus, YearStatus
from people.performance.models import PerformanceYear
from people.performance.moderation_registers import LEADS, PANEL_COLOURS, REVIEWS
from people.performance.panels import ModerationPanel, PanelMember
from people.performance.ratings import Rating, not_by
from people.performance.releasing import standing
from people.requests import Request
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.registers.asked import only
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted


def own_panels(user: User) -> Any:
    """The panels that somebody sits on, open ones first, each with how many ratings wait for them."""
    ratings: Any = Rating.objects.visible_to(user).filter(not_by(user), status=RatingStatus.PROVISIONAL)
    waiting = ratings.filter(appraisal__year=OuterRef("year"), appraisal__department__in=_departments())
    counts = waiting.order_by().values("status").annotate(count=Count("pk")).values("count")
    seats = PanelMember.objects.visible_to(user).filter(user=user).values("panel")
    panels: Any = ModerationPanel.objects.visible_to(user).filter(pk__in=seats).select_related("year")
    left = Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    return panels.annotate(left=left).order_by("-status", "-held_on", "pk")


def _departments() -> Any:
    rows: Any = ModerationPanel.departments.through._default_manager
    return rows.filter(moderationpanel=OuterRef(OuterRef("pk"))).values("department")


def sits_anywhere(user: User) -> bool:
    return bool(PanelMember.objects.visible_to(user).filter(user=user).exists())


def panels_to_sit_on(user: User) -> list[Waiting]:
    """For members: open panels with ratings that wait for them. At most two queries."""
    if not sits_anywhere(user):
        return []
    return [
        Waiting(
            f"Moderate ratings, {each}: {counted(each.left, 'rating')} to decide about",
            reverse("people:moderation", args=[each.pk]),
            min(each.held_on, clock.today()),
            each.held_on,
        )
        for each in own_panels(user).filter(status=PanelStatus.OPEN)
        if each.left
    ]


def for_the_lead(user: User) -> list[Waiting]:
    """Reviews that wait for an answer, and years whose day of sharing has come. For the lead, two queries or more."""
    if not user.has_role(*LEADS):
        return []
    asked = REVIEWS.visible_to(user).filter(not_by(user, "rating__"), status=ReviewStatus.ASKED)
    found = asked.aggregate(count=Count("pk"), since=Min("asked_at"))
    lines = []
    if found["count"]:
        url = f"{reverse('people:rating-reviews-list')}?status={ReviewStatus.ASKED}"
        text = f"Answer {counted(found['count'], 'review')} of ratings"
        lines.append(Waiting(text, url, timezone.localdate(found["since"])))
    due = Q(status=YearStatus.OPEN, release_on__lte=clock.today())
    for year in PerformanceYear.objects.visible_to(user).filter(due):
        now = standing(year, user)
        if now.final or now.waits:
            why = f": {now.waits}" if now.waits else ""
            url = reverse("people:ratings-release", args=[year.pk])
            lines.append(Waiting(f"Share the ratings of {year}{why}", url, year.release_on or clock.today()))
    return lines


def start_for_members(user: User) -> list[tuple[str, str, str]]:
    if not sits_anywhere(user):
        return []
    return [("my-panels", "Moderation panels", "The panels that you sit on, and their minutes.")]


def my_panels(request: Request) -> HttpResponse:
    """Everybody's: whoever sits on none reads so."""
    only(request.GET)
    lines = [
        {
            "panel": each,
            "status": each.get_status_display(),
            "colour": PANEL_COLOURS[each.status],
            "left": counted(each.left, "rating") if each.left and each.status == PanelStatus.OPEN else "",
        }
        for each in own_panels(request.user)
    ]
    return render(request, "people/performance/my_panels.html", {"title": "My moderation panels", "lines": lines})


urlpatterns: list[URLPattern] = [path("my-panels/", my_panels, name="my-panels")]
