"""Finding a case or an officer as one types, by name or number: a short list of those that the reader may see."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import JsonResponse

from people.models import Person
from people.requests import Request
from people.roles import student_officers
from welfare.cases.models import WelfareCase, case_number
from welfare.cases.people import LONGEST, MOST, SHORTEST, asked, offered
from welfare.cases.registers import CASES
from wmp.lib.keys import among


def pick_cases(request: Request) -> JsonResponse:
    """Live cases by the officer's name or number, or by their own: a list of {value, text}."""
    found = cases_said(request.user, asked(request))
    return JsonResponse([{"value": case.reference, "text": in_words(case)} for case in found], safe=False)


def pick_officers(request: Request) -> JsonResponse:
    """Student officers by name or number: a list of {value, text}, where the value is the employee number."""
    officers = Person.objects.visible_to(request.user).filter(among("pk", student_officers()))
    return offered(officers, asked(request))


def cases_said(user: Any, words: str) -> list[WelfareCase]:
    """The first few live cases that `user` may see and that the words may mean, by name.

    They are found by index and put in order here: sorting all that match would read them all.
    """
    if len(words) < SHORTEST:
        return []
    live = _live(user)
    if (number := case_number(words)) is not None:
        return list(live.filter(pk=number))
    found = CASES.searched(live, words)[:MOST]
    return sorted(found, key=lambda case: (case.person.name, case.pk))


def case_meant(user: Any, text: str) -> WelfareCase:
    """The one live case that a number or a name means. Raises ValidationError where it is none or several."""
    text = text.strip()[:LONGEST]
    exact = _live(user).filter(person__employee_number__iexact=text)
    found = list(exact[:1]) or cases_said(user, text)
    if not found:
        raise ValidationError("No open case that you may see has this name or number")
    if len(found) > 1:
        raise ValidationError("Several cases fit: choose one of them, or enter the employee number")
    return found[0]


def in_words(case: WelfareCase) -> str:
    """A case as lists to choose from say it: `Bob Baker, 100021 (W12, open)`."""
    return f"{case.person}, {case.person.employee_number} ({case.reference}, {case.get_status_display().lower()})"


def said_again(user: Any, text: str) -> str:
    """What stands in the box when the page comes back: the case in words, or what was typed."""
    found = cases_said(user, text.strip()[:LONGEST]) if case_number(text) is not None else []
    return in_words(found[0]) if found else text


def _live(user: Any) -> QuerySet[WelfareCase]:
    live: QuerySet[WelfareCase] = WelfareCase.objects.visible_to(user).live().select_related("person").order_by()
    return live
