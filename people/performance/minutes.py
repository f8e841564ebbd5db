"""The minutes of a panel, made of its decisions: a tagged PDF, made for each download and kept nowhere.

The performance lead and the panel's members read them, while it is open and afterwards: they are the panel's. What was
decided about the reader is left out, and so is their own rating from all numbers.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import slugify

from people.performance.choices import Aspect, DecisionKind
from people.performance.decisions import ModerationDecision
from people.performance.distribution import counted_ratings, mean, spreads, whole
from people.performance.moderation_acts import scale_of
from people.performance.moderation_cases import in_words
from people.performance.moderation_registers import not_own
from people.performance.moderation_view import find_panel
from people.performance.panel_pages import members_of
from people.performance.seat_history import called, left
from people.requests import Request
from people.workforce.models import Department
from wmp.lib import clock, reference
from wmp.lib.audit import log_read
from wmp.lib.pdf import pdf
from wmp.lib.registers.asked import only
from wmp.lib.words import counted, long_day, long_moment

TEMPLATE = "people/performance/minutes.typ"
CHANGES = ["Person", "Rater’s values", "Decided", "Reason", "By"]


def download(request: Request, pk: int) -> HttpResponse:
    only(request.GET)
    panel = find_panel(request, pk)
    log_read(request.user, panel, "downloaded")
    response = HttpResponse(pdf(TEMPLATE, data_of(panel, request.user)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="minutes-{slugify(str(panel))}.pdf"'
    return response


def data_of(panel: Any, reader: Any) -> dict[str, Any]:
    """What the document is made of. `templates/people/performance/minutes.typ` says what is what."""
    decisions = list(standing_decisions(panel, reader))
    changed = [each for each in decisions if each.kind == DecisionKind.CHANGED and not each.void]
    confirmed = sum(each.kind == DecisionKind.CONFIRMED and not each.void for each in decisions)
    void = [each for each in decisions if each.void]
    departments = sorted(reference.word(Department, key) for key in panel.department_keys)
    days = [timezone.localdate(each.at) for each in decisions]
    return {
        "title": f"Minutes: {panel.name}",
        "year": str(panel.year),
        "made": long_moment(clock.now()),
        "facts": [
            ["Sat on", long_day(panel.held_on)],
            ["Decided", _between(days)],
            ["Who sat", ", ".join(_who_sat(panel, reader)) or "Nobody is recorded"],
            ["Departments", ", ".join(departments) or "None"],
            ["State", panel.get_status_display()],
        ],
        "summary": _summary(confirmed, len(changed), len(void)),
        "spreads": _spreads(panel, reader),
        "columns": CHANGES,
        "changes": [_line(each) for each in changed],
        "void": [_line(each) for each in void if each.kind == DecisionKind.CHANGED],
    }


def _summary(confirmed: int, changed: int, void: int) -> list[str]:
    reasons = "for the reason below" if changed == 1 else "each for the reason below"
    lines = [
        f"{counted(confirmed, 'rating')} confirmed as the {'rater gave it' if confirmed == 1 else 'raters gave them'}.",
        f"{counted(changed, 'rating')} changed, {reasons}." if changed else "No rating changed.",
    ]
    if void:
        lines.append(f"{counted(void, 'decision')} void, since the rater changed the rating afterwards.")
    return lines


def _decisions(panel: Any) -> QuerySet[Any]:
    kinds = [DecisionKind.CONFIRMED, DecisionKind.CHANGED]
    found: QuerySet[Any] = ModerationDecision.objects.unscoped().filter(panel=panel, kind__in=kinds)
    return found


def standing_decisions(panel: Any, reader: Any) -> QuerySet[Any]:
    """The panel's last decision about each rating, by person; `void` where the rating was edited after it. One query.

    Read without the reader's view, since members keep the minutes of a panel that is closed; the panel is one that
    they see, and what is about themselves is left out.
    """
    of_panel = _decisions(panel)
    last = of_panel.order_by("rating_id", "-at", "-pk").distinct("rating_id").values("pk")
    voided = ModerationDecision.objects.unscoped().filter(
        rating=OuterRef("rating"), kind=DecisionKind.VOIDED, at__gte=OuterRef("at"), pk__gt=OuterRef("pk")
    )
    found = of_panel.filter(pk__in=last).annotate(void=Exists(voided))
    joins = ("rating__appraisal__person", "rating__what", "rating__how", "what", "how", "by")
    return (
        not_own(found, reader, "rating__appraisal__person")
        .select_related(*joins)
        .defer("rating__evidence", "rating__comment")
        .order_by("rating__appraisal__person__name", "pk")
    )


def _line(decision: Any) -> list[str]:
    """A change: of a void one the rater's values are others by now, so they are not told."""
    rating = decision.rating
    before = "" if decision.void else in_words(rating.what, rating.how)
    by = called(decision.by) if decision.by else ""
    return [str(rating.appraisal.person), before, in_words(decision.what, decision.how), decision.reason, by]


def _spreads(panel: Any, reader: Any) -> list[dict[str, Any]]:
    """Before and after, of each aspect: as the moderators left it, whatever was changed late."""
    scale = scale_of(panel)
    ratings = counted_ratings(panel.year_id, reader, panel.department_keys)
    found = spreads(ratings, "department", scale, as_moderated=True)
    told = []
    for aspect in Aspect:
        of = whole(found[aspect])
        rows = [
            [each.name, f"{of.before.get(each.number, 0):,}", f"{of.after.get(each.number, 0):,}"]
            for each in scale[aspect]
        ]
        rows.append(["Mean", _two(mean(of.before)), _two(mean(of.after))])
        told.append({"title": aspect.label, "columns": ["Value", "Before", "After"], "rows": rows})
    return told


def _who_sat(panel: Any, reader: Any) -> list[str]:
    """Who sits today, and whoever decided here and was taken off since, with what they were and until when."""
    members = members_of(panel, reader)
    decided = not_own(_decisions(panel), reader, "rating__appraisal__person").order_by().values_list("by", flat=True)
    by = set(decided.distinct())
    gone = [each for each in left(panel, members) if each.user_id in by]
    return [*(_member(each) for each in members), *(_left(each) for each in gone)]


def _member(member: Any) -> str:
    return f"{called(member.user)} (chair)" if member.chairs else called(member.user)


def _left(seat: Any) -> str:
    until = long_day(timezone.localtime(clock.shown(seat.pgh_created_at)))
    return f"{called(seat.user)} ({'chair, ' if seat.chairs else ''}until {until})"


def _between(days: Sequence[Any]) -> str:
    if not days:
        return "Nothing so far"
    first, last = min(days), max(days)
    return long_day(first) if first == last else f"From {long_day(first)} to {long_day(last)}"


def _two(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


urlpatterns: list[URLPattern] = [path("moderation/<int:pk>/minutes/", download, name="moderation-minutes")]
