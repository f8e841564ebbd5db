"""The pool of those who succeeded and wait for a post: who was promoted, who left, and places that run out."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from people.promotion.around import PoolEnd, PoolPlace
from people.promotion.handling import must_not_be_candidate
from people.roles import Role, holders_of
from wmp.lib import clock
from wmp.lib.alerts import Alert, alert
from wmp.lib.locks import hold_for_transaction
from wmp.lib.words import counted, long_day
from wmp.lib.workflow import IllegalMove, StaleMove

# So long before a place runs out the team is told (ours).
DAYS_BEFORE = 60


def promoted(place: PoolPlace, *, by: Any, on: date) -> None:
    """They have a post in the rank. Raises IllegalMove, StaleMove, PermissionDenied."""
    _end(place, PoolEnd.PROMOTED, by=by, on=on)


def left(place: PoolPlace, *, by: Any, on: date) -> None:
    """They do not wait for a post any more."""
    _end(place, PoolEnd.LEFT, by=by, on=on)


@transaction.atomic
def _end(place: PoolPlace, because: PoolEnd, *, by: Any, on: date) -> None:
    must_not_be_candidate(place.application, by)
    if on < place.since:
        raise IllegalMove(f"They came into the pool on {long_day(place.since)}, so it cannot be before.")
    waiting = PoolPlace.objects.visible_to(by).waiting().filter(pk=place.pk)
    if not waiting.update(ended_on=on, ended_because=because):
        raise StaleMove("They are not in the pool any more.")


@transaction.atomic
def expire() -> int:
    """Ends the places whose last day is over, and returns how many. Tells the team of days on which places will end.

    A day's job, safe to run twice and beside itself: a day is told once, and late if the job did not run.
    """
    hold_for_transaction("promotion pool", "expire")
    today = clock.today()
    places = PoolPlace.objects.unscoped().waiting()
    ended = places.filter(until__lt=today).update(ended_on=today, ended_because=PoolEnd.EXPIRED)
    soon = places.filter(until__gte=today, until__lte=today + timedelta(days=DAYS_BEFORE))
    for row in soon.order_by("until").values("until").annotate(places=Count("pk")):
        _tell(row["until"], row["places"])
    return ended


def _tell(last: date, places: int) -> None:
    path = f"{reverse('people:promotion-pool-list')}?until_to={last:%Y-%m-%d}"
    if Alert.objects.unscoped().filter(path=path).exists():
        return
    alert(
        holders_of(Role.PROMOTION_TEAM),
        subject=f"Places in the promotion pool run out on {long_day(last)}",
        text=f"{counted(places, 'place ends', 'places end')} after that day, without a post yet.",
        path=path,
    )
