"""The page of a posting constraint, and of ending one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from people.roles import Role
from people.workforce.constraints import PostingConstraint
from people.workforce.models import Person, User
from people.workforce.registers import POSTING_CONSTRAINTS
from people.workforce.views import link_to
from wmp.lib.forms import Form
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove

COLOURS = {"In force": "green", "To come": "blue", "Ended": "grey"}


class PostingConstraintPage(RecordPage):
    register = POSTING_CONSTRAINTS
    joins = ("person__account",)

    def title(self, record: PostingConstraint) -> str:
        return f"{record.person}: {record}"

    def standing(self, record: PostingConstraint) -> Mapping[str, str]:
        return {"text": record.standing, "colour": COLOURS[record.standing]}

    def facts(self, record: PostingConstraint, user: User) -> Sequence[Fact]:
        known = Person.objects.visible_to(user).filter(pk=record.person_id).exists()
        return [
            Fact("Person", record.person, link_to(record.person) if known else ""),
            Fact("What a posting has to respect", record.what),
            Fact("From", said(record.from_on)),
            Fact("Until", said(record.until_on) or "It has no end"),
            *([Fact("Ended", long_day(timezone.localtime(record.withdrawn_at)))] if record.withdrawn_at else []),
        ]

    def events(self, record: PostingConstraint, user: User) -> Sequence[Event]:
        """Who recorded it would tell others where it comes from."""
        concerned = record.person.account_id == user.pk or user.has_role(Role.RA_OFFICER)
        return super().events(record, user) if concerned else []

    def actions(self, record: PostingConstraint, user: User) -> list[Mapping[str, Any]]:
        if record.standing == "Ended" or not record.may_be_ended_by(user):
            return []
        return [{"text": "End", "url": self.address(record, "end"), "kind": "secondary"}]

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [*super().urls(), path(f"{slug}/<int:pk>/end/", self.end, name=f"{slug}-end")]

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks, then ends it. 409 where it has ended meanwhile."""
        record: PostingConstraint = self.find(request, pk)
        if not record.may_be_ended_by(request.user):
            raise PermissionDenied
        form, trouble = Form(request.POST or None), "It has ended already." if record.standing == "Ended" else ""
        if request.method == "POST" and not trouble:
            try:
                record.end(by=request.user)
            except (IllegalMove, StaleMove) as error:
                trouble = str(error)
            else:
                messages.success(request, f"{self.title(record)}: ended.")
                return redirect(self.address(record))
        back = self.address(record)
        context = {
            "title": "End",
            "caption": self.title(record),
            "intro": "From now on no posting has to respect it. The person is told.",
            "form": form,
            "submit": "End",
            "cancel_url": back,
            "back_url": back,
            "trouble": trouble,
        }
        return render(request, "records/verb.html", context, status=409 if trouble else 200)
