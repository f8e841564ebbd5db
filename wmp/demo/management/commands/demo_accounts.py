"""The accounts of the demo force's cast."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.roles import Role
from people.workforce.models import Person, User
from wmp.demo.cast import CAST, PASSWORD, Member


class Command(BaseCommand):
    help = "Makes the accounts of the demo force's cast, one for each role, and lists them. Only in demo mode."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Accounts with a known password are made in demo mode only: set DEMO=1.")
        people = {person.employee_number: person for person in self._cast()}
        if len(people) < len(CAST):
            raise CommandError("The cast is not in the database. Run make_demo_force on an empty database first.")
        # Hashed once: a good hash takes a while, and this password is no secret.
        password = make_password(PASSWORD)
        with transaction.atomic():
            for member in CAST:
                ensure_account(member, people[member.number], password)
        self.stdout.write(as_table())

    def _cast(self) -> list[Person]:
        return list(Person.objects.unscoped().filter(employee_number__in=[member.number for member in CAST]))


def ensure_account(member: Member, person: Person, password: str) -> User:
    """The member's account, made if need be, with exactly the role that the cast gives it."""
    facts = {
        "first_name": member.first_name,
        "last_name": member.last_name,
        "email": person.email,
        "is_active": True,
        "is_staff": member.role == Role.ADMINISTRATOR,
    }
    user, _ = User.objects.update_or_create(
        username=member.username, defaults=facts, create_defaults={**facts, "password": password}
    )
    user.groups.set(Group.objects.filter(name=member.role) if member.role else [])
    Person.objects.unscoped().link_account(user, member.number)
    return user


def as_table() -> str:
    """Part, user name and person of each of the cast, one a line, and the password they share."""
    rows = [("Part", "User name", "Person"), *((member.part, member.username, member.name) for member in CAST)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, "", f"Password of all: {PASSWORD}"])
