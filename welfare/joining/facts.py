"""What several pages say of somebody before they join."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from people.roles import Role
from people.workforce.models import User
from welfare.joining.dyslexia import DyslexiaAnswers
from welfare.passports.models import Passport
from wmp.lib.records import Fact


def with_passport(found: Any, user: User) -> Any:
    """Each with the key of the passport of the person that they became, as far as the reader may open it."""
    passports = Passport.objects.visible_to(user).filter(holder=OuterRef("person")).live()
    return found.annotate(told_passport=Subquery(passports.values("pk")[:1]))


def who_they_are(record: Any, user: User) -> list[Fact]:
    """The person that they became, and their passport. `record` comes from `with_passport`."""
    if not user.has_role(Role.RA_OFFICER):
        return []
    if record.person is None:
        return [Fact("Employee number", "Not given yet")]
    facts = [Fact("Employee number", record.person.employee_number)]
    if record.told_passport:
        passport = Passport(pk=record.told_passport)
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
