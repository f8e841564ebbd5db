"""Record pages of probation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from people.probation.models import Probation
from people.probation.registers import OUTCOME_COLOURS, PROBATION
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said


class ProbationPage(RecordPage):
    register = PROBATION
    joins = ("person", "entry_route")

    def title(self, record: Probation) -> str:
        return f"{record.person}: {record}"

    def standing(self, record: Probation) -> Mapping[str, Any]:
        if record.outcome:
            return {"text": record.get_outcome_display(), "colour": OUTCOME_COLOURS[record.outcome]}
        return {"text": "In probation", "colour": "blue"}

    def turn(self, record: Probation, user: User) -> str:
        due = record.due_to_end_on
        if record.outcome or due is None:
            return ""
        return f"{'Was' if due < clock.today() else 'Is'} due to end on {said(due)}"

    def facts(self, record: Probation, user: User) -> Sequence[Fact]:
        return [
            Fact("Person", record.person, reverse("people:people-detail", args=[record.person.pk])),
            Fact("Entry route", f"{record.entry_route}, {record.entry_route.years} years"),
            Fact("Intake", record.intake),
            Fact("Started", said(record.started_on)),
            Fact("Due to end", said(record.due_to_end_on)),
            Fact("Ended", said(record.ended_on) or "Not ended"),
        ]
