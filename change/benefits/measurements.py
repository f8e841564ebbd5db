"""What is expected of a benefit on its way, and what was measured."""

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from change.access import ChangeQuerySet, benefits_of
from change.benefits.models import HELD, VERIFIED, Benefit
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove


class OfBenefitQuerySet(ChangeQuerySet[Any]):
    """What stands under a benefit: for the change manager and its owners."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from super().grants(user)
        yield among("benefit", benefits_of(user).values("pk"))


@tracked
class ProfilePoint(ScopedModel):
    """What a benefit is expected to measure on a day, on the way from its baseline to its target."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="profile_points")
    on = models.DateField()
    value = models.DecimalField("expected", max_digits=16, decimal_places=2)

    objects = OfBenefitQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "on"],
                name="profile_point_key",
                violation_error_message="The profile already has a value for that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:f} on {self.on:%-d %B %Y}"


# What somebody verified stands, whichever way a change comes in; and nothing is corrected without a reason of its own:
# under that of the correction before it a later one would go by. What a file brought as verified was so by the day it
# was recorded. Holding the benefit makes a verification and a correction that come together wait for each other.
what_was_verified_stands = pgtrigger.Trigger(
    name="what_was_verified_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("home", "RECORD")],
    func="""
        IF TG_OP = 'UPDATE' AND NEW.corrected_because IN ('', OLD.corrected_because)
            AND ROW(NEW.benefit_id, NEW.measured_on, NEW.value, NEW.evidence)
                IS DISTINCT FROM ROW(OLD.benefit_id, OLD.measured_on, OLD.value, OLD.evidence) THEN
            RAISE EXCEPTION 'a measurement is corrected with a reason' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP <> 'INSERT' THEN
            SELECT status, coalesce(verified_on, recorded_on) AS verified_by_then INTO home
                FROM change_benefit WHERE id = OLD.benefit_id FOR NO KEY UPDATE;
            IF home.status IN ('verified', 'business as usual') AND OLD.measured_on <= home.verified_by_then THEN
                RAISE EXCEPTION 'the benefit is verified' USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT status, verified_on INTO home FROM change_benefit WHERE id = NEW.benefit_id FOR NO KEY UPDATE;
            IF home.status IN ('verified', 'business as usual') AND NEW.measured_on < home.verified_on THEN
                RAISE EXCEPTION 'the benefit is verified' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        RETURN OLD;
    """,
)

# Lists tell and sort by the last measurement, so it stands with the benefit.
latest_stands_with_its_benefit = pgtrigger.Trigger(
    name="latest_stands_with_its_benefit",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        UPDATE change_benefit b SET latest_on = last.measured_on, latest = last.value
        FROM (SELECT 1) one LEFT JOIN LATERAL (
            SELECT measured_on, value FROM change_measurement
            WHERE benefit_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.benefit_id ELSE NEW.benefit_id END
            ORDER BY measured_on DESC LIMIT 1
        ) last ON true
        WHERE b.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.benefit_id ELSE NEW.benefit_id END
            AND ROW(b.latest_on, b.latest) IS DISTINCT FROM ROW(last.measured_on, last.value);
        RETURN NULL;
    """,
)


@tracked
class Measurement(ScopedModel):
    """What a benefit measured on a day, in its unit, with the evidence for it. It stays with its benefit."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="measurements")
    measured_on = models.DateField("measured", default=clock.today)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    evidence = models.TextField(blank=True, max_length=4000)
    corrected_because = models.TextField("why it was corrected", blank=True, max_length=2000, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    #: Whose the value is since then; None where a file corrected it that no account loaded.
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = OfBenefitQuerySet.as_manager()

    class Meta:
        ordering = ["-measured_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "measured_on"],
                name="measurement_key",
                violation_error_message="There is a measurement of that day already: correct that one.",
            ),
        ]
        triggers = [what_was_verified_stands, latest_stands_with_its_benefit]

    def __str__(self) -> str:
        return f"{self.value:f} on {self.measured_on:%-d %B %Y}"

    @property
    def stands(self) -> bool:
        """Was it looked at by whoever verified the benefit? Then nobody corrects it."""
        benefit = self.benefit
        return benefit.status in VERIFIED and self.measured_on <= (benefit.verified_on or benefit.recorded_on)

    @property
    def mark(self) -> str:
        """What a form for a correction remembers of what it said when it was opened."""
        return mark_of([self])

    @transaction.atomic
    def correct(self, *, by: Any, value: Decimal, evidence: str, reason: str, seen: str = "") -> None:
        """Another value or other evidence. What it was stays in the history.

        Raises IllegalMove once it was verified, and where the reason is that of the correction before; StaleMove where
        it does not say any more what `seen`, its `mark` from then, says.
        """
        held = _held(self.benefit)
        self.refresh_from_db()
        self.benefit = held
        if self.stands:
            raise IllegalMove(f"{held.number} is verified: what was measured up to then stands.")
        if seen and seen != self.mark:
            raise StaleMove("Somebody else corrected it since you opened this page. Open it again to see what it says.")
        if (value, evidence) == (self.value, self.evidence):
            raise IllegalMove("It says that already: enter another value or other evidence.")
        if reason == self.corrected_because:
            raise IllegalMove("That is why it was corrected the last time. Say why it is corrected now.")
        self.value, self.evidence, self.corrected_because, self.corrected_by = value, evidence, reason, by
        self.save(update_fields=["value", "evidence", "corrected_because", "corrected_by"])


def mark_of(measured: Iterable[Measurement]) -> str:
    """What measurements say, in few letters: a page that was opened with another mark is an old one."""
    said = [(f"{each.measured_on}", f"{each.value:.2f}", each.evidence) for each in measured]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@transaction.atomic
def measure(benefit: Benefit, *, by: Any, value: Decimal, evidence: str = "", on: date | None = None) -> Measurement:
    """Enters what `benefit` measured on a day. Raises IllegalMove before it is approved, for a day to come, for a day
    before its baseline or its verification, and for a day that has a measurement."""
    on = on or clock.today()
    held = _held(benefit)
    if held.status not in HELD:
        raise IllegalMove(f"{held.number} is measured once its profile is approved.")
    if on > clock.today():
        raise IllegalMove("Only what has been measured can be entered: that day is still to come.")
    if held.baseline_on and on < held.baseline_on:
        raise IllegalMove(f"Its baseline is of {long_day(held.baseline_on)}: what was before it tells nothing of it.")
    if held.verified_on and on < held.verified_on:
        raise IllegalMove(f"It was verified on {long_day(held.verified_on)}: measurements of earlier days stand.")
    if held.measurements(manager="objects").unscoped().filter(measured_on=on).exists():
        raise IllegalMove("There is a measurement of that day already: correct that one.")
    made = Measurement.objects.create(benefit=held, measured_on=on, value=value, evidence=evidence, by=by)
    benefit.refresh_from_db()
    return made


def _held(benefit: Benefit) -> Benefit:
    """The benefit as it stands, held to the end of the transaction."""
    return Benefit._base_manager.select_for_update(no_key=True).get(pk=benefit.pk)
