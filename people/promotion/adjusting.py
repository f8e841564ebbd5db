"""Adjustments to the process: what a candidate needs, in words that they chose to share, and takes back at will.

The candidate shares from their passport, whose app writes them by these functions; people owns what is written.
Each is one transaction and raises IllegalMove or StaleMove.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, When

from people.promotion.around import ProcessAdjustment
from people.promotion.endorsing import held_application, tell_team
from people.promotion.models import ApplicationStatus, OwnApplication, PromotionApplication
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

IS_OPEN = Q(process__published_at=None) & ~Q(status=ApplicationStatus.WITHDRAWN)


def open_applications(user: User) -> Any:
    """The reader's own that adjustments can be shared with: not withdrawn, and results not told. What has been decided
    and not told makes no difference."""
    return _own(user).filter(IS_OPEN)


def applications_of(user: User) -> Any:
    """Those, and such as are over and still share something, to be taken back; `is_open` tells which they are."""
    still = Q(pk__in=own_shares(user).values("application"))
    return _own(user).filter(IS_OPEN | still).annotate(is_open=Case(When(IS_OPEN, then=True), default=False))


def _own(user: User) -> Any:
    own = OwnApplication.objects.visible_to(user).select_related("process__from_rank", "process__to_rank")
    return own.order_by("-applied_on", "-pk")


@transaction.atomic
def share(application: PromotionApplication, needs: Iterable[str], *, by: User) -> int:
    """Shares each of `needs` with whoever handles the application, who are told. Returns how many are new to them."""
    held = held_application(application.pk)
    if held.candidate.account_id != by.pk:
        raise IllegalMove("Only the candidate can do this.")
    if held.process.published_at or held.status == ApplicationStatus.WITHDRAWN:
        raise IllegalMove("This application is over, so nothing is shared with it any more.")
    shared = set(own_shares(by).filter(application=held).values_list("what", flat=True))
    new = [what for what in dict.fromkeys(each.strip() for each in needs) if what and what not in shared]
    ProcessAdjustment.objects.bulk_create(ProcessAdjustment(application=held, what=what) for what in new)
    if new:
        tell_team(held, "has an adjustment to the process that its candidate needs")
    return len(new)


@transaction.atomic
def take_back(shared: ProcessAdjustment, *, by: User) -> None:
    """With effect on the next request of whoever had it."""
    if not own_shares(by).filter(pk=shared.pk).update(ended_at=clock.now()):
        raise StaleMove("This is not shared any more.")


def take_back_all(by: User) -> None:
    """Of every application of theirs."""
    own_shares(by).update(ended_at=clock.now())


def own_shares(user: User) -> Any:
    """What the reader shares now as a candidate."""
    return ever_shared(user).filter(ended_at=None)


def ever_shared(user: User) -> Any:
    """What the reader shares or shared as a candidate: never what they read of others."""
    return ProcessAdjustment.objects.visible_to(user).filter(application__candidate__account=user.pk)
