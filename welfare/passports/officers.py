"""What RA officers are called, kept in process for a short time: lists name one in every row.

Accounts are a table of thousands, so they are no reference table; RA officers are a handful.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.db.models import Field, QuerySet

from people.models import User
from people.roles import Role, holders_of
from welfare.cases.handling import name_of
from welfare.cases.officers import OfficerColumn
from wmp.lib.registers.columns import Words
from wmp.lib.registers.filters import ChoiceFilter

SECONDS = 30
OF_EVERYBODY = [("me", "Me"), ("nobody", "Nobody"), ("anybody", "Anybody")]


class _Names(dict[int, str]):
    """The names of RA officers, and of former ones who are asked for."""

    def __init__(self) -> None:
        super().__init__((each.pk, name_of(each)) for each in holders_of(Role.RA_OFFICER))
        self.team = list(self.items())
        self.stale_at = monotonic() + SECONDS

    def __missing__(self, key: int) -> str:
        account = User.objects.filter(pk=key).first()
        return self.setdefault(key, f"{name_of(account)} (no RA officer now)" if account else "")


_kept: list[_Names] = []


def _names() -> _Names:
    if not _kept or _kept[0].stale_at < monotonic():
        _kept[:] = [_Names()]
    return _kept[0]


def forget() -> None:
    """Reads the names anew on next use."""
    _kept.clear()


def ra_officer(key: int | None) -> str:
    """What the account `key` is called; "" for none."""
    return _names()[key] if key else ""


def in_hand() -> Iterable[tuple[str, str]]:
    """By whom a passport may be held: oneself, nobody, anybody, one of the RA officers."""
    return [*OF_EVERYBODY, *((str(key), name) for key, name in _names().team)]


class RAOfficerColumn(OfficerColumn):
    """Who has it in hand, without a join."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return ra_officer


class RAOfficerFilter(ChoiceFilter):
    """Who has it in hand. Over a queryset that knows what is its reader's: `mine`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=in_hand, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        if value == "me":
            return qs.filter(mine=True)
        if value in ("nobody", "anybody"):
            return qs.filter(ra_officer__isnull=value == "nobody")
        return qs.filter(ra_officer=value)
