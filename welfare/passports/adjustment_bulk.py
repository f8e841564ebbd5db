"""What is done to several adjustments at once, from their register: each by its verb, or not at all."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms as django_forms
from django.db.models import QuerySet
from django.urls import reverse

from people.roles import Role
from welfare.passports.adjustments import Adjustment
from welfare.passports.models import Passport
from welfare.passports.owners import OwnerField
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.near_days import just_been, soon_to_be
from wmp.lib.registers import BulkAction, BulkForm
from wmp.lib.words import counted


class GiveForm(BulkForm):
    owner = OwnerField(help_text="Start to type a name. Whoever it is sees these adjustments, and never why.")


class OrderedForm(BulkForm):
    supplier = django_forms.CharField(max_length=200, required=False)
    on = django_forms.DateField(label="Ordered on", initial=clock.today)
    due = django_forms.DateField(label="Due", required=False)

    def clean_on(self) -> date | None:
        return just_been(self.cleaned_data["on"], "Ordered on")

    def clean_due(self) -> date | None:
        return soon_to_be(self.cleaned_data["due"], "Due")


class InPlaceForm(BulkForm):
    on = django_forms.DateField(label="In place since", initial=clock.today)

    def clean_on(self) -> date | None:
        return just_been(self.cleaned_data["on"], "In place since")


def hold_passports(adjustments: QuerySet[Any]) -> None:
    """As the verbs do: the passports first, then their adjustments."""
    keys = adjustments.order_by().values("passport")
    list(Passport._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values("pk"))


def give(adjustment: Adjustment, *, by: Any, owner: Any) -> None:
    adjustment.give(by=by, owner=owner, tell=False)


def tell(adjustments: Sequence[Any], *, by: Any, owner: Any) -> None:
    """Whoever is to see to them is told once, however many they are."""
    if owner.pk == by.pk:
        return
    many = counted(len(adjustments), "adjustment")
    text = f"{many} given to you to see to: {', '.join(each.reference for each in adjustments)}."
    alert(
        [owner], subject="Adjustments to see to", text=text[:1000], path=reverse("welfare:adjustments-to-see-to-list")
    )


def order(adjustment: Adjustment, *, by: Any, supplier: str, on: date, due: date | None) -> None:
    adjustment.order(by=by, supplier=supplier, on=on, due=due)


def put_in_place(adjustment: Adjustment, *, by: Any, on: date) -> None:
    adjustment.put_in_place(by=by, on=on)


JOINS = ("passport__holder__account",)
ROLES = (Role.RA_OFFICER,)
GIVE = BulkAction("give", "Give to somebody", perform=give, after=tell, roles=ROLES, form=GiveForm, joins=JOINS)
ORDERED = BulkAction(
    "order", "Mark as ordered", perform=order, roles=ROLES, form=OrderedForm, joins=JOINS, before=hold_passports
)
IN_PLACE = BulkAction(
    "put-in-place",
    "Put in place",
    perform=put_in_place,
    roles=ROLES,
    form=InPlaceForm,
    joins=JOINS,
    before=hold_passports,
)
