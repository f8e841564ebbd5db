"""Record pages of governance bodies, decisions and actions."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from change.governance.forms import ActionForm, BodyForm, DecisionForm
from change.governance.models import Action, ActionStatus, Decision, GovernanceBody
from change.governance.registers import ACTION_COLOURS, ACTIONS, BODIES, DECISIONS
from change.portfolio.accounts import name_of
from change.portfolio.record_pages import ChangePage
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.records import Fact
from wmp.lib.timeline import said
from wmp.lib.verbs import OnForm, ReasonForm, Verb
from wmp.lib.words import counted, long_day, within


class BodyPage(ChangePage):
    register = BODIES
    form = BodyForm

    def facts(self, record: GovernanceBody, user: User) -> Sequence[Fact]:
        return [
            Fact("Purpose", record.purpose),
            Fact("Chair", record.chair),
            Fact("How often it meets", record.meets),
        ]


class OfBodyPage(ChangePage):
    """A record of a body. It is added from the body's page, or from its list, where the body is chosen."""

    part: ClassVar[str]

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [*super().urls(), path(f"governance-bodies/<int:pk>/{slug}/new/", self.add_to, name=f"{slug}-add")]

    def add_to(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        reader: Any = request.user
        body = get_object_or_404(BODIES.visible_to(reader), pk=pk)
        back = reverse(f"change:governance-bodies-{self.part}", args=[body.pk])
        return self.fill_new(request, self.register.model(body=body), caption=str(body), back=back)


def _about(record: Decision | Action) -> list[Fact]:
    found = []
    if isinstance(record, Decision) and record.programme:
        url = reverse("change:programmes-detail", args=[record.programme.pk])
        found.append(Fact("Programme", record.programme, url))
    if record.project:
        found.append(Fact("Project", record.project, reverse("change:projects-detail", args=[record.project.pk])))
    return found


class DecisionPage(OfBodyPage):
    register = DECISIONS
    joins = ("body", "programme", "project__programme")
    form = DecisionForm
    part = "decisions"

    def urls(self) -> list[URLPattern]:
        """An action is set below the decision that it follows from as well."""
        return [*super().urls(), path("decisions/<int:pk>/actions/new/", self.set_action, name="decisions-set-action")]

    def caption(self, record: Decision) -> str:
        return f"Decision of {record.body}"

    def facts(self, record: Decision, user: User) -> Sequence[Fact]:
        return [
            Fact("Taken", said(record.taken_on)),
            Fact("By", record.body, reverse("change:governance-bodies-detail", args=[record.body_id])),
            *_about(record),
            Fact("Why", record.why),
        ]

    def set_action(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision: Decision = self.find(request, pk)
        record = Action(body=decision.body, decision=decision, project=decision.project)
        back = reverse("change:decisions-actions", args=[decision.pk])
        return ACTION_PAGE.fill_new(request, record, caption=str(decision), back=back)


class ActionPage(OfBodyPage):
    """Its owner sees it and finishes it, whatever their roles; the change manager keeps it."""

    register = ACTIONS
    joins = ("body", "decision", "project__programme", "owner")
    colours = ACTION_COLOURS
    form = ActionForm
    part = "actions"
    verbs = (
        Verb("finish", "Record as done", "done", OnForm),
        Verb("drop", "Drop", "dropped", ReasonForm, danger=True),
        Verb("reopen", "Open it again", "open", ReasonForm),
    )

    def caption(self, record: Action) -> str:
        return f"Action of {record.body}"

    def turn(self, record: Action, user: User) -> str:
        if record.status != ActionStatus.OPEN:
            return ""
        late = (clock.today() - record.due).days
        when = f"{counted(late, 'day')} overdue" if late > 0 else f"due on {long_day(record.due)}"
        return f"{name_of(record.owner)} is to do it, {when}"

    def may_use(self, verb: Verb, record: Action, user: User) -> bool:
        return super().may_use(verb, record, user) or (verb.method == "finish" and record.owner_id == user.pk)

    def begins_with(self, verb: Verb, record: Action) -> Mapping[str, Any]:
        return {"on": clock.today()} if verb.method == "finish" else {}

    def obstacle(self, record: Action) -> str:
        if record.status == ActionStatus.OPEN:
            return ""
        return f"It is {within(record.get_status_display())}. Open it again to change it."

    def facts(self, record: Action, user: User) -> Sequence[Fact]:
        """Links lead where the reader may go: whoever is to do it need not see what it came of."""
        keeps = ACTIONS.may_edit(user)
        decision: Any = record.decision
        found = [
            Fact("Who is to do it", name_of(record.owner)),
            Fact("Due", said(record.due)),
            _linked("Of", record.body, "change:governance-bodies-detail", keeps=keeps),
        ]
        if decision:
            found.append(_linked("Follows from", decision, "change:decisions-detail", keeps=keeps))
        if record.project:
            found.append(_linked("Project", record.project, "change:projects-detail", keeps=keeps))
        return [*found, Fact("Done", said(record.done_on))] if record.done_on else found


def _linked(label: str, record: Any, name: str, *, keeps: bool) -> Fact:
    return Fact(label, record, reverse(name, args=[record.pk]) if keeps else "")


ACTION_PAGE = ActionPage()
