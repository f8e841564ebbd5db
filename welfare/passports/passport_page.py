"""The RA officers' page of a passport: its eight sections, whose turn it is, what changed, and what can be done."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from people.roles import Role
from welfare.passports import handling, ra_sections, turns
from welfare.passports.beside import Beside, beside
from welfare.passports.choices import PASSPORT_COLOURS, PassportStatus
from welfare.passports.compare import differences
from welfare.passports.models import Passport, PassportChange
from welfare.passports.ra_forms import DeclineForm, ForPanelForm, FromPanelForm, QuestionForm
from welfare.passports.registers import PASSPORTS
from wmp.lib.editing import hold
from wmp.lib.records import RecordPage
from wmp.lib.timeline import Event
from wmp.lib.verbs import Verb

DECIDES = ("with RA officer", "panel")
# Where somebody else is to do something, who can be reminded of it.
REMINDED = ("draft", "with manager", "agreed", "review due")


class PassportPage(RecordPage):
    register = PASSPORTS
    template = "welfare/ra/passport.html"
    joins = ("holder",)
    colours = PASSPORT_COLOURS
    verbs = (
        Verb("send_back", "Send back with a question", "draft", QuestionForm, standing=("with RA officer",)),
        Verb("put_to_panel", "Put to the panel", "panel", ForPanelForm),
        Verb("back_from_panel", "Back from the panel", "with RA officer", FromPanelForm, standing=("panel",)),
        Verb(
            "decline",
            "Decline the passport",
            "declined",
            DeclineForm,
            intro="Everything that is asked for and not agreed yet is declined with it. What was agreed before stands.",
            danger=True,
        ),
    )

    # --- who may ---

    def may_move(self, record: Passport, user: Any) -> bool:
        """An RA officer, but of their own passport."""
        return bool(user.has_role(Role.RA_OFFICER) and not self.is_own(record, user))

    def is_own(self, record: Passport, user: Any) -> bool:
        return bool(record.holder.account_id == user.pk)

    # --- finding ---

    def find(self, request: HttpRequest, pk: int) -> Any:
        """Held where something is sent: of two people who decide at once the second finds what the first decided."""
        reader: Any = request.user
        hold(request, self.register.visible_to(reader), pk)
        return super().find(request, pk)

    def view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A holder has pages of their own."""
        user: Any = request.user
        if not user.has_role(Role.RA_OFFICER) and Passport.objects.own(user).filter(pk=pk).exists():
            return redirect("welfare:passport")
        return super().view(request, pk)

    def mark(self, record: Passport, user: Any) -> str:
        """One that was taken back, changed and sent again stands where it stood, and is not what was read."""
        moves = PassportChange.objects.visible_to(user).filter(record=record).count()
        return f"{record.status} {moves}"

    def move(self, record: Passport, verb: Verb, *, by: Any, **given: Any) -> None:
        getattr(handling, verb.method)(record, by=by, **given)

    # --- what the head says ---

    def title(self, record: Passport) -> str:
        return f"{record.holder}: {record}"

    def turn(self, record: Passport, user: Any) -> str:
        return turns.said(record, user)

    def actions(self, record: Any, user: Any) -> list[Mapping[str, Any]]:
        """What fits where it stands, by this reader: the first is the next action."""
        if not self.may_move(record, user) or record.status == "withdrawn":
            return []
        found: list[Mapping[str, Any]] = []
        if record.is_free:
            found.append({"text": "Take it in hand", "url": self.address(record, "take"), "post": True})
        if record.status in DECIDES:
            found.append({"text": "Decide about each adjustment", "url": self.address(record, "agree")})
        if record.status == PassportStatus.REVIEW_DUE:
            found.append({"text": "Review", "url": self.address(record, "review")})
        if record.status == PassportStatus.AGREED:
            found.append({"text": "See to the adjustments", "url": "#section-6"})
        if record.status in REMINDED:
            found.append({"text": "Send a reminder", "url": self.bulk(record, "remind"), "kind": "secondary"})
        found.append({"text": "Recommend", "url": self.address(record, "recommend"), "kind": "secondary"})
        found += [self.action_of(verb, record) for verb in self.verbs if verb.fits(record)]
        if record.status in handling.REVIEWABLE - {PassportStatus.REVIEW_DUE}:
            found.append({"text": "Review", "url": self.address(record, "review")})
        given = "Give to an RA officer" if record.is_free else "Give to a colleague"
        found.append({"text": given, "url": self.bulk(record, "give")})
        return [*found, {"text": "Record a posting constraint", "url": self.address(record, "posting-constraint")}]

    def bulk(self, record: Passport, action: str) -> str:
        """What is done to many in the register is done to one from its page."""
        address = reverse(f"welfare:passports-bulk-{action}")
        return f"{address}?{urlencode({'chosen': record.pk, 'back': self.address(record)})}"

    # --- what the body says ---

    def events(self, record: Passport, user: Any) -> Sequence[Event]:
        """They come with what else is read beside the passport: see `context`."""
        return []

    def context(self, request: HttpRequest, record: Passport) -> Mapping[str, Any]:
        user: Any = request.user
        known = beside(record)
        changed = changed_sections(known)
        return {
            "restricted": "RA officers and the holder only",
            "facts": ra_sections.facts(record, known, self.address(record, "medical")),
            "sections": ra_sections.sections(record, known, changed),
            "changed": changed,
            "compare_url": self.compare_url(record, known),
            "own_url": reverse("welfare:passport"),
            "decided": ra_sections.version_in_words(known.decided) if known.decided else "",
            "being_written": known.latest if record.status in ra_sections.BEING_WRITTEN else None,
            "may_do": self.may_move(record, user) and record.status != "withdrawn",
            "is_own": self.is_own(record, user),
            "events": ra_sections.what_happened(record, known),
        }

    def compare_url(self, record: Passport, known: Beside) -> str:
        if known.decided is None or known.latest is None:
            return ""
        chosen = {"from": known.decided["number"], "to": known.latest["number"]}
        return f"{self.address(record, 'compare')}?{urlencode(chosen)}"


def changed_sections(known: Beside) -> dict[str, str]:
    """By number, the titles of the sections that differ from what an RA officer decided on last. None where nothing
    was decided on yet: all of it is new then."""
    if known.decided is None or known.latest is None or known.latest["number"] == known.decided["number"]:
        return {}
    found = differences(known.decided["content"], known.latest["content"])
    return {each.number: each.title for each in found if each.changed}
