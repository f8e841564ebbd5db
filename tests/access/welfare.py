"""Welfare cases, the signals that open them, and wellbeing in counts."""

from people.models import Resignation
from people.roles import Role
from tests.access.rules import (
    ALICE,
    BOB,
    EVERYBODY,
    LEAD,
    PEOPLE_DATA,
    WELFARE_TEAM,
    Rule,
    Rules,
    record,
    those,
    verb,
)
from tests.base import DAY, Cast
from tests.welfare.made import case_of
from welfare.cases.documents import keep
from welfare.cases.emergency import open_case
from welfare.cases.handling import add_note, brief_manager, log_contact, set_task
from welfare.cases.models import CaseBreakGlass, Trigger
from welfare.cases.signals import receive, record_resignation
from welfare.models import Practitioner, ScreeningRound, WellbeingOffer
from wmp.lib.uploads import Upload

# Who records resignations, and may look among those whom they see.
RECORDERS = frozenset({PEOPLE_DATA, *WELFARE_TEAM})
COUNTS_READERS = WELFARE_TEAM | {PEOPLE_DATA}
COUNTS = ("attendance", "absence-reasons", "assaults", "pulse-survey", "training", "screening-rounds", "offers")
TRAUMA = ("practitioners", "deployments")
CASE_PAGES = (
    *("detail", "change", "tasks", "contacts", "log-contact", "add-note"),
    *("set-task", "brief", "hand-over", "pause", "close"),
)

RULES: Rules = {
    # Signals: everybody reads where to turn; what somebody asked is theirs alone, and the team's as part of the case.
    **{f"welfare:{name}": [Rule(EVERYBODY)] for name in ("ask-advice", "ask-support", "requests", "own", "briefings")},
    "welfare:requests-detail": [record("request", ALICE)],
    "welfare:signals-new": [Rule(WELFARE_TEAM)],
    "welfare:briefings-detail": [record("briefing", ALICE, *WELFARE_TEAM)],
    "welfare:briefings-read": [
        Rule(those(ALICE), frozenset(WELFARE_TEAM), others=404, of="briefing", post=True, ok=302)
    ],
    "welfare:pick-people": [Rule(RECORDERS)],
    "welfare:resignations-list": [Rule(RECORDERS)],
    "welfare:resignations-new": [Rule(RECORDERS)],
    "welfare:resignations-detail": [record("resignation", ALICE, BOB, *RECORDERS)],
    **{
        f"welfare:resignations-{name}": [verb("resignation", *RECORDERS, seen_by=those(ALICE, BOB))]
        for name in ("change", "withdraw")
    },
    # Wellbeing in counts: the welfare team's, and of those who load it. Support after trauma is the team's, and each
    # practitioner sees what is about themselves (Bob is one).
    **{f"welfare:{name}-list": [Rule(COUNTS_READERS)] for name in COUNTS},
    **{f"welfare:{name}-list": [Rule(WELFARE_TEAM)] for name in TRAUMA},
    **{f"welfare:{name}-new": [Rule(WELFARE_TEAM)] for name in ("screening-rounds", "offers", *TRAUMA)},
    **{f"welfare:{name}-detail": [record(name, *COUNTS_READERS)] for name in ("screening-rounds", "offers")},
    **{f"welfare:{name}-detail": [record(name, BOB, *WELFARE_TEAM)] for name in TRAUMA},
    **{
        f"welfare:{name}": [verb(name.rpartition("-")[0], *WELFARE_TEAM, seen_by=those(PEOPLE_DATA))]
        for name in ("screening-rounds-change", "screening-rounds-counts", "offers-change", "offers-use")
    },
    **{f"welfare:{name}-change": [verb(name, *WELFARE_TEAM, seen_by=those(BOB))] for name in TRAUMA},
    # Cases: their officer's and the lead's. Bob, whom this one is about, finds nothing at its address.
    "welfare:cases-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:cases-bulk-assign": [Rule(those(LEAD))],
    # Of an auditor, what belongs to the cases that they opened in an emergency.
    "welfare:tasks-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:contacts-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:my-work": [Rule(WELFARE_TEAM)],
    "welfare:team": [Rule(those(LEAD))],
    **{f"welfare:cases-{name}": [record("case", *WELFARE_TEAM)] for name in CASE_PAGES},
    **{f"welfare:cases-{name}": [record("case", *WELFARE_TEAM, ok=409)] for name in ("support", "resume", "reopen")},
    "welfare:cases-take": [record("case", *WELFARE_TEAM, post=True, ok=409)],  # somebody has it
    **{f"welfare:tasks-{name}": [record("task", *WELFARE_TEAM)] for name in ("detail", "change", "drop")},
    "welfare:tasks-take-up": [record("task", *WELFARE_TEAM, ok=409)],  # it is to be done still
    "welfare:tasks-done": [record("done task", *WELFARE_TEAM, post=True, ok=409)],
    "welfare:contacts-new": [Rule(WELFARE_TEAM)],
    "welfare:contacts-correct": [record("contact", *WELFARE_TEAM)],
    "welfare:entries-correct": [record("note", *WELFARE_TEAM)],
    "welfare:pick-cases": [Rule(EVERYBODY)],  # an empty list for whoever sees none
    "welfare:pick-officers": [Rule(EVERYBODY)],
    "welfare:documents-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    **{f"welfare:{name}": [record("case", *WELFARE_TEAM)] for name in ("cases-documents", "documents-new")},
    **{f"welfare:documents-{name}": [record("document", *WELFARE_TEAM)] for name in ("detail", "download", "remove")},
    # Emergencies: an auditor's, whose hour is over. Leads review, and never their own.
    "welfare:break-glass": [Rule(those(Role.WELFARE_OFFICER, Role.AUDITOR))],
    "welfare:emergency-accesses-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:emergency-accesses-detail": [record("emergency access", LEAD, Role.AUDITOR)],
    "welfare:emergency-accesses-review": [verb("emergency access", LEAD, seen_by=those(Role.AUDITOR))],
}


def records(cast: Cast) -> dict[str, int]:
    return {**_of_wellbeing(cast), **_of_a_case(cast), **_signals(cast)}


def _of_wellbeing(cast: Cast) -> dict[str, int]:
    """Bob, who supports after trauma, his deployment, a round of screening and an offer."""
    practitioner = Practitioner.objects.create(
        person=cast.bob.person, scheme="TRiM", trained_on="2022-01-10", expires_on="2025-01-10"
    )
    return {
        "practitioners": practitioner.pk,
        "deployments": practitioner.deployments.create(incident_on=DAY, deployed_on=DAY, supported=3).pk,
        "screening-rounds": ScreeningRound.objects.create(name="2022", started_on=DAY, due_on=DAY).pk,
        "offers": WellbeingOffer.objects.create(name="Physiotherapy").pk,
    }


def _of_a_case(cast: Cast) -> dict[str, int]:
    """A case of Bob's, and what belongs to it, by the officer in charge."""
    officer = cast.of(Role.WELFARE_OFFICER)
    case = case_of(cast.bob.person, by=cast.alice, owner=officer, received_on=DAY)
    done = set_task(case, by=officer, what="Ring the tutor", due_on=DAY)
    done.finish(by=officer)
    return {
        "case": case.pk,
        "task": set_task(case, by=officer, what="Ring the university", due_on=DAY).pk,
        "done task": done.pk,
        "contact": log_contact(case, by=officer, on=DAY, reached="no answer", with_whom="officer").pk,
        "note": add_note(case, by=officer, text="Has a new sergeant").pk,
        "document": keep(case, Upload("letter.txt", "text/plain", b"Dear Bob"), by=officer).pk,
        "emergency access": _over(open_case(case, by=cast.of(Role.AUDITOR), reason="Bob rang the desk")).pk,
        "briefing": brief_manager(case, to=cast.alice.person, by=officer, text="Early shifts").pk,
    }


def _over(access: CaseBreakGlass) -> CaseBreakGlass:
    """The access after its hour."""
    CaseBreakGlass.objects.unscoped().filter(pk=access.pk).update(expires_at=access.at)
    return access


def _signals(cast: Cast) -> dict[str, int]:
    """Alice's request and Bob's resignation."""
    request = receive(cast.bob.person, Trigger.ADVICE, by=cast.alice, received_on=DAY, told_by="alice: 07700 900123")
    resignation = Resignation(person=cast.bob.person, received_on=DAY)
    record_resignation(resignation, by=None)
    return {"request": request.pk, "resignation": resignation.pk}
