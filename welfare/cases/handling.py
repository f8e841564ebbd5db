"""What the team does in a case besides moving it: log a contact, write a note, set a task, hand over, brief.

Contacts, notes and tasks add to a case, so two people who work on one never fight: only closing it stops them.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.urls import reverse

from people.models import Person
from people.roles import Role
from welfare.cases.changes import changes_of
from welfare.cases.entries import Briefing, Contact, Entry, EntryKind, Reached, Signal, Task, TaskStatus, Turn, WithWhom
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove

# What the form of details may change. Everything else of a case moves by a verb of its own.
DETAILS = ("risk", "themes", "next_contact_due", "posting_needs")
CORRECTED = "Somebody has corrected this already. Correct what they wrote, if it is wrong too."
TEAM = (Role.WELFARE_OFFICER, Role.WELFARE_LEAD)
# The same words by the same person within this are a second click, not a second contact.
SECOND_CLICK = timedelta(minutes=1)
# An alert about many cases names so many.
MOST_NAMED = 20


# --- who may ---


def is_in_charge(case: WelfareCase, user: Any) -> bool:
    """May `user` move the case, close it, hand it over? Its officer, and the lead. Never who only broke the glass."""
    return user.has_role(Role.WELFARE_LEAD) or (user.has_role(Role.WELFARE_OFFICER) and case.owner_id == user.pk)


def works_on(case: WelfareCase, user: Any) -> bool:
    """May `user` log a contact, write and set tasks? Of a case that nobody has yet, every officer of the team."""
    return is_in_charge(case, user) or (user.has_role(Role.WELFARE_OFFICER) and case.owner_id is None)


def may_correct(row: Contact | Entry, user: Any) -> bool:
    """May `user` correct a line of the diary? Whoever wrote it, and the lead."""
    return row.by_id == user.pk or user.has_role(Role.WELFARE_LEAD)


# --- what is done ---


@transaction.atomic
def log_contact(case: WelfareCase, *, by: Any, on: date, reached: str, with_whom: str, **fields: Any) -> Contact:
    """Notes a contact. Speaking with the officer is what makes a case contacted and stops the first clock.

    One of a day before the case was reopened is kept and does neither. Raises IllegalMove on a closed case, for a next
    contact of a paused one and for a day before the first signal; StaleMove for a second click.
    """
    case.hold_live()
    _refuse_before_the_case(case, on)
    said = {"on": on, "reached": reached, "with_whom": with_whom, **fields}
    _refuse_second_click(Contact, case, by, said)
    contact = Contact.objects.create(case=case, by=by, **said)
    first_on = _first_spoken(case)
    if first_on and (reached, with_whom) == (Reached.SPOKE, WithWhom.OFFICER):
        case.contacted(by=by, first_on=first_on, next_on=contact.next_on)
    elif contact.next_on:
        case.expect_contact(contact.next_on)
    return contact


@transaction.atomic
def add_note(case: WelfareCase, *, by: Any, text: str) -> Entry:
    """Raises IllegalMove on a closed case, StaleMove for a second click."""
    case.hold_live()
    _refuse_second_click(Entry, case, by, {"kind": EntryKind.NOTE, "text": text})
    return Entry.objects.create(case=case, by=by, text=text)


@transaction.atomic
def set_task(case: WelfareCase, *, by: Any, what: str, due_on: date, turn: str = Turn.US) -> Task:
    """Raises IllegalMove on a closed case, StaleMove for a second click."""
    case.hold_live()
    said = {"what": what, "due_on": due_on, "turn": turn}
    _refuse_second_click(Task, case, by, said)
    return Task.objects.create(case=case, by=by, **said)


@transaction.atomic
def change_task(task: Task, *, by: Any, **fields: Any) -> None:
    """Another day, other words, somebody else's turn. The diary says what it was before.

    Raises StaleMove where it is not to be done any more. The case is not held: who closes it waits for the task.
    """
    changed = changes_of(task, fields)
    tasks: Any = Task._base_manager.filter(pk=task.pk, status=TaskStatus.OPEN)
    if not tasks.update(**fields):
        raise StaleMove(f"“{task.what}” is not to be done any more: see where it stands now.")
    if changed:
        text = f"Task “{task.what}”\n" + "\n".join(changed)
        Entry.objects.create(case=task.case, by=by, kind=EntryKind.DETAILS, text=text)


@transaction.atomic
def change_details(case: WelfareCase, *, by: Any, **fields: Any) -> None:
    """Changes what `DETAILS` names, and says in the diary what it was before. Raises IllegalMove on a closed case."""
    if unknown := fields.keys() - DETAILS:
        raise ValueError(f"{sorted(unknown)} are changed by verbs.")
    case.hold_live()
    if changed := changes_of(case, fields):
        case.set_details(**{name: value for name, value in fields.items() if getattr(case, name) != value})
        Entry.objects.create(case=case, by=by, kind=EntryKind.DETAILS, text="\n".join(changed))


# --- corrections: a new row in the place of an older one, which stays ---


@transaction.atomic
def correct_contact(contact: Contact, *, by: Any, **fields: Any) -> Contact:
    """Says anew what came of a contact. The case follows what is said now: its first contact, and its clock.

    An open case of which somebody spoke with the officer after all is contacted; none goes back. Raises StaleMove where
    the contact was corrected already, IllegalMove for a day before the first signal.
    """
    case: WelfareCase = contact.case
    case.hold()
    if "on" in fields and fields["on"] != contact.on:
        _refuse_before_the_case(case, fields["on"])
    corrected: Contact = _put_in_place(contact, Contact(case=case, by=by, corrects=contact, **fields))
    first_on = _first_spoken(case)
    due = case.next_contact_due
    if contact.next_on != corrected.next_on and due == contact.next_on:
        due = corrected.next_on
    if case.status == CaseStatus.OPEN and first_on:
        # The clock of the first contact has stopped; what a later contact set goes on.
        case.contacted(by=by, first_on=first_on, next_on=corrected.next_on if due == case.first_contact_due else due)
        return corrected
    changed: dict[str, Any] = {}
    if first_on != case.first_contact_on:
        changed["first_contact_on"] = first_on
        if case.paused_from == CaseStatus.OPEN and first_on:
            changed["paused_from"] = CaseStatus.CONTACTED
    if due != case.next_contact_due and case.status not in (CaseStatus.CLOSED, CaseStatus.PAUSED):
        changed["next_contact_due"] = due
    if changed:
        case.put(**changed)
    return corrected


@transaction.atomic
def correct_note(note: Entry, *, by: Any, text: str) -> Entry:
    """Raises StaleMove where it was corrected already, IllegalMove for a line that the product wrote itself."""
    if note.kind != EntryKind.NOTE:
        raise IllegalMove("Only notes and contacts can be corrected: other lines tell what was done.")
    return _put_in_place(note, Entry(case=note.case, by=by, corrects=note, text=text))


def _put_in_place(old: Any, new: Any) -> Any:
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:  # `corrects` is unique: the first correction stands
        raise StaleMove(CORRECTED) from error
    return new


def _first_spoken(case: WelfareCase) -> date | None:
    """The first day on which somebody spoke with the officer, since the case was opened or reopened.

    What was logged before the case was reopened is of its earlier time.
    """
    spoke = Contact._base_manager.filter(
        case=case,
        reached=Reached.SPOKE,
        with_whom=WithWhom.OFFICER,
        correction=None,
        on__gte=case.reopened_on or date.min,
    )
    return spoke.order_by("on").values_list("on", flat=True).first()


def _refuse_before_the_case(case: WelfareCase, on: date) -> None:
    """Raises IllegalMove for a contact of a day before anything was known of the case: a slip of the year.

    The first signal may be of a day before the case was opened.
    """
    if on >= case.opened_on:
        return
    signals: Any = Signal._base_manager
    first: date | None = signals.filter(case=case).aggregate(first=Min("received_on"))["first"]
    if first is None or on < first:
        day = long_day(min(first or case.opened_on, case.opened_on))
        raise IllegalMove(f"{case} began on {day}, so no contact of it can be earlier.")


# --- giving a case to somebody, and telling the line manager ---


@transaction.atomic
def hand_over(case: WelfareCase, *, to: Any, by: Any, note: str = "", tell: bool = True) -> None:
    """Gives a case to an officer, who is told. Raises IllegalMove where it may not be theirs, StaleMove.

    Without `tell`, of several cases given at once, `tell_of_handover` is for the caller to call.
    """
    case.must_be_live()
    if not (to.is_active and to.has_role(*TEAM)):
        raise IllegalMove(f"{name_of(to)} is not of the welfare team.")
    if to.pk == case.person.account_id:
        raise IllegalMove("Nobody looks after their own case.")
    if to.pk == case.owner_id:
        raise IllegalMove(f"{case} is {name_of(to)}'s already.")
    here: Any = WelfareCase._base_manager.filter(pk=case.pk, owner=case.owner_id, status=case.status)
    if not here.update(owner=to):
        raise StaleMove(f"{case} has been changed by someone else. Open it again to see whose it is now.")
    before = case.owner
    case.owner = to
    said = f"{name_of(before)} → {name_of(to)}" if before else f"To {name_of(to)}"
    Entry.objects.create(case=case, by=by, kind=EntryKind.HANDOVER, text="\n".join(filter(None, [said, note])))
    if tell:
        tell_of_handover([case], to=to, by=by)


def tell_of_handover(cases: Sequence[WelfareCase], *, to: Any, by: Any) -> None:
    """One alert, however many cases somebody was given at once. None to who gave them to themselves."""
    if to.pk == by.pk or not cases:
        return
    if len(cases) == 1:
        subject, text = f"{cases[0].reference}: now yours", "A case was handed over to you."
        path = reverse("welfare:cases-detail", args=[cases[0].pk])
    else:
        subject, path = f"{len(cases)} cases: now yours", reverse("welfare:my-work")
        named = ", ".join(case.reference for case in cases[:MOST_NAMED])
        text = f"Handed over to you: {named}" + (" and others." if len(cases) > MOST_NAMED else ".")
    alert([to], subject=subject, text=text, path=path)


def name_of(account: Any) -> str:
    return str(account.get_full_name() or account.get_username())


@transaction.atomic
def brief_manager(case: WelfareCase, *, to: Person, by: Any, text: str) -> Briefing:
    """Writes to the line manager what they need to know. They are told, and read it on a page of its own.

    Raises IllegalMove on a closed case, StaleMove for a second click.
    """
    case.hold_live()
    _refuse_second_click(Briefing, case, by, {"to": to, "text": text})
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
    case: WelfareCase = briefing.case
    case.hold()
    unread: Any = Briefing._base_manager.filter(pk=briefing.pk, read_on=None, to__account=by)
    if unread.update(read_on=clock.today()):
        case.manager_was_briefed()
        briefing.refresh_from_db()


# --- guards ---


def _refuse_second_click(model: Any, case: WelfareCase, by: Any, said: dict[str, Any]) -> None:
    """Raises StaleMove where the same person said the same a moment ago. The case's row is held meanwhile."""
    lately = model._base_manager.filter(case=case, by=by, at__gt=clock.now() - SECOND_CLICK, **said)
    if lately.exists():
        raise StaleMove("This is recorded already: it was sent twice.")
