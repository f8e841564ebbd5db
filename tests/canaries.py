"""Canaries: a word of its own in each field that not everybody may read, told by the verbs that pages use.

The story: Bob writes a passport with medical detail. Fran, his line manager then, comments on it and has it shared with
her. Alice takes her place, and Bob shares it again with her, and with Rita for a posting; what Ella was shown, he takes
back. Otto sees to one adjustment. Around it stand what came before joining, a referral, and Bob's welfare case.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from people.models import Post, User
from people.roles import Role
from tests.access.matrix import records_of
from tests.base import Cast, declared, person, post, user
from tests.welfare.joining.made import booked, link_of, notice_of, screened
from tests.welfare.passports import made
from welfare.cases.handling import add_note, brief_manager, log_contact
from welfare.cases.models import WelfareCase
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.dyslexia import DyslexiaReferral
from welfare.joining.handling import write_outcome
from welfare.passports import handling
from welfare.passports.choices import Purpose
from welfare.passports.handling import Decision
from welfare.passports.models import Passport
from welfare.referrals import handling as referrals
from welfare.referrals.entries import OHRecommendation
from welfare.referrals.models import OHReason, OHReferral
from wmp.lib import clock

PASSPORT = ("role", "working_pattern", "contact", "impact", "barriers", "varies", "if_unwell", "discussion")
MEDICAL = ("diagnosis", "treatment", "professionals")
ANSWERS = ("reading", "writing", "remembering", "organising", "earlier", "helped")


def word(name: str) -> str:
    """The canary of a field: nothing else in the house is called so."""
    return f"zq{name.replace('_', '')}qz"


@dataclass(frozen=True)
class Story:
    """Everybody who reads, by what they are to Bob; and the records that addresses name."""

    readers: dict[str, User]
    records: dict[str, int]
    passport: Passport


def told(cast: Cast) -> Story:
    """All of it, as things stand when Alice has been Bob's line manager for a while."""
    readers = {"holder": cast.bob, "line manager": cast.alice, "colleague": cast.charlie}
    readers |= {role.value: account for role, account in cast.by_role.items()}
    readers |= {name: user(name.replace(" ", "-")) for name in ("former manager", "recipient", "not any more", "owner")}
    readers["superuser"] = User.objects.create_superuser("superuser", password="-")
    records = records_of(cast)
    passport = made.stored(Passport.objects.unscoped().get(pk=records["passport"]))
    _written(cast, passport)
    _managed_by_somebody_else(cast, readers["former manager"], passport)
    _decided(cast, readers["owner"], passport)
    _shared(cast, readers, passport)
    records |= _before_joining(cast, records) | _case(cast, records["case"])
    records["adjustment"] = passport.adjustments.unscoped().get(what=word("adjustment")).pk
    records["shared version"] = passport.versions.unscoped().latest("number").pk
    _referrals(cast, records)
    declared(cast.bob.person, ethnicity="W3")
    return Story(readers, records, made.stored(passport))


def _written(cast: Cast, passport: Passport) -> None:
    """Begun anew, since the matrix's passport is agreed."""
    passport.revise(by=cast.bob, reason=word("revised"))
    passport.put(**{name: word(name) for name in PASSPORT})
    made.medical(passport, **{name: word(name) for name in MEDICAL})
    for name in ("adjustment", "other_adjustment", "declined_adjustment"):
        made.adjustment(passport, word(name))


def _managed_by_somebody_else(cast: Cast, fran: User, passport: Passport) -> None:
    """Sent to Fran, who comments and is shared with; then Alice is his line manager again."""
    sergeant = person("F1", "Fran Frost", fran)
    post(sergeant)
    posts = Post.objects.unscoped().filter(person=cast.bob.person)
    posts.update(line_manager=sergeant)
    version = handling.send_to_manager(passport, by=cast.bob)
    handling.comment(version, by=fran, text=word("comment"))
    latest = made.stored(passport).versions.unscoped().latest("number")
    handling.share(latest, by=cast.bob, to=fran, purpose=Purpose.MANAGEMENT)
    posts.update(line_manager=cast.alice.person)


def _decided(cast: Cast, otto: User, passport: Passport) -> None:
    officer = cast.of(Role.RA_OFFICER)
    passport.refresh_from_db()
    handling.send_back(passport, by=officer, reason=word("question"))
    handling.send_to_ra_officer(passport, by=cast.bob)
    handling.recommend(passport, by=officer, text=word("recommendation"))
    handling.put_to_panel(passport, by=officer, reason=word("panel"))
    handling.back_from_panel(passport, by=officer, reason=word("panel_back"))
    asked = passport.adjustments.unscoped().filter(status="requested")
    decisions = {each.pk: Decision(owner=otto if each.what == word("adjustment") else officer) for each in asked}
    no = asked.get(what=word("declined_adjustment"))
    decisions[no.pk] = Decision(agreed=False, reason=word("why_declined"))
    handling.agree(passport, by=officer, reason=word("agreed"), decisions=decisions)
    for each in passport.adjustments.unscoped().filter(status="agreed"):
        ours = each.what != made.FILTER  # the one of the access matrix is seen to by Charlie
        each.order(by=officer, supplier=word("supplier") if ours else "")
        if ours:
            each.say_what_blocks(by=officer, waits_for="supplier", blocked_by=word("blocked"))
    handling.review(made.stored(passport), by=officer, on=clock.today(), outcome="goes on", notes=word("review"))


def _shared(cast: Cast, readers: dict[str, User], passport: Passport) -> None:
    version = passport.versions.unscoped().latest("number")
    handling.share(version, by=cast.bob, to=cast.alice, purpose=Purpose.MANAGEMENT)
    handling.share(version, by=cast.bob, to=readers["recipient"], purpose=Purpose.POSTING)
    ended = handling.share(version, by=cast.bob, to=readers["not any more"], purpose=Purpose.POSTING)
    handling.end_share(ended, by=cast.bob)


def _before_joining(cast: Cast, records: dict[str, int]) -> dict[str, int]:
    officer, assessor = cast.of(Role.RA_OFFICER), cast.of(Role.DYSLEXIA_ASSESSOR)
    soon = clock.today() + timedelta(days=40)
    notice = notice_of(cast.of(Role.PEOPLE_DATA), name="Cy Carr", need=word("need"), joining_on=soon)
    asked = screened(officer, name="Zoe Zane", joining_on=soon, told={name: word(name) for name in ANSWERS})
    held = booked(asked, by=officer, assessor=assessor, starts_at=clock.now() - timedelta(hours=5))
    write_outcome(held, by=assessor, outcome=word("outcome"), recommendations=word("advice"))
    assert link_of(DyslexiaReferral.objects.unscoped().get(pk=asked.pk)).nonce == ""
    money: Any = AccessToWork.objects.unscoped().filter(pk=records["access to work"])
    money.update(note=word("access_note"))
    return {"notice": notice.pk, "dyslexia referral": asked.pk, "told assessment": held.pk}


def _case(cast: Cast, key: int) -> dict[str, int]:
    officer = cast.of(Role.WELFARE_OFFICER)
    case = WelfareCase.objects.unscoped().get(pk=key)
    note = add_note(case, by=officer, text=word("case_note"))
    contact = log_contact(
        case, by=officer, on=clock.today(), reached="spoke", with_whom="officer", summary=word("contact_note")
    )
    briefing = brief_manager(case, to=cast.alice.person, by=officer, text=word("briefing"))
    return {"note": note.pk, "contact": contact.pk, "briefing": briefing.pk}


def _referrals(cast: Cast, records: dict[str, int]) -> None:
    """The advice of one is let read by the line manager, that of the other is not."""
    officer = cast.of(Role.RA_OFFICER)
    advice = OHRecommendation.objects.unscoped().get(pk=records["OH advice"])
    referrals.correct(advice, by=officer, text=word("released"))
    referral = OHReferral.objects.unscoped().get(pk=records["OH referral"])
    OHReason.objects.unscoped().filter(referral=referral).update(questions=word("questions"))
    referrals.book(referral, by=officer, on=clock.today())
    referrals.attend(referral, by=officer)
    referrals.report(referral, by=officer, text=word("unreleased"), agreed=False)
