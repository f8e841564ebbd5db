"""Who gets what at every address: role by address by own and other record. An address without a rule fails.

Invisible is 404, visible but not permitted is 403, and whoever has not signed in is sent to the sign-in page.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from change.models import BenefitsReview, FinancialLine, FteLine, Programme, Project
from people.models import (
    Endorsement,
    PoolPlace,
    ProcessAdjustment,
    PromotionApplication,
    PromotionBoard,
    PromotionProcess,
    PromotionStage,
    RatingReview,
    Resignation,
    StartedApplication,
)
from people.performance.agreeing import propose
from people.performance.conversing import log as log_talk
from people.promotion.boarding import assign
from people.promotion.handling import publish
from people.promotion.models import Season
from people.recruitment.models import RecruitmentCampaign, RepresentationTarget
from people.roles import Role
from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from people.workforce.constraints import record as record_constraint
from people.workforce.models import User
from tests.base import DAY, Cast, person, rank
from tests.people.performance.moderated import panel_of, provisional
from tests.people.performance.own_made import rated
from tests.people.performance.rated import appraisal_of, open_year
from tests.people.promotion.candidates import process as open_process
from tests.welfare.joining.made import booked, held, notice_of, returned, screened
from tests.welfare.made import case_of
from tests.welfare.passports.made import agreed, passport_of
from tests.welfare.referrals.made import by_bob, reported
from welfare.cases.documents import keep
from welfare.cases.emergency import open_case
from welfare.cases.handling import add_note, brief_manager, log_contact, set_task
from welfare.cases.models import CaseBreakGlass, Trigger
from welfare.cases.signals import receive, record_resignation
from welfare.joining.access_to_work import AccessToWork
from welfare.models import OHRecommendation, Practitioner, ScreeningRound, WellbeingOffer
from welfare.passports import handling
from welfare.passports.sharing import ManagerAsked
from wmp.board.extracts import extract_for
from wmp.board.models import Result, Run
from wmp.board.paper import FIGURES
from wmp.lib import clock
from wmp.lib.alerts import Alert, alert
from wmp.lib.extracts import LoadState
from wmp.lib.extracts.load import new_report
from wmp.lib.grids import Grid
from wmp.lib.models import SavedFilter
from wmp.lib.uploads import Upload

pytestmark = pytest.mark.django_db

ALICE, BOB, CHARLIE = "alice", "bob", "charlie"
EVERYBODY = frozenset({ALICE, BOB, CHARLIE, *Role})
PEOPLE_DATA, PROMOTION, CHANGE = Role.PEOPLE_DATA, Role.PROMOTION_TEAM, Role.CHANGE_MANAGER
SECRETARY, LEAD = Role.BOARD_SECRETARY, Role.WELFARE_LEAD
TALENT = Role.TALENT_LEAD
PERFORMANCE = Role.PERFORMANCE_LEAD
RA, ASSESSOR = Role.RA_OFFICER, Role.DYSLEXIA_ASSESSOR
BOARD_READERS = frozenset(
    {TALENT, PERFORMANCE, SECRETARY, PEOPLE_DATA, PROMOTION, CHANGE, LEAD, Role.WELFARE_OFFICER, RA}
)
LOADERS = frozenset({PROMOTION, SECRETARY, PEOPLE_DATA, CHANGE, LEAD})


@dataclass(frozen=True)
class Rule:
    """Who gets 200, who gets 403, and what all others get. `of` names the record of the address."""

    allowed: frozenset[str]
    refused: frozenset[str] = frozenset()
    others: int = 403
    of: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    post: bool = False
    ok: int = 200
    #: Who is led on to pages of their own.
    led_on: frozenset[str] = frozenset()

    def status_for(self, actor: str) -> int:
        if actor in self.led_on:
            return 302
        if actor in self.allowed:
            return self.ok
        return 403 if actor in self.refused else self.others


def those(*actors: str) -> frozenset[str]:
    return frozenset(actors)


def record(of: str, *allowed: str, **options: Any) -> Rule:
    return Rule(those(*allowed), others=404, of=of, **options)


def verb(of: str, *allowed: str, seen_by: frozenset[str] = frozenset(), ok: int = 200) -> Rule:
    """A page that only some of those who see the record may open. 409 where the verb does not fit the record now."""
    return Rule(those(*allowed), seen_by, others=404, of=of, ok=ok)


def run_page(allowed: frozenset[str] = BOARD_READERS, **options: Any) -> Rule:
    return Rule(allowed, kwargs={"day": DAY}, **options)


def figure_page(key: str, allowed: frozenset[str], **options: Any) -> Rule:
    """A figure is 404 to board readers whose role does not read it, and the board is 403 to everybody else."""
    kwargs = {"day": DAY, "key": key, **options.pop("kwargs", {})}
    return Rule(allowed, EVERYBODY - BOARD_READERS, others=404, kwargs=kwargs, **options)


HOURS = "people.specials_hours"
A_CELL = {"row": "2022-03", "column": "Specials"}
RETENTION = "people.retention_by_entry_route"
ALL_CASES = {"row": "All cases closed", "column": "Left"}
CHANGE_ONLY = Rule(those(CHANGE))
WELFARE_TEAM = those(LEAD, Role.WELFARE_OFFICER)
RECRUITERS = frozenset({TALENT, PROMOTION, PEOPLE_DATA, SECRETARY})
# Who records resignations, and may look among those whom they see.
RECORDERS = frozenset({PEOPLE_DATA, *WELFARE_TEAM})
COUNTS_READERS = WELFARE_TEAM | {PEOPLE_DATA}
COUNTS = ("attendance", "absence-reasons", "assaults", "pulse-survey", "training", "screening-rounds", "offers")
TRAUMA = ("practitioners", "deployments")
CHANGE_RECORDS = ("programmes", "projects", "benefits-reviews", "financial-lines", "fte-lines")

# Bob's, whose results are not told: the team's, and Charlie's, who sits on the board that hears him.
APPLICATION_VERB = verb("application", PROMOTION, seen_by=those(CHARLIE))
NOT_YET = verb("application", PROMOTION, seen_by=those(CHARLIE), ok=409)

# One's own passport: there is no key in the address, and whoever has none finds nothing.
OWN_PASSPORT = Rule(those(BOB), others=404)
NOT_WHILE_AGREED = Rule(those(BOB), others=404, ok=409)

CASE_PAGES = (
    "detail",
    "change",
    "tasks",
    "contacts",
    "log-contact",
    "add-note",
    "set-task",
    "brief",
    "hand-over",
    "pause",
    "close",
)

RULES: dict[str, list[Rule]] = {
    "home": [Rule(EVERYBODY)],
    "sign-in": [],  # open to all; signed in, it leads home
    "sign-out": [],  # a POST that ends the session
    "password": [Rule(EVERYBODY)],
    "accessibility": [Rule(EVERYBODY)],
    "privacy": [Rule(EVERYBODY)],
    "board:latest": [Rule(BOARD_READERS)],
    "board:board": [run_page()],
    "board:runs": [Rule(BOARD_READERS)],
    "board:run": [run_page()],
    "board:compute": [run_page(those(SECRETARY), post=True, ok=302)],
    "board:figure": [
        figure_page(HOURS, those(SECRETARY, PEOPLE_DATA)),
        figure_page("people.promotion_success", those(SECRETARY, PROMOTION)),
        figure_page("change.portfolio", those(SECRETARY, CHANGE)),
        figure_page(RETENTION, those(SECRETARY, PEOPLE_DATA, LEAD)),
        figure_page("people.uplift_recruits", those(SECRETARY, PEOPLE_DATA, TALENT)),
        figure_page("welfare.leaving_themes", those(SECRETARY, *WELFARE_TEAM)),
        figure_page("welfare.passports", those(SECRETARY, RA)),
        figure_page("welfare.oh_waits", those(SECRETARY, RA)),
        figure_page("welfare.assault_series", those(SECRETARY, PEOPLE_DATA, *WELFARE_TEAM)),
    ],
    "board:download": [figure_page(HOURS, those(SECRETARY, PEOPLE_DATA), kwargs={"format": "csv"})],
    "board:records": [
        figure_page(HOURS, those(SECRETARY, PEOPLE_DATA), query=A_CELL),
        figure_page("welfare.leaving_themes", those(SECRETARY, *WELFARE_TEAM), query=ALL_CASES),
    ],
    # Whoever reads the figure and not the cases behind it is refused.
    "board:further": [
        Rule(
            those(LEAD),
            (EVERYBODY - BOARD_READERS) | those(SECRETARY, PEOPLE_DATA),
            others=404,
            kwargs={"day": DAY, "key": RETENTION, "slug": "cases"},
            query={"row": "PCDA", "column": "Recruited"},
        )
    ],
    # Files: whoever may load one of a kind sees what became of that kind.
    "loads:reports-list": [Rule(LOADERS)],
    "loads:reports-new": [Rule(LOADERS)],
    "loads:reports-detail": [record("load", PEOPLE_DATA)],
    "loads:errors": [record("load", PEOPLE_DATA)],
    "loads:load": [record("load", PEOPLE_DATA, post=True, ok=302)],
    "loads:cancel": [record("load", PEOPLE_DATA, post=True, ok=302)],
    "drafts:save": [],  # open to whoever holds a page's signed token; tests/test_drafts.py
    "drafts:start-afresh": [Rule(EVERYBODY, post=True, ok=400)],  # without a token
    "audit:readings-list": [Rule(those(Role.AUDITOR))],
    "audit:about-me-list": [Rule(EVERYBODY)],
    "alerts:list": [Rule(EVERYBODY)],
    "alerts:follow": [record("alert", BOB, ok=302)],
    "alerts:seen": [Rule(EVERYBODY, post=True, ok=302)],
    # Signals: everybody reads where to turn; what somebody asked is theirs alone, and the team's as part of the case.
    **{f"welfare:{name}": [Rule(EVERYBODY)] for name in ("ask-advice", "ask-support", "requests", "own", "briefings")},
    "welfare:requests-detail": [record("request", ALICE)],
    "welfare:signals-new": [Rule(WELFARE_TEAM)],
    "welfare:briefings-detail": [record("briefing", ALICE, *WELFARE_TEAM)],
    "welfare:briefings-read": [
        Rule(those(ALICE), frozenset(WELFARE_TEAM), others=404, of="briefing", post=True, ok=302)
    ],
    "welfare:pick-people": [Rule(RECORDERS)],
    "welfare:resignations-list": [Rule(RECORDERS)],
    "welfare:resignations-new": [Rule(RECORDERS)],
    "welfare:resignations-detail": [record("resignation", ALICE, BOB, *RECORDERS)],
    **{
        f"welfare:resignations-{name}": [verb("resignation", *RECORDERS, seen_by=those(ALICE, BOB))]
        for name in ("change", "withdraw")
    },
    # People: one's own, one's direct reports', or a role's.
    "people:people-list": [Rule(EVERYBODY)],
    "people:posts-list": [Rule(EVERYBODY)],
    "people:probation-list": [Rule(EVERYBODY)],
    # What a posting has to respect: without the reason, so for whoever decides about one.
    "people:posting-constraints-list": [Rule(EVERYBODY)],
    "people:posting-constraints-detail": [record("posting constraint", ALICE, BOB, PEOPLE_DATA, *WELFARE_TEAM, RA)],
    "people:posting-constraints-end": [
        verb("posting constraint", RA, seen_by=those(ALICE, BOB, PEOPLE_DATA, *WELFARE_TEAM))
    ],
    "welfare:passports-posting-constraint": [verb("passport", RA, seen_by=those(BOB))],
    # Adjustments: Bob's, which Charlie sees to, in a passport that is shared with Alice.
    "welfare:adjustments-board": [Rule(those(RA))],
    "welfare:adjustments-list": [Rule(those(RA))],
    **{f"welfare:adjustments-bulk-{name}": [Rule(those(RA))] for name in ("give", "order", "put-in-place")},
    "welfare:adjustments-to-see-to-list": [Rule(EVERYBODY)],
    "welfare:pick-owners": [Rule(those(RA))],
    "welfare:adjustments-detail": [record("adjustment", RA, ALICE, BOB, CHARLIE)],
    "welfare:adjustments-change": [verb("adjustment", RA, CHARLIE, seen_by=those(ALICE, BOB))],
    "welfare:adjustments-agree": [verb("adjustment", RA, seen_by=those(ALICE, BOB, CHARLIE), ok=409)],  # it is agreed
    "welfare:adjustments-decline": [verb("adjustment", RA, seen_by=those(ALICE, BOB, CHARLIE))],
    "welfare:adjustments-order": [verb("adjustment", RA, CHARLIE, seen_by=those(ALICE, BOB))],
    "welfare:adjustments-cancel-order": [verb("adjustment", RA, CHARLIE, seen_by=those(ALICE, BOB), ok=409)],
    "welfare:adjustments-put-in-place": [verb("adjustment", RA, BOB, CHARLIE, seen_by=those(ALICE))],
    "welfare:adjustments-review": [verb("adjustment", RA, seen_by=those(ALICE, BOB, CHARLIE), ok=409)],
    # A holder says so on their own passport (passport-adjustments-drop).
    "welfare:adjustments-drop": [verb("adjustment", RA, seen_by=those(ALICE, BOB, CHARLIE))],
    # A line manager's grid is of the reader's own team: whoever has none is told so. A save that says nothing is no
    # save; who may save what is in tests/people/performance/test_ratings_grid.py.
    **{f"people:ratings-{name}": [Rule(EVERYBODY)] for name in ("grid", "submit")},
    "people:ratings-grid-save": [Rule(EVERYBODY, post=True, ok=400)],
    "people:promotion-processes-list": [Rule(EVERYBODY)],
    "people:promotion-applications-list": [Rule(EVERYBODY)],
    "people:special-duty-list": [Rule(EVERYBODY)],
    "people:people-detail": [
        record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA),  # a student officer
        record("charlie", CHARLIE, PEOPLE_DATA),
    ],
    "people:people-posts": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-probation": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-applications": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-special-duty": [record("charlie", CHARLIE, PEOPLE_DATA)],
    "people:posts-detail": [record("bob's post", BOB, ALICE, PEOPLE_DATA)],
    "people:probation-detail": [record("bob's probation", BOB, ALICE, PEOPLE_DATA, LEAD)],
    "people:promotion-processes-detail": [record("process", BOB, CHARLIE, PROMOTION)],
    "people:promotion-processes-applications": [record("process", BOB, CHARLIE, PROMOTION)],
    "people:promotion-processes-new": [Rule(those(PROMOTION))],
    **{
        f"people:{name}": [verb("process", PROMOTION, seen_by=those(BOB, CHARLIE))]
        for name in ("promotion-processes-change", "promotion-processes-outcomes", "promotion-stages-new")
    },
    # One application has no outcome yet.
    "people:promotion-processes-publish": [verb("process", PROMOTION, seen_by=those(BOB, CHARLIE), ok=409)],
    **{
        f"people:{name}": [verb("promotion stage", PROMOTION, seen_by=those(BOB, CHARLIE))]
        for name in ("promotion-stage-results", "promotion-stages-change", "promotion-boards-new")
    },
    "people:promotion-stages-remove": [verb("promotion stage", PROMOTION, seen_by=those(BOB, CHARLIE), ok=409)],
    "people:promotion-stages-earlier": [
        Rule(those(PROMOTION), those(BOB, CHARLIE), others=404, of="promotion stage", post=True, ok=302)
    ],
    "people:promotion-boards-pick": [Rule(those(PROMOTION))],
    **{
        f"people:promotion-boards-{name}": [verb("promotion board", PROMOTION, seen_by=those(CHARLIE))]
        for name in ("detail", "change", "add-member", "assign", "close")
    },
    "people:promotion-boards-reopen": [verb("promotion board", PROMOTION, seen_by=those(CHARLIE), ok=409)],
    "people:promotion-boards-take-off": [
        Rule(those(PROMOTION), those(CHARLIE), others=404, of="promotion board", post=True, ok=302)
    ],
    "people:promotion-boards-remove-member": [
        Rule(
            those(PROMOTION),
            those(CHARLIE),
            others=404,
            of="promotion board",
            kwargs={"account": 0},
            post=True,
            ok=302,
        )
    ],
    "people:my-board": [record("promotion board", CHARLIE)],
    "people:my-board-candidate": [record("board candidate", CHARLIE)],
    "people:promotion-applications-new": [Rule(those(PROMOTION))],
    "people:promotion-applications-change": [verb("application", PROMOTION, seen_by=those(CHARLIE))],
    "people:promotion-applications-feedback": [verb("application", PROMOTION, seen_by=those(CHARLIE))],
    "people:promotion-applications-detail": [
        record("application", CHARLIE, PROMOTION),
        record("told application", BOB, PROMOTION),
    ],
    "people:promotion-letter": [record("promotion letter", BOB, PROMOTION)],
    "people:promotion-letter-pdf": [record("promotion letter", BOB, PROMOTION)],
    "people:promotion-pool-list": [Rule(those(PROMOTION))],
    "people:promotion-pool-detail": [record("pool place", BOB, PROMOTION)],
    **{
        f"people:promotion-pool-{name}": [verb("pool place", PROMOTION, seen_by=those(BOB))]
        for name in ("promoted", "left")
    },
    # Promotion, for candidates and who endorses them: Charlie may apply, and has begun; Bob has applied, and Alice is
    # asked. The promotion team sees that she is, and answers nothing for her.
    "people:my-promotion": [Rule(EVERYBODY)],
    "people:apply": [Rule(those(CHARLIE), of="open process")],
    **{f"people:apply-{name}": [record("open process", CHARLIE)] for name in ("statement", "check")},
    "people:my-application": [record("sent application", BOB)],
    **{f"people:my-application-{name}": [record("sent application", BOB)] for name in ("statement", "withdraw")},
    "people:my-application-appeal": [record("sent application", BOB, ok=409)],  # nothing is told
    "people:my-application-ask": [record("sent application", BOB, post=True, ok=302)],
    "people:endorse": [verb("endorsement", ALICE, seen_by=those(BOB, PROMOTION))],
    "welfare:passport-process": [Rule(EVERYBODY)],
    "welfare:passport-process-share": [record("sent application", BOB)],
    "welfare:passport-process-end": [record("process adjustment", BOB, post=True, ok=302)],
    # Wellbeing in counts: the welfare team's, and of those who load it. Support after trauma is the team's, and each
    # practitioner sees what is about themselves (Bob is one).
    **{f"welfare:{name}-list": [Rule(COUNTS_READERS)] for name in COUNTS},
    **{f"welfare:{name}-list": [Rule(WELFARE_TEAM)] for name in TRAUMA},
    **{f"welfare:{name}-new": [Rule(WELFARE_TEAM)] for name in ("screening-rounds", "offers", *TRAUMA)},
    **{f"welfare:{name}-detail": [record(name, *COUNTS_READERS)] for name in ("screening-rounds", "offers")},
    **{f"welfare:{name}-detail": [record(name, BOB, *WELFARE_TEAM)] for name in TRAUMA},
    **{
        f"welfare:{name}": [verb(name.rpartition("-")[0], *WELFARE_TEAM, seen_by=those(PEOPLE_DATA))]
        for name in ("screening-rounds-change", "screening-rounds-counts", "offers-change", "offers-use")
    },
    **{f"welfare:{name}-change": [verb(name, *WELFARE_TEAM, seen_by=those(BOB))] for name in TRAUMA},
    # Cases: their officer's and the lead's. Bob, whom this one is about, finds nothing at its address.
    "welfare:cases-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:cases-bulk-assign": [Rule(those(LEAD))],
    # Of an auditor, what belongs to the cases that they opened in an emergency.
    "welfare:tasks-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:contacts-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:my-work": [Rule(WELFARE_TEAM)],
    "welfare:team": [Rule(those(LEAD))],
    **{f"welfare:cases-{name}": [record("case", *WELFARE_TEAM)] for name in CASE_PAGES},
    **{f"welfare:cases-{name}": [record("case", *WELFARE_TEAM, ok=409)] for name in ("support", "resume", "reopen")},
    "welfare:cases-take": [record("case", *WELFARE_TEAM, post=True, ok=409)],  # somebody has it
    **{f"welfare:tasks-{name}": [record("task", *WELFARE_TEAM)] for name in ("detail", "change", "drop")},
    "welfare:tasks-take-up": [record("task", *WELFARE_TEAM, ok=409)],  # it is to be done still
    "welfare:tasks-done": [record("done task", *WELFARE_TEAM, post=True, ok=409)],
    "welfare:contacts-new": [Rule(WELFARE_TEAM)],
    "welfare:contacts-correct": [record("contact", *WELFARE_TEAM)],
    "welfare:entries-correct": [record("note", *WELFARE_TEAM)],
    "welfare:pick-cases": [Rule(EVERYBODY)],  # an empty list for whoever sees none
    "welfare:pick-officers": [Rule(EVERYBODY)],
    "welfare:documents-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    **{f"welfare:{name}": [record("case", *WELFARE_TEAM)] for name in ("cases-documents", "documents-new")},
    **{f"welfare:documents-{name}": [record("document", *WELFARE_TEAM)] for name in ("detail", "download", "remove")},
    # Emergencies: an auditor's, whose hour is over. Leads review, and never their own.
    "welfare:break-glass": [Rule(those(Role.WELFARE_OFFICER, Role.AUDITOR))],
    "welfare:emergency-accesses-list": [Rule(those(*WELFARE_TEAM, Role.AUDITOR))],
    "welfare:emergency-accesses-detail": [record("emergency access", LEAD, Role.AUDITOR)],
    "welfare:emergency-accesses-review": [verb("emergency access", LEAD, seen_by=those(Role.AUDITOR))],
    # Passports: the holder's own pages are everybody's, each about the reader.
    "welfare:passport": [Rule(EVERYBODY)],
    "welfare:passport-start": [Rule(those(ALICE, BOB, CHARLIE), post=True, ok=302)],  # people, and no bare accounts
    **{f"welfare:passport-{name}": [OWN_PASSPORT] for name in ("check", "medical", "revise", "withdraw")},
    # Bob's has been agreed: what he wrote stands, and there is nothing to take back.
    **{f"welfare:passport-{name}": [NOT_WHILE_AGREED] for name in ("adjustments", "adjustments-new", "take-back")},
    "welfare:passport-do-not-wait": [NOT_WHILE_AGREED],
    "welfare:passport-section": [Rule(those(BOB), others=404, kwargs={"slug": "impact"}, ok=409)],
    **{f"welfare:passport-{name}": [OWN_PASSPORT] for name in ("pdf", "ask-review")},
    "welfare:passports-review": [verb("passport", RA, seen_by=those(BOB))],
    # The RA officers' pages of Bob's, which is agreed: its holder has pages of their own.
    "welfare:ra-desk": [Rule(those(RA))],
    "welfare:passports-list": [Rule(those(RA))],
    **{f"welfare:passports-bulk-{name}": [Rule(those(RA))] for name in ("give", "remind")},
    **{f"welfare:passports-{name}": [record("passport", RA, led_on=those(BOB))] for name in ("detail", "medical")},
    **{
        f"welfare:passports-{name}": [verb("passport", RA, seen_by=those(BOB), ok=409)]
        for name in ("agree", "decline", "send-back", "put-to-panel", "back-from-panel")
    },
    "welfare:passports-take": [  # has it in hand already
        Rule(those(RA), those(BOB), others=404, of="passport", post=True, ok=302)
    ],
    "welfare:passports-recommend": [verb("passport", RA, seen_by=those(BOB))],
    "welfare:recommendations-correct": [verb("recommendation", RA, seen_by=those(BOB))],
    "welfare:passport-sent": [Rule(those(BOB), others=404, ok=302)],
    **{f"welfare:passport-{name}": [OWN_PASSPORT] for name in ("sharing", "share", "preview", "versions", "compare")},
    "welfare:passport-version": [Rule(those(BOB), others=404, kwargs={"number": 1})],
    "welfare:passport-pick-recipients": [Rule(EVERYBODY)],  # an empty list for whoever has no passport
    "welfare:passport-share-with-manager": [record("line manager", BOB, post=True, ok=302)],
    "welfare:passport-share-end": [record("share", BOB, post=True, ok=302)],
    "welfare:passport-not-now": [record("question", post=True)],  # it is shared with her: nobody asks
    "welfare:passport-go-on": [Rule(those(BOB), others=404, post=True, ok=409)],
    "welfare:passport-send-again": [record("line manager", BOB, post=True, ok=409)],
    "welfare:passports-compare": [record("passport", RA, BOB)],
    # What Bob shared with Alice, as his line manager; she was not asked for section 4.1.
    "welfare:shared": [Rule(EVERYBODY)],
    "welfare:shared-detail": [record("shared version", ALICE)],
    "welfare:shared-comment": [record("shared version")],
    # Alice sees the adjustment, as do others; only its holder asks for it or drops it.
    **{f"welfare:passport-adjustments-{name}": [record("adjustment", BOB, ok=409)] for name in ("change", "remove")},
    "welfare:passport-adjustments-drop": [record("adjustment", BOB)],
    # Before joining: RA officers, and of the people team whoever recorded a notice, without the need. The form itself
    # is open to whoever has its link: tests/welfare/joining/test_form_page.py.
    "welfare:dyslexia-form": [],
    "welfare:dyslexia-form-open": [],
    **{f"welfare:recruitment-notices-{name}": [Rule(those(RA, PEOPLE_DATA))] for name in ("list", "new")},
    **{f"welfare:recruitment-notices-{name}": [record("notice", RA, PEOPLE_DATA)] for name in ("detail", "change")},
    **{
        f"welfare:recruitment-notices-{name}": [verb("notice", RA, seen_by=those(PEOPLE_DATA))]
        for name in ("contact", "settle", "need", "match")
    },
    "welfare:recruitment-notices-reopen": [verb("notice", RA, seen_by=those(PEOPLE_DATA), ok=409)],
    **{f"welfare:{name}": [Rule(those(RA))] for name in ("intakes", "intakes-send")},
    **{f"welfare:dyslexia-referrals-{name}": [Rule(those(RA))] for name in ("list", "new")},
    **{
        f"welfare:dyslexia-referrals-{name}": [record("dyslexia referral", RA)]
        for name in ("detail", "change", "screen", "end-not-needed", "end-not-joining", "match", "answers")
    },
    **{
        f"welfare:dyslexia-referrals-{name}": [record("dyslexia referral", RA, ok=409)]
        for name in ("assess-risk", "to-passport", "resend", "send-after-all", "book")
    },
    # Assessments: each assessor's own, and all of them for RA officers, who do not write what was found.
    **{f"welfare:{name}": [Rule(those(RA, ASSESSOR))] for name in ("diary", "assessments-list")},
    **{
        f"welfare:assessments-{name}": [record("assessment", RA, ASSESSOR)]
        for name in ("detail", "miss", "cancel", "move", "answers")
    },
    "welfare:assessments-book-again": [record("assessment", RA, ASSESSOR, ok=409)],
    "welfare:assessments-outcome": [verb("assessment", ASSESSOR, seen_by=those(RA))],
    "welfare:recommendations-own": [Rule(EVERYBODY)],
    "welfare:recommendations-agree": [record("held assessment", BOB)],
    # Access to Work: one's own, and all of them for RA officers.
    **{f"welfare:access-to-work-{name}": [Rule(those(RA))] for name in ("list", "new")},
    "welfare:access-to-work-own": [Rule(EVERYBODY)],
    "welfare:access-to-work-begin": [Rule(those(ALICE, BOB, CHARLIE))],  # whoever has an employee's record
    **{f"welfare:access-to-work-{name}": [record("access to work", RA, BOB)] for name in ("detail", "change", "apply")},
    **{
        f"welfare:access-to-work-{name}": [record("access to work", RA, BOB, ok=409)]
        for name in ("award-it", "assess", "refuse", "put-in-place")
    },
    # Occupational health: RA officers carry referrals, and the person sees all of their own (one of Bob's is to be
    # booked); a line manager what is released to them (another of Bob's).
    "welfare:oh-referrals-list": [Rule(those(RA))],
    "welfare:oh-referrals-bulk-remind": [Rule(those(RA))],
    "welfare:oh-referrals-detail": [record("OH referral", RA, BOB)],
    **{f"welfare:oh-referrals-{name}": [verb("OH referral", RA, seen_by=those(BOB))] for name in ("book", "close")},
    **{
        f"welfare:oh-referrals-{name}": [verb("OH referral", RA, seen_by=those(BOB), ok=409)]
        for name in ("record-consent", "attend", "miss", "report", "call-off")
    },
    **{f"welfare:{name}": [Rule(EVERYBODY)] for name in ("refer", "refer-myself", "my-referrals", "oh-advice")},
    **{f"welfare:my-referrals-{name}": [record("OH referral", BOB)] for name in ("detail", "withdraw")},
    **{
        f"welfare:my-referrals-{name}": [record("OH referral", BOB, ok=409)]
        for name in ("consent", "refuse", "release", "end-release")
    },
    "welfare:oh-advice-detail": [record("reported OH referral", ALICE)],
    "welfare:oh-advice-correct": [verb("OH advice", RA, seen_by=those(ALICE, BOB))],
    # The performance year: everybody's own, and their line manager's of today. The performance lead sees how far a
    # year is, and none of these pages.
    **{f"people:{name}": [Rule(EVERYBODY)] for name in ("my-performance", "my-rating", "team")},
    **{
        f"people:{name}": [record("bob's appraisal", BOB)]
        for name in ("my-performance-year", "my-rating-year", "my-self-assessment")
    },
    # Nothing is written, so there is nothing to send or to take back.
    **{f"people:my-self-assessment-{name}": [record("bob's appraisal", BOB, ok=409)] for name in ("send", "take-back")},
    **{f"people:my-rating-{name}": [record("bob's rated appraisal", BOB)] for name in ("comment", "review")},
    "people:objective": [record("bob's appraisal", ALICE, BOB, kwargs={"number": 1})],
    "people:objective-agree": [record("bob's appraisal", ALICE, BOB, kwargs={"number": 1}, post=True, ok=302)],
    "people:conversation-new": [record("bob's appraisal", ALICE, BOB)],
    "people:conversation": [record("bob's conversation", ALICE, BOB)],
    "people:conversation-change": [verb("bob's conversation", ALICE, seen_by=those(BOB))],
    "people:team-member": [record("bob's appraisal", ALICE)],
    "people:team-year-end": [verb("bob's appraisal", ALICE, seen_by=those(BOB))],
    # Years are the performance lead's to set up, and everybody's to read; appraisals, besides, the line manager's.
    "people:performance-progress": [Rule(those(PERFORMANCE))],
    **{f"people:performance-years-{name}": [Rule(those(PERFORMANCE))] for name in ("list", "new")},
    "people:performance-years-detail": [record("bob's year", *EVERYBODY)],
    **{
        f"people:performance-years-{name}": [verb("bob's year", PERFORMANCE, seen_by=EVERYBODY)]
        for name in ("change", "close", "scale", "force-objectives", "departments")
    },
    "people:performance-years-open": [verb("bob's year", PERFORMANCE, seen_by=EVERYBODY, ok=409)],
    "people:performance-years-copy-scale": [
        Rule(those(PERFORMANCE), EVERYBODY, others=404, of="bob's year", post=True, ok=302)
    ],
    # Of no department.
    "people:performance-years-department-objectives": [
        Rule(those(PERFORMANCE), EVERYBODY, others=404, of="bob's year", kwargs={"department": 0}, ok=404)
    ],
    "people:appraisals-list": [Rule(EVERYBODY)],
    "people:appraisals-bulk-remind": [Rule(those(PERFORMANCE))],
    **{f"people:appraisals-{name}": [record("bob's appraisal", ALICE, PERFORMANCE)] for name in ("detail", "excuse")},
    "people:appraisals-take-back": [record("bob's appraisal", ALICE, PERFORMANCE, ok=409)],
    # Moderation: how panels are set up is the performance lead's; their work is their members' too, here Charlie's.
    "people:my-panels": [Rule(EVERYBODY)],
    **{
        f"people:{name}": [Rule(those(PERFORMANCE))]
        for name in (
            *("moderation-panels-list", "moderation-panels-new", "moderation-pick-members"),
            *("ratings-list", "rating-reviews-list"),
        )
    },
    **{
        f"people:moderation-panels-{name}": [record("moderation panel", PERFORMANCE)]
        for name in ("detail", "change", "close", "add-member")
    },
    "people:moderation-panels-reopen": [record("moderation panel", PERFORMANCE, ok=409)],
    "people:moderation-panels-members": [record("moderation panel", post=True)],  # of nobody who sits
    **{
        f"people:{name}": [record("moderation panel", PERFORMANCE, CHARLIE)]
        for name in ("moderation", "moderation-cases", "moderation-minutes")
    },
    "people:moderation-next": [verb("moderation panel", CHARLIE, seen_by=those(PERFORMANCE), ok=302)],
    "people:moderation-confirm": [verb("moderation panel", CHARLIE, seen_by=those(PERFORMANCE), ok=409)],  # of none
    "people:moderation-finalise": [verb("moderation panel", PERFORMANCE, seen_by=those(CHARLIE), ok=409)],
    "people:moderation-case": [record("rating under moderation", PERFORMANCE, CHARLIE)],
    "people:ratings-detail": [record("rating under moderation", PERFORMANCE)],
    "people:ratings-late": [record("rating under moderation", PERFORMANCE, ok=409)],
    "people:ratings-release": [Rule(those(PERFORMANCE), of="year of ratings", ok=409)],
    "people:rating-reviews-detail": [record("rating review", PERFORMANCE)],
    "people:rating-reviews-answer": [record("rating review", PERFORMANCE)],
    # Talent: the talent lead's alone. What roles need is everybody's to know; what was learnt is one's own, one's line
    # manager's and of those who keep it.
    **{f"people:{name}": [Rule(those(TALENT))] for name in ("talent-map", "succession", "compliance")},
    "people:compliance-missing": [Rule(those(TALENT), ok=400)],  # of no course
    **{f"people:{name}": [Rule(EVERYBODY)] for name in ("my-learning", "team-learning")},
    **{
        f"people:{name}-{page}": [Rule(those(TALENT))]
        for name in ("talent-profiles", "talent-pools", "critical-roles")
        for page in ("list", "new")
    },
    **{
        f"people:{name}-{page}": [record(name, TALENT)]
        for name in ("talent-profiles", "talent-pools", "critical-roles")
        for page in ("detail", "change")
    },
    "people:successors-list": [Rule(those(TALENT))],
    "people:talent-pool-members-new": [record("talent-pools", TALENT)],
    "people:talent-pool-members-change": [record("pool member", TALENT)],
    "people:successors-new": [record("critical-roles", TALENT)],
    **{f"people:successors-{name}": [record("successor", TALENT)] for name in ("change", "remove")},
    **{f"people:{name}-list": [Rule(those(TALENT, PEOPLE_DATA))] for name in ("learner-profiles", "completions")},
    "people:learner-profiles-new": [Rule(those(TALENT))],
    "people:learner-profiles-detail": [record("learner profile", *EVERYBODY)],
    "people:learner-profiles-change": [verb("learner profile", TALENT, seen_by=EVERYBODY)],
    "people:requirements-new": [verb("learner profile", TALENT, seen_by=EVERYBODY)],
    "people:requirements-change": [verb("requirement", TALENT, seen_by=EVERYBODY)],
    "people:requirements-remove": [verb("requirement", TALENT, seen_by=EVERYBODY)],
    "people:completions-new": [Rule(those(TALENT, PEOPLE_DATA))],
    "people:completions-detail": [record("completion", ALICE, BOB, TALENT, PEOPLE_DATA)],
    "people:completions-change": [verb("completion", TALENT, PEOPLE_DATA, seen_by=those(ALICE, BOB))],
    # Recruitment in counts: of those who recruit and those who read figures. A projection is of whole ranks.
    **{f"people:{name}-list": [Rule(RECRUITERS)] for name in ("campaigns", "targets")},
    **{f"people:{name}-new": [Rule(those(TALENT, PEOPLE_DATA))] for name in ("campaigns", "targets")},
    "people:campaigns-detail": [record("campaign", *RECRUITERS)],
    "people:campaigns-change": [verb("campaign", TALENT, PEOPLE_DATA, seen_by=RECRUITERS)],
    "people:targets-detail": [record("target", *EVERYBODY)],
    "people:targets-change": [verb("target", TALENT, PEOPLE_DATA, seen_by=EVERYBODY)],
    "people:rank-projection": [Rule(RECRUITERS - {PEOPLE_DATA})],
    # Groups of candidates, small ones withheld: the promotion team's alone.
    "people:equality-of-outcome": [Rule(those(PROMOTION))],
    # Change records are the change manager's: lists are refused to others, records do not exist for them.
    **{f"change:{name}-list": [CHANGE_ONLY] for name in CHANGE_RECORDS},
    **{f"change:{name}-new": [CHANGE_ONLY] for name in CHANGE_RECORDS},
    **{f"change:{name}-detail": [record(name, CHANGE)] for name in CHANGE_RECORDS},
    **{f"change:{name}-change": [record(name, CHANGE)] for name in CHANGE_RECORDS},
    "change:programmes-projects": [record("programmes", CHANGE)],
    "change:programmes-financial-lines": [record("programmes", CHANGE)],
    "change:projects-financial-lines": [record("projects", CHANGE)],
    "change:projects-fte-lines": [record("projects", CHANGE)],
    "change:benefits-reviews-financial-lines": [record("benefits-reviews", CHANGE)],
    "change:benefits-reviews-fte-lines": [record("benefits-reviews", CHANGE)],
    "change:benefits-reviews-freeze": [record("benefits-reviews", CHANGE)],
    **{
        f"change:projects-{name}": [record("projects", CHANGE)]
        for name in ("begin-delivery", "deliver", "begin-closing", "close")
    },
    **{
        f"people:promotion-applications-{name}": [APPLICATION_VERB]
        for name in ("shortlist", "assess", "succeed", "reject", "withdraw")
    },
    **{
        f"people:promotion-applications-{name}": [NOT_YET]
        for name in ("appeal", "uphold-appeal", "dismiss-appeal", "take-back")
    },
}

# What a reader keeps of a list is for whoever the rule above lets open it; each saved filter is its owner's alone.
LISTS = {name.removesuffix("-list"): rules[0].allowed for name, rules in RULES.items() if name.endswith("-list")}
OWNERS = {name: min(allowed) for name, allowed in LISTS.items()}
RULES |= {
    f"{name}-{page}": [Rule(allowed)] for name, allowed in LISTS.items() for page in ("columns", "saved", "saved-new")
}
RULES |= {
    f"{name}-saved-change": [Rule(those(OWNERS[name]), EVERYBODY - allowed, others=404, of=f"saved filter of {name}")]
    for name, allowed in LISTS.items()
}


def names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield within + (entry.name or str(entry.pattern))
        else:
            yield from names(entry, f"{within}{entry.namespace}:" if entry.namespace else within)


ADDRESSES = sorted(set(names(get_resolver())))
OURS = [name for name in ADDRESSES if not name.startswith("admin:")]


def test_every_address_has_a_rule() -> None:
    assert [name for name in OURS if name not in RULES] == []


def test_every_rule_has_an_address() -> None:
    assert [name for name in RULES if name not in OURS] == []


def records_of(cast: Cast) -> dict[str, int]:
    """The records that addresses name, and a run."""
    bob, charlie = cast.bob.person, cast.charlie.person
    process = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2022
    )
    project = Project.objects.create(name="Connect", limb="improve")
    review = BenefitsReview.objects.create(name="ABR", as_at=DAY, first_year=2022, last_year=2026)
    line = FinancialLine.objects.create(review=review, project=project, kind="capital", financial_year=2022, planned=1)
    attempt = Run.objects.create(day=DAY).attempts.create(
        number=1, snapshot="-", shown=True, finished_at=timezone.now()
    )
    Result.objects.bulk_create(_result(attempt, key) for key in FIGURES)
    workforce = extract_for("workforce")
    assert workforce is not None
    saved = SavedFilter.objects.bulk_create(
        SavedFilter(owner=account(cast, owner), register=f"{name}-list", name="Mine", query="")
        for name, owner in OWNERS.items()
    )
    practitioner = Practitioner.objects.create(
        person=bob, scheme="TRiM", trained_on="2022-01-10", expires_on="2025-01-10"
    )
    return {
        "practitioners": practitioner.pk,
        "deployments": practitioner.deployments.create(incident_on=DAY, deployed_on=DAY, supported=3).pk,
        "screening-rounds": ScreeningRound.objects.create(name="2022", started_on=DAY, due_on=DAY).pk,
        "offers": WellbeingOffer.objects.create(name="Physiotherapy").pk,
        **{f"saved filter of {each.register.removesuffix('-list')}": each.pk for each in saved},
        **_of_a_case(cast),
        **_of_talent(cast),
        **_before_joining(cast),
        **_of_a_passport(cast),
        **_of_occupational_health(cast),
        **_of_a_performance_year(cast),
        **_of_moderation(cast),
        **_of_candidates(cast),
        "load": new_report(workforce, "workforce.csv", by=None, dry_run=True, state=LoadState.CHECKED).pk,
        "bob": bob.pk,
        "charlie": charlie.pk,
        "bob's post": bob.posts.visible_to(cast.bob).get().pk,
        "bob's probation": bob.probations.visible_to(cast.bob).get().pk,
        "process": process.pk,
        **_of_the_promotion_team(cast, process),
        "programmes": Programme.objects.create(name="Our Data").pk,
        "projects": project.pk,
        "benefits-reviews": review.pk,
        "financial-lines": line.pk,
        "fte-lines": FteLine.objects.create(
            review=review, kind="saving", project=project, portfolio="Crime", fte=-1
        ).pk,
    }


def account(cast: Cast, actor: str) -> User:
    """Whoever an actor of the rules is."""
    named: User = getattr(cast, actor) if actor in (ALICE, BOB, CHARLIE) else cast.of(Role(actor))
    return named


def _of_the_promotion_team(cast: Cast, process: PromotionProcess) -> dict[str, int]:
    """Bob before a board on which Charlie sits; and an earlier process in which he was told that he succeeded."""
    team = cast.of(PROMOTION)
    stage = PromotionStage.objects.create(process=process, number=1, name="Board")
    sitting = PromotionBoard.objects.create(stage=stage, name="Panel 1")
    sitting.members.add(cast.charlie)
    application = PromotionApplication.objects.create(process=process, candidate=cast.bob.person)
    assign(sitting, [application.pk], [None], by=team)
    earlier = PromotionProcess.objects.create(
        from_rank=process.from_rank, to_rank=process.to_rank, season=Season.SPRING, year=2021
    )
    told = PromotionApplication.objects.create(process=earlier, candidate=cast.bob.person)
    told.succeed(by=team, on=DAY)
    publish(earlier, by=team)
    return {
        "application": application.pk,
        "told application": told.pk,
        "promotion stage": stage.pk,
        "promotion board": sitting.pk,
        "board candidate": application.boarded.unscoped().get().pk,
        "promotion letter": told.letters.unscoped().get().pk,
        "pool place": PoolPlace.objects.visible_to(team).get(application=told).pk,
    }


def _of_candidates(cast: Cast) -> dict[str, int]:
    """Two processes that take applications: Charlie has begun one in the first, and Bob has sent one in the second."""
    first, second = open_process(year=2023), open_process(year=2024)
    StartedApplication.objects.create(process=first, candidate=cast.charlie.person)
    sent = PromotionApplication.objects.create(process=second, candidate=cast.bob.person, statement="I am ready")
    return {
        "open process": first.pk,
        "sent application": sent.pk,
        "endorsement": Endorsement.objects.create(application=sent, asked=cast.alice).pk,
        "process adjustment": ProcessAdjustment.objects.create(application=sent, what="A quarter more time").pk,
    }


def _of_a_case(cast: Cast) -> dict[str, int]:
    """A case of Bob's, and what belongs to it, by the officer in charge."""
    officer = cast.of(Role.WELFARE_OFFICER)
    case = case_of(cast.bob.person, by=cast.alice, owner=officer, received_on=DAY)
    done = set_task(case, by=officer, what="Ring the tutor", due_on=DAY)
    done.finish(by=officer)
    return {
        "case": case.pk,
        "task": set_task(case, by=officer, what="Ring the university", due_on=DAY).pk,
        "done task": done.pk,
        "contact": log_contact(case, by=officer, on=DAY, reached="no answer", with_whom="officer").pk,
        "note": add_note(case, by=officer, text="Has a new sergeant").pk,
        "document": keep(case, Upload("letter.txt", "text/plain", b"Dear Bob"), by=officer).pk,
        "emergency access": _over(open_case(case, by=cast.of(Role.AUDITOR), reason="Bob rang the desk")).pk,
        "briefing": brief_manager(case, to=cast.alice.person, by=officer, text="Early shifts").pk,
        **_signals(cast),
    }


def _of_talent(cast: Cast) -> dict[str, int]:
    """A campaign and a target; a learner profile; Bob's talent profile, pool, succession, a completion."""
    bob = cast.bob.person
    pool = TalentPool.objects.create(name="Future leaders")
    critical = CriticalRole.objects.create(title="Head of Custody", holder=cast.charlie.person)
    profile = LearnerProfile.objects.create(name="Response officer")
    course = Course.objects.create(name="First aid")
    return {
        "campaign": RecruitmentCampaign.objects.create(name="Constables", starts_on=DAY).pk,
        "target": RepresentationTarget.objects.create(name="Uplift", aim="minority", percent="29.9", starts_on=DAY).pk,
        "talent-profiles": TalentProfile.objects.create(person=bob, performance=2, potential=3, readiness="now").pk,
        "talent-pools": pool.pk,
        "pool member": TalentPoolMember.objects.create(pool=pool, person=bob).pk,
        "critical-roles": critical.pk,
        "successor": Succession.objects.create(role=critical, person=bob, readiness="now").pk,
        "learner profile": profile.pk,
        "requirement": Requirement.objects.create(profile=profile, course=course).pk,
        "completion": Completion.objects.create(person=bob, course=course, completed_on=DAY).pk,
    }


def _of_occupational_health(cast: Cast) -> dict[str, int]:
    """Two referrals of Bob's: one with advice that Alice may read, and one to be booked."""
    done = reported(cast, agreed=True)
    advice = OHRecommendation.objects.visible_to(cast.of(RA)).get(referral=done)
    return {"reported OH referral": done.pk, "OH advice": advice.pk, "OH referral": by_bob(cast).pk}


def _of_a_performance_year(cast: Cast) -> dict[str, int]:
    """Two years of Bob's: one with an objective and a conversation by Alice, and one whose rating is shared."""
    found = appraisal_of(cast.bob.person, open_year())
    propose(found, 1, by=cast.alice, text="Two statements a week")
    rated_one = appraisal_of(cast.bob.person, open_year("2020/21", 2020))
    rated(rated_one, by=cast.alice)
    return {
        "bob's appraisal": found.pk,
        "bob's year": found.year.pk,
        "bob's rated appraisal": rated_one.pk,
        "bob's conversation": log_talk(found, by=cast.alice, held_on=found.year.starts_on).pk,
    }


def _of_moderation(cast: Cast) -> dict[str, int]:
    """A rating by Alice before a panel of Charlie's; and a review of a shared one that Bob asked for."""
    year = open_year("2019/20", 2019)
    before_panel = provisional(year, person("M1", "Mo Mole"), cast.alice)
    shared = rated(appraisal_of(cast.bob.person, year), by=cast.alice)
    return {
        "moderation panel": panel_of(cast, year).pk,
        "rating under moderation": before_panel.pk,
        "rating review": RatingReview.objects.create(rating=shared, reason="My files were on time").pk,
        "year of ratings": year.pk,
    }


def _of_a_passport(cast: Cast) -> dict[str, int]:
    """Bob's, agreed and shared with Alice, with an adjustment that Charlie sees to; and what Bob's posting respects."""
    passport = agreed(passport_of(cast.bob))
    version = passport.versions.unscoped().latest("number")
    share = handling.share(version, by=cast.bob, to=cast.alice, purpose="management")
    asked = ManagerAsked.objects.create(passport=passport, manager=cast.alice)
    adjustment = passport.adjustments.unscoped().get()
    adjustment.give(by=cast.of(RA), owner=cast.charlie)
    constraint = record_constraint(cast.bob.person, by=cast.of(RA), what="No night shifts", from_on=clock.today())
    return {
        "passport": passport.pk,
        "adjustment": adjustment.pk,
        "posting constraint": constraint.pk,
        "share": share.pk,
        "shared version": version.pk,
        "question": asked.pk,
        "recommendation": handling.recommend(passport, by=cast.of(RA), text="A matt filter").pk,
        "line manager": cast.alice.pk,
    }


def _before_joining(cast: Cast) -> dict[str, int]:
    """A notice by the people team, a form that came back, assessments, and Bob's Access to Work."""
    officer, assessor = cast.of(RA), cast.of(ASSESSOR)
    yesterday = clock.now() - timedelta(days=1)
    soon = clock.today() + timedelta(days=40)
    to_assess = screened(officer, name="Ezra East", joining_on=soon)
    return {
        "notice": notice_of(cast.of(PEOPLE_DATA), joining_on=soon).pk,
        "dyslexia referral": returned(officer, joining_on=soon).pk,
        "assessment": booked(to_assess, by=officer, assessor=assessor, starts_at=yesterday).pk,
        "held assessment": held(cast.bob.person, by=officer, assessor=assessor, joining_on=soon).pk,
        "access to work": AccessToWork.objects.create(person=cast.bob.person, started_on=clock.today()).pk,
    }


def _over(access: CaseBreakGlass) -> CaseBreakGlass:
    """The access after its hour."""
    CaseBreakGlass.objects.unscoped().filter(pk=access.pk).update(expires_at=access.at)
    return access


def _signals(cast: Cast) -> dict[str, int]:
    """Alice's request, Bob's resignation, and an alert to Bob."""
    request = receive(cast.bob.person, Trigger.ADVICE, by=cast.alice, received_on=DAY, told_by="alice: 07700 900123")
    resignation = Resignation(person=cast.bob.person, received_on=DAY)
    record_resignation(resignation, by=None)
    alert([cast.bob], subject="W1", text="-", path="/")
    return {"request": request.pk, "resignation": resignation.pk, "alert": Alert.objects.visible_to(cast.bob).get().pk}


def _result(attempt: Any, key: str) -> Result:
    """The figure as the run would store it."""
    grid: Grid = FIGURES[key].table(DAY).compute()
    return Result(attempt=attempt, key=key, status="computed", stored_grid=grid.to_json(), seconds=0.1)


@dataclass(frozen=True)
class House:
    """The records that addresses name, and a browser for everybody, signed in; for whoever has not, another."""

    records: Mapping[str, int]
    browsers: Mapping[str, Client]

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever is done within it is undone."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def answer(self, name: str, rule: Rule, actor: str) -> int:
        """The status that somebody gets at an address."""
        kwargs = {**rule.kwargs, **({"pk": self.records[rule.of]} if rule.of else {})}
        browser, address = self.browsers[actor], reverse(name, kwargs=kwargs)
        with self.untouched():
            return (browser.post(address) if rule.post else browser.get(address, rule.query)).status_code


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Made once for all addresses, which takes longer than to ask at one of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Cast.assemble()
        browsers = {actor: Client() for actor in EVERYBODY}
        for actor, browser in browsers.items():
            browser.force_login(account(cast, actor))
        yield House(records_of(cast), {**browsers, "nobody": Client()})
        transaction.set_rollback(True)


CASES = [(name, rule) for name, rules in RULES.items() for rule in rules]


@pytest.mark.parametrize(
    ("name", "rule"), [pytest.param(*case, id=f"{case[0]} {case[1].of}".strip()) for case in CASES]
)
def test_everybody_gets_what_the_rule_says(name: str, rule: Rule, house: House) -> None:
    got = {actor: house.answer(name, rule, actor) for actor in sorted(EVERYBODY)}
    assert got == {actor: rule.status_for(actor) for actor in got}


def test_whoever_has_not_signed_in_is_sent_to_sign_in(house: House) -> None:
    closed = [name for name, rules in RULES.items() if rules and name not in ("accessibility", "privacy")]
    assert {name: house.answer(name, RULES[name][0], "nobody") for name in closed} == dict.fromkeys(closed, 302)


@pytest.mark.parametrize("name", ["admin:index", "admin:people_user_changelist", "admin:people_rank_add"])
def test_administration_is_the_administrators(name: str, house: House) -> None:
    for actor in EVERYBODY:
        expected = 200 if actor == Role.ADMINISTRATOR else 302
        assert house.answer(name, Rule(EVERYBODY), actor) == expected, actor


def test_administration_registers_no_record_about_a_person() -> None:
    registered = {name.split("_")[1] for name in ADDRESSES if name.startswith("admin:people_")}
    assert registered == {"user", "department", "rank", "entryroute"}
