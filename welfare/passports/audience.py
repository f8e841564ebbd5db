"""Who can see what of a passport at this moment, in one sentence for its holder."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from people.models import Post
from welfare.cases.handling import name_of
from welfare.passports.choices import FOR_LINE_MANAGERS, Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import Share
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.words import long_day

NOBODY = "Nobody but you can see it."
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


def who_sees(passport: Passport, shares: Iterable[Share], adjustments: Iterable[Any], *, medical: bool) -> str:
    """`shares` are those open today; `medical` says whether there is any medical detail."""
    parts = []
    if passport.sent_on:
        also = ", and your medical detail" if medical else ""
        # Their page shows a draft as it was sent last (welfare.passports.passport_page).
        what = "what you sent last" if passport.is_editable else "all of it"
        parts.append(f"RA officers can see {what}{also} (since {long_day(passport.sent_on)})")
    parts += [
        f"{name_of(each.to)} can see version {each.version.number} {FOR[Purpose(each.purpose)]},"
        f" until {long_day(each.expires_on)}"
        for each in shares
    ]
    if passport.sent_on:
        owners = {each.owner_id: each.owner for each in adjustments if each.owner_id}
        owners.pop(passport.holder.account_id, None)
        parts += [f"{name_of(owner)} can see the adjustments that they see to" for owner in owners.values()]
    if not parts:
        return NOBODY
    *others, last = parts
    return f"Besides you, {'; '.join(others)}{'; and ' if others else ''}{last}."
