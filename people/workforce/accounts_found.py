"""Finding somebody among all who have an account, without listing the force.

A whole email address, employee number or warrant number finds its person. A part of a name, of three letters at least,
finds ten people at most, each by name and department of today and nothing else: no number, rank or address is told.
What the box holds then is a signed choice and not a key, so that accounts cannot be tried one after the other; it
serves the one who made it, for a day, for what it was made for. Of two with one name in one department, whoever
chooses gives the email address or number of the one whom they mean.

Who may look is the page's to say, before it asks here.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, JsonResponse

from people.workforce.models import Person, Post, User
from people.workforce.registers import PEOPLE
from wmp.lib import clock
from wmp.lib.registers.asked import only

CHOSEN_FOR = timedelta(days=1)
SHORTEST, LONGEST, MOST = 3, 100, 10
NOBODY = "Nobody with an account has this email address or number. Choose from the list, or check what you typed"
SEVERAL = "Several people have this name. Choose one from the list, or give their email address or number"


class Finder:
    """Finds accounts for one purpose: a choice made for another is none here. `oneself`: may who looks be meant?"""

    def __init__(self, purpose: str, *, oneself: bool = False) -> None:
        self.salt = purpose
        self.oneself = oneself

    def offered(self, request: HttpRequest) -> JsonResponse:
        """A list of {value, text} for the box. Raises BadRequest for an address that asks for anything but words."""
        only(request.GET, "q")
        who: Any = request.user
        words = request.GET.get("q", "")
        return JsonResponse(
            [{"value": self.sign(who, each), "text": in_words(each)} for each in self._found(who, words)], safe=False
        )

    def chosen(self, who: User, typed: str) -> User:
        """The account of whoever was chosen, or is meant by a whole address or number. Raises ValidationError."""
        person = self._read(who, typed)
        if person is None:
            found = self._found(who, typed)
            if len(found) > 1:
                raise ValidationError(SEVERAL)
            person = found[0] if found else None
        if person is None:
            raise ValidationError(NOBODY)
        account: User = person.account
        return account

    def said_again(self, who: User, typed: str) -> str:
        """What stands in the box when the page comes back: whom was chosen, or what was typed."""
        person = self._read(who, typed)
        return in_words(person) if person else typed

    def sign(self, who: User, person: Any) -> str:
        return signing.dumps([who.pk, person.pk], salt=self.salt)

    def _found(self, who: User, words: str) -> list[Any]:
        return found_by(words, _with_accounts() if self.oneself else _with_accounts().exclude(account=who))

    def _read(self, who: User, typed: str) -> Any:
        """Whom somebody chose from the list; None for what is no choice of theirs, or too old."""
        try:
            by, pk = signing.loads(typed, salt=self.salt, max_age=CHOSEN_FOR)
        except (signing.BadSignature, ValueError):
            return None
        return _with_accounts().filter(pk=pk).first() if by == who.pk else None


def found_by(words: str, among: QuerySet[Any]) -> list[Any]:
    """Those whom the words may mean, by name."""
    words = words.strip()[:LONGEST]
    if not words or "\0" in words:
        return []
    exact = Q(account__email__iexact=words) | Q(email__iexact=words)
    exact |= Q(employee_number__iexact=words) | Q(warrant_number__iexact=words)
    found = list(among.filter(exact)[:MOST])
    parts = [] if any(character.isdigit() for character in words) else _parts(words)
    if not found and parts:
        found = list(PEOPLE.searched(among, " ".join(parts))[:MOST])
    return sorted(found, key=lambda person: (person.name, person.pk))


def in_words(person: Any) -> str:
    return f"{person}, {person.department}" if person.department else str(person)


def _parts(words: str) -> list[str]:
    """What of a name may be searched for: a part of two letters would find half the force, and is left out."""
    return [part for part in words.replace(",", " ").split() if len(part) >= SHORTEST]


def _with_accounts() -> QuerySet[Any]:
    held = Post.objects.unscoped().in_force_on(clock.today()).filter(person=OuterRef("pk")).order_by("-started", "pk")
    people = Person.objects.unscoped().filter(account__is_active=True).select_related("account").order_by()
    return people.annotate(department=Subquery(held.values("department__name")[:1]))
