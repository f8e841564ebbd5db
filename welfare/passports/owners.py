"""Who sees to adjustments: what they are called in lists, and choosing one among all who have an account.

Names are kept in process for a short time, since a list tells one in every row.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Field, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import JsonResponse
from django.urls import path, reverse_lazy

from people.models import User
from people.requests import Request
from people.roles import Role, holders_of
from welfare.cases.handling import name_of
from welfare.cases.officers import OfficerColumn
from welfare.cases.people import MOST, SHORTEST, asked
from welfare.passports.adjustments import Adjustment
from wmp.lib.forms import SearchInput
from wmp.lib.registers.columns import Words
from wmp.lib.registers.filters import ChoiceFilter

SECONDS = 30


class _Names(dict[int, str]):
    """The names of RA officers and of whoever sees to an adjustment, or ever did; of others when asked."""

    def __init__(self) -> None:
        """One query: the names are those of colleagues, and tell of no adjustment."""
        owners = Adjustment.objects.unscoped().exclude(owner=None).order_by().values("owner")
        officers = holders_of(Role.RA_OFFICER).order_by().values("pk")
        found = User.objects.filter(Q(pk__in=officers) | Q(pk__in=owners)).order_by("last_name", "first_name", "pk")
        super().__init__((each.pk, name_of(each)) for each in found)
        self.choices = [(str(key), name) for key, name in self.items()]
        self.stale_at = monotonic() + SECONDS

    def __missing__(self, key: int) -> str:
        account = User.objects.filter(pk=key).first()
        return self.setdefault(key, name_of(account) if account else "")


_kept: list[_Names] = []


def _names() -> _Names:
    if not _kept or _kept[0].stale_at < monotonic():
        _kept[:] = [_Names()]
    return _kept[0]


def forget() -> None:
    """Reads the names anew on next use."""
    _kept.clear()


def owner(key: int | None) -> str:
    """What the account `key` is called; "" for none."""
    return _names()[key] if key else ""


def _choices() -> Iterable[tuple[str, str]]:
    return [("me", "Me"), ("nobody", "Nobody yet"), *_names().choices]


class OwnerColumn(OfficerColumn):
    """Who sees to it, without a join."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda key: owner(key)


class OwnerFilter(ChoiceFilter):
    """Who sees to it. Over a queryset that knows what is its reader's: `mine`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_choices, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        if value == "me":
            return qs.filter(mine=True)
        return qs.filter(owner=None) if value == "nobody" else qs.filter(owner=value)


# --- choosing one ---


class OwnerField(ModelChoiceField):
    """An account, found by name as one types. What the box holds is the account's user name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Who sees to it")
        kwargs.setdefault("help_text", "Start to type a name. Whoever it is sees this adjustment, and never why.")
        super().__init__(
            queryset=User.objects.filter(is_active=True),
            to_field_name="username",
            widget=SearchInput(reverse_lazy("welfare:pick-owners"), text_of=_said),
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


def pick_owners(request: Request) -> JsonResponse:
    """Open accounts by name or user name, for RA officers: a list of {value, text}."""
    if not request.user.has_role(Role.RA_OFFICER):
        raise PermissionDenied
    words = asked(request)
    parts = words.replace(",", " ").split()
    if len(words) < SHORTEST or not parts:
        return JsonResponse([], safe=False)
    found = User.objects.filter(reduce(and_, map(_named, parts)), is_active=True)[:MOST]
    ordered = sorted(found, key=lambda account: (account.last_name, account.first_name, account.pk))
    return JsonResponse([{"value": each.username, "text": in_words(each)} for each in ordered], safe=False)


def _named(part: str) -> Q:
    return Q(first_name__istartswith=part) | Q(last_name__istartswith=part) | Q(username__istartswith=part)


urlpatterns = [path("pick-owners/", pick_owners, name="pick-owners")]
