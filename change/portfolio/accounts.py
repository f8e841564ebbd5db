"""Accounts that change records name: found as one types, and what they are called in lists.

A manager or the owner of an action may be anybody with an account. Only change managers look for them, and what they
are told is a name and a user name.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Expression, F, Field, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.forms import ModelChoiceField
from django.http import JsonResponse
from django.urls import path, reverse_lazy

from people.requests import Request
from people.roles import Role
from people.workforce.models import User
from wmp.lib.forms import SearchInput
from wmp.lib.registers.columns import Column, Words

SHORTEST, LONGEST, MOST = 2, 100, 10
SECONDS = 30


def name_of(account: Any) -> str:
    """ "" for none."""
    return (account.get_full_name() or account.get_username()) if account else ""


# --- choosing one ---


class AccountField(ModelChoiceField):
    """An open account, found by name as one types. What the box holds is the user name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Start to type a name, and choose from the list.")
        super().__init__(
            queryset=User.objects.filter(is_active=True),
            to_field_name="username",
            widget=SearchInput(reverse_lazy("change:pick-accounts"), text_of=_said),
            error_messages={"invalid_choice": "Choose somebody from the list, or give their whole user name"},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """A key, as a record has it, becomes the user name that the box holds."""
        if isinstance(value, int):
            return User.objects.filter(pk=value).values_list("username", flat=True).first()
        return super().prepare_value(value)

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


def _said(username: Any) -> str:
    account = User.objects.filter(username=username).first()
    return in_words(account) if account else str(username)


def in_words(account: User) -> str:
    """As the box says it."""
    return f"{name_of(account)}, {account.username}"


def pick_accounts(request: Request) -> JsonResponse:
    """Open accounts by name or user name: a list of {value, text}."""
    if not request.user.has_role(Role.CHANGE_MANAGER):
        raise PermissionDenied
    words = request.GET.get("q", "").strip()[:LONGEST]
    parts = words.replace(",", " ").split()
    if len(words) < SHORTEST or not parts or "\0" in words:
        return JsonResponse([], safe=False)
    found = User.objects.filter(reduce(and_, map(_named, parts)), is_active=True)[:MOST]
    ordered = sorted(found, key=lambda account: (account.last_name, account.first_name, account.pk))
    return JsonResponse([{"value": each.username, "text": in_words(each)} for each in ordered], safe=False)


def _named(part: str) -> Q:
    return Q(first_name__istartswith=part) | Q(last_name__istartswith=part) | Q(username__istartswith=part)


# --- in lists ---


class Names:
    """What those are called whom `read` finds: one query now and then, however many rows a list has."""

    def __init__(self, read: Callable[[], QuerySet[User]]) -> None:
        self.read = read
        self._known: dict[int, str] = {}
        self._stale_at = 0.0

    def of(self, key: int | None) -> str:
        """ "" for none."""
        if not key:
            return ""
        if self._stale_at < monotonic() or key not in self._known:
            self._known = {each.pk: name_of(each) for each in self.read()}
            self._stale_at = monotonic() + SECONDS
        return self._known.get(key, "")


class AccountColumn(Column):
    """An account by its name. `read` finds all that the column may hold."""

    def __init__(self, read: Callable[[], QuerySet[User]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = Names(read)

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return self.names.of

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        whole = NullIf(Trim(Concat(f"{path}__first_name", Value(" "), f"{path}__last_name")), Value(""))
        return Coalesce(whole, f"{path}__username", output_field=CharField())


urlpatterns = [path("pick-accounts/", pick_accounts, name="pick-accounts")]
