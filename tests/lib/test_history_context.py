"""A change made in a request is kept with who made it, although the server binds values one statement at a time."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from people.models import Department, Person, User
from wmp.lib.history import HistoryContextMiddleware

pytestmark = pytest.mark.django_db


def test_a_change_in_a_request_names_its_user_and_address(rf: RequestFactory) -> None:
    user = User.objects.create(username="alice")
    request = rf.post("/people/posts/")
    request.user = user

    def view(request: object) -> HttpResponse:
        Person.objects.create(employee_number="1", first_name="Ada", last_name="Okoro")
        Person.objects.create(employee_number="2", first_name="Ben", last_name="Okoro")
        return HttpResponse()

    HistoryContextMiddleware(view)(request)
    first, second = apps.get_model("people", "PersonEvent").objects.unscoped().order_by("employee_number")
    assert first.pgh_context.metadata == {"user": user.pk, "url": "/people/posts/"}
    assert second.pgh_context == first.pgh_context


def test_a_change_before_sign_in_names_nobody(rf: RequestFactory) -> None:
    request = rf.post("/sign-in/")
    request.user = AnonymousUser()
    HistoryContextMiddleware(lambda request: HttpResponse(Department.objects.create(name="Force Response").pk))(request)
    assert connection.execute_wrappers == []
