"""What waits among needs told before joining, and where somebody starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from people.roles import Role
from people.workforce.models import User
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.agreeing import waiting_recommendations
from welfare.joining.diary import waiting_assessments
from welfare.joining.dyslexia import DyslexiaReferral, at_risk
from welfare.joining.models import RecruitmentNotice
from wmp.lib import clock
from wmp.lib.waiting import Waiting

# Of a kind, so many lines; the registers have all.
MOST = 20


def waiting_before_joining(user: User) -> list[Waiting]:
    """RA officers: notices, forms to screen, risk assessments. Assessors: outcomes. Everybody: their own question."""
    found = [*waiting_assessments(user), *waiting_recommendations(user)]
    if user.has_role(Role.RA_OFFICER):
        found += [*_notices(user), *_referrals(user)]
    return found


def _notices(user: User) -> list[Waiting]:
    new = RecruitmentNotice.objects.visible_to(user).filter(status="received").order_by("joining_on", "pk")
    return [
        Waiting(
            f"Contact {each.name}, of whom recruitment told",
            reverse("welfare:recruitment-notices-detail", args=[each.pk]),
            each.received_on,
            due=each.joining_on,
        )
        for each in new[:MOST]
    ]


def _referrals(user: User) -> list[Waiting]:
    today = clock.today()
    waits = DyslexiaReferral.objects.visible_to(user).filter(Q(status="returned") | at_risk(today))
    return [_of(each) for each in waits.with_risk(today).order_by("joining_on", "pk")[:MOST]]


def _of(each: Any) -> Waiting:
    late = each.is_late
    words = f"See to the risk assessment of {each.name}" if late else f"Screen the form of {each.name}"
    address: Any = reverse("welfare:dyslexia-referrals-detail", args=[each.pk])
    return Waiting(words, address, each.answered_on or each.sent_on, due=each.joining_on if late else None)


def has_access_to_work(user: User) -> bool:
    """Does somebody keep track of an application of theirs? One query."""
    return hasattr(user, "person") and AccessToWork.objects.own(user).exists()
