"""Excusing somebody from a year, and taking that back: the line manager's of today, and the performance lead's.

Only that somebody was away, or rated elsewhere: never why. The change history keeps who said so and when.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from people.performance.choices import Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal
from people.performance.opening import DECIDED, apply_rule
from people.roles import Role, appraised_posts_of_today
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove


def may_excuse(appraisal: Appraisal, user: Any) -> bool:
    """Their line manager of today and the performance lead; nobody decides about their own year."""
    if appraisal.person.account_id == user.pk:
        return False
    return user.has_role(Role.PERFORMANCE_LEAD) or is_line_manager(appraisal, user)


def is_line_manager(appraisal: Appraisal, user: Any) -> bool:
    """Does a post of today, other than a special's, name `user` as the person's line manager?"""
    return appraised_posts_of_today().filter(person=appraisal.person_id, line_manager__account=user).exists()


def why_not_excused(appraisal: Appraisal) -> str:
    """Why somebody cannot be excused now, in a sentence; "" where they can."""
    if appraisal.excused in DECIDED:
        return f"They are excused already: {within(appraisal.get_excused_display())}."
    if trouble := _why_it_stands(appraisal):
        return trouble
    sent = ~Q(rating=None) & ~Q(rating__status=RatingStatus.DRAFT)
    if Appraisal._base_manager.filter(sent, pk=appraisal.pk).exists():
        return f"The rating of {appraisal.person} was sent to moderation. Their line manager takes it back first."
    return ""


def way_to_excuse(appraisal: Appraisal) -> dict[str, str] | None:
    """Where whoever may (`may_excuse`) excuses somebody, or takes that back: {text, url, kind}; None in a year that
    stands."""
    if _why_it_stands(appraisal):
        return None
    excused = appraisal.excused in DECIDED
    text = "Take back that they are excused" if excused else "Excuse from this year"
    url = reverse(f"people:appraisals-{'take-back' if excused else 'excuse'}", args=[appraisal.pk])
    return {"text": text, "url": url, "kind": "secondary"}


def why_not_taken_back(appraisal: Appraisal) -> str:
    """Why there is nothing to take back now, in a sentence; "" where there is."""
    if appraisal.excused not in DECIDED:
        return "Nobody has excused them, so there is nothing to take back."
    return _why_it_stands(appraisal)


def _why_it_stands(appraisal: Appraisal) -> str:
    year = appraisal.year
    return "" if year.status == YearStatus.OPEN else f"{year.stands}."


@transaction.atomic
def excuse(appraisal: Appraisal, why: str, *, by: Any, seen: str | None = None) -> None:
    """Takes somebody out of the eligible for one of the reasons that people decide. `seen`: what stood there before.

    Raises IllegalMove for their own, for another reason or year, and once their rating was sent: it would be shared
    with somebody who is counted nowhere. StaleMove where it was changed.
    """
    if why not in DECIDED:
        raise IllegalMove("Somebody is excused for having been away or rated elsewhere.")
    held = _held(appraisal, by=by, seen=seen)
    if trouble := why_not_excused(held):
        raise IllegalMove(trouble)
    _set(appraisal, why)


@transaction.atomic
def take_back(appraisal: Appraisal, *, by: Any, seen: str | None = None) -> None:
    """Takes it back: the stated rule says what holds then. Raises as `excuse` does."""
    held = _held(appraisal, by=by, seen=seen)
    if trouble := why_not_taken_back(held):
        raise IllegalMove(trouble)
    _set(appraisal, Excused.NO)
    apply_rule(appraisal)


def _held(appraisal: Appraisal, *, by: Any, seen: str | None) -> Appraisal:
    """The row as it stands, held until the transaction ends."""
    held: Appraisal = (
        Appraisal._base_manager.select_for_update(of=("self",)).select_related("year", "person").get(pk=appraisal.pk)
    )
    if by is not None and held.person.account_id == by.pk:
        raise IllegalMove("Somebody else decides whether your own year counts.")
    if seen is not None and held.excused != seen:
        raise StaleMove("It has been changed by someone else since you opened this page.")
    return held


def _set(appraisal: Appraisal, excused: str) -> None:
    Appraisal._base_manager.filter(pk=appraisal.pk).update(excused=excused)
    appraisal.refresh_from_db()
