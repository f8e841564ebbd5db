"""What accounts are called in lists: a column and a filter, over names that are kept in process for a short time.

Accounts are a table of thousands, so they are no reference table; and a list tells a name in every row.
"""

from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any, ClassVar

from django.db.models import Field, Q, QuerySet

from people.models import User
from welfare.cases.handling import name_of
from welfare.cases.officers import OfficerColumn
from wmp.lib.registers.columns import Words
from wmp.lib.registers.filters import ChoiceFilter

SECONDS = 30


class Names:
    """The names of those whom `read` finds, in one query, and who are offered in filters; of others when asked for,
    with `former` behind them."""

    def __init__(self, read: Callable[[], Iterable[User]], former: str = "") -> None:
        self.read, self.former = read, former
        self.forget()

    def forget(self) -> None:
        """Reads the names anew on next use."""
        self._offered: dict[int, str] = {}
        self._known: dict[int, str] = {}
        self._stale_at = 0.0

    def _fresh(self) -> dict[int, str]:
        if self._stale_at < monotonic():
            self._offered = {each.pk: name_of(each) for each in self.read()}
            self._known = dict(self._offered)
            self._stale_at = monotonic() + SECONDS
        return self._known

    def of(self, key: int | None) -> str:
        """What the account `key` is called; "" for none."""
        if not key:
            return ""
        known = self._fresh()
        if key not in known:
            account = User.objects.filter(pk=key).first()
            known[key] = f"{name_of(account)}{self.former}" if account else ""
        return known[key]

    def choices(self) -> list[tuple[str, str]]:
        self._fresh()
        return [(str(key), name) for key, name in self._offered.items()]


class AccountColumn(OfficerColumn):
    """An account by its name, without a join."""

    names: ClassVar[Names]

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return self.names.of


class AccountFilter(ChoiceFilter):
    """One of those whose names are offered, or one of the conditions `besides`: its words, and what it asks."""

    names: ClassVar[Names]
    besides: ClassVar[Mapping[str, tuple[str, Callable[[], Q]]]] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self.offered, **kwargs)

    @classmethod
    def offered(cls) -> list[tuple[str, str]]:
        return [*((key, words) for key, (words, _) in cls.besides.items()), *cls.names.choices()]

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value in self.besides:
            return qs.filter(self.besides[value][1]())
        return qs.filter(**{self.field_name: value}) if value else qs
