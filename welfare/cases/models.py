"""Welfare cases of student officers: who has one, where it stands, whose turn it is and by when."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from people.models import Person, Probation
from people.roles import Role, own_person
from welfare.cases.changes import changes_of, words
from welfare.cases.choices import CaseStatus, Outcome, Risk, Theme, Trigger, themes_field
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.break_glass import BreakGlass
from wmp.lib.keys import among
from wmp.lib.words import counted, long_day
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow
from wmp.lib.working_days import add_working_days, working_days_between

NUMBER = re.compile(r"[Ww]0*([0-9]{1,18})")  # no longer than keys are


def case_number(text: str) -> int | None:
    """The key of the case that a number such as `W12` or `w12` means; None for any other words."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def reference_of(key: int) -> str:
    """The number by which people call a case, as `WelfareCase.reference` has it."""
    return f"W{key}"


CHANGED = "{} has been changed by someone else. Open it again to see where it stands now."


def may_see(user: Reader, case: str = "") -> Iterable[Q]:
    """Who may see a case and all that belongs to it: `case` is the path to it, with its "__".

    The lead sees every case, an officer those they own and the queue of unassigned ones, anybody who broke the glass
    what they opened. Nobody in the welfare team sees a case about themselves.
    """
    if user.has_role(Role.WELFARE_LEAD):
        yield ~among(f"{case}person", own_person(user))  # all the rest is within it
        return
    theirs = among("pk", CaseBreakGlass.now_open_to(user))
    if user.has_role(Role.WELFARE_OFFICER):
        theirs |= Q(owner=user) | (Q(owner=None) & ~Q(status=CaseStatus.CLOSED))
    # The keys of their cases first, then the cases, or what belongs to them, by index. Asked for directly, a page of a
    # million cases in order of days is read from its start until fifty of an officer's few hundred have turned up.
    cases: Any = WelfareCase._base_manager
    yield among(f"{case}pk", cases.filter(theirs & ~among("person", own_person(user))).values("pk"))


class WelfareCaseQuerySet(ScopedQuerySet["WelfareCase"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user)

    def live(self) -> Self:
        return self.exclude(status=CaseStatus.CLOSED)


WelfareCaseManager = models.Manager.from_queryset(WelfareCaseQuerySet)


@tracked
class WelfareCase(Workflow, ScopedModel):
    """One student officer's case. At most one is live for a person: a second signal joins it.

    The clock: the first contact is due `FIRST_CONTACT_WORKING_DAYS` after a signal. A pause stops the clock: the
    contact due moves by the working days that the case was paused. Tasks keep their days: others set those too.
    """

    LIVE = frozenset({CaseStatus.OPEN, CaseStatus.CONTACTED, CaseStatus.SUPPORTING, CaseStatus.PAUSED})
    MOVES = {
        "open": {"contacted", "paused", "closed"},
        "contacted": {"supporting", "paused", "closed"},
        "supporting": {"paused", "closed"},
        # Back to where it was paused, or closed from there.
        "paused": {"open", "contacted", "supporting", "closed"},
        "closed": {"open"},
    }

    reference = models.GeneratedField(
        expression=Concat(Value("W"), Cast("id", models.CharField())),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="welfare_cases", verbose_name="officer")
    probation = models.ForeignKey(Probation, models.PROTECT, null=True, blank=True, related_name="welfare_cases")
    trigger = models.CharField(max_length=20, choices=Trigger)
    status = Workflow.status_field(CaseStatus, first=CaseStatus.OPEN)
    opened_on = models.DateField("opened")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="officer in charge",
    )
    risk = models.CharField("risk of leaving", max_length=10, choices=Risk, blank=True)
    themes = themes_field()
    first_contact_due = models.DateField()
    first_contact_on = models.DateField("first contact", null=True, blank=True)
    next_contact_due = models.DateField(null=True, blank=True)
    posting_needs = models.TextField(max_length=4000, blank=True)
    manager_briefed_on = models.DateField("line manager briefed", null=True, blank=True)
    paused_on = models.DateField("paused", null=True, editable=False)
    paused_from = models.CharField(max_length=30, blank=True, editable=False)
    reopened_on = models.DateField("reopened", null=True, editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    closed_on = models.DateField("closed", null=True, blank=True)

    # The reverse sides of welfare.cases.entries.Task and Entry, and of welfare.cases.closures.Closure.
    tasks: Any
    entries: Any
    closures: Any

    objects = WelfareCaseManager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(status="closed"),
                name="welfare_case_one_live",
                violation_error_message="This officer has a case already that is not closed.",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False, closed_on__gte=F("opened_on")) & ~Q(outcome="")
                | (~Q(status="closed") & Q(closed_on=None, outcome="")),
                name="welfare_case_closed_with_outcome",
                violation_error_message="A closed case has an outcome and the day it was closed, and no other has.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="paused", paused_on__isnull=False, paused_from__in=["open", "contacted", "supporting"]
                )
                | (~Q(status="paused") & Q(paused_on=None, paused_from="")),
                name="welfare_case_paused_from",
            ),
            models.CheckConstraint(condition=Q(themes__contained_by=Theme.values), name="welfare_case_themes_known"),
        ]
        indexes = [
            models.Index(fields=["-opened_on", "id"], name="welfare_case_opened"),
            models.Index(fields=["owner", "next_contact_due"], condition=~Q(status="closed"), name="welfare_case_load"),
            models.Index(fields=["status", "-opened_on", "id"], name="welfare_case_status"),
            models.Index(fields=["owner", "-opened_on", "id"], name="welfare_case_owner"),
            models.Index(fields=["next_contact_due", "id"], name="welfare_case_due"),
            models.Index(fields=["-closed_on", "id"], name="welfare_case_closed"),
            GinIndex(fields=["themes"], name="welfare_case_themes"),
            models.Index(
                fields=["-opened_on", "id"],
                condition=Q(first_contact_on__gt=F("first_contact_due")),
                name="welfare_case_made_late",
            ),
            models.Index(fields=["reopened_on"], condition=Q(reopened_on__isnull=False), name="welfare_case_reopened"),
        ]

    def __str__(self) -> str:
        return f"Case {self.reference}"

    def account_concerned(self) -> int | None:
        return self.person.account_id

    # --- guards ---

    def hold(self) -> None:
        """Reads the case again and holds its row, so that what follows is about the case as it stands.

        To the end of the transaction. Rows that are added to the case meanwhile do not wait, unless they hold it too.
        """
        self.refresh_from_db(from_queryset=WelfareCase._base_manager.select_for_update(no_key=True))

    def hold_live(self) -> None:
        """`hold`, and raises IllegalMove where the case is closed."""
        self.hold()
        self.must_be_live()

    def must_be_live(self) -> None:
        """Raises IllegalMove."""
        if self.status == CaseStatus.CLOSED:
            raise IllegalMove(f"{self} is closed. Reopen it first.")

    def _hold_as_read(self) -> None:
        """`hold`, and raises StaleMove where the case does not stand where it was read."""
        seen = self.status
        self.hold()
        if self.status != seen:
            raise StaleMove(CHANGED.format(self))

    # --- the clock ---

    def restart_clock(self, received_on: date, within: int) -> None:
        """A new signal: somebody has to speak with the officer within so many working days.

        A contact that is due sooner stays due. While the case is paused the clock of the signal stands as well: it is
        set to begin on the day of the pause, which resuming makes the day of resuming.
        """
        due = add_working_days(self.paused_on or received_on, within)
        if self.next_contact_due is None or due < self.next_contact_due:
            self.put(next_contact_due=due)

    def put(self, **fields: Any) -> None:
        """Sets fields of a case that stands where it was read. Raises StaleMove."""
        here: Any = WelfareCase._base_manager.filter(pk=self.pk, status=self.status)
        if not here.update(**fields):
            raise StaleMove(CHANGED.format(self))
        for name, value in fields.items():
            setattr(self, name, value)

    def set_details(self, **fields: Any) -> None:
        """What the diary tells of afterwards: see `handling.change_details`. Raises IllegalMove on a closed case."""
        self.must_be_live()
        if "next_contact_due" in fields:
            self.expect_contact(fields["next_contact_due"])
        self.put(**fields)

    def manager_was_briefed(self) -> None:
        """Of a closed case too: a briefing may be read late."""
        self.put(manager_briefed_on=clock.today())

    # --- verbs ---

    @transaction.atomic
    def contacted(self, *, by: Any, first_on: date, next_on: date | None) -> None:
        """The officer was spoken with, for the first time on a day. An open case moves to contacted.

        `next_on` is the next contact due. A paused case stays paused, and comes back as contacted. Raises IllegalMove
        as `expect_contact` does.
        """
        if self.status == CaseStatus.OPEN:
            self.move_to(CaseStatus.CONTACTED, by=by, first_contact_on=first_on, next_contact_due=next_on)
            return
        if self.status != CaseStatus.PAUSED or next_on:
            self.expect_contact(next_on)
        back_to = {"paused_from": CaseStatus.CONTACTED} if self.paused_from == CaseStatus.OPEN else {}
        self.put(first_contact_on=first_on, **back_to)

    def expect_contact(self, on: date | None) -> None:
        """Raises IllegalMove on a closed or a paused case, StaleMove where it moved meanwhile."""
        self.must_be_live()
        if self.status == CaseStatus.PAUSED:
            raise IllegalMove(f"{self} is paused, so no contact can be due. Resume it first.")
        self.put(next_contact_due=on)

    def support(self, *, by: Any) -> None:
        self.move_to(CaseStatus.SUPPORTING, by=by, standing={CaseStatus.CONTACTED})

    @transaction.atomic
    def pause(self, *, by: Any, reason: str) -> None:
        self._hold_as_read()
        self.move_to(
            CaseStatus.PAUSED,
            by=by,
            reason=reason,
            standing={CaseStatus.OPEN, CaseStatus.CONTACTED, CaseStatus.SUPPORTING},
            paused_on=clock.today(),
            paused_from=self.status,
        )

    @transaction.atomic
    def resume(self, *, by: Any) -> None:
        """Goes on where it was paused, with everything due later by the working days of the pause."""
        self._hold_as_read()  # a signal may have set the clock since
        if self.paused_on is None:
            raise IllegalMove(f"{self} is not paused.")
        stood = working_days_between(self.paused_on, clock.today())
        moved: dict[str, Any] = {
            field: add_working_days(due, stood)
            for field in ("next_contact_due", "first_contact_due")
            if (due := getattr(self, field)) and (field != "first_contact_due" or self.first_contact_on is None)
        }
        self.move_to(
            self.paused_from,
            by=by,
            reason=f"The clock stood for {counted(stood, 'working day')}",
            standing={CaseStatus.PAUSED},
            paused_on=None,
            paused_from="",
            **moved,
        )

    @transaction.atomic
    def close(
        self,
        *,
        by: Any,
        outcome: str,
        themes: Sequence[str],
        reason: str = "",
        themes_seen: Sequence[str] | None = None,
    ) -> None:
        """Closes with an outcome and the themes that were found; `reason` tells what was done.

        Tasks still to do are marked as not needed: nobody looks for them in a closed case. Raises IllegalMove for "no
        contact made" where somebody spoke with the officer, StaleMove where somebody else has changed `themes_seen`,
        which `themes` were chosen from.
        """
        self._hold_as_read()
        self._keep_themes(themes, themes_seen, by=by)
        if outcome == Outcome.NO_CONTACT and self.first_contact_on:
            raise IllegalMove(f"Contact was made on {long_day(self.first_contact_on)}, so choose another outcome.")
        today = clock.today()
        self.move_to(
            CaseStatus.CLOSED,
            by=by,
            reason=reason,
            outcome=outcome,
            closed_on=today,
            themes=list(themes),
            next_contact_due=None,
            paused_on=None,
            paused_from="",
        )
        # Held: one that a colleague finishes in this moment is done and not dropped.
        for task in self.tasks.unscoped().filter(status="open").select_for_update(of=("self",)):
            task.drop(by=by, reason="The case was closed")
        self.closures.create(closed_on=today, outcome=outcome, themes=list(themes))

    def _keep_themes(self, themes: Sequence[str], seen: Sequence[str] | None, *, by: Any) -> None:
        """What closing changes of the themes stands in the diary, as any other change of them."""
        if seen is not None and set(seen) != set(self.themes):
            now = words(self._meta.get_field("themes"), self.themes)
            raise StaleMove(f"Meanwhile somebody changed the themes to: {now}. Open the page again to close the case.")
        if set(themes) != set(self.themes):
            self.entries.create(by=by, kind="details", text="\n".join(changes_of(self, {"themes": list(themes)})))

    @transaction.atomic
    def reopen(self, *, by: Any, reason: str) -> None:
        """The case is open again, with its clock at the start. Raises IllegalMove where a newer one is live."""
        self._hold_as_read()
        newer: Any = WelfareCase._base_manager.filter(person=self.person_id)
        if newer.exclude(status=CaseStatus.CLOSED).exists():
            raise IllegalMove("This officer has a newer case that is not closed. Use that one.")
        today = clock.today()
        due = add_working_days(today, settings.FIRST_CONTACT_WORKING_DAYS)
        self.move_to(
            CaseStatus.OPEN,
            by=by,
            reason=reason,
            outcome="",
            closed_on=None,
            reopened_on=today,
            first_contact_on=None,
            first_contact_due=due,
            next_contact_due=due,
        )
        self.closures.unscoped().filter(reopened_on=None).update(reopened_on=today)


class WelfareCaseChange(StatusChange):
    record = StatusChange.of(WelfareCase)


class CaseBreakGlassQuerySet(ScopedQuerySet["CaseBreakGlass"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The lead reviews them, auditors check them; everybody sees their own."""
        if user.has_role(Role.WELFARE_LEAD) or user.may_audit:
            yield ~among("record__person", own_person(user))
        yield Q(by=user)


class CaseBreakGlass(BreakGlass):
    """A case opened in an emergency by somebody who had no need to know of it before."""

    record = BreakGlass.of(WelfareCase)

    objects = CaseBreakGlassQuerySet.as_manager()

    class Meta(BreakGlass.Meta):
        verbose_name = "emergency access"
        verbose_name_plural = "emergency accesses"
