"""`manage.py make_administrator NAME`: the first account of an installation, which can make all others."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people.roles import Role
from people.workforce.models import User


class Command(BaseCommand):
    help = "Gives an account the administrator's role, and makes the account where there is none of that name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="NAME")

    def handle(self, *, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first() or User(username=username)
        user.is_staff = user.is_active = True
        if not user.pk:
            user.set_unusable_password()
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        user.save()
        user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
        self.stdout.write(f"{username} is an administrator.")
        if not user.has_usable_password():
            self.stdout.write(f"Give the account its password: manage.py changepassword {username}")
