"""Who came to sit on a panel, chaired it and was taken off: read from the kept history of its seats.

A seat that is gone is nobody's to see by itself; the panel's own readers are told of it, who see the panel.
"""

from typing import Any

from django.db.models import QuerySet

from people.performance.panels import ModerationPanel, PanelMember
from wmp.lib import clock
from wmp.lib.timeline import NAME, Event

WORDS = {"insert": "{} added", "delete": "{} removed"}
CHAIRS = {True: "{} made chair", False: "{} not the chair any more"}


def _kept(panel: ModerationPanel) -> QuerySet[Any]:
    seats: Any = PanelMember
    kept: QuerySet[Any] = seats.pgh_event_model.objects.unscoped().filter(panel=panel)
    return kept.select_related("user")


def seat_events(panel: ModerationPanel) -> list[Event]:
    """One for each seat taken, given up, and each change of the chair. One query."""
    return [
        Event(clock.shown(each.pgh_created_at), _said(each), each.by_whom or "")
        for each in _kept(panel).annotate(by_whom=NAME).order_by("-pgh_id")
    ]


def _said(seat: Any) -> str:
    words = WORDS.get(seat.pgh_label) or CHAIRS[seat.chairs]
    as_chair = " as chair" if seat.pgh_label == "insert" and seat.chairs else ""
    return words.format(called(seat.user)) + as_chair


def left(panel: ModerationPanel, members: Any) -> list[Any]:
    """The last seat of everybody who was taken off and is not among `members` again, in the order of their leaving."""
    gone = _kept(panel).filter(pgh_label="delete").exclude(user__in=[each.user_id for each in members])
    last = {each.user_id: each for each in gone.order_by("pgh_id")}
    return sorted(last.values(), key=lambda each: each.pgh_id)


def called(account: Any) -> str:
    name: str = account.get_full_name() or account.get_username()
    return name
