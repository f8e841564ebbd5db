"""RA officers in lists of passports: who has one in hand."""

from functools import partial

from django.db.models import Q

from people.roles import Role, holders_of
from people.workforce.accounts import Names
from welfare.passports.accounts import AccountColumn, AccountFilter
from welfare.passports.models import in_nobodys_hands

OFFICERS = Names(partial(holders_of, Role.RA_OFFICER), former=" (no longer an RA officer)")
ra_officer = OFFICERS.of
forget = OFFICERS.forget


class RAOfficerColumn(AccountColumn):
    names = OFFICERS


class RAOfficerFilter(AccountFilter):
    """Over a queryset that knows what is its reader's: `mine`."""

    names = OFFICERS
    besides = {
        "me": ("Me", partial(Q, mine=True)),
        "nobody": ("Nobody", in_nobodys_hands),
        "anybody": ("Anybody", lambda: ~in_nobodys_hands()),
    }
