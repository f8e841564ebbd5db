"""Who sees to adjustments: what they are called in lists, and choosing one among all who have an account."""

from collections.abc import Iterable
from functools import partial, reduce
from operator import and_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import ModelChoiceField
from django.http import JsonResponse
from django.urls import path, reverse_lazy

from people.models import User
from people.requests import Request
from people.roles import Role, holders_of
from welfare.cases.handling import name_of
from welfare.cases.people import MOST, SHORTEST, asked
from welfare.passports.accounts import AccountColumn, AccountFilter, Names
from welfare.passports.adjustments import Adjustment
from wmp.lib.forms import SearchInput


def _owners() -> Iterable[User]:
    """RA officers, and whoever sees to an adjustment or ever did: names of colleagues, which tell of no adjustment."""
    owners = Adjustment.objects.unscoped().exclude(owner=None).order_by().values("owner")
    officers = holders_of(Role.RA_OFFICER).order_by().values("pk")
    found = User.objects.filter(Q(pk__in=officers) | Q(pk__in=owners))
    return found.order_by("last_name", "first_name", "pk")


OWNERS = Names(_owners)
owner = OWNERS.of
forget = OWNERS.forget


class OwnerColumn(AccountColumn):
    """Who sees to it."""

    names = OWNERS


class OwnerFilter(AccountFilter):
    """Who sees to it. Over a queryset that knows what is its reader's: `mine`."""

    names = OWNERS
    besides = {"me": ("Me", partial(Q, mine=True)), "nobody": ("Nobody yet", partial(Q, owner=None))}


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
