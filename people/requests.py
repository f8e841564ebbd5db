"""Requests of people who signed in, which all but a few pages require."""

from django.http import HttpRequest

from people.workforce.models import User


class Request(HttpRequest):
    """A request behind the sign-in. The middleware sends everybody else to the sign-in page."""

    user: User
