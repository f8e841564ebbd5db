"""The page of a case: what an officer wants to know before phoning, what there is to do, and all that happened."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, reverse

from people.roles import Role
from people.workforce.models import User
from welfare.cases import standing
from welfare.cases.emergency import emergency_of
from welfare.cases.entries import Turn
from welfare.cases.facts import MOST, Beside, beside, day
from welfare.cases.forms import CaseForm, CloseForm
from welfare.cases.handling import is_in_charge, name_of, works_on
from welfare.cases.models import CaseStatus, Theme, Trigger, WelfareCase
from welfare.cases.registers import CASES, RISK_COLOURS, STATUS_COLOURS
from welfare.cases.timeline import drawn, timeline_of
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import long_day


class CasePage(RecordPage):
    register = CASES
    template = "welfare/case.html"
    joins = ("person", "owner", "probation__entry_route")
    asks = ("before",)
    colours = STATUS_COLOURS
    form = CaseForm
    verbs = (
        Verb("support", "Begin support", "supporting", standing=("contacted",)),
        Verb("resume", "Resume", "contacted", standing=("paused",), intro="The clock goes on where it stood."),
        Verb(
            "pause",
            "Pause",
            "paused",
            ReasonForm,
            intro="The clock stands until the case is resumed. Tasks keep their days.",
        ),
        Verb("close", "Close the case", "closed", CloseForm, intro="Tasks still to do are marked as not needed."),
        Verb(
            "reopen",
            "Reopen",
            "open",
            ReasonForm,
            standing=("closed",),
            intro="The clock starts anew: a first contact is due.",
        ),
    )

    # --- who may ---

    def may_move(self, record: WelfareCase, user: User) -> bool:
        return is_in_charge(record, user)

    def may_change(self, record: WelfareCase, user: User) -> bool:
        return works_on(record, user)

    def obstacle(self, record: WelfareCase) -> str:
        return "The case is closed. Reopen it to go on." if record.status == CaseStatus.CLOSED else ""

    # --- what the head says ---

    def title(self, record: WelfareCase) -> str:
        return f"{record.person}: {record}"

    def turn(self, record: WelfareCase, user: User) -> str:
        return standing.turn(record, user)

    def actions(self, record: WelfareCase, user: User) -> list[Mapping[str, Any]]:
        """What fits the case where it stands, by this reader: the first is the next action."""
        acts = self._acts(record, user)
        moves = [self.action_of(verb, record) for verb in self.verbs if verb.fits(record)]
        found = [*acts, *moves] if self.may_move(record, user) else acts
        first = self._first(record, user)
        return sorted(found, key=lambda action: action["url"] != first)

    def _acts(self, record: WelfareCase, user: User) -> list[Mapping[str, Any]]:
        """What can be done besides moving the case. Nothing in a closed one."""
        if record.status == CaseStatus.CLOSED or not works_on(record, user):
            return []
        acts: list[Mapping[str, Any]] = []
        if record.owner_id is None and user.has_role(Role.WELFARE_OFFICER):
            acts.append({"text": "Take this case", "url": self.address(record, "take"), "post": True})
        for page, text in (
            ("log-contact", "Log a contact"),
            ("add-note", "Add a note"),
            ("set-task", "Set a task"),
            ("brief", "Brief the line manager"),
            ("change", "Change details"),
        ):
            acts.append({"text": text, "url": self.address(record, page)})
        acts.append({"text": "Add a document", "url": reverse("welfare:documents-new", args=[record.pk])})
        if is_in_charge(record, user):
            acts.append({"text": "Hand over", "url": self.address(record, "hand-over")})
        return acts

    def _first(self, record: WelfareCase, user: User) -> str:
        """The address of the one thing to do next."""
        page = "log-contact"
        if record.status == CaseStatus.CLOSED:
            page = "reopen"
        elif record.owner_id is None:
            page = "take" if user.has_role(Role.WELFARE_OFFICER) else "hand-over"
        elif record.status == CaseStatus.PAUSED:
            page = "resume"
        elif record.status == CaseStatus.CONTACTED and not _is_contact_due(record):
            page = "support"
        return self.address(record, page)

    def begins_with(self, verb: Verb, record: WelfareCase) -> Mapping[str, Any]:
        if verb.method != "close":
            return {}
        return {"themes": record.themes, "first_contact_on": record.first_contact_on}

    # --- what the body says ---

    def events(self, record: WelfareCase, user: User) -> Sequence[Event]:
        """The timeline of a case is drawn by a template of its own."""
        return []

    def context(self, request: HttpRequest, record: WelfareCase) -> Mapping[str, Any]:
        user: Any = request.user
        known = beside(record, user)
        timeline = timeline_of(record, user, request.GET.get("before", ""))
        return {
            "restricted": "Welfare team only",
            "emergency": emergency_of(record, user),
            "of_case": case_facts(record, known),
            "of_officer": officer_facts(record, known),
            "of_signals": signal_facts(known),
            "risk_colour": RISK_COLOURS.get(record.risk, ""),
            "tasks": task_rows(known),
            "may_do": works_on(record, user) and record.status != CaseStatus.CLOSED,
            "all_tasks": len(known.tasks) == MOST,
            "lines": drawn(timeline.lines),
            "older_url": f"?{urlencode({'before': timeline.older})}#timeline" if timeline.older else "",
            "latest_url": "?#timeline" if "before" in request.GET else "",
        }

    # --- addresses ---

    def urls(self) -> list[URLPattern]:
        """Cases are opened by signals, so there is no form for a new one."""
        return [url for url in super().urls() if url.name != "cases-new"]

    def after(self, request: HttpRequest, record: WelfareCase) -> str:
        """Where somebody goes who may have given the case out of their hands: to its page if they still see it."""
        user: Any = request.user
        sees = WelfareCase.objects.visible_to(user).filter(pk=record.pk).exists()
        return self.address(record) if sees else self.register.url


def _is_contact_due(case: WelfareCase) -> bool:
    return case.next_contact_due is not None and case.next_contact_due <= clock.today()


def case_facts(case: WelfareCase, known: Beside) -> list[Fact]:
    themes = [str(Theme(theme).label) for theme in case.themes]
    facts = [
        Fact("Clock", standing.clock_in_words(case)),
        Fact("Officer in charge", name_of(case.owner) if case.owner else "Nobody yet"),
        Fact("Risk of leaving", case.get_risk_display() or "Not judged yet"),
        Fact("Themes", "\n".join(themes) or "None yet"),
        Fact("Posting needs", case.posting_needs or "None noted"),
        Fact("Line manager", briefed_in_words(case, known)),
    ]
    if case.first_contact_on:
        facts.insert(1, Fact("First contact", said(case.first_contact_on)))
    return facts


def briefed_in_words(case: WelfareCase, known: Beside) -> str:
    """Whether the line manager knows what they need to know."""
    latest = known.briefing
    waits = f"Briefing of {long_day(written)} not read yet" if (written := _unread(latest)) else ""
    briefed = f"Briefed on {long_day(case.manager_briefed_on)}" if case.manager_briefed_on else ""
    return "\n".join(filter(None, [briefed, waits])) or "Not briefed"


def _unread(briefing: Mapping[str, Any]) -> Any:
    return day(briefing["on"]) if briefing and not briefing["read_on"] else None


def officer_facts(case: WelfareCase, known: Beside) -> list[Fact]:
    person, probation, post = case.person, case.probation, known.post
    route, intake = (str(probation.entry_route), probation.intake) if probation else ("Not known", "")
    # Forces name an intake by its route, or do not.
    cohort = intake if intake.startswith(route) else f"{route}, {intake}".rstrip(", ")
    posting = ", ".join(filter(None, [post.get("rank"), post.get("department")])) if post else ""
    facts = [
        Fact("Employee number", person.employee_number),
        Fact("Warrant number", person.warrant_number),
        Fact("Email", person.email),
        Fact("Cohort", cohort),
    ]
    if probation:
        due = f", due to end on {long_day(probation.due_to_end_on)}" if probation.due_to_end_on else ""
        facts.append(Fact("Probation", f"Started on {long_day(probation.started_on)}{due}"))
    facts += [
        Fact("Posting", posting or "None today"),
        Fact("Line manager", (post.get("manager") or "").strip() or "Nobody named"),
        *(
            Fact("Earlier case", earlier_in_words(other), reverse("welfare:cases-detail", args=[other.pk]))
            for other in known.earlier
        ),
    ]
    return facts


def earlier_in_words(case: WelfareCase) -> str:
    """`W12: retained, closed on 3 May 2021`."""
    if case.closed_on:
        return f"{case.reference}: {case.get_outcome_display().lower()}, closed on {long_day(case.closed_on)}"
    return f"{case.reference}: {case.get_status_display().lower()}"


def signal_facts(known: Beside) -> list[Fact]:
    """The resignation, then who told the team what, latest first."""
    facts = []
    if left := known.resignation:
        days = [f"received on {_day(left['received_on'])}"]
        days += [f"last day {_day(left['last_day'])}"] if left["last_day"] else ["last day not known"]
        days += [f"withdrawn on {_day(left['withdrawn_on'])}"] if left["withdrawn_on"] else []
        words = ", ".join(days)
        reason = left["stated_reason"] or "No reason given"
        facts.append(Fact("Resignation", f"{words[:1].upper()}{words[1:]}\n{reason}"))
    for signal in known.signals:
        if signal["trigger"] == Trigger.RESIGNATION and left:
            continue
        told = f", told by {signal['told_by']}" if signal["told_by"] else ""
        lines = [f"{_day(signal['received_on'])}{told}", signal["text"]]
        facts.append(Fact(Trigger(signal["trigger"]).label, "\n".join(filter(None, lines))))
    return facts


def _day(text: str) -> str:
    found = day(text)
    return long_day(found) if found else ""


def task_rows(known: Beside) -> list[Mapping[str, Any]]:
    """The tasks to do, with what the template says of each."""
    return [
        {
            "pk": task["pk"],
            "what": task["what"],
            "due": day(task["due_on"]),
            "turn": "" if task["turn"] == Turn.US else f"Waits for: {Turn(task['turn']).label.lower()}",
        }
        for task in known.tasks
    ]
