"""What of the register is due, late, never measured or claimed without proof: the one place that knows.

The register filters by these conditions, the overview counts by them, reminders and home pages ask by them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from change.benefits.choices import BenefitStatus
from change.benefits.models import CLAIMED, MEASURED
from change.benefits.proof import LACKING
from wmp.lib import clock
from wmp.lib.days import months_after

DAY = timedelta(days=1)
NEVER = Q(latest_on=None)
#: It has begun, or is said to have brought something, and nothing was ever measured of it.
BEGUN_AND_NEVER = NEVER & Q(status__in=sorted(MEASURED))
UNPROVEN = Q(status__in=sorted(CLAIMED)) & LACKING
_THERE = Q(status=BenefitStatus.USUAL, bau_owner__isnull=False)
#: Nobody can be written to about it, or measures it from their own page: see `Benefit.measured_by`.
NO_ACCOUNT = (_THERE & Q(bau_owner__is_active=False)) | (~_THERE & (Q(owner=None) | Q(owner__is_active=False)))


def measurement_due() -> Q:
    return Q(measure_due_on__lte=clock.today())


def measurement_late() -> Q:
    """A whole month and more after it was due: the same as `months_late`, asked of the database."""
    today = clock.today()
    # On the last day of a month one is over since all days of the month before: on 28 February since 31 January.
    last = (today + DAY).day == 1
    return Q(measure_due_on__lte=today.replace(day=1) - DAY if last else months_after(today, -1))


def chased() -> Q:
    """What change managers are told of."""
    return measurement_late() | (measurement_due() & NO_ACCOUNT)


def months_late(due: date, today: date) -> int:
    """How many whole months are over since a day."""
    months = (today.year - due.year) * 12 + today.month - due.month
    return months if months_after(due, months) <= today else months - 1


def is_due(benefit: Any) -> bool:
    """Is it to be measured now?"""
    return benefit.measure_due_on is not None and benefit.measure_due_on <= clock.today()


#: What the register can be narrowed by, and the overview counts: by key, in words, and the condition.
MEASURING: dict[str, tuple[str, Callable[[], Q]]] = {
    "never": ("Never measured", lambda: NEVER),
    "begun": ("Begun and never measured", lambda: BEGUN_AND_NEVER),
    "due": ("Measurement due", measurement_due),
    "late": ("Over a month late", measurement_late),
}
#: The register besides: what a mail to change managers leads to.
CHASED: dict[str, tuple[str, Callable[[], Q]]] = {"chased": ("Over a month late, or due and nobody to ask", chased)}
WANTING: dict[str, tuple[str, Callable[[], Q]]] = {
    "proof": ("Claimed without proof", lambda: UNPROVEN),
    "account": ("Nobody with an account to ask", lambda: NO_ACCOUNT),
    "department": ("No department", lambda: Q(department=None)),
}
#: Benefits and what they cost others are counted apart.
SIDES: dict[str, tuple[str, Callable[[], Q]]] = {
    "benefit": ("Benefits", lambda: Q(disbenefit=False)),
    "disbenefit": ("Disbenefits", lambda: Q(disbenefit=True)),
}
#: Those that wait for somebody: whose status this is.
TO_APPROVE = Q(status=BenefitStatus.PROFILED)
