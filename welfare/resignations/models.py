"""Resignations as the welfare team knows them: the records are the people app's, what they mean for a case is here.

People must not know of welfare, so the verbs of a resignation live on this side: recording one is a signal, and
withdrawing or mending one is told to the case.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextChoices

from people.models import Probation, Resignation
from people.probation.models import ResignationQuerySet, in_force_on
from welfare.cases.entries import Entry, EntryKind, Signal
from welfare.cases.models import CaseStatus, WelfareCase
from welfare.cases.signals import due_after, hold, tell_of, tell_team
from wmp.lib.access import Reader
from wmp.lib.keys import among
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove


class Standing(TextChoices):
    STANDS = "stands", "Stands"
    WITHDRAWN = "withdrawn", "Withdrawn"


def unheard(resignations: Any) -> Any:
    """Those of student officers that no case knows of, however their row was made."""
    signals: Any = Signal._base_manager
    probations: Any = Probation._base_manager
    in_probation = probations.filter(in_force_on(OuterRef("received_on")), person=OuterRef("person"))
    return resignations.filter(
        ~Exists(signals.filter(resignation=OuterRef("pk"))),
        Exists(in_probation),
        # Of somebody who has left the probation since, there is nobody left to keep.
        Exists(probations.filter(person=OuterRef("person"), ended_on=None)),
        withdrawn_on=None,
    )


class KnownResignationQuerySet(ResignationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, whoever sees the case that came of it, and whoever recorded it."""
        yield from super().grants(user)
        signals: Any = Signal._base_manager
        told = signals.exclude(resignation=None)
        yield among("pk", told.filter(case__in=WelfareCase.objects.visible_to(user).values("pk")).values("resignation"))
        yield among("pk", told.filter(by=user).values("resignation"))

    def unheard(self) -> Any:
        return unheard(self)


class KnownResignation(Resignation):
    """A resignation and where it stands. Its verbs write to the case that it is a signal of."""

    MOVES: ClassVar[Mapping[str, set[str]]] = {"stands": {"withdrawn"}, "withdrawn": set()}

    objects: ClassVar[Any] = KnownResignationQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "resignation"

    @property
    def status(self) -> str:
        return Standing.WITHDRAWN if self.withdrawn_on else Standing.STANDS

    def get_status_display(self) -> str:
        return str(Standing(self.status).label)

    def may_move_to(self, new: str) -> bool:
        return new in self.MOVES[self.status]

    @transaction.atomic
    def withdraw(self, *, by: Any, on: date) -> None:
        """The officer stays after all. The case stays as it is: its officer decides. Raises IllegalMove, StaleMove."""
        if on < self.received_on:
            raise IllegalMove(f"It was received on {long_day(self.received_on)}. Give that day or a later one.")
        here: Any = KnownResignation._base_manager.filter(pk=self.pk, withdrawn_on=None)
        if not here.update(withdrawn_on=on):
            raise StaleMove("It has been withdrawn already.")
        self.withdrawn_on = on
        self._tell_case(f"{self} withdrawn on {long_day(on)}", "a resignation was withdrawn", by=by)

    @transaction.atomic
    def correct(self, changed: str, *, by: Any) -> None:
        """Saves what a form mended; `changed` says what. A student officer's that was no signal becomes one."""
        self.save(update_fields=["received_on", "last_day", "stated_reason"])
        if self.signal is None and not self.withdrawn_on:
            tell_of(self, by=by)
        else:
            self._tell_case(f"{self} put right\n{changed}", "a resignation was put right", by=by)

    @property
    def signal(self) -> Signal | None:
        """The signal that it was, if it was one."""
        signals: Any = Signal._base_manager
        found: Signal | None = signals.filter(resignation=self.pk).first()
        return found

    def _tell_case(self, text: str, what: str, *, by: Any) -> None:
        """To the live case, else to the one that it was a signal of. Nobody, where it was of no student officer."""
        hold(self.person)
        cases: Any = WelfareCase._base_manager
        concerned = (
            cases.filter(person=self.person_id).select_for_update(of=("self",)).select_related("person", "owner")
        )
        case = (
            concerned.exclude(status=CaseStatus.CLOSED).first() or concerned.filter(signals__resignation=self).first()
        )
        if case is None:
            return
        if case.status == CaseStatus.OPEN and not self.withdrawn_on:
            self._restart_clock_of(case)
        Entry.objects.create(case=case, by=by, kind=EntryKind.DETAILS, text=text)
        tell_team(case, what, of="See its timeline", but_not=by)

    def _restart_clock_of(self, case: WelfareCase) -> None:
        """The first contact is counted from the signal that opened the case; if that was this one, from its new day."""
        opening: Any = Signal._base_manager.filter(case=case).order_by("at", "pk").first()
        if opening and opening.resignation_id == self.pk and not case.reopened_on:
            due = due_after(self.received_on)
            if case.next_contact_due == case.first_contact_due:
                case.put(next_contact_due=due)
            case.put(first_contact_due=due)
        case.restart_clock(self.received_on, settings.FIRST_CONTACT_WORKING_DAYS)

    @property
    def waits_to_be_heard(self) -> bool:
        """Will the daily job make it a signal?"""
        found: Any = KnownResignation._base_manager.filter(pk=self.pk)
        return bool(unheard(found).exists())
