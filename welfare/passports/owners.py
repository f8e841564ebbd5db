"""Who sees to adjustments: what they are called in lists, and choosing one among all who have an account."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import path, reverse_lazy

from people.models import User
from people.roles import Role, holders_of
from people.workforce.accounts import AccountField, Names, picker
from welfare.passports.accounts import AccountColumn, AccountFilter
from welfare.passports.adjustments import Adjustment


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


class OwnerField(AccountField):
    """Who is to see to an adjustment."""

    source = reverse_lazy("welfare:pick-owners")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Who sees to it")
        kwargs.setdefault("help_text", "Start to type a name. Whoever it is sees this adjustment, and never why.")
        super().__init__(**kwargs)


urlpatterns = [path("pick-owners/", picker(Role.RA_OFFICER), name="pick-owners")]
