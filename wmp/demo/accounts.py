"""The accounts of the demo force's cast and of their colleagues in the welfare team."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from people.roles import Role
from people.workforce.models import Person, Post, User
from wmp.demo.cast import CAST, COLLEAGUES, PASSWORD, Member


def ensure_accounts(*, known_password: bool) -> dict[str, User]:
    """The accounts by user name, made if need be, each with exactly the role that the cast gives it.

    Without a known password nobody can sign in: records of a demo force name who did what, wherever it is loaded.
    Raises LookupError where the cast is not in the database.
    """
    members = (*CAST, *COLLEAGUES)
    numbers = [member.number for member in members]
    people = {
        person.employee_number: person for person in Person.objects.unscoped().filter(employee_number__in=numbers)
    }
    if len(people) < len(members):
        raise LookupError("The cast is not in the database. Run make_demo_force on an empty database first.")
    # Hashed once: a good hash takes a while, and this password is no secret.
    password = make_password(PASSWORD if known_password else None)
    with transaction.atomic():
        return {member.username: _ensure(member, people[member.number], password) for member in members}


def _ensure(member: Member, person: Person, password: str) -> User:
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
    if not user.has_usable_password():
        user.password = password
        user.save(update_fields=["password"])
    user.groups.set(Group.objects.filter(name=member.role) if member.role else [])
    Person.objects.unscoped().link_account(user, member.number)
    return user


def ensure_owners(numbers: Iterable[str]) -> None:
    """Accounts of those who own benefits, by employee number; nobody can sign in with one."""
    owners = with_accounts(Person.objects.unscoped().filter(employee_number__in=list(numbers)))
    group = Group.objects.get(name=Role.BENEFIT_OWNER)
    for account in User.objects.filter(pk__in=[owner.account_id for owner in owners]):
        account.groups.add(group)


def with_accounts(people: Any) -> list[Person]:
    """Them and their line managers, each with an account that nobody can sign in with."""
    keys = list(people.values_list("pk", flat=True))
    posts = Post.objects.unscoped().filter(person__in=keys)
    keys_of_managers = posts.exclude(line_manager=None).values_list("line_manager", flat=True)
    for person in Person.objects.unscoped().filter(account=None, pk__in=[*keys, *keys_of_managers]):
        account = User(username=person.employee_number, first_name=person.first_name, last_name=person.last_name)
        account.set_unusable_password()
        account.save()
        Person.objects.unscoped().link_account(account, person.employee_number)
    found = Person.objects.unscoped().filter(pk__in=keys).select_related("account")
    return list(found.order_by("employee_number"))
