"""Accounts that records name: chosen by name as one types, and what they are called in lists.

For pages whose readers may know the colleagues whom they choose among; what they are told is a name and a user name.
Where the force is not to be listed, see `accounts_found`.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import ModelChoiceField
from django.http import HttpResponse, JsonResponse

from people.requests import Request
from people.roles import Role
from people.workforce.models import User
from wmp.lib.forms import SearchInput
from wmp.lib.registers.asked import only
from wmp.lib.words import name_of

SHORTEST, LONGEST, MOST = 2, 100, 10
SECONDS = 30


def in_words(account: User) -> str:
    """As the box says it."""
    return f"{name_of(account)}, {account.username}"


# --- choosing one ---


class AccountField(ModelChoiceField):
    """An open account, found by name as one types. What the box holds is the user name.

    `source` is the address of the view that `picker` makes.
    """

    source: Any

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Start to type a name, and choose from the list.")
        super().__init__(
            queryset=User.objects.filter(is_active=True),
            to_field_name="username",
            widget=SearchInput(self.source, text_of=_said),
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


def picker(role: Role) -> Callable[[Request], HttpResponse]:
    """A view for holders of a role: open accounts by name or user name, as a list of {value, text}."""

    def pick(request: Request) -> HttpResponse:
        if not request.user.has_role(role):
            raise PermissionDenied
        only(request.GET, "q")
        return JsonResponse(_found(request.GET.get("q", "").strip()[:LONGEST]), safe=False)

    return pick


def _found(words: str) -> list[dict[str, str]]:
    parts = words.replace(",", " ").split()
    if len(words) < SHORTEST or not parts or "\0" in words:
        return []
    found = User.objects.filter(reduce(and_, map(_named, parts)), is_active=True)[:MOST]
    ordered = sorted(found, key=lambda account: (account.last_name, account.first_name, account.pk))
    return [{"value": each.username, "text": in_words(each)} for each in ordered]


def _named(part: str) -> Q:
    return Q(first_name__istartswith=part) | Q(last_name__istartswith=part) | Q(username__istartswith=part)


# --- in lists ---


class Names:
    """The names of those whom `read` finds, in one query now and then, and who are offered in filters; of others when
    asked for, with `former` behind them."""

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
