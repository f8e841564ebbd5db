"""Who can see what of a passport at this moment, in sentences for its holder: on each of their pages the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from people.models import Post, User
from welfare.cases.handling import name_of
from welfare.passports.choices import FOR_LINE_MANAGERS, PassportStatus, Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import Share
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.words import long_day

FOR = {
    Purpose.MANAGEMENT: "as your line manager",
    Purpose.COMMENT: "to comment as your line manager",
    Purpose.POSTING: "for a posting or a new role",
    Purpose.SELECTION: "for a promotion or selection process",
    Purpose.TRAINING: "for training or university",
    Purpose.OTHER: "for something else",
}


def open_shares(passport: Passport, reader: Reader) -> Any:
    """The shares of the reader's own passport by which somebody can read a version today.

    The rule of `Share.now_open_to`, asked from the holder's side: what was shared with a line manager is open to them
    while a post of today names them.
    """
    posts = Post.objects.visible_to(reader).in_force_on(clock.today()).filter(person=passport.holder_id)
    manages = Exists(posts.filter(line_manager__account=OuterRef("to")))
    live = Share.objects.visible_to(reader).live().filter(passport=passport, to__is_active=True)
    live = live.select_related("to", "version")
    return live.filter(~Q(purpose__in=FOR_LINE_MANAGERS) | manages)


def who_sees(passport: Any, shares: Iterable[Share]) -> list[str]:
    """A sentence for each who can see any of it, but the holder; none where nobody can.

    `passport` comes with its `has_medical` and `owners`, as welfare.passports.own_record reads it; `shares` are those
    open today.
    """
    withdrawn = passport.status == PassportStatus.WITHDRAWN
    found = [_officers(passport, withdrawn)] if passport.sent_on else []
    if withdrawn:
        return found
    open_now = list(shares)
    found += [
        f"{name_of(each.to)} can see version {each.version.number} {FOR[Purpose(each.purpose)]},"
        f" until {long_day(each.expires_on)}: sections 1 to 7, and how the adjustments stand."
        for each in open_now
    ]
    if passport.sent_on:
        # Whoever reads a version reads there how the adjustments stand.
        named = {passport.holder.account_id, *(each.to_id for each in open_now)}
        owners = {each["pk"]: each for each in passport.owners if each["pk"] not in named}
        found += [
            f"{_name(each)} can see the adjustments that they see to, and nothing else." for each in owners.values()
        ]
    return found


def _officers(passport: Any, withdrawn: bool) -> str:
    if withdrawn:
        return "RA officers can still read what you sent, and no medical detail."
    # Their page shows a draft as it was sent last (welfare.passports.passport_page).
    what = "what you sent last" if passport.is_editable else "all of it"
    also = ", and your medical detail" if passport.has_medical else ""
    return f"RA officers can see {what}{also}, since you sent it on {long_day(passport.sent_on)}."


def _name(owner: Mapping[str, Any]) -> str:
    return name_of(User(first_name=owner["first"], last_name=owner["last"], username=owner["username"]))
