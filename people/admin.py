"""Administration: accounts with their roles, and reference data. No person's record is registered here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from people.models import Department, EntryRoute, Person, Rank, User
from people.roles import Role
from wmp.lib.admin import RoleAdmin

# Roles are given on an account. What a role may do stands in the code, so groups have nothing to edit.
admin.site.unregister(Group)
admin.site.site_header = admin.site.site_title = "People and change records: administration"
admin.site.index_title = "Accounts and reference data"


class AccountForm(UserChangeForm):
    """An account with the employee number of its person, which is all an administrator sees of the record."""

    employee_number = forms.CharField(required=False, help_text="The person whose own records this account opens.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = Person.objects.unscoped().filter(account=self.instance).first() if self.instance.pk else None
        self.initial["employee_number"] = holder.employee_number if holder else ""

    def clean_employee_number(self) -> str:
        number = self.cleaned_data["employee_number"].strip()
        holder = Person.objects.unscoped().filter(employee_number=number).first()
        if number and holder is None:
            raise forms.ValidationError("No person has this employee number. Load the workforce file that names them.")
        if holder and holder.account_id not in (None, self.instance.pk):
            raise forms.ValidationError("This person has another account. Take the number off that one first.")
        return number


@admin.register(User)
class AccountAdmin(RoleAdmin, UserAdmin):
    roles = (Role.ADMINISTRATOR,)
    form = AccountForm
    fieldsets = [
        (None, {"fields": ["username", "password", "employee_number"]}),
        ("Name", {"fields": ["first_name", "last_name", "email"]}),
        ("What the account may do", {"fields": ["is_active", "is_staff", "groups"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["username", "first_name", "last_name", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "first_name", "last_name"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "employee_number" in form.cleaned_data:
            Person.objects.unscoped().link_account(obj, form.cleaned_data["employee_number"])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is made inactive, never deleted: history names it."""
        return False


class ReferenceAdmin(RoleAdmin):
    roles = (Role.ADMINISTRATOR,)
    search_fields = ["name"]


@admin.register(Department)
class DepartmentAdmin(ReferenceAdmin):
    list_display = ["name"]


@admin.register(Rank)
class RankAdmin(ReferenceAdmin):
    list_display = ["name", "abbreviation", "position", "special"]
    list_filter = ["special"]


@admin.register(EntryRoute)
class EntryRouteAdmin(ReferenceAdmin):
    list_display = ["name", "years", "comparator", "counted_from", "counted_to", "position"]
