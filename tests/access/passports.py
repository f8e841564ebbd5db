"""Passports and adjustments."""

from tests.access.rules import ALICE, BOB, CHARLIE, EVERYBODY, RA, Rule, Rules, record, those, verb
from tests.base import Cast
from tests.welfare.passports.made import agreed, passport_of
from welfare.passports import handling
from welfare.passports.sharing import ManagerAsked

# One's own passport: there is no key in the address, and whoever has none finds nothing.
OWN_PASSPORT = Rule(those(BOB), others=404)
NOT_WHILE_AGREED = Rule(those(BOB), others=404, ok=409)

RULES: Rules = {
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
    "welfare:passport-process": [Rule(EVERYBODY)],
    "welfare:passport-process-share": [record("sent application", BOB)],
    "welfare:passport-process-end": [record("process adjustment", BOB, post=True, ok=302)],
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
}


def records(cast: Cast) -> dict[str, int]:
    """Bob's, agreed and shared with Alice, with an adjustment that Charlie sees to."""
    passport = agreed(passport_of(cast.bob))
    version = passport.versions.unscoped().latest("number")
    share = handling.share(version, by=cast.bob, to=cast.alice, purpose="management")
    asked = ManagerAsked.objects.create(passport=passport, manager=cast.alice)
    adjustment = passport.adjustments.unscoped().get()
    adjustment.give(by=cast.of(RA), owner=cast.charlie)
    return {
        "passport": passport.pk,
        "adjustment": adjustment.pk,
        "share": share.pk,
        "shared version": version.pk,
        "question": asked.pk,
        "recommendation": handling.recommend(passport, by=cast.of(RA), text="A matt filter").pk,
        "line manager": cast.alice.pk,
    }
