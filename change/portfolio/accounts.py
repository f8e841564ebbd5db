"""Accounts that change records name. A manager or the owner of an action may be anybody with an account; only change
managers look for them."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Expression, F, Field, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.urls import path, reverse_lazy

from people.roles import Role
from people.workforce import accounts
from people.workforce.models import User
from wmp.lib.registers.columns import Column, Words

name_of = accounts.name_of


class AccountField(accounts.AccountField):
    """An open account, found by name as one types."""

    source = reverse_lazy("change:pick-accounts")


class AccountColumn(Column):
    """An account by its name. `read` finds all that the column may hold."""

    def __init__(self, read: Callable[[], QuerySet[User]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = accounts.Names(read)

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return self.names.of

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        whole = NullIf(Trim(Concat(f"{path}__first_name", Value(" "), f"{path}__last_name")), Value(""))
        return Coalesce(whole, f"{path}__username", output_field=CharField())


urlpatterns = [path("pick-accounts/", accounts.picker(Role.CHANGE_MANAGER), name="pick-accounts")]
