"""Giving several cases to an officer at once, from the case register: the lead's."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms

from people.models import User
from people.roles import Role, holders_of
from welfare.cases.colleagues import Colleague
from welfare.cases.handling import TEAM, hand_over, tell_of_handover
from welfare.cases.models import WelfareCase
from wmp.lib.registers import BulkAction, BulkForm


class AssignForm(BulkForm):
    """To whom, and what they need to know first."""

    to = Colleague(queryset=User.objects.none(), label="Officer", empty_label="Choose one")
    note = django_forms.CharField(
        widget=django_forms.Textarea,
        max_length=4000,
        required=False,
        help_text="It stands in each of the cases.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers: Any = self.fields["to"]
        officers.queryset = holders_of(*TEAM)


def assign(case: WelfareCase, *, by: Any, to: Any, note: str) -> None:
    """Raises IllegalMove, StaleMove, as handing over one case does."""
    hand_over(case, to=to, by=by, note=note, tell=False)


def tell(cases: Sequence[Any], *, by: Any, to: Any, note: str) -> None:
    """The officer is told once, however many they are."""
    tell_of_handover(cases, to=to, by=by)


ASSIGN = BulkAction(
    "assign",
    "Assign to an officer",
    perform=assign,
    after=tell,
    roles=(Role.WELFARE_LEAD,),
    form=AssignForm,
    joins=("person", "owner"),
)
