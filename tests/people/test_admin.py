"""The administrator makes accounts, gives roles and links people; and gets at nobody's record by it."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from change.models import InvestmentPrinciple
from people.models import Department, EntryRoute, Person, Rank, User
from people.roles import Role
from tests.base import PASSWORD, Cast, person, user
from wmp.lib.access import ScopedModel
from wmp.lib.admin import RoleAdmin

pytestmark = pytest.mark.django_db

ACCOUNTS = "admin:people_user_changelist"


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """The administrator's browser."""
    client.force_login(cast.of(Role.ADMINISTRATOR))
    return client


def account_page(account: User) -> str:
    return reverse("admin:people_user_change", args=[account.pk])


def form_of(account: User, **changes: Any) -> dict[str, Any]:
    """What the account's page sends, with some of it changed."""
    sent = {"username": account.username, "is_active": "on", "employee_number": "", "groups": []}
    return {key: value for key, value in (sent | changes).items() if value is not None}


def errors(response: Any) -> str:
    return " ".join(response.context["adminform"].form.errors.get("employee_number", []))


def test_an_administrator_makes_an_account_that_can_sign_in(office: Client) -> None:
    password = "a long enough one"
    words = {"username": "dan", "usable_password": "true", "password1": password, "password2": password}
    assert office.post(reverse("admin:people_user_add"), words).status_code == 302
    assert Client().login(username="dan", password=password)
    assert User.objects.get(username="dan").roles == frozenset()


def test_an_administrator_gives_a_role(office: Client, cast: Cast) -> None:
    role = Group.objects.get(name=Role.CHANGE_MANAGER)
    assert office.post(account_page(cast.charlie), form_of(cast.charlie, groups=[role.pk])).status_code == 302
    assert User.objects.get(pk=cast.charlie.pk).has_role(Role.CHANGE_MANAGER)


def test_every_role_can_be_given(office: Client, cast: Cast) -> None:
    page = office.get(account_page(cast.charlie)).content.decode()
    assert all(f">{role.value}</option>" in page for role in Role)


def test_an_administrator_links_an_account_to_its_person(office: Client) -> None:
    newcomer, known = user("eve"), person("E1", "Eve East")
    office.post(account_page(newcomer), form_of(newcomer, employee_number=" E1 "))
    known.refresh_from_db()
    assert known.account == newcomer
    assert list(Person.objects.visible_to(newcomer)) == [known]


def test_emptying_the_number_takes_the_person_off_the_account(office: Client, cast: Cast) -> None:
    office.post(account_page(cast.bob), form_of(cast.bob, employee_number=""))
    assert Person.objects.unscoped().get(employee_number="B1").account is None


def test_another_number_moves_the_account_to_that_person(office: Client, cast: Cast) -> None:
    person("E1", "Eve East")
    office.post(account_page(cast.bob), form_of(cast.bob, employee_number="E1"))
    assert Person.objects.unscoped().get(account=cast.bob).employee_number == "E1"
    assert Person.objects.unscoped().get(employee_number="B1").account is None


def test_a_number_that_nobody_has_says_how_to_mend_it(office: Client, cast: Cast) -> None:
    said = errors(office.post(account_page(cast.bob), form_of(cast.bob, employee_number="Z9")))
    assert said == "No person has this employee number. Load the workforce file that names them."
    assert Person.objects.unscoped().get(employee_number="B1").account == cast.bob


def test_a_number_whose_person_has_another_account_says_how_to_mend_it(office: Client, cast: Cast) -> None:
    said = errors(office.post(account_page(cast.bob), form_of(cast.bob, employee_number="C1")))
    assert said == "This person has another account. Take the number off that one first."
    assert Person.objects.unscoped().get(employee_number="C1").account == cast.charlie


def test_saving_an_account_without_a_change_changes_nothing(office: Client, cast: Cast) -> None:
    page = office.get(account_page(cast.bob))
    assert page.context["adminform"].form.initial["employee_number"] == "B1"
    office.post(account_page(cast.bob), form_of(cast.bob, employee_number="B1"))
    assert Person.objects.unscoped().get(employee_number="B1").account == cast.bob


def test_no_account_can_be_made_a_superuser_by_sending_more_than_the_page_asks(office: Client, cast: Cast) -> None:
    office.post(account_page(cast.charlie), form_of(cast.charlie, is_superuser="on", user_permissions=["1"]))
    cast.charlie.refresh_from_db()
    assert not cast.charlie.is_superuser
    assert not cast.charlie.user_permissions.exists()


def test_an_account_is_closed_and_not_deleted(office: Client, cast: Cast) -> None:
    assert office.get(reverse("admin:people_user_delete", args=[cast.bob.pk])).status_code == 403
    office.post(account_page(cast.bob), form_of(cast.bob, is_active=None, employee_number="B1"))
    assert not Client().login(username="bob", password=PASSWORD)


def test_accounts_cannot_be_deleted_by_the_list_s_action_either(office: Client, cast: Cast) -> None:
    office.post(reverse(ACCOUNTS), {"action": "delete_selected", "_selected_action": [cast.bob.pk], "post": "yes"})
    assert User.objects.filter(pk=cast.bob.pk).exists()


def test_reference_data_is_the_administrator_s_to_keep(office: Client) -> None:
    assert office.post(reverse("admin:people_department_add"), {"name": "Forensics"}).status_code == 302
    assert Department.objects.filter(name="Forensics").exists()
    for name in ("rank", "entryroute", "department", "user"):
        assert office.get(reverse(f"admin:people_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("page", ["delete", "list"])
def test_a_department_in_use_is_kept_and_says_by_how_many(page: str, office: Client, cast: Cast) -> None:
    used = Department.objects.get(name="Response")
    if page == "delete":
        response = office.post(reverse("admin:people_department_delete", args=[used.pk]), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [used.pk], "post": "yes"}
        response = office.post(reverse("admin:people_department_changelist"), chosen)
    assert Department.objects.filter(pk=used.pk).exists()
    words = response.content.decode()
    assert "Records that name it: 3" in words
    assert "Police Officer" not in words and "2020" not in words


def test_an_administrator_sees_no_record_about_people(office: Client) -> None:
    page = office.get(reverse("people:people-list")).content.decode()
    assert "Baker" not in page and "Archer" not in page


@pytest.mark.parametrize("superuser", [False, True])
def test_without_the_role_the_administration_is_empty_and_closed(superuser: bool, client: Client, cast: Cast) -> None:
    stranger = User.objects.create(username="root", is_staff=True, is_superuser=superuser)
    client.force_login(stranger)
    assert client.get(reverse("admin:index")).context["app_list"] == []
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{base}_changelist")).status_code == 403
        assert client.get(reverse(f"{base}_add")).status_code == 403
    assert client.get(account_page(cast.bob)).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[cast.bob.pk])).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_enters_the_administration(role: Role, client: Client, cast: Cast) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse("admin:index")).status_code == 302


def test_only_accounts_and_reference_data_are_registered() -> None:
    assert set(admin.site._registry) == {User, Department, Rank, EntryRoute, InvestmentPrinciple}
    assert not any(issubclass(model, ScopedModel) for model in admin.site._registry)


def test_every_registered_page_asks_for_a_role() -> None:
    assert all(isinstance(page, RoleAdmin) and page.roles for page in admin.site._registry.values())


def test_the_log_of_changes_names_the_account_and_no_record(office: Client, cast: Cast) -> None:
    office.post(account_page(cast.bob), form_of(cast.bob, employee_number=""))
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.user) == ("bob", cast.of(Role.ADMINISTRATOR))
    assert not re.search("Baker|B1", entry.change_message)


def test_whose_account_a_person_has_is_kept_in_their_history_with_who_changed_it(office: Client, cast: Cast) -> None:
    office.post(account_page(cast.bob), form_of(cast.bob, employee_number=""))
    latest = apps.get_model("people", "PersonEvent").objects.unscoped().filter(employee_number="B1").latest("pgh_id")
    assert latest.account_id is None
    assert latest.pgh_context.metadata["user"] == cast.of(Role.ADMINISTRATOR).pk
