"""The page of a dyslexia referral."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.joining.assessments import Assessment
from welfare.joining.choices import RiskStep
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral, FormLink, RiskAssessment
from welfare.joining.facts import answers_rows, who_they_are, with_passport
from welfare.joining.forms import NotNeededForm, ReferralForm, RiskForm
from welfare.joining.mail import last_day
from welfare.joining.registers import REFERRAL_COLOURS, REFERRALS
from welfare.joining.risk import step_of
from wmp.lib import clock
from wmp.lib.audit import log_read
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import OnForm, Verb
from wmp.lib.words import long_moment

NOT_NEEDED = Verb(
    "end_not_needed",
    "Nothing is needed",
    "not needed",
    NotNeededForm,
    intro="The screening or the assessment found nothing that work has to allow for. What is booked is cancelled.",
)
NOT_JOINING = Verb(
    "end_not_joining",
    "They do not join",
    "did not join",
    intro="Their link stops working, and what is booked is cancelled.",
)
RISK = Verb("assess_risk", "Record the risk assessment", "risk assessed", RiskForm)
TURNS = {
    "returned": "The RA officer screens it",
    "screened": "Book an assessment",
    "assessed": "The RA officer does the risk assessment",
    "risk assessed": "A passport is to be begun",
}


class ReferralPage(RecordPage):
    register = REFERRALS
    template = "welfare/joining/referral.html"
    joins = ("person__account", "entry", "sent_by")
    colours = REFERRAL_COLOURS
    form = ReferralForm
    verbs = (
        Verb("screen", "Record the screening", "screened", OnForm),
        RISK,
        Verb("to_passport", "A passport is begun", "passport"),
        NOT_NEEDED,
        NOT_JOINING,
    )

    def seen_by(self, reader: Any) -> Any:
        """With whether its risk assessment is late."""
        return with_passport(super().seen_by(reader).with_risk(clock.today()), reader)

    def title(self, record: DyslexiaReferral) -> str:
        return record.name

    def caption(self, record: DyslexiaReferral) -> str:
        return f"Dyslexia referral {record}"

    def turn(self, record: DyslexiaReferral, user: User) -> str:
        return TURNS.get(record.status, "")

    def begins_with(self, verb: Verb, record: Any) -> dict[str, Any]:
        return {"on": clock.today()}

    def actions(self, record: DyslexiaReferral, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        book = {"text": "Book an assessment", "url": self.address(record, "book")}
        if record.status == "screened":
            return [book, *found, *self._match(record)]
        if record.status == "risk assessed":
            found = [each for each in found if each["text"] != "A passport is begun"] if not record.person else found
            return [*self._match(record), *found, book]
        if record.status == "form sent":
            found.append({"text": "Send a new link", "url": self.address(record, "resend")})
        if record.status == "declined":
            found.append(
                {"text": "They have asked for a form after all", "url": self.address(record, "send-after-all")}
            )
        # Nothing is to be done while the form is with them, and nothing ever with those who declined.
        quiet = record.status in ("form sent", "declined")
        if quiet:
            return sorted(found, key=lambda each: each.get("kind", "") != "secondary")
        return [*found, *self._match(record)]

    def _match(self, record: DyslexiaReferral) -> list[Mapping[str, Any]]:
        if record.person:
            return []
        return [{"text": "Give their employee number", "url": self.address(record, "match")}]

    def facts(self, record: DyslexiaReferral, user: User) -> Sequence[Fact]:
        return [
            Fact("E-mail address", record.email, f"mailto:{record.email}"),
            Fact("Joining", said(record.joining_on)),
            Fact("Intake", record.intake or "Not told"),
            Fact("Entry route", record.entry or "Not told"),
            Fact("Form sent", f"{said(record.sent_on)} by {name_of(record.sent_by)}"),
            *self._link(record, user),
            *(Fact(label, said(day)) for label, day in _days(record) if day),
            *who_they_are(record, user),
        ]

    def _link(self, record: DyslexiaReferral, user: User) -> list[Fact]:
        """How far the link got, while it waits for its answer."""
        if record.status != "form sent":
            return []
        link = FormLink.objects.visible_to(user).filter(referral=record).first()
        if link is None or not link.nonce:
            return []
        if link.refused_at:
            return [Fact("Link", "The mail was refused: check the address, then send a new link")]
        until = f"good until {last_day(link)}"
        if link.expires_at <= clock.now():
            return [Fact("Link", f"Was {until}")]
        return [Fact("Link", f"Mailed, {until}" if link.mailed_at else "Waits to be mailed")]

    def answers_address(self, record: DyslexiaReferral) -> str:
        """Where what they said is read; "" where they said nothing."""
        came_back = record.answered_on is not None and record.status != "declined"
        return self.address(record, "answers") if came_back else ""

    def medical(self, record: DyslexiaReferral, user: User) -> list[Mapping[str, Any]]:
        """What they said and what was found, for a page of its own. Each reading is logged: it is classified."""
        groups: list[Mapping[str, Any]] = []
        answers = DyslexiaAnswers.objects.visible_to(user).filter(referral=record).first()
        if answers:
            answers.referral = record
            log_read(user, answers)
            groups.append({"title": "What they told us", "rows": answers_rows(answers)})
        done = RiskAssessment.objects.visible_to(user).filter(referral=record).select_related("by")
        risk = done.first()
        if risk:
            risk.referral = record
            log_read(user, risk)
            rows = [Fact("Done", f"{said(risk.done_on)} by {name_of(risk.by)}"), Fact("Measures", risk.measures)]
            groups.append({"title": "Risk assessment", "rows": rows})
        return groups

    def context(self, request: Any, record: DyslexiaReferral) -> Mapping[str, Any]:
        found = Assessment.objects.visible_to(request.user).filter(referral=record).select_related("assessor")
        return {
            "late": late_words(record),
            "answers": self.answers_address(record),
            # Nobody is booked before the screening.
            "assessments": assessments_table(found) if record.screened_on else None,
        }


def _days(record: DyslexiaReferral) -> list[tuple[str, Any]]:
    return [
        ("Answered", record.answered_on),
        ("Screened", record.screened_on),
        ("Assessed", record.assessed_on),
        ("Risk assessment", record.risk_assessed_on),
    ]


def late_words(record: Any) -> str:
    """The warning at the top of the page; "" where nothing is late."""
    if not record.is_late:
        return ""
    day = said(record.joining_on)
    if step_of(record) == RiskStep.MISSED:
        return f"The risk assessment was not done by the joining date, {day}."
    return f"The risk assessment is to be done before {day}."


def assessments_table(found: Any) -> Mapping[str, Any] | None:
    rows = [
        [
            {"text": long_moment(each.starts_at), "url": reverse("welfare:assessments-detail", args=[each.pk])},
            name_of(each.assessor),
            each.place,
            each.get_status_display(),
        ]
        for each in found
    ]
    head = [{"text": words} for words in ("When", "Assessor", "Place", "Where it stands")]
    return {"caption": "Assessments", "head": head, "rows": rows} if rows else None
