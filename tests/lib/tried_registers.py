"""Addresses of the site with one register more, on which what no family declares yet can be tried."""

from typing import Any

import django_tables2 as tables
from django import forms
from django.urls import include, path

from people.models import PromotionApplication
from people.promotion.registers import ApplicationFilters
from people.roles import Role
from wmp.lib.registers import BulkAction, BulkForm, Register
from wmp.lib.registers.columns import Column, ReferenceColumn
from wmp.lib.workflow import IllegalMove
from wmp.urls import urlpatterns as site


class NoteForm(BulkForm):
    note = forms.CharField(max_length=40)


def shortlist(application: PromotionApplication, *, by: Any, note: str) -> None:
    """Writes first and refuses afterwards, to show that nothing half-done is kept."""
    application.shortlist(by=by)
    if note == f"not {application.candidate.last_name}":
        raise IllegalMove(f"{application.candidate} was named in the note.")


class TriedTable(tables.Table):
    candidate = Column(accessor="candidate__name", verbose_name="Candidate")
    process = ReferenceColumn(orderable=False)
    applied_on = Column(verbose_name="Applied", orderable=True)
    status = Column()
    employee_number = Column(accessor="candidate__employee_number", orderable=False)
    decided_on = Column(verbose_name="Decided", orderable=True)


class TriedRegister(Register):
    model = PromotionApplication
    title = "Applications"
    slug = "applications"
    namespace = "tried"
    table = TriedTable
    filters = ApplicationFilters
    search = ("candidate__name",)
    order = "-applied_on"
    has_pages = False
    hidden = ("employee_number", "decided_on")
    bulk = (
        BulkAction(
            "shortlist",
            "Shortlist",
            perform=shortlist,
            form=NoteForm,
            roles=(Role.PROMOTION_TEAM,),
            joins=["candidate"],
        ),
    )


TRIED = TriedRegister()

urlpatterns = [*site, path("tried/", include((TRIED.urls(), "tried")))]
