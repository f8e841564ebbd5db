"""What the officers of the team are called, kept in process for a short time: lists name one in every row.

Accounts are a table of thousands, so they are no reference table; those who look after cases are some dozens.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.db.models import BooleanField, CharField, Expression, ExpressionWrapper, F, Field, Func, Q
from django.db.models.functions import Coalesce, NullIf

from people.models import User
from people.roles import holders_of
from welfare.cases.handling import TEAM, name_of
from welfare.cases.models import WelfareCase
from wmp.lib.registers.columns import Column, Words
from wmp.lib.registers.exports import Inert
from wmp.lib.registers.filters import ChoiceFilter

SECONDS = 30
# Written out: what is made inert stands several times in a query, so it takes no parameters.
SPACE = Func(template="' '", output_field=CharField())


class _Names(dict[int, str]):
    """The names of those who hold a role of the team, and of former ones who have cases still; of others when asked."""

    def __init__(self) -> None:
        """One query, whosever cases they are: the names are those of colleagues, and tell of no officer."""
        owners = WelfareCase.objects.unscoped().live().exclude(owner=None).order_by().values("owner")
        of_team = ExpressionWrapper(Q(pk__in=holders_of(*TEAM).order_by().values("pk")), BooleanField())
        found = User.objects.annotate(of_team=of_team).filter(Q(of_team=True) | Q(pk__in=owners))
        accounts = list(found.order_by("last_name", "first_name", "pk"))
        super().__init__((each.pk, name_of(each)) for each in accounts if each.of_team)
        self.team = list(self.items())
        self.update((each.pk, f"{name_of(each)} (not in the team now)") for each in accounts if not each.of_team)
        self.choices = list(self.items())
        self.stale_at = monotonic() + SECONDS

    def __missing__(self, key: int) -> str:
        """Of somebody whose cases are all closed: all such names come at once, not one query for each."""
        if key not in _former:
            owners = WelfareCase.objects.unscoped().exclude(owner=None).order_by().values("owner").distinct()
            _former.update((each.pk, name_of(each)) for each in User.objects.filter(pk__in=owners))
        return _former.setdefault(key, "")


_kept: list[_Names] = []
# Of everybody who ever had a case, from the first time that one of them is asked for.
_former: dict[int, str] = {}


def _names() -> _Names:
    if not _kept or _kept[0].stale_at < monotonic():
        _kept[:] = [_Names()]
    return _kept[0]


def forget() -> None:
    """Reads the names anew on next use."""
    _kept.clear()
    _former.clear()


def team() -> Iterable[tuple[int, str]]:
    """The keys and names of those who hold a role of the team, by name."""
    return _names().team


def in_charge() -> Iterable[tuple[int, str]]:
    """Those of the team, and after them whoever left it and has cases still."""
    return _names().choices


def officer(key: int | None) -> str:
    """What the account `key` is called; "" for none."""
    return _names()[key] if key else ""


class OfficerColumn(Column):
    """The officer in charge, without a join."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return officer

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        full = NullIf(Func(SPACE, F(f"{path}__first_name"), F(f"{path}__last_name"), function="concat_ws"), SPACE)
        return Inert(Coalesce(full, F(f"{path}__username")))


class OfficerFilter(ChoiceFilter):
    """One of the team, somebody who left it with cases still to be handed over, or nobody yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=in_charge, null_label="Nobody yet", null_value="nobody", **kwargs)
