"""What waits for the change manager among the benefits: profiles to approve, claims to verify, what to hand over."""

from typing import Any

from django.db.models import Case, Count, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.http import urlencode

from change.benefits.choices import BenefitStatus
from change.benefits.models import CLAIMS, Benefit, BenefitChange
from change.benefits.registers import BENEFITS
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted

# The verb that a status waits for, and what it is done to.
STEPS = {
    BenefitStatus.PROFILED: ("Approve", "profile of a benefit", "profiles of benefits"),
    BenefitStatus.REALISED: ("Verify", "claim that a benefit is realised", "claims that benefits are realised"),
    BenefitStatus.PARTLY: (
        "Verify",
        "claim that a benefit is partly realised",
        "claims that benefits are partly realised",
    ),
    BenefitStatus.NOT: ("Verify", "claim that a benefit is not realised", "claims that benefits are not realised"),
    BenefitStatus.VERIFIED: ("Hand over", "verified benefit", "verified benefits"),
}


def steps_waiting(user: User) -> list[Waiting]:
    """A line for each kind of step, since the first of those that wait for it. One query.

    What somebody owns or claimed they do not verify, so it does not wait for them; the list behind has it too, and that
    is said.
    """
    own = Q(status__in=sorted(CLAIMS)) & (Q(owner=user) | Q(bau_owner=user) | Q(claimed_by=user))
    moved = BenefitChange.objects.filter(record=OuterRef("pk")).order_by("-at").values("at")[:1]
    found: Any = (
        Benefit.objects.visible_to(user)
        .filter(status__in=list(STEPS))
        .order_by()
        .annotate(moved=TruncDate(Subquery(moved)), own=Case(When(own, then=True), default=False))
        .values("status")
        .annotate(
            number=Count("pk", filter=Q(own=False)),
            besides=Count("pk", filter=Q(own=True)),
            since=Min(Coalesce("moved", "recorded_on"), filter=Q(own=False)),
        )
        .filter(number__gt=0)
    )
    lines = []
    for each in found:
        verb, one, many = STEPS[BenefitStatus(each["status"])]
        url = f"{BENEFITS.url}?{urlencode({'status': each['status']})}"
        words = f"{verb} {counted(each['number'], one, many)}{', besides your own' if each['besides'] else ''}"
        lines.append(Waiting(words, url, each["since"] or clock.today()))
    return lines
