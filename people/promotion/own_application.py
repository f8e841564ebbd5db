"""One's own applications, as their candidate's pages read them: in one query, and nothing that is not told yet.

What a page may say is asked here once. `status` is read from here on only where results are told, or where the
candidate withdrew: before that `told` and days say where an application stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from people.promotion.around import Endorsement, Feedback, OutcomeLetter, PoolEnd, PoolPlace, ProcessAdjustment
from people.promotion.letters import appeal_until
from people.promotion.models import ApplicationStatus, OwnApplication, PromotionApplicationChange
from people.promotion.registers import STATUS_COLOURS
from people.promotion.stages import BoardCandidate, PromotionStage, StageOutcome, StageResult
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.days import midnight
from wmp.lib.words import long_day

NAMED = {"pk": "asked", "first": "asked__first_name", "last": "asked__last_name", "username": "asked__username"}

# How the page says that a place in the pool ended.
ENDED = {
    PoolEnd.PROMOTED: "You were promoted from the promotion pool on",
    PoolEnd.EXPIRED: "Your place in the promotion pool ran out on",
    PoolEnd.LEFT: "You left the promotion pool on",
}


def own_applications(user: User) -> Any:
    """The reader's, latest first, with `told_stages`, `told_boards` (theirs alone) and `told_endorsement`."""
    own = OwnApplication.objects.visible_to(user).select_related(
        "process__from_rank", "process__to_rank", "candidate__account"
    )
    stages = PromotionStage.objects.visible_to(user).filter(process=OuterRef("process")).order_by("number")
    a_stage = JSONObject(pk="pk", name="name", starts_on="starts_on", ends_on="ends_on")
    boards = BoardCandidate.objects.visible_to(user).filter(application=OuterRef("pk"), board__held_on__isnull=False)
    a_board = JSONObject(stage="stage", held_on="board__held_on", at="at")
    endorsement = Endorsement.objects.visible_to(user).filter(application=OuterRef("pk"))
    said = JSONObject(asked_at="asked_at", supports="supports", comment="comment", given_at="given_at", **NAMED)
    return own.annotate(
        told_stages=ArraySubquery(stages.values(found=a_stage)),
        told_boards=ArraySubquery(boards.order_by("stage__number").values(found=a_board)),
        told_endorsement=Subquery(endorsement.values(found=said)[:1]),
    ).order_by("-applied_on", "-pk")


def with_what_was_told(applications: Any, user: User) -> Any:
    """Besides, what one application's page shows: `told_needs`, and once results are published `told_results`,
    `told_feedback`, `told_letters`, `told_pool` and `told_moves`. Each by the rule of its own record."""
    of_it: Any = {"application": OuterRef("pk")}
    needs = ProcessAdjustment.objects.visible_to(user).filter(**of_it).order_by("pk")
    results = StageResult.objects.visible_to(user).filter(**of_it).order_by("stage__number")
    letters = OutcomeLetter.objects.visible_to(user).filter(**of_it).order_by("pk")
    feedback = Feedback.objects.visible_to(user).filter(**of_it)
    pool = PoolPlace.objects.visible_to(user).filter(**of_it)
    moves = PromotionApplicationChange.objects.visible_to(user).filter(record=OuterRef("pk")).order_by("pk")
    a_need = JSONObject(what="what", shared_at="shared_at", ended_at="ended_at")
    a_place = JSONObject(since="since", until="until", ended_on="ended_on", ended_because="ended_because")
    a_result = JSONObject(stage=F("stage__name"), outcome="outcome", score="score")
    return applications.annotate(
        told_needs=ArraySubquery(needs.values(found=a_need)),
        told_results=ArraySubquery(results.values(found=a_result)),
        told_letters=ArraySubquery(letters.values(found=JSONObject(pk="pk", subject="subject", at="at"))),
        told_feedback=Subquery(feedback.values(found=JSONObject(strengths="strengths", development="development"))[:1]),
        told_pool=Subquery(pool.values(found=a_place)[:1]),
        told_moves=ArraySubquery(moves.values(found=JSONObject(old="old", new="new", reason="reason", at="at"))),
    )


# --- where it stands ---


def is_told(application: Any) -> bool:
    """Have results been published, so that the candidate may read how it ended?"""
    return bool(application.process.published_at)


def is_open(application: Any) -> bool:
    """Open as its candidate may know: not withdrawn, and nothing told."""
    return not is_told(application) and application.status != ApplicationStatus.WITHDRAWN


def standing(application: Any) -> dict[str, str]:
    """For the tag: never another colour for what is decided and not told."""
    if is_open(application):
        return {"text": "Applied", "colour": STATUS_COLOURS[ApplicationStatus.APPLIED]}
    return {"text": application.get_status_display(), "colour": STATUS_COLOURS[application.status]}


def can_appeal_until(application: Any) -> date | None:
    """The last day on which its candidate may appeal; None where there is nothing to appeal against, or no more."""
    until = appeal_until(application.process)
    if application.status != ApplicationStatus.UNSUCCESSFUL or until is None or until < clock.today():
        return None
    return None if any(move["old"] == ApplicationStatus.APPEALED for move in _moves(application)) else until


def _moves(application: Any) -> Sequence[dict[str, Any]]:
    return getattr(application, "told_moves", [])


@dataclass(frozen=True)
class Step:
    """What comes next, and by when where there is a day."""

    text: str
    due: date | None = None


def next_step(application: Any) -> Step | None:
    """What the candidate may expect next; None where nothing comes."""
    if application.status == ApplicationStatus.WITHDRAWN:
        return None
    if is_told(application):
        return _after_results(application)
    process, today = application.process, clock.today()
    if waits_for_manager(application) and process.closes_on and process.closes_on >= today:
        return Step(f"{manager_named(application)} says whether they support your application", process.closes_on)
    called = {each["stage"]: each for each in application.told_boards}
    for stage in application.told_stages:
        board = called.get(stage["pk"])
        last = _day(board["held_on"]) if board else _day(stage["ends_on"]) or _day(stage["starts_on"])
        if last and last >= today:
            return Step(f"{stage['name']}: {hearing_of(board) if board else days_of(stage)}")
    words = "Results are told to all candidates at the same time"
    return Step(words, process.results_on if process.results_on and process.results_on >= today else None)


def _after_results(application: Any) -> Step | None:
    if application.status == ApplicationStatus.APPEALED:
        return Step("The promotion team decides about your appeal, and writes to you")
    until = can_appeal_until(application)
    return Step("You can appeal", until) if until else None


def hearings(application: Any) -> list[str]:
    """At which stages the candidate comes before a board, and when: until results are told."""
    if not is_open(application):
        return []
    names = {stage["pk"]: stage["name"] for stage in application.told_stages}
    return [f"{names[board['stage']]}: {hearing_of(board)}" for board in application.told_boards]


def hearing_of(board: dict[str, Any]) -> str:
    """The day and the time of one's own board, in words."""
    day = long_day(date.fromisoformat(board["held_on"]))
    return f"{day} at {board['at'][:5]}" if board["at"] else f"{day}, no time set yet"


def days_of(stage: dict[str, Any]) -> str:
    """When a stage is, in words; "" where no day is set."""
    first, last = _day(stage["starts_on"]), _day(stage["ends_on"])
    if first and last and first != last:
        return f"{long_day(first)} to {long_day(last)}"
    only = first or last
    return long_day(only) if only else "no day set yet"


# --- endorsement ---


def waits_for_manager(application: Any) -> bool:
    said = application.told_endorsement
    return bool(said) and said["supports"] is None


def manager_named(application: Any) -> str:
    said = application.told_endorsement
    return f"{said['first']} {said['last']}".strip() or str(said["username"])


def endorsement_words(application: Any) -> str:
    """What came of the endorsement, in a sentence."""
    said, process = application.told_endorsement, application.process
    if not process.needs_endorsement:
        return "Not needed in this process"
    if not said:
        return "Nobody could be asked: your line manager has no account here. The promotion team decides about it"
    if said["supports"] is None:
        return f"Asked of {manager_named(application)} on {long_day(_on(said['asked_at']))}"
    words = "supports" if said["supports"] else "does not support"
    given = _on(said["given_at"])
    late = ", after applications closed" if process.closes_on and given > process.closes_on else ""
    return f"{manager_named(application)} {words} it: {long_day(given)}{late}"


# --- what happened, as the candidate may know ---


@dataclass(frozen=True)
class Told:
    """A line of the timeline. `at` is a day where only that is known."""

    at: date | datetime
    title: str
    by: str = ""
    text: str = ""

    @property
    def moment(self) -> datetime:
        """A day among moments: what happened on it comes after it began."""
        if isinstance(self.at, datetime):
            return self.at
        return midnight(self.at)


def events_told(application: Any) -> list[Told]:
    """Latest first."""
    return sorted(_events(application), key=lambda each: each.moment, reverse=True)


def _events(application: Any) -> Iterator[Told]:
    said = application.told_endorsement
    if application.applied_on:
        yield Told(application.applied_on, "You applied")
    if said:
        yield Told(_moment(said["asked_at"]), f"{manager_named(application)} was asked to endorse it")
        if said["given_at"]:
            yield Told(_moment(said["given_at"]), "Your line manager answered", manager_named(application))
    for need in application.told_needs:
        yield Told(_moment(need["shared_at"]), "You shared an adjustment", text=need["what"])
        if need["ended_at"]:
            yield Told(_moment(need["ended_at"]), "You took an adjustment back", text=need["what"])
    if is_told(application):
        yield Told(timezone.localtime(application.process.published_at), "Results were told to all candidates")
        for letter in application.told_letters:
            yield Told(_moment(letter["at"]), "A letter was written to you", text=letter["subject"])
        yield from _appeals(application)
    if application.status == ApplicationStatus.WITHDRAWN and application.decided_on:
        yield Told(application.decided_on, "You withdrew your application")


def _appeals(application: Any) -> Iterator[Told]:
    for move in _moves(application):
        if move["new"] == ApplicationStatus.APPEALED:
            yield Told(_moment(move["at"]), "You appealed", text=move["reason"])
        elif move["old"] == ApplicationStatus.APPEALED:
            upheld = move["new"] == ApplicationStatus.SUCCESSFUL
            yield Told(_moment(move["at"]), "Your appeal was upheld" if upheld else "Your appeal was dismissed")


def results_told(application: Any) -> list[dict[str, str]]:
    """Each stage with how it went, for a summary list."""
    rows = []
    for result in application.told_results:
        words = str(StageOutcome(result["outcome"]).label)
        score = f", score {result['score']:g}" if result["score"] is not None else ""
        rows.append({"label": result["stage"], "value": f"{words}{score}"})
    return rows


def letters_told(application: Any) -> list[dict[str, Any]]:
    return [
        {"url": reverse("people:promotion-letter", args=[each["pk"]]), "text": each["subject"], "on": _on(each["at"])}
        for each in application.told_letters
    ]


def pool_words(application: Any) -> str:
    place = application.told_pool
    if not place:
        return ""
    if place["ended_on"]:
        day = long_day(date.fromisoformat(place["ended_on"]))
        return f"{ENDED[PoolEnd(place['ended_because'])]} {day}"
    since, until = (long_day(date.fromisoformat(place[name])) for name in ("since", "until"))
    return f"You are in the promotion pool since {since}, until {until}"


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _moment(said: str) -> datetime:
    moment = parse_datetime(said)
    assert moment is not None  # the database wrote it
    return timezone.localtime(moment)


def _on(said: str) -> date:
    return _moment(said).date()
