"""Finding somebody to share a passport with, among all who have an account, without listing the force.

Whoever has a passport may look, and nobody else. A whole email address, employee number or warrant number finds its
person. A part of a name, of three letters at least, finds ten people at most, each by name and department of today and
nothing else: no number, rank or address is told. What the box holds then is a signed choice and not a key, so that
accounts cannot be tried one after the other; it serves the one who made it, for a day. Of two with one name in one
department, the holder gives the email address or number of the one whom they mean.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import JsonResponse

from people.models import Person, Post, User
from people.requests import Request
from people.workforce.registers import PEOPLE
from welfare.cases.people import LONGEST, MOST, asked
from welfare.passports.models import Passport
from wmp.lib import clock

SALT = "welfare.passports.recipients"
CHOSEN_FOR = timedelta(days=1)
SHORTEST = 3
NOBODY = "Nobody with an account has this email address or number. Choose from the list, or check what you typed"
SEVERAL = "Several people have this name. Choose one from the list, or give their email address or number"


def pick_recipients(request: Request) -> JsonResponse:
    """A list of {value, text} for the box: empty for whoever has no passport to share."""
    if not Passport.objects.own(request.user).live().exists():
        return JsonResponse([], safe=False)
    found = found_by(request.user, asked(request))
    return JsonResponse([{"value": _sign(request.user, each), "text": in_words(each)} for each in found], safe=False)


def found_by(holder: User, words: str) -> list[Any]:
    """Those whom the words may mean, by name; never the holder themself."""
    words = words.strip()[:LONGEST]
    if not words or "\0" in words:
        return []
    others = _with_accounts().exclude(account=holder)
    exact = Q(account__email__iexact=words) | Q(email__iexact=words)
    exact |= Q(employee_number__iexact=words) | Q(warrant_number__iexact=words)
    found = list(others.filter(exact)[:MOST])
    parts = [] if any(character.isdigit() for character in words) else _parts(words)
    if not found and parts:
        found = list(PEOPLE.searched(others, " ".join(parts))[:MOST])
    return sorted(found, key=lambda person: (person.name, person.pk))


def chosen(holder: User, typed: str) -> User:
    """The account of whoever was chosen, or is meant by a whole address or number. Raises ValidationError."""
    person = _read(holder, typed)
    if person is None:
        found = found_by(holder, typed)
        if len(found) > 1:
            raise ValidationError(SEVERAL)
        person = found[0] if found else None
    if person is None:
        raise ValidationError(NOBODY)
    account: User = person.account
    return account


def said_again(holder: User, typed: str) -> str:
    """What stands in the box when the page comes back: whom was chosen, or what was typed."""
    person = _read(holder, typed)
    return in_words(person) if person else typed


def in_words(person: Any) -> str:
    return f"{person}, {person.department}" if person.department else str(person)


def _parts(words: str) -> list[str]:
    """What of a name may be searched for: a part of two letters would find half the force, and is left out."""
    return [part for part in words.replace(",", " ").split() if len(part) >= SHORTEST]


def _with_accounts() -> QuerySet[Any]:
    held = Post.objects.unscoped().in_force_on(clock.today()).filter(person=OuterRef("pk")).order_by("-started", "pk")
    people = Person.objects.unscoped().filter(account__is_active=True).select_related("account").order_by()
    return people.annotate(department=Subquery(held.values("department__name")[:1]))


def _sign(holder: User, person: Any) -> str:
    return signing.dumps([holder.pk, person.pk], salt=SALT)


def _read(holder: User, typed: str) -> Any:
    """Whom the holder chose from the list; None for what is no choice of theirs, or too old."""
    try:
        by, pk = signing.loads(typed, salt=SALT, max_age=CHOSEN_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return _with_accounts().filter(pk=pk).first() if by == holder.pk else None
