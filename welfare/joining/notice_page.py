"""The page of a recruitment notice. What they need is read on a page of its own, since it is classified."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from people.roles import Role
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.joining.facts import who_they_are, with_passport
from welfare.joining.forms import ContactForm, NoteForm, NoticeForm, SettleForm
from welfare.joining.handling import move_notice
from welfare.joining.models import RecruitmentNotice
from welfare.joining.registers import NOTICE_COLOURS, NOTICES
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import Verb

Facts = Sequence[Fact]
# As the history of a notice calls it.
OUTCOME = "What came of it"


class NoticePage(RecordPage):
    register = NOTICES
    joins = ("person__account", "recorded_by")
    colours = NOTICE_COLOURS
    form = NoticeForm
    verbs = (
        Verb("contact", "Record that you contacted them", "contacted", ContactForm, standing=("received",)),
        Verb("settle", "Settle", "settled", SettleForm),
        Verb("reopen", "Take up again", "contacted", NoteForm, standing=("settled",)),
    )

    def title(self, record: RecruitmentNotice) -> str:
        return record.name

    def caption(self, record: RecruitmentNotice) -> str:
        return f"Recruitment notice {record}"

    def seen_by(self, reader: Any) -> Any:
        return with_passport(super().seen_by(reader), reader)

    def turn(self, record: RecruitmentNotice, user: User) -> str:
        joining = f"Joins on {said(record.joining_on)}" if record.joining_on >= clock.today() else ""
        if record.status != "settled":
            return joining
        return record.get_outcome_display() if user.has_role(Role.RA_OFFICER) else ""

    def may_move(self, record: RecruitmentNotice, user: User) -> bool:
        return user.has_role(Role.RA_OFFICER)

    def move(self, record: RecruitmentNotice, verb: Verb, *, by: Any, **given: Any) -> None:
        move_notice(record, verb.method, by=by, **given)

    def begins_with(self, verb: Verb, record: Any) -> dict[str, Any]:
        return {"on": clock.today()}

    def actions(self, record: RecruitmentNotice, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if user.has_role(Role.RA_OFFICER):
            found.append({"text": "What they need, and your notes", "url": self.address(record, "need")})
            if record.person is None:
                found.append({"text": "Give their employee number", "url": self.address(record, "match")})
        return found

    def events(self, record: RecruitmentNotice, user: User) -> Sequence[Event]:
        """Whether a passport came of it is not for the people team, who may have recorded the notice."""
        found = super().events(record, user)
        if user.has_role(Role.RA_OFFICER):
            return found
        told = [[line for line in each.text.split("\n") if not line.startswith(OUTCOME)] for each in found]
        return [replace(each, text="\n".join(lines)) for each, lines in zip(found, told, strict=True)]

    def facts(self, record: RecruitmentNotice, user: User) -> Facts:
        return [
            Fact("E-mail address", record.email, f"mailto:{record.email}"),
            Fact("Joining", said(record.joining_on)),
            Fact("Intake", record.intake or "Not told"),
            Fact("Told by", record.told_by),
            Fact("Received", said(record.received_on)),
            Fact("Recorded by", name_of(record.recorded_by)),
            *([Fact("Contacted", said(record.contacted_on))] if record.contacted_on else []),
            *who_they_are(record, user),
        ]
