"""Before joining, Access to Work, and occupational health."""

from datetime import timedelta

from tests.access.rules import (
    ALICE,
    ASSESSOR,
    BOB,
    CHARLIE,
    EVERYBODY,
    PEOPLE_DATA,
    RA,
    Rule,
    Rules,
    record,
    those,
    verb,
)
from tests.base import Cast
from tests.welfare.joining.made import booked, held, notice_of, returned, screened
from tests.welfare.referrals.made import by_bob, reported
from welfare.joining.access_to_work import AccessToWork
from welfare.models import OHRecommendation
from wmp.lib import clock

RULES: Rules = {
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
}


def records(cast: Cast) -> dict[str, int]:
    return {**_before_joining(cast), **_of_occupational_health(cast)}


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


def _of_occupational_health(cast: Cast) -> dict[str, int]:
    """Two referrals of Bob's: one with advice that Alice may read, and one to be booked."""
    done = reported(cast, agreed=True)
    advice = OHRecommendation.objects.visible_to(cast.of(RA)).get(referral=done)
    return {"reported OH referral": done.pk, "OH advice": advice.pk, "OH referral": by_bob(cast).pk}
