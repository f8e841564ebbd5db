"""What RA officers do to one or several passports at once: give them to one of them, send a reminder."""

from collections.abc import Sequence
from typing import Any

from people.models import User
from people.roles import Role, holders_of
from welfare.cases.colleagues import Colleague
from welfare.passports.handling import give, tell_of_given
from welfare.passports.models import Passport
from welfare.passports.reminders import remind
from wmp.lib.registers import BulkAction, BulkForm


class GiveAllForm(BulkForm):
    """To whom: oneself first."""

    to = Colleague(queryset=User.objects.none(), label="RA officer", empty_label="Choose one")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers: Any = self.fields["to"]
        officers.queryset = holders_of(Role.RA_OFFICER)
        officers.initial = self.user.pk


def give_one(passport: Passport, *, by: Any, to: Any) -> None:
    """Raises IllegalMove, StaleMove."""
    give(passport, to=to, by=by, tell=False)


def tell(passports: Sequence[Any], *, by: Any, to: Any) -> None:
    """The RA officer is told once, however many they are."""
    tell_of_given(passports, to=to, by=by)


GIVE = BulkAction(
    "give",
    "Take over, or give to an RA officer",
    perform=give_one,
    after=tell,
    roles=(Role.RA_OFFICER,),
    form=GiveAllForm,
    joins=("holder",),
)

REMIND = BulkAction(
    "remind",
    "Send a reminder",
    perform=remind,
    roles=(Role.RA_OFFICER,),
    intro="To whoever’s turn it is, once a day: the line manager, the holder, or whoever sees to the adjustments.",
    joins=("holder__account",),
)
