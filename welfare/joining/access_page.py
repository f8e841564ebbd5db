"""The page of one record of Access to Work: the person's own, and the RA officers'."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from people.workforce.models import User
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.forms import AccessForm, AwardForm
from welfare.joining.registers import ACCESS, ACCESS_COLOURS
from welfare.joining.six_weeks import warning_of, words_left
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import OnForm, Verb
from wmp.lib.words import money


class AccessPage(RecordPage):
    register = ACCESS
    template = "welfare/joining/access.html"
    joins = ("person__account",)
    colours = ACCESS_COLOURS
    form = AccessForm
    verbs = (
        Verb("apply", "Record the application", "applied", OnForm),
        Verb("award_it", "Record the award", "awarded", AwardForm),
        Verb("assess", "Record their assessment", "assessed", OnForm),
        Verb("refuse", "Record a refusal", "refused", OnForm),
        Verb("put_in_place", "It is in place", "in place", OnForm),
    )

    def title(self, record: AccessToWork) -> str:
        return f"{record.person}: Access to Work"

    def caption(self, record: AccessToWork) -> str:
        return record.reference

    def turn(self, record: AccessToWork, user: User) -> str:
        if record.status != "encouraged":
            return ""
        left = words_left(record)
        over = record.days_left(clock.today()) < 0
        return f"{left[:1].upper()}{left[1:]}" if over else f"The person applies, for the whole cost: {left}"

    def may_change(self, record: AccessToWork, user: User) -> bool:
        """RA officers, and the person their own."""
        return record.may_be_moved_by(user)

    def begins_with(self, verb: Verb, record: Any) -> dict[str, Any]:
        return {"on": clock.today()}

    def context(self, request: HttpRequest, record: AccessToWork) -> Mapping[str, Any]:
        reader: Any = request.user
        crumbs = [{"text": "My Access to Work", "url": reverse("welfare:access-to-work-own")}]
        found = {"warning": warning_of(record)}
        return found if self.register.open_to(reader) else {**found, "breadcrumbs": crumbs}

    def facts(self, record: AccessToWork, user: User) -> Sequence[Fact]:
        days = [
            ("Started work", record.started_on),
            ("Apply by, for the whole cost", record.whole_cost_until),
            ("Encouraged to apply", record.encouraged_on),
            ("Applied", record.applied_on),
            ("Assessed", record.assessed_on),
            ("Decided", record.decided_on),
            ("In place", record.in_place_on),
        ]
        return [
            Fact("Name", record.person),
            Fact("Employee number", record.person.employee_number),
            *(Fact(label, said(day)) for label, day in days if day),
            *([Fact("Award", money(record.award))] if record.award is not None else []),
            *([Fact("Note", record.note)] if record.note else []),
        ]
