"""Passports made as the product makes them: begun by their holder, and then moved by the verbs that pages call.

    passport = agreed(passport_of(cast.bob))        # with one adjustment asked for
    filter = adjustment(passport_of(cast.bob, asks=()), "Screen filter")

Each helper moves the passport on from wherever it stands, today, and returns it as it is read afterwards.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.test import Client

from people.models import Person, User
from people.roles import Role, holders_of
from welfare.passports import handling, own_handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentKind, PassportStatus
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport
from wmp.lib import clock

FILTER = "Screen filter"
OWN = "/welfare/passport/"
# The request's own transaction stands within the test's: two statements that are none outside.
SAVEPOINT = 2
MARK = re.compile(r'name="opened_with"[^>]*value="([^"]+)"')


def page(client: Client, reader: User, address: str = OWN) -> str:
    """The words of a page, with one space between them."""
    client.force_login(reader)
    return words(client.get(address))


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace(" .", ".")


def send(client: Client, by: User, address: str, **fields: str) -> Any:
    """As a browser that has the page open: with its token, and the mark of what stood there."""
    client.force_login(by)
    found = MARK.search(client.get(address).content.decode())
    return client.post(address, {"csrfmiddlewaretoken": "-", **({"opened_with": found[1]} if found else {}), **fields})


def passport_of(holder: User, *, asks: Sequence[str] = (FILTER,), **fields: Any) -> Passport:
    """A draft of `holder`'s that says enough to be sent, and asks for these adjustments."""
    fields = {"role": "Response officer", "impact": "White screens blur", "with_manager": True, **fields}
    person = Person.objects.unscoped().get(account=holder)
    passport = Passport.objects.create(holder=person, **fields)
    for what in asks:
        adjustment(passport, what)
    return passport


def adjustment(passport: Passport, what: str = FILTER, **fields: Any) -> Adjustment:
    """One more that is asked for."""
    made: Adjustment = passport.adjustments.create(what=what, **{"kind": AdjustmentKind.EQUIPMENT, **fields})
    return made


def medical(passport: Passport, **fields: Any) -> MedicalDetail:
    return MedicalDetail.objects.create(passport=passport, **{"diagnosis": "Dyslexia", **fields})


def stored(passport: Passport) -> Passport:
    """The passport as the database has it."""
    return Passport.objects.unscoped().select_related("holder__account").get(pk=passport.pk)


def asked_of(passport: Passport) -> list[Adjustment]:
    """All its adjustments, as the database has them."""
    return list(passport.adjustments.unscoped())


def holder_of(passport: Passport) -> User:
    account = passport.holder.account
    assert account
    return account


def ra_officer(passport: Passport) -> User:
    """An RA officer who is not its holder."""
    officer = holders_of(Role.RA_OFFICER).exclude(pk=passport.holder.account_id).first()
    assert officer
    return officer


# --- moved on ---


def with_manager(passport: Passport) -> Passport:
    handling.send_to_manager(passport, by=holder_of(passport))
    return stored(passport)


def sent(passport: Passport) -> Passport:
    """With the RA officer, past the line manager."""
    if passport.status != PassportStatus.WITH_RA_OFFICER:
        handling.send_to_ra_officer(passport, by=holder_of(passport))
    return stored(passport)


def commented(passport: Passport, text: str = "Happy with all of it") -> Passport:
    """With the RA officer, by way of the line manager."""
    if passport.status == PassportStatus.DRAFT:
        handling.send_to_manager(passport, by=holder_of(passport))
    manager = handling.line_manager_of(passport)
    assert manager
    handling.comment(passport.versions.unscoped().latest("number"), by=manager, text=text)
    return stored(passport)


def sent_back(passport: Passport, question: str = "Which screen do you use?") -> Passport:
    passport = sent(passport)
    handling.send_back(passport, by=ra_officer(passport), reason=question)
    return stored(passport)


def at_panel(passport: Passport) -> Passport:
    passport = sent(passport)
    handling.put_to_panel(passport, by=ra_officer(passport))
    return stored(passport)


def agreed(passport: Passport) -> Passport:
    passport = sent(passport)
    handling.agree(passport, by=ra_officer(passport))
    return stored(passport)


def declined(passport: Passport, reason: str = "Nothing here is the force's to give") -> Passport:
    passport = sent(passport)
    handling.decline(passport, by=ra_officer(passport), reason=reason)
    return stored(passport)


def in_place(passport: Passport) -> Passport:
    """Agreed, and every adjustment in place: the review is due in six months."""
    passport = agreed(passport)
    for each in passport.adjustments.unscoped().filter(status__in=["agreed", "ordered"]):
        each.put_in_place(by=ra_officer(passport))
    return stored(passport)


def review_due(passport: Passport) -> Passport:
    passport = in_place(passport)
    passport.come_due()
    return stored(passport)


def renewed(passport: Passport) -> Passport:
    passport = review_due(passport)
    handling.review(passport, by=ra_officer(passport), on=clock.today(), outcome="goes on")
    return stored(passport)


def withdrawn(passport: Passport, reason: str = "") -> Passport:
    own_handling.withdraw(passport, by=holder_of(passport), reason=reason)
    return stored(passport)


#: From a draft to each status, by the shortest way.
WAYS: dict[PassportStatus, Callable[[Passport], Passport]] = {
    PassportStatus.DRAFT: stored,
    PassportStatus.WITH_MANAGER: with_manager,
    PassportStatus.WITH_RA_OFFICER: sent,
    PassportStatus.PANEL: at_panel,
    PassportStatus.AGREED: agreed,
    PassportStatus.DECLINED: declined,
    PassportStatus.IN_PLACE: in_place,
    PassportStatus.REVIEW_DUE: review_due,
    PassportStatus.RENEWED: renewed,
    PassportStatus.WITHDRAWN: withdrawn,
}


def brought_to(status: str, passport: Passport) -> Passport:
    """A draft moved there, today."""
    return WAYS[PassportStatus(status)](passport)
