"""What several pages say of somebody before they join."""

from typing import Any

from django.urls import reverse

from people.roles import Role
from people.workforce.models import User
from welfare.joining.dyslexia import DyslexiaAnswers
from welfare.passports.models import Passport
from wmp.lib.records import Fact


def who_they_are(record: Any, user: User) -> list[Fact]:
    """The person that they became, and their passport as far as the reader may open it."""
    if not user.has_role(Role.RA_OFFICER):
        return []
    if record.person is None:
        return [Fact("Employee number", "Not given yet")]
    facts = [Fact("Employee number", record.person.employee_number)]
    passport = Passport.objects.visible_to(user).filter(holder=record.person_id).live().first()
    if passport:
        facts.append(Fact("Passport", passport, reverse("welfare:passports-detail", args=[passport.pk])))
    else:
        has_account = record.person.account_id is not None
        words = "None was sent. They know where to begin one" if has_account else "They have no account yet"
        facts.append(Fact("Passport", words))
    return facts


def answers_rows(answers: DyslexiaAnswers) -> list[Fact]:
    """What somebody said, as far as they said anything."""
    names = ("reading", "writing", "remembering", "organising", "earlier", "helped", "reach")
    fields: list[Any] = [DyslexiaAnswers._meta.get_field(name) for name in names]
    said_by_them = [
        Fact(str(each.verbose_name)[:1].upper() + str(each.verbose_name)[1:], getattr(answers, each.name))
        for each in fields
        if getattr(answers, each.name)
    ]
    return said_by_them or [Fact("Answers", "They would like to be assessed, and wrote nothing else")]
