"""Finding the person whom a form is about: by name or number as one types, or by the whole employee number."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import JsonResponse
from django.urls import path

from people.models import Person
from people.requests import Request
from people.roles import Role
from people.workforce.registers import PEOPLE
from welfare.cases.handling import TEAM

PICKERS = (Role.PEOPLE_DATA, *TEAM)
MOST = 10
SHORTEST, LONGEST = 2, 100


def find_person(user: Any, typed: str) -> Person:
    """The person of an employee number, if `user` may see them. Raises ValidationError."""
    found = _by_number(user, typed)
    if found is None:
        raise ValidationError("Choose somebody from the list, or give the whole employee number")
    return found


def name_and_number(user: Any, typed: str) -> str:
    """How somebody who was chosen already reads in the box; what was typed where nobody was."""
    found = _by_number(user, typed)
    return words_for(found) if found else typed


def _by_number(user: Any, typed: str) -> Person | None:
    number = "" if "\0" in typed else typed.strip()
    found: Person | None = Person.objects.visible_to(user).filter(employee_number=number).first()
    return found


def words_for(person: Person) -> str:
    return f"{person}, {person.employee_number}"


def pick_people(request: Request) -> JsonResponse:
    """Anybody whom the reader sees, by name or number, for those who record resignations: a list of {value, text}."""
    if not request.user.has_role(*PICKERS):
        raise PermissionDenied
    return offered(PEOPLE.visible_to(request.user), asked(request))


def asked(request: Request) -> str:
    """The words searched for. A character that no text has finds nothing, rather than an error of the database."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    return "" if "\0" in words else words


def offered(people: QuerySet[Person], words: str) -> JsonResponse:
    """The first few of `people` whom the words may mean, by name. They are put in order here, as `cases_said` does."""
    if len(words) < SHORTEST:
        return JsonResponse([], safe=False)
    found = sorted(PEOPLE.searched(people.order_by(), words)[:MOST], key=lambda person: (person.name, person.pk))
    return JsonResponse([{"value": each.employee_number, "text": words_for(each)} for each in found], safe=False)


urlpatterns = [path("pick-people/", pick_people, name="pick-people")]
