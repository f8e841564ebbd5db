"""A rating as a record of the performance lead: all three pairs of values, who gave and moderated it, each decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from people.performance.decisions import ModerationDecision
from people.performance.late_changes import why_not
from people.performance.moderation_cases import rank_or_type
from people.performance.moderation_registers import RATING_COLOURS, RATINGS
from people.performance.ratings import Rating
from people.workforce.models import User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, events_of, said
from wmp.lib.words import long_moment, short_moment


class RatingPage(RecordPage):
    register = RATINGS
    template = "people/performance/rating.html"
    joins = (
        *("appraisal__person", "appraisal__year", "appraisal__department", "appraisal__rank", "rater", "moderator"),
        *("what", "how", "moderated_what", "moderated_how", "final_what", "final_how"),
    )
    colours = RATING_COLOURS

    def title(self, record: Rating) -> str:
        return str(record.appraisal.person)

    def caption(self, record: Rating) -> str:
        return f"Rating, {record.appraisal.year}"

    def actions(self, record: Rating, user: User) -> list[Any]:
        if why_not(record, user):
            return []
        return [{"text": "Change late", "url": reverse("people:ratings-late", args=[record.pk]), "kind": "secondary"}]

    def facts(self, record: Rating, user: User) -> Sequence[Fact]:
        appraisal = record.appraisal
        facts = [
            Fact("Department", appraisal.department or ""),
            rank_or_type(appraisal),
            Fact("Rated by", _name(record.rater)),
            Fact("Moderated by", _name(record.moderator) or "Nobody yet"),
            Fact("Evidence", record.evidence or "None given"),
        ]
        if record.final_on:
            facts.append(Fact("Final", said(record.final_on)))
        if record.shared_at:
            facts.append(Fact("Shared", long_moment(record.shared_at)))
        return [*facts, Fact("The person’s comment", record.comment)] if record.comment else facts

    def context(self, request: HttpRequest, record: Rating) -> Mapping[str, Any]:
        seen = ModerationDecision.objects.visible_to(request.user).filter(rating=record)
        decisions = seen.select_related("what", "how", "by", "panel__year")
        return {
            "values_head": ["Stage", "What", "How"],
            "values": [
                ["Provisional", record.what, record.how],
                ["Moderated", record.moderated_what or "–", record.moderated_how or "–"],
                ["Final", record.final_what or "–", record.final_how or "–"],
            ],
            "decisions_head": ["When", "Decision", "What", "How", "By", "Reason"],
            "decisions": [
                [
                    short_moment(each.at),
                    each.get_kind_display(),
                    each.what or "–",
                    each.how or "–",
                    _name(each.by),
                    each.reason,
                ]
                for each in decisions
            ],
        }

    def events(self, record: Rating, user: User) -> Sequence[Event]:
        """Where it stood when. What its values were stands in the tables."""
        return events_of(record, details=False)


def _name(account: Any) -> str:
    return str(account.get_full_name() or account.get_username()) if account else ""
