"""What accounts are called in lists: a column and a filter.

Accounts are a table of thousands, so they are no reference table; and a list tells a name in every row.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import Field, Q, QuerySet

from people.workforce.accounts import Names
from welfare.cases.officers import OfficerColumn
from wmp.lib.registers.columns import Words
from wmp.lib.registers.filters import ChoiceFilter


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
