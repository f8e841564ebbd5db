"""Posting constraints: what a posting of somebody has to respect, without the reason for it.

Whoever decides about a posting reads them. They are recorded by those who know why, and say nothing of it: neither
a condition, nor where they come from.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from people.roles import Role, line_reports_of, own_person, passport_holders, student_officers
from people.workforce.models import Person
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.alerts import alert
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StaleMove

NO_REASON = (
    "Whoever decides about postings reads it: the line manager and the people data team. Write what a posting has to "
    "respect, never why. No condition, no diagnosis."
)


def standing_on(day: date) -> Q:
    """Not ended, in force on the day or still to come."""
    return Q(withdrawn_at=None) & (Q(until_on=None) | Q(until_on__gte=day))


def in_force_on(day: date) -> Q:
    return standing_on(day) & Q(from_on__lte=day)


class PostingConstraintQuerySet(ScopedQuerySet["PostingConstraint"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PEOPLE_DATA):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))
        if user.has_role(Role.WELFARE_OFFICER, Role.WELFARE_LEAD):
            yield among("person", student_officers())
        if user.has_role(Role.RA_OFFICER):
            yield among("person", passport_holders())

    def standing(self) -> Self:
        """What a posting has to respect today or later."""
        return self.filter(standing_on(clock.today()))


@tracked
class PostingConstraint(ScopedModel):
    """One thing that a posting of a person has to respect: "No night shifts", from a day, and until one if it ends."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posting_constraints")
    what = models.CharField("what a posting has to respect", max_length=300, help_text=NO_REASON)
    from_on = models.DateField("from", default=clock.today)
    until_on = models.DateField("until", null=True, blank=True, help_text="The last day. Empty where it has no end.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField("recorded", default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField("ended", null=True, editable=False)

    objects = PostingConstraintQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="posting_constraint_ends_after_it_starts",
                violation_error_message="A posting constraint cannot end before it starts.",
            )
        ]
        indexes = [models.Index(fields=["-from_on", "id"], name="posting_constraint_from")]

    def __str__(self) -> str:
        return self.what

    def account_concerned(self) -> int | None:
        return self.person.account_id

    @property
    def standing(self) -> str:
        """Where it stands today, in words."""
        if self.withdrawn_at or (self.until_on and self.until_on < clock.today()):
            return "Ended"
        return "To come" if self.from_on > clock.today() else "In force"

    def may_be_ended_by(self, user: Any) -> bool:
        """By whoever may record one; nobody by themselves about themselves."""
        return bool(user.has_role(Role.RA_OFFICER)) and self.person.account_id != user.pk

    @transaction.atomic
    def end(self, *, by: Any) -> None:
        """From now on no posting has to respect it. Raises IllegalMove, and StaleMove where it has ended."""
        if not self.may_be_ended_by(by):
            raise IllegalMove("Only an RA officer ends it, and nobody one about themselves.")
        here: Any = PostingConstraint._base_manager.filter(pk=self.pk).filter(standing_on(clock.today()))
        if not here.update(withdrawn_at=clock.now()):
            raise StaleMove("It has ended already.")
        self.refresh_from_db(fields=["withdrawn_at"])
        _tell(self, "A posting constraint about you has ended.")


@transaction.atomic
def record(person: Person, *, by: Any, what: str, from_on: date, until_on: date | None = None) -> PostingConstraint:
    """A new one, of which the person is told.

    Raises IllegalMove where `by` may not, and StaleMove for a second click: the same words, in force still.
    """
    made = PostingConstraint(person=person, what=what, from_on=from_on, until_on=until_on, recorded_by=by)
    if not made.may_be_ended_by(by):
        raise IllegalMove("Only an RA officer records it, and nobody one about themselves.")
    # Held, so that two clicks at the same moment come one after the other.
    Person._base_manager.select_for_update(no_key=True).get(pk=person.pk)
    same: Any = PostingConstraint._base_manager.filter(person=person, what__iexact=what)
    if same.filter(standing_on(clock.today())).exists():
        raise StaleMove("This is recorded already.")
    made.save()
    _tell(made, "A posting constraint about you has been recorded.")
    return made


def _tell(constraint: PostingConstraint, text: str) -> None:
    if constraint.person.account:
        path = reverse("people:posting-constraints-detail", args=[constraint.pk])
        alert([constraint.person.account], subject="What a posting has to respect", text=text, path=path)
