"""The rate card: what a post costs in a year, by category and from a day, to say what posts saved are worth."""

import pgtrigger
from django.db import models
from django.db.models import Q

from change.access import ChangeQuerySet
from wmp.lib.access import ScopedModel
from wmp.lib.audit import tracked


class RateQuerySet(ChangeQuerySet["Rate"]):
    pass


# What a post costs from another day on is another rate. A rate that was entered wrongly is mended, and says why:
# each time anew, or a later correction would go by under the reason of the one before.
rate_is_corrected_with_a_reason = pgtrigger.Trigger(
    name="rate_is_corrected_with_a_reason",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF ROW(NEW.category, NEW.starts_on, NEW.pounds, NEW.source)
            IS DISTINCT FROM ROW(OLD.category, OLD.starts_on, OLD.pounds, OLD.source)
            AND NEW.correction IN ('', OLD.correction) THEN
            RAISE EXCEPTION 'a rate is corrected with a reason' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)


@tracked
class Rate(ScopedModel):
    """What one full-time post of a category costs in a year, in pounds, on-costs included, from a day on."""

    category = models.CharField(max_length=80, help_text="As Constable, or Police staff, grade D.")
    starts_on = models.DateField("holds from")
    pounds = models.DecimalField("pounds a year", max_digits=10, decimal_places=2)
    source = models.CharField("where the rate is from", max_length=200)
    correction = models.CharField("why it was corrected", max_length=200, blank=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        ordering = ["category", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "starts_on"],
                name="rate_key",
                violation_error_message="This category already has a rate from that day.",
            ),
            models.CheckConstraint(
                condition=Q(pounds__gt=0),
                name="rate_above_nothing",
                violation_error_message="A rate is more than nothing.",
            ),
        ]
        triggers = [rate_is_corrected_with_a_reason]

    def __str__(self) -> str:
        return f"{self.category} from {self.starts_on:%-d %B %Y}"
