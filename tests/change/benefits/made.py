"""Benefits at any status, brought there by their verbs."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from change.benefits.choices import BenefitKind
from change.benefits.measurements import measure
from change.benefits.models import Benefit
from change.portfolio.models import Project
from people.workforce.models import User
from wmp.lib import clock

numbers = count(1)
PROFILE = {
    "measure": "Hours spent on statements a month",
    "unit": "hours",
    "baseline": Decimal(100),
    "baseline_on": date(2021, 4, 1),
    "target": Decimal(40),
    "target_on": date(2022, 9, 30),
}
# From where each status is reached by one verb.
BEFORE = {
    "profiled": "identified",
    "approved": "profiled",
    "delivering": "approved",
    "realised": "delivering",
    "partly realised": "delivering",
    "not realised": "delivering",
    "verified": "realised",
    "business as usual": "verified",
}


def on(day: date) -> Any:
    """Within it, it is noon of that day."""
    return clock.at(timezone.make_aware(datetime(day.year, day.month, day.day, 12)))


def benefit(owner: User | None = None, kind: str = BenefitKind.NON_FINANCIAL, **fields: Any) -> Benefit:
    """A benefit of a stand-alone project, with a whole profile."""
    number = f"B{next(numbers):03}"
    values = {"number": number, "description": f"Less typing {number}", "owner": owner, "kind": kind, **PROFILE}
    if "project" not in fields and "programme" not in fields:
        fields["project"] = Project.objects.create(name=f"Tablets {number}", limb="improve")
    return Benefit.objects.create(**{**values, **fields})


def at(status: str, *, owner: User, manager: User, **fields: Any) -> Benefit:
    """One that its owner and the change manager have brought to a status. Measured once, on the day it is claimed."""
    made = benefit(owner, **fields)
    bring(made, status, owner=owner, manager=manager)
    return made


def bring(made: Benefit, status: str, *, owner: User, manager: User) -> None:
    if status == "identified":
        return
    bring(made, BEFORE[status], owner=owner, manager=manager)
    if status in ("realised", "partly realised", "not realised"):
        if made.latest_on is None:
            measure(made, by=owner, value=Decimal(60), evidence="Time study")
        made.say(status, by=owner, base_budget_reference="BB-1" if made.is_cashable else "")
    elif status == "business as usual":
        made.hand_over(by=manager, bau_owner_name="Head of Contact", performance_measure="Calls answered")
    else:
        {"profiled": made.profile, "approved": made.approve, "delivering": made.begin, "verified": made.verify}[status](
            by=owner if status in ("profiled", "delivering") else manager
        )
