"""The record page of a place in the promotion pool, with how it ends."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from people.promotion import pool
from people.promotion.around import PoolPlace
from people.promotion.registers import POOL, POOL_COLOURS
from people.roles import Role
from people.workforce.models import User
from wmp.lib.acts import perform
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import OnForm
from wmp.lib.words import long_day

ENDED = "They are not in the pool any more."


class PoolPage(RecordPage):
    register = POOL
    joins = (
        "application__candidate",
        "application__process__from_rank",
        "application__process__to_rank",
    )

    def title(self, record: PoolPlace) -> str:
        return str(record.application.candidate)

    def caption(self, record: PoolPlace) -> str:
        return f"Promotion pool: {record.application.process.to_rank.name}"

    def standing(self, record: PoolPlace) -> Mapping[str, str]:
        if record.ended_on:
            return {"text": record.get_ended_because_display(), "colour": POOL_COLOURS[record.ended_because]}
        return {"text": "Waiting for a post", "colour": "blue"}

    def may_end(self, record: PoolPlace, user: User) -> bool:
        return user.has_role(Role.PROMOTION_TEAM) and record.application.candidate.account_id != user.pk

    def actions(self, record: PoolPlace, user: User) -> list[Mapping[str, Any]]:
        if record.ended_on or not self.may_end(record, user):
            return []
        return [
            {"text": "Record the promotion", "url": self.address(record, "promoted"), "kind": ""},
            {"text": "Record that they left the pool", "url": self.address(record, "left"), "kind": "secondary"},
        ]

    def facts(self, record: PoolPlace, user: User) -> Sequence[Fact]:
        application = record.application
        facts = [
            Fact(
                "Process",
                application.process,
                reverse("people:promotion-processes-detail", args=[application.process_id]),
            ),
            Fact("Application", "See it", reverse("people:promotion-applications-detail", args=[application.pk])),
            Fact("In the pool since", said(record.since)),
            Fact("Until", said(record.until)),
        ]
        return [*facts, Fact("Left the pool", said(record.ended_on))] if record.ended_on else facts


PAGE = PoolPage()


def _ending(verb: Callable[..., None], title: str, done: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        place: PoolPlace = PAGE.find(request, pk)
        user: Any = request.user
        if not PAGE.may_end(place, user):
            raise PermissionDenied
        form = OnForm(request.POST or None)
        intro = f"In the pool since {long_day(place.since)}, until {long_day(place.until)}."

        def do() -> str:
            verb(place, by=user, on=form.cleaned_data["on"])
            return f"{place.application.candidate} {done}."

        return perform(
            request,
            form,
            do,
            title=title,
            submit=title,
            caption=PAGE.title(place),
            intro=intro,
            back=PAGE.address(place),
            refused=ENDED if place.ended_on else "",
        )

    return view


section_urlpatterns = [
    path(
        "promotion-pool/<int:pk>/promoted/",
        _ending(pool.promoted, "Record the promotion", "is promoted"),
        name="promotion-pool-promoted",
    ),
    path(
        "promotion-pool/<int:pk>/left/",
        _ending(pool.left, "Record that they left the pool", "left the pool"),
        name="promotion-pool-left",
    ),
]
