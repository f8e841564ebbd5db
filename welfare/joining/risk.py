"""The daily look at risk assessments that will miss the joining date, and at those that have."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from people.roles import Role, holders_of
from welfare.joining.choices import RiskStep
from welfare.joining.dyslexia import DyslexiaReferral, RiskAlert
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import long_day


def step_of(referral: DyslexiaReferral) -> RiskStep:
    """Of one at risk: on the joining date itself it is not done by then either."""
    return RiskStep.MISSED if referral.joining_on <= clock.today() else RiskStep.SOON


def alert_all() -> int:
    """Tells the RA officers of each, once for each step, and returns how many were told of. Safe beside itself."""
    officers = list(holders_of(Role.RA_OFFICER))
    late: Any = DyslexiaReferral.objects.unscoped().at_risk(clock.today())
    return sum(_alert(referral, officers) for referral in late)


def _alert(referral: DyslexiaReferral, officers: list[Any]) -> bool:
    """Within one transaction, so that the row is kept exactly where the alert is."""
    step = step_of(referral)
    was = "was not done before they joined" if step == RiskStep.MISSED else "is not done yet, and they join"
    try:
        with transaction.atomic():
            RiskAlert.objects.create(referral=referral, step=step)
            alert(
                officers,
                subject=f"{referral}: risk assessment",
                text=f"The risk assessment of {referral} {was} on {long_day(referral.joining_on)}.",
                path=reverse("welfare:dyslexia-referrals-detail", args=[referral.pk]),
            )
    except IntegrityError:  # told already, by this job or one beside it
        return False
    return True
