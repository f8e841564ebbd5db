"""The standing cast, and the few records that most tests begin with.

Alice is a sergeant and Bob's line manager. Bob is a student officer. Charlie works elsewhere and has no need to know
about either. Beside them stands one account for each role, held by nobody in these stories.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from people.probation.models import EntryRoute, Probation
from people.roles import Role
from people.workforce.models import Department, EqualityMonitoring, Person, Post, Rank, StaffType, User

PASSWORD = "correct horse battery"
DAY = date(2022, 4, 1)


def user(name: str, *roles: Role) -> User:
    """An account with these roles and the password of all tests."""
    return users({name: roles})[0]


def users(roles: Mapping[str, Iterable[Role]]) -> list[User]:
    """An account for each name, with its roles. All at once, since most tests begin with a score of them."""
    password = make_password(PASSWORD)
    made = User.objects.bulk_create(
        User(username=name, password=password, is_staff=Role.ADMINISTRATOR in given) for name, given in roles.items()
    )
    if any(roles.values()):
        groups = {group.name: group for group in Group.objects.all()}
        Membership = User.groups.through
        Membership.objects.bulk_create(
            Membership(user=each, group=groups[role]) for each in made for role in roles[each.username]
        )
    return made


def person(number: str, name: str = "Sam Smith", account: User | None = None, **fields: Any) -> Person:
    """Somebody by employee number."""
    first, _, last = name.partition(" ")
    made = Person(employee_number=number, first_name=first, last_name=last, account=account, **fields)
    made.save()
    return made


def response() -> Department:
    return Department.objects.get_or_create(name="Response")[0]


def post(holder: Person, started: date = date(2020, 1, 1), **fields: Any) -> Post:
    """A post: a constable's in Response unless said otherwise."""
    fields.setdefault("staff_type", StaffType.OFFICER)
    if fields["staff_type"] == StaffType.OFFICER:
        fields.setdefault("rank", rank("PC"))
    fields.setdefault("department", response())
    return Post.objects.create(person=holder, started=started, **fields)


def rank(abbreviation: str) -> Rank:
    return Rank.objects.get(abbreviation=abbreviation)


def declared(who: Person, gender: str = "female", ethnicity: str = "A1") -> EqualityMonitoring:
    """What somebody declared about themselves."""
    return EqualityMonitoring.objects.create(person=who, gender=gender, ethnicity=ethnicity)


def probation(who: Person, started_on: date = date(2021, 1, 4), route: str = "PCDA", **fields: Any) -> Probation:
    route_record = EntryRoute.objects.get(name=route)
    return Probation.objects.create(person=who, entry_route=route_record, started_on=started_on, **fields)


def opened_with(page: str) -> str:
    """The mark that a form for a record carries: of the values it was opened with."""
    found = re.search(r'name="opened_with"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


@dataclass(frozen=True)
class Cast:
    """Everybody, as accounts; `alice.person` and so on are their people."""

    alice: User
    bob: User
    charlie: User
    by_role: dict[Role, User]

    def of(self, role: Role) -> User:
        """The account that has this role and no other."""
        return self.by_role[role]

    @classmethod
    def assemble(cls) -> "Cast":
        accounts = {"alice": (), "bob": (), "charlie": ()} | {role.value.replace(" ", "-"): (role,) for role in Role}
        alice, bob, charlie, *of_roles = users(accounts)
        names = {"A1": ("Alice", "Archer", alice), "B1": ("Bob", "Baker", bob), "C1": ("Charlie", "Cook", charlie)}
        sergeant, constable, other = people = [
            Person(
                employee_number=number, warrant_number=f"W-{number}", first_name=first, last_name=last, account=account
            )
            for number, (first, last, account) in names.items()
        ]
        Person.objects.bulk_create(people)
        of_rank = Rank.objects.in_bulk(["PC", "Sgt"], field_name="abbreviation")
        office = {"department": response(), "staff_type": StaffType.OFFICER, "started": date(2020, 1, 1)}
        Post.objects.bulk_create(
            [
                Post(person=sergeant, rank=of_rank["Sgt"], **office),
                Post(person=constable, rank=of_rank["PC"], line_manager=sergeant, **office),
                Post(person=other, rank=of_rank["PC"], **office),
            ]
        )
        probation(constable)
        return cls(alice, bob, charlie, dict(zip(Role, of_roles, strict=True)))
