"""The page of an assessment: the assessor's, and the RA officers'."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from people.roles import Role
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.joining.assessments import Assessment, AssessmentOutcome
from welfare.joining.dyslexia import DyslexiaAnswers
from welfare.joining.facts import answers_rows
from welfare.joining.forms import CancelForm
from welfare.joining.registers import ASSESSMENT_COLOURS, ASSESSMENTS
from wmp.lib import clock
from wmp.lib.audit import log_read
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import Verb
from wmp.lib.words import long_moment


class AssessmentPage(RecordPage):
    register = ASSESSMENTS
    template = "welfare/joining/assessment.html"
    joins = ("referral__person", "assessor")
    colours = ASSESSMENT_COLOURS
    verbs = (
        Verb("miss", "They did not come", "did not attend"),
        Verb("cancel", "Cancel the assessment", "cancelled", CancelForm, danger=True),
    )

    def title(self, record: Assessment) -> str:
        return f"{record.referral.name}: {long_moment(record.starts_at)}"

    def caption(self, record: Assessment) -> str:
        return "Assessment"

    def may_move(self, record: Assessment, user: User) -> bool:
        return record.may_be_moved_by(user)

    def turn(self, record: Assessment, user: User) -> str:
        if record.status == "booked" and record.starts_at <= clock.now():
            return "Its assessor records what came of it"
        return ""

    def actions(self, record: Assessment, user: User) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        begun = record.starts_at <= clock.now()
        if may_write_outcome(record, user) and begun:
            text = "Record what came of it" if record.status == "booked" else "Change what you wrote"
            found.append({"text": text, "url": self.address(record, "outcome")})
        if record.status == "booked" and self.may_move(record, user):
            found.append({"text": "Move it", "url": self.address(record, "move"), "kind": "secondary"})
        moves = [each for each in super().actions(record, user) if begun or not each["url"].endswith("/miss/")]
        if record.status in ("did not attend", "cancelled") and self.may_move(record, user):
            found.append({"text": "Book again", "url": self.address(record, "book-again")})
        return [*found, *moves]

    def facts(self, record: Assessment, user: User) -> Sequence[Fact]:
        name = record.referral.name
        link = reverse("welfare:dyslexia-referrals-detail", args=[record.referral_id])
        return [
            Fact("Name", name, link if user.has_role(Role.RA_OFFICER) else ""),
            Fact("Joining", said(record.referral.joining_on)),
            Fact("When", f"{long_moment(record.starts_at)} to {_clock_time(record)}"),
            Fact("Place", record.place),
            Fact("Assessor", name_of(record.assessor)),
        ]

    def fact_groups(self, record: Assessment, user: User) -> list[Mapping[str, Any]]:
        return [{"title": "Recommendations", "rows": _advice(record)}] if record.status == "held" else []

    def context(self, request: HttpRequest, record: Assessment) -> Mapping[str, Any]:
        return {"answers": self.address(record, "answers")}

    def medical(self, record: Assessment, user: User) -> list[Mapping[str, Any]]:
        """What they said and what was found, for a page of its own. Each reading is logged: it is classified."""
        groups: list[Mapping[str, Any]] = []
        answers = DyslexiaAnswers.objects.visible_to(user).filter(referral=record.referral_id).first()
        if answers:
            answers.referral = record.referral
            log_read(user, answers)
            groups.append({"title": "What they told us", "rows": answers_rows(answers)})
        found = AssessmentOutcome.objects.visible_to(user).filter(assessment=record)
        outcome = found.first() if record.status == "held" else None
        if outcome:
            outcome.assessment = record
            log_read(user, outcome)
            groups.append({"title": "What was found", "rows": [Fact("Outcome", outcome.outcome)]})
        return groups


def may_write_outcome(record: Assessment, user: User) -> bool:
    """Its assessor, until the person has said whether the recommendations go into their passport."""
    return record.assessor_id == user.pk and (
        record.status == "booked" or (record.status == "held" and not record.agreement)
    )


def _advice(record: Assessment) -> list[Fact]:
    if not record.recommendations:
        return [Fact("Recommendations", "None")]
    answer = record.get_agreement_display() if record.agreement else "The person has not said yet"
    return [Fact("Recommendations", record.recommendations), Fact("Into the passport", answer)]


def _clock_time(record: Assessment) -> str:
    return long_moment(record.ends_at).rpartition(" ")[2]
