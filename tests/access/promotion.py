"""Promotion: what the team handles, who sits on a board, candidates and who endorses them."""

from people.models import (
    Endorsement,
    PoolPlace,
    ProcessAdjustment,
    PromotionApplication,
    PromotionBoard,
    PromotionProcess,
    PromotionStage,
    StartedApplication,
)
from people.promotion.boarding import assign
from people.promotion.handling import publish
from people.promotion.models import Season
from tests.access.rules import ALICE, BOB, CHARLIE, EVERYBODY, PROMOTION, Rule, Rules, record, those, verb
from tests.base import DAY, Cast, rank
from tests.people.promotion.candidates import process as open_process

# Bob's, whose results are not told: the team's, and Charlie's, who sits on the board that hears him.
APPLICATION_VERB = verb("application", PROMOTION, seen_by=those(CHARLIE))
NOT_YET = verb("application", PROMOTION, seen_by=those(CHARLIE), ok=409)

RULES: Rules = {
    "people:promotion-processes-list": [Rule(EVERYBODY)],
    "people:promotion-applications-list": [Rule(EVERYBODY)],
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
    "people:promotion-processes-remove": [verb("process", PROMOTION, seen_by=those(BOB, CHARLIE), ok=409)],
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
    # Groups of candidates, small ones withheld: the promotion team's alone.
    "people:equality-of-outcome": [Rule(those(PROMOTION))],
    **{
        f"people:promotion-applications-{name}": [APPLICATION_VERB]
        for name in ("shortlist", "assess", "succeed", "reject", "withdraw")
    },
    **{
        f"people:promotion-applications-{name}": [NOT_YET]
        for name in ("appeal", "uphold-appeal", "dismiss-appeal", "take-back")
    },
}


def records(cast: Cast) -> dict[str, int]:
    process = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2022
    )
    return {"process": process.pk, **_of_candidates(cast), **_of_the_team(cast, process)}


def _of_the_team(cast: Cast, process: PromotionProcess) -> dict[str, int]:
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
