"""The page of an adjustment: what it is, for whom, where it stands and whose turn it is. Never a word of why."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse

from people.workforce.constraints import PostingConstraint
from people.workforce.views import when_in_words
from welfare.passports.adjustment_forms import AgreeForm, DetailsForm, DropForm, InPlaceForm, OrderForm, ReviewForm
from welfare.passports.adjustment_registers import ADJUSTMENTS, TO_SEE_TO
from welfare.passports.adjustments import HOLDER, OFFICER, OPEN, OWNER, Adjustment
from welfare.passports.choices import ADJUSTMENT_COLOURS
from welfare.passports.owners import owner
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, events_of, said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import counted, money
from wmp.lib.working_days import working_days_between


class AdjustmentPage(RecordPage):
    register = ADJUSTMENTS
    template = "welfare/ra/adjustment.html"
    joins = ("passport__holder__account", "owner")
    colours = ADJUSTMENT_COLOURS
    form = DetailsForm
    verbs = (
        Verb("agree", "Agree", "agreed", AgreeForm, standing=("requested",)),
        Verb("review", "Review", "reviewed", ReviewForm),
        Verb("order", "Mark as ordered", "ordered", OrderForm),
        Verb("put_in_place", "It is in place", "in place", InPlaceForm, intro="From that day it is there, and in use."),
        Verb("decline", "Decline", "declined", ReasonForm, intro="The holder reads the reason.", danger=True),
        Verb("cancel_order", "Cancel the order", "agreed", ReasonForm, standing=("ordered",)),
        Verb("drop", "No longer needed", "no longer needed", DropForm),
    )

    # --- who may ---

    def may_move(self, record: Adjustment, user: Any) -> bool:
        return any(self.may_use(verb, record, user) for verb in self.verbs)

    def may_use(self, verb: Verb, record: Adjustment, user: Any) -> bool:
        """A holder says on a page of their own that something is no longer needed: RA officers hear of it there."""
        if verb.method == "drop" and HOLDER in record.parts_of(user):
            return False
        return record.may(user, verb.method)

    def may_change(self, record: Adjustment, user: Any) -> bool:
        """Whoever sees to it says what it waits for."""
        return record.may(user, "change_details") or record.may(user, "say_what_blocks")

    def obstacle_for(self, record: Adjustment, user: Any) -> str:
        return record.obstacle_for(user)

    def sees_reasons(self, record: Adjustment, user: Any) -> bool:
        """What an RA officer wrote to the holder, or the holder to them, is between the two."""
        return bool(record.parts_of(user) & {OFFICER, HOLDER})

    # --- what the head says ---

    def caption(self, record: Adjustment) -> str:
        return f"Adjustment {record.reference}"

    def turn(self, record: Adjustment, user: Any) -> str:
        if record.status not in OPEN:
            return ""
        since = working_days_between(record.asked_on, clock.today())
        long = f"Asked for {counted(since, 'working day')} ago" if since else "Asked for today"
        waits = f"Waits for: {record.get_waits_for_display()}. " if record.waits_for else ""
        return f"{waits}{long}."

    def begins_with(self, verb: Verb, record: Adjustment) -> Mapping[str, Any]:
        if verb.method == "agree":
            return {"owner": record.owner_id, "due": record.due, "cost": record.cost}
        return {"supplier": record.supplier, "due": record.due} if verb.method == "order" else {}

    # --- what the body says ---

    def facts(self, record: Adjustment, user: Any) -> Sequence[Fact]:
        parts = record.parts_of(user)
        found = [
            Fact("For", record.passport.holder),
            Fact("Kind", record.get_kind_display()),
            Fact("Asked for", said(record.asked_on)),
            Fact("Due", said(record.due) or "No day yet"),
        ]
        if record.in_place_on:
            found.append(Fact("In place since", said(record.in_place_on)))
        if record.reviewed_on:
            found.append(Fact("Reviewed", said(record.reviewed_on)))
        if parts:
            found.append(Fact("Who sees to it", owner(record.owner_id) or "Nobody yet"))
            found.append(Fact("What blocks it", record.blocked_by or "Nothing noted"))
        if parts & {OFFICER, OWNER}:
            found.append(Fact("Supplier", record.supplier or "None noted"))
            found.append(Fact("Cost", money(record.cost) if record.cost is not None else "Not known"))
        return found

    def fact_groups(self, record: Adjustment, user: Any) -> Sequence[Mapping[str, Any]]:
        """For RA officers: the passport that it belongs to, and what a posting of its holder has to respect."""
        if OFFICER not in record.parts_of(user):
            return []
        passport = record.passport
        standing = PostingConstraint.objects.visible_to(user).standing().filter(person=passport.holder_id)
        rows = [
            Fact(each.what, when_in_words(each), reverse("people:posting-constraints-detail", args=[each.pk]))
            for each in standing
        ]
        return [
            {
                "title": "Its passport",
                "rows": [Fact(str(passport), passport.get_status_display(), _passport_url(passport.pk))],
            },
            {
                "title": "What a posting has to respect",
                "rows": rows or [Fact("Posting constraints", "None in force or to come")],
            },
        ]

    def events(self, record: Adjustment, user: Any) -> Sequence[Event]:
        """What it cost and who was asked when is for those who see to it; others read where it stood."""
        parts = record.parts_of(user)
        return events_of(record, reasons=self.sees_reasons(record, user), details=OFFICER in parts)

    def context(self, request: HttpRequest, record: Adjustment) -> Mapping[str, Any]:
        user: Any = request.user
        parts = record.parts_of(user)
        context: dict[str, Any] = {"breadcrumbs": self._way_here(parts)}
        if OFFICER in parts and record.passport.status != "withdrawn":
            context["constraint_url"] = reverse("welfare:passports-posting-constraint", args=[record.passport_id])
        if not parts:
            context["note"] = "Why it is needed is not for you to know, nor to ask."
        return context

    def _way_here(self, parts: set[str]) -> list[Mapping[str, str]]:
        if OFFICER in parts:
            return self._breadcrumbs()
        if HOLDER in parts:
            return [{"text": "My passport", "url": reverse("welfare:passport")}]
        if OWNER in parts:
            return [{"text": TO_SEE_TO.title, "url": TO_SEE_TO.url}]
        return [{"text": "Shared with me", "url": reverse("welfare:shared")}]

    def urls(self) -> list[URLPattern]:
        """Adjustments are asked for in a passport, so there is no form for a new one."""
        return [url for url in super().urls() if url.name != "adjustments-new"]


def _passport_url(pk: int) -> str:
    return reverse("welfare:passports-detail", args=[pk])


ADJUSTMENT_PAGE = AdjustmentPage()
