"""What stands beside a referral on its page, in the query that finds it: each part as far as its reader may see it."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from welfare.referrals.choices import Outcome, PrimaryReason
from welfare.referrals.entries import OHAppointment, OHRecommendation, OHRelease, not_let_read
from welfare.referrals.models import OHReason
from wmp.lib.words import long_day


class Appointment(NamedTuple):
    on: date
    outcome: Outcome

    def __str__(self) -> str:
        return long_day(self.on)


class Advice(NamedTuple):
    pk: int
    text: str
    at: date


def with_what_belongs(referrals: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Each with its reason and questions (None where they are not the reader's), appointments and advice; and whether a
    line manager of today reads it (`told_release`), another may be let (`told_unasked`), or a former one was
    (`told_former`)."""
    of_it: Any = {"referral": OuterRef("pk")}
    appointments = OHAppointment.objects.visible_to(user).filter(**of_it).order_by("on", "pk")
    advice = OHRecommendation.objects.visible_to(user).standing().filter(**of_it).order_by("at", "pk")
    reasons = OHReason.objects.visible_to(user).filter(**of_it)
    releases = OHRelease.objects.visible_to(user).filter(**of_it)
    return referrals.annotate(
        told_reason=Subquery(reasons.values("reason")[:1]),
        told_questions=Subquery(reasons.values("questions")[:1]),
        told_appointments=ArraySubquery(appointments.values(json=JSONObject(on=F("on"), outcome=F("outcome")))),
        told_advice=ArraySubquery(advice.values(json=JSONObject(pk=F("pk"), text=F("text"), at=F("at__date")))),
        told_release=Exists(releases.now()),
        told_former=Exists(releases.live()),
        told_unasked=not_let_read(),
    )


def reason_of(referral: Any) -> str:
    return str(PrimaryReason(referral.told_reason).label) if referral.told_reason else ""


def appointments_of(referral: Any) -> list[Appointment]:
    found = referral.told_appointments
    return [Appointment(date.fromisoformat(each["on"]), Outcome(each["outcome"])) for each in found]


def advice_of(referral: Any) -> list[Advice]:
    return [Advice(each["pk"], each["text"], date.fromisoformat(each["at"])) for each in referral.told_advice]
