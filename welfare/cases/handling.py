"""What the team does in a case besides moving it: log a contact, write a note, change details, hand over, brief."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from people.models import Person
from welfare.cases.entries import Briefing, Contact, Entry, EntryKind, Reached, WithWhom
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.workflow import IllegalMove, StaleMove

# What the form of details may change. Everything else of a case moves by a verb of its own.
DETAILS = ("risk", "themes", "next_contact_due", "posting_needs")


@transaction.atomic
def log_contact(case: WelfareCase, *, by: Any, on: date, reached: str, with_whom: str, **fields: Any) -> Contact:
    """Notes a contact. Speaking with the officer is what makes a case contacted and stops the first clock.

    Raises IllegalMove on a closed case.
    """
    if case.status == CaseStatus.CLOSED:
        raise IllegalMove(f"{case} is closed. Reopen it first.")
    contact = Contact.objects.create(case=case, by=by, on=on, reached=reached, with_whom=with_whom, **fields)
    if reached == Reached.SPOKE and with_whom == WithWhom.OFFICER:
        case.contacted(by=by, on=on, next_on=contact.next_on)
    elif contact.next_on:
        case.expect_contact(contact.next_on)
    return contact


@transaction.atomic
def change_details(case: WelfareCase, *, by: Any, **fields: Any) -> None:
    """Changes what `DETAILS` names, and says in the diary what it was before."""
    said = []
    for name, value in fields.items():
        field: Any = WelfareCase._meta.get_field(name)
        before = getattr(case, name)
        if name not in DETAILS:
            raise ValueError(f"{name} is changed by a verb.")
        if before != value:
            label = str(field.verbose_name)
            said.append(f"{label[:1].upper()}{label[1:]}: {words(field, before)} → {words(field, value)}")
    if said:
        case.set_details(**fields)
        Entry.objects.create(case=case, by=by, kind=EntryKind.DETAILS, text="\n".join(said))


def words(field: Any, value: Any) -> str:
    """A value of a case as its diary tells it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    labels = dict(getattr(field, "base_field", field).flatchoices or ())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(str(labels.get(each, each)) for each in value)
    return str(labels.get(value, value))


@transaction.atomic
def hand_over(case: WelfareCase, *, to: Any, by: Any, note: str = "") -> None:
    """Gives a case to an officer, who is told. Raises IllegalMove where it may not be theirs, StaleMove."""
    if case.status == CaseStatus.CLOSED:
        raise IllegalMove(f"{case} is closed. Reopen it first.")
    if to.pk == case.person.account_id:
        raise IllegalMove("Nobody looks after their own case.")
    if to.pk == case.owner_id:
        raise IllegalMove(f"{case} is {to.get_full_name() or to.username}'s already.")
    here: Any = WelfareCase._base_manager.filter(pk=case.pk, owner=case.owner_id, status=case.status)
    if not here.update(owner=to):
        raise StaleMove(f"{case} has been changed by someone else. Open it again to see whose it is now.")
    before = case.owner
    case.owner = to
    who = f"{before.get_full_name() or before.username} → " if before else ""
    text = f"{who}{to.get_full_name() or to.username}" + (f"\n{note}" if note else "")
    Entry.objects.create(case=case, by=by, kind=EntryKind.HANDOVER, text=text)
    if to.pk != by.pk:
        alert(
            [to],
            subject=f"{case.reference}: now yours",
            text="A case was handed over to you.",
            path=reverse("welfare:cases-detail", args=[case.pk]),
        )


@transaction.atomic
def brief_manager(case: WelfareCase, *, to: Person, by: Any, text: str) -> Briefing:
    """Writes to the line manager what they need to know. They are told, and read it on a page of its own."""
    briefing = Briefing.objects.create(case=case, to=to, by=by, text=text)
    if to.account:
        alert(
            [to.account],
            subject="A briefing waits for you",
            text="The welfare team has written to you about somebody who reports to you.",
            path=reverse("welfare:briefings-detail", args=[briefing.pk]),
        )
    return briefing


@transaction.atomic
def read_briefing(briefing: Briefing, *, by: Any) -> None:
    """The line manager has read it: from that day the manager counts as briefed. A second time changes nothing."""
    unread: Any = Briefing._base_manager.filter(pk=briefing.pk, read_on=None, to__account=by)
    if unread.update(read_on=clock.today()):
        briefing.case.manager_was_briefed()
        briefing.refresh_from_db()
