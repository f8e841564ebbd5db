"""The page of a resignation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from people.workforce.models import User
from welfare.resignations.forms import ResignationForm
from welfare.resignations.models import KnownResignation
from welfare.resignations.registers import RECORDERS, RESIGNATIONS
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import OnForm, Verb


class ResignationPage(RecordPage):
    register = RESIGNATIONS
    joins = ("person",)
    colours = {"stands": "orange", "withdrawn": "green"}
    form = ResignationForm
    verbs = (
        Verb(
            "withdraw",
            "Record that it was withdrawn",
            "withdrawn",
            OnForm,
            intro="Of a student officer, the welfare team is told: their case goes on until they close it.",
        ),
    )

    def title(self, record: KnownResignation) -> str:
        return f"{record.person}: {str(record)[0].lower()}{str(record)[1:]}"

    def turn(self, record: KnownResignation, user: User) -> str:
        if signal := record.signal:
            return f"The welfare team was told on {said(timezone.localdate(signal.at))}"
        if record.waits_to_be_heard:
            return "The welfare team has not been told yet: it is told by tomorrow morning"
        if record.withdrawn_on:
            return "Withdrawn before the welfare team was told"
        return "Not a student officer's, so there is no welfare case"

    def may_change(self, record: KnownResignation, user: User) -> bool:
        """Whoever records them, but never one's own."""
        return super().may_change(record, user) and record.person.account_id != user.pk

    def begins_with(self, verb: Verb, record: Any) -> dict[str, Any]:
        return {"on": clock.today()}

    def events(self, record: KnownResignation, user: User) -> Sequence[Event]:
        """What a reason was before is as closed as the reason."""
        return super().events(record, user) if _may_read_reason(record, user) else []

    def context(self, request: HttpRequest, record: KnownResignation) -> Mapping[str, Any]:
        """The officer and their line manager may read this page and not the list: no link leads them there."""
        reader: Any = request.user
        return {} if self.register.open_to(reader) else {"breadcrumbs": [{"text": "Home", "url": reverse("home")}]}

    def facts(self, record: KnownResignation, user: User) -> Sequence[Fact]:
        return [
            Fact("Person", record.person),
            Fact("Employee number", record.person.employee_number),
            Fact("Received", said(record.received_on)),
            Fact("Last day", said(record.last_day) or "Not known"),
            *([Fact("Reason given", record.stated_reason)] if _may_read_reason(record, user) else []),
            *([Fact("Withdrawn", said(record.withdrawn_on))] if record.withdrawn_on else []),
        ]


def _may_read_reason(record: KnownResignation, user: User) -> bool:
    """Line managers see that somebody resigned and when. The reason may tell of health, or of them."""
    return user.has_role(*RECORDERS) or record.person.account_id == user.pk
