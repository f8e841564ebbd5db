"""The RA officers' page of a referral: where it stands, what is next, and as much beside as they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.roles import Role
from welfare.referrals import handling
from welfare.referrals.beside import Advice, advice_of, appointments_of, reason_of, with_what_belongs
from welfare.referrals.choices import Outcome
from welfare.referrals.forms import BookForm, HowForm, ReasonForm, ReportForm
from welfare.referrals.models import WAITING, OHReason, OHReferral
from welfare.referrals.registers import REFERRALS, STATUS_COLOURS
from wmp.lib import clock
from wmp.lib.audit import log_read
from wmp.lib.editing import hold
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import Verb
from wmp.lib.words import counted

TURNS = {
    "referred": "Waits for the person to agree",
    "consented": "Waits for an appointment",
    "booked": "Waits for the day of the appointment",
    "attended": "Waits for occupational health's report",
    "did not attend": "Waits to be booked again, or closed",
    "reported": "Can be closed",
}


@dataclass(frozen=True)
class WithoutAccount(Verb):
    """For people who cannot sign in and say it themselves."""

    def fits(self, record: Any) -> bool:
        account = record.person.account
        return super().fits(record) and not (account and account.is_active)


class ReferralPage(RecordPage):
    register = REFERRALS
    joins = ("person__account", "referred_by")
    colours = STATUS_COLOURS
    keeps_draft = True
    verbs = (
        WithoutAccount("record_consent", "Record their consent", "consented", HowForm, standing=("referred",)),
        Verb("book", "Book an appointment", "booked", BookForm),
        Verb("attend", "Record that they came", "attended"),
        Verb("report", "Record the report", "reported", ReportForm),
        Verb("miss", "Record that they did not come", "did not attend"),
        Verb("call_off", "Call the appointment off", "consented", ReasonForm, standing=("booked",)),
        Verb("close", "Close the referral", "closed", ReasonForm),
    )

    def may_move(self, record: OHReferral, user: Any) -> bool:
        """An RA officer, but of their own referral."""
        return bool(user.has_role(Role.RA_OFFICER) and record.person.account_id != user.pk)

    def find(self, request: HttpRequest, pk: int) -> Any:
        """With what belongs to it. Held where something is sent."""
        reader: Any = request.user
        seen = self.register.visible_to(reader)
        hold(request, seen, pk)
        record: Any = get_object_or_404(with_what_belongs(seen.select_related(*self.joins), reader), pk=pk)
        log_read(reader, record)
        return record

    def mark(self, record: Any, user: Any) -> str:
        """One that was called off and booked again stands where it stood, and is not what was read."""
        return f"{record.status} {len(record.told_appointments)}"

    def move(self, record: OHReferral, verb: Verb, *, by: Any, **given: Any) -> None:
        getattr(handling, verb.method)(record, by=by, **given)

    # --- what the page says ---

    def title(self, record: OHReferral) -> str:
        return f"{record.person}: {record}"

    def turn(self, record: OHReferral, user: Any) -> str:
        words = TURNS.get(record.status, "")
        if record.status in WAITING:
            return f"{words}, {counted((clock.today() - record.referred_on).days, 'day')} since the referral"
        return words

    def facts(self, record: Any, user: Any) -> Sequence[Fact]:
        """The reason, and what was asked, as far as the reader may know them: a reading of its own."""
        facts = [
            Fact("Employee number", record.person.employee_number),
            Fact("Referred", said(record.referred_on)),
            Fact("By", by_whom(record)),
            Fact("Consent given", said(record.consented_on) if record.consented_on else _no_consent(record)),
        ]
        if not record.told_reason:
            return facts
        log_read(user, OHReason(referral=record))
        asked = Fact("What about work should be answered", record.told_questions or "Nothing was asked here")
        return [*facts, Fact("Main reason", reason_of(record)), asked]

    def fact_groups(self, record: Any, user: Any) -> Sequence[Mapping[str, Any]]:
        appointments = [Fact(str(each), str(each.outcome.label)) for each in appointments_of(record)]
        advice: list[Any] = [self._advice(record, each, user) for each in advice_of(record)]
        if advice:
            reads = "Their line manager may" if record.told_release else "Nobody, until the person lets them"
            advice.append(Fact("Who else reads it", reads))
        groups = (("Appointments", appointments), ("What occupational health recommends", advice))
        return [{"title": title, "rows": rows} for title, rows in groups if rows]

    def _advice(self, record: OHReferral, advice: Advice, user: Any) -> Mapping[str, Any]:
        row = {"label": said(advice.at), "value": advice.text}
        if self.may_move(record, user):
            row |= {"change_url": reverse("welfare:oh-advice-correct", args=[advice.pk]), "change_text": "Correct"}
        return row

    def actions(self, record: Any, user: Any) -> list[Mapping[str, Any]]:
        """Whether they came is asked once the day is there."""
        coming = any(each.outcome == Outcome.TO_COME and each.on > clock.today() for each in appointments_of(record))
        asked = {self.address(record, "attend"), self.address(record, "miss")} if coming else set()
        return [action for action in super().actions(record, user) if action["url"] not in asked]


def by_whom(record: OHReferral) -> str:
    """In words; the account's name is that of the line manager of then."""
    by: Any = record.referred_by
    if by is None:
        return "It came in a file"
    if by.pk == record.person.account_id:
        return "Themselves"
    return f"{by.get_full_name() or by.get_username()}, line manager"


def _no_consent(record: OHReferral) -> str:
    return "Not yet" if record.status == "referred" else "Not recorded here"


PAGES: list[RecordPage] = [ReferralPage()]
