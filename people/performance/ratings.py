"""Ratings: a "what" and a "how" value each, provisional, moderated and final. All three are kept."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from people.performance.choices import Aspect, DecisionKind, Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.panels import ModerationPanel
from people.performance.raters import is_rater, managers_today, rated_now, why_not_rated
from people.roles import Role, line_reports_of, own_person
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.locks import held_as_they_are, one_transaction
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow

#: Said to whoever may not decide about a rating, and why.
NEAR = "You gave this rating, or one of you is the other’s line manager, so somebody else decides about it."


class OwnRating(ValueError):
    """Nobody rates, moderates or makes final what they rated or what is about themselves or who is too near to them."""


class NotTheRater(IllegalMove):
    """Somebody else is the line manager of today."""


class Moderated(IllegalMove):
    """It has been moderated, and nobody has said that the moderation is to be void."""


def moderated_by(user: Reader, rating: str = "") -> Iterable[Q]:
    """Whose ratings `user` sees as a moderator: `rating` is the path to the rating, with its "__".

    The performance lead sees all but drafts; a member of an open panel those of its departments that are under
    moderation. Nobody sees their own in this way.
    """
    others = ~among(f"{rating}appraisal__person", own_person(user))
    if user.has_role(Role.PERFORMANCE_LEAD):
        yield ~Q((f"{rating}status", RatingStatus.DRAFT)) & others
    before_panel = Q((f"{rating}status__in", [RatingStatus.PROVISIONAL, RatingStatus.MODERATED]))
    yield Q(ModerationPanel.sits_on(user, f"{rating}appraisal__")) & before_panel & others


def not_by(user: Any, rating: str = "") -> Q:
    """Ratings that `user` may decide about, where they see them at all: `rating` is the path to it, with its "__".

    Never gave them, now or before another took over; and they are not about themselves, nor about whoever reports to
    them or whom they report to today.
    """
    person = f"{rating}appraisal__person"
    near = among(person, own_person(user)) | among(person, line_reports_of(user)) | among(person, managers_today(user))
    # Asked for once and looked up: asked of each rating by itself, the server takes thousands for more work than it is.
    gave = Rating.pgh_event_model._base_manager.filter(rater=user.pk).values("pgh_obj")
    given = Q((f"{rating}rater", user.pk)) | Q((f"{rating}pk__in", gave))
    return ~near & ~given


class RatingQuerySet(ScopedQuerySet["Rating"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Who gave it, the line manager of today, moderators; and the person themselves once it is shared."""
        yield Q(rater=user.pk)
        yield among("appraisal__person", line_reports_of(user, specials=False))
        yield among("appraisal__person", own_person(user)) & Q(status=RatingStatus.SHARED)
        yield from moderated_by(user)


RatingManager = models.Manager.from_queryset(RatingQuerySet)


def value_on_scale(words: str, **options: Any) -> Any:
    return models.ForeignKey(ScaleValue, models.PROTECT, null=True, related_name="+", verbose_name=words, **options)


@tracked
class Rating(Workflow, ScopedModel):
    """How somebody did in one year, on the scale of that year.

    The rater enters provisional values, another moderates them, and final ones are shared with everybody at once.
    """

    MOVES = {
        "draft": {"provisional"},
        # Edited after it was moderated: the moderation is void.
        "provisional": {"moderated", "draft"},
        "moderated": {"final", "provisional", "moderated"},
        # To itself: a late change, with its reason.
        "final": {"shared", "final"},
        "shared": {"shared"},
    }
    # That moderators read it tells that it was sent, and who they are.
    readings_told_when_seen = True
    #: Where the rater may still enter values.
    ENTERED: ClassVar[frozenset[str]] = frozenset({"draft", "provisional", "moderated"})
    #: Where they may still write evidence: once it is moderated, what was read stands.
    EVIDENCED: ClassVar[frozenset[str]] = frozenset({"draft", "provisional"})
    #: What somebody who decides about it has read. Where any of it is not as it was, their decision is about another.
    DECIDED_BY: ClassVar[tuple[str, ...]] = (
        *("status", "rater_id", "what_id", "how_id"),
        *("moderator_id", "moderated_what_id", "moderated_how_id", "final_what_id", "final_how_id"),
    )

    appraisal = models.OneToOneField(Appraisal, models.CASCADE, related_name="+", related_query_name="rating")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    what = value_on_scale("what")
    how = value_on_scale("how")
    evidence = models.TextField("evidence", max_length=4000, blank=True)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    moderated_what = value_on_scale("what, moderated", editable=False)
    moderated_how = value_on_scale("how, moderated", editable=False)
    final_what = value_on_scale("what, final", editable=False)
    final_how = value_on_scale("how, final", editable=False)
    final_on = models.DateField("final", null=True, editable=False)
    shared_at = models.DateTimeField("shared", null=True, editable=False)
    comment = models.TextField("the person's comment", max_length=4000, blank=True, editable=False)
    commented_at = models.DateTimeField(null=True, editable=False)
    status = Workflow.status_field(RatingStatus, first=RatingStatus.DRAFT)

    # The reverse sides of the records of people.performance.decisions, and its change history.
    events: Any
    decisions: Any
    reviews: Any
    # Of that history, which `tracked` puts here.
    pgh_event_model: ClassVar[Any]

    objects = RatingManager()

    class Meta:
        ordering = ["appraisal__person__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(moderator=None) | Q(rater=None) | ~Q(moderator=F("rater")),
                name="rating_moderator_is_not_the_rater",
                violation_error_message="Somebody else than the rater moderates.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(what__isnull=False, how__isnull=False),
                name="rating_sent_with_both_values",
                violation_error_message="A rating needs both values.",
            ),
            models.CheckConstraint(
                condition=~Q(status="moderated") | Q(moderated_what__isnull=False, moderated_how__isnull=False),
                name="rating_moderated_has_both_values",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["final", "shared"], final_what__isnull=False, final_how__isnull=False)
                | Q(status__in=["draft", "provisional", "moderated"], final_what=None, final_how=None),
                name="rating_final_has_both_values",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["final", "shared"], final_on__isnull=False)
                | Q(status__in=["draft", "provisional", "moderated"], final_on=None),
                name="rating_final_has_a_day",
            ),
            models.CheckConstraint(condition=Q(status="shared") ^ Q(shared_at=None), name="rating_shared_has_a_moment"),
        ]
        indexes = [models.Index(fields=["status", "id"], name="rating_status")]

    def __str__(self) -> str:
        return f"Rating of {self.appraisal}"

    def account_concerned(self) -> Any:
        return self.appraisal.person.account_id

    # --- the rater's: people.performance.raters says who and when ---

    def enter(self, aspect: str, value: ScaleValue | None, *, by: Any, seen: int | None, voiding: bool = True) -> None:
        """Puts one provisional value in place of the one that `by` saw (its key, None for none).

        The row is made with its first value: `Rating(appraisal=...)` will do for somebody who may have none. A value
        that stands already changes nothing, so a save may be repeated. Voids a moderation, or raises Moderated without
        `voiding`. Raises OwnRating, NotTheRater, IllegalMove where nothing is entered, and StaleMove where somebody
        else entered another value meanwhile. Whatever it refuses, it refuses before it writes.
        """
        aspect = Aspect(aspect)
        self._must_be_on_scale(**{aspect: value})
        key = value.pk if value else None
        with one_transaction():
            self._must_be_ratable(by)
            held = self._held() or self._begun(by=by, seen=seen, values={f"{aspect}_id": key})
            if held is None:
                return
            if held.status not in self.ENTERED:
                raise IllegalMove(f"{held} is {held.get_status_display().lower()}, so its values stand.")
            if getattr(held, f"{aspect}_id") != key:
                if getattr(held, f"{aspect}_id") != seen:
                    raise StaleMove(f"{held} has been changed by someone else.")
                held._replace(aspect, value, by=by, voiding=voiding)
            self._take_over(held)

    def give_evidence(self, text: str, *, by: Any, seen: str) -> None:
        """Writes the sentence or two behind the values, in place of what `by` saw. Raises as `enter` does.

        Whose rating it is stays as it is: the values say that. Once it is moderated, what was read stands until a new
        value voids the moderation.
        """
        with one_transaction():
            self._must_be_ratable(by)
            held = self._held() or self._begun(by=by, seen=seen or None, values={"evidence": text})
            if held is None:
                return
            if held.status not in self.EVIDENCED and held.evidence != text:
                raise IllegalMove(f"{held} is {held.get_status_display().lower()}, so its evidence stands.")
            if held.evidence != text:
                if held.evidence != seen:
                    raise StaleMove(f"{held} has been changed by someone else.")
                held._write(evidence=text)
            self._take_over(held)

    @transaction.atomic
    def submit(self, *, by: Any) -> None:
        """Sends both values, as they were read, to moderation. Whoever sends them answers for both.

        Raises as `enter` does, and IllegalMove where a value is missing.
        """
        self._must_be_ratable(by)
        self._hold_as_read()
        if self.what_id is None or self.how_id is None:
            raise IllegalMove(f"{self} needs both values before it goes to moderation.")
        rater = by.pk if by else self.rater_id
        self.move_to(RatingStatus.PROVISIONAL, by=by, standing={RatingStatus.DRAFT}, rater_id=rater)

    @transaction.atomic
    def take_back(self, *, by: Any) -> None:
        """Back to draft, out of the moderators' sight, with its values, while nobody has moderated it."""
        self._must_be_ratable(by)
        self.move_to(RatingStatus.DRAFT, by=by, standing={RatingStatus.PROVISIONAL})

    # --- the moderators' ---

    @transaction.atomic
    def moderate(
        self, what: ScaleValue, how: ScaleValue, *, by: Any, reason: str = "", panel: ModerationPanel | None = None
    ) -> None:
        """Confirms both provisional values, or changes them for a reason. May be done again while it is not final.

        Raises OwnRating, IllegalMove, and StaleMove where the rating is not any more as it was read.
        """
        self.must_be_anothers(by)
        self._must_be_on_scale(what=what, how=how)
        self._hold_as_read()
        changed = (what.pk, how.pk) != (self.what_id, self.how_id)
        if changed and not reason.strip():
            raise IllegalMove("A change of the provisional rating needs a reason.")
        standing = {RatingStatus.PROVISIONAL, RatingStatus.MODERATED}
        kind = DecisionKind.CHANGED if changed else DecisionKind.CONFIRMED
        self.move_to(
            RatingStatus.MODERATED,
            by=by,
            standing=standing,
            moderator=by,
            moderated_what=what,
            moderated_how=how,
        )
        self._decide(kind, by=by, what=what, how=how, reason=reason, panel=panel)

    @transaction.atomic
    def change_late(self, what: ScaleValue, how: ScaleValue, *, by: Any, reason: str) -> None:
        """Changes final values, for a reason: after a review, or because of a mistake. Raises as `moderate` does."""
        self.must_be_anothers(by)
        self._must_be_on_scale(what=what, how=how)
        if not reason.strip():
            raise IllegalMove("A late change needs a reason.")
        self._hold_as_read()
        self.move_to(self.status, by=by, standing={"final", "shared"}, final_what=what, final_how=how)
        self._decide(DecisionKind.LATE, by=by, what=what, how=how, reason=reason)

    # --- the person's ---

    def say(self, comment: str, *, by: Any) -> None:
        """The person's own comment, once it is shared and until the year is closed. Raises IllegalMove otherwise."""
        if self.appraisal.person.account_id != by.pk:
            raise OwnRating("Only the person themselves comments on their rating.")
        shared = type(self)._base_manager.filter(pk=self.pk, status=RatingStatus.SHARED)
        if not shared.exclude(appraisal__year__status=YearStatus.CLOSED).update(
            comment=comment, commented_at=clock.now()
        ):
            raise IllegalMove(f"{self} has not been shared yet, or its year is closed.")
        self.refresh_from_db()

    # --- rules ---

    def _must_be_ratable(self, by: Any) -> None:
        """`by` is None for a job of ours, which is nobody's line manager; the year's rules hold for it as well.

        Until the transaction ends nobody ends the year or excuses the person: who wants to waits for this, or was
        before it. The year is held first, as whoever ends it does.
        """
        self._not_about(by)
        if by is not None and not is_rater(self.appraisal, by):
            raise NotTheRater(f"Only the line manager of today rates {self.appraisal.person}.")
        eligible = Q(appraisals=self.appraisal_id, appraisals__excused=Excused.NO)
        if not held_as_they_are(PerformanceYear._base_manager.filter(rated_now() & eligible).values("pk").order_by()):
            now = Appraisal._base_manager.select_related("person", "year").get(pk=self.appraisal_id)
            raise IllegalMove(why_not_rated(now))

    def may_be_decided_by(self, user: Any) -> bool:
        """By the rule of `not_by`. One query."""
        return bool(type(self)._base_manager.filter(not_by(user), pk=self.pk).exists())

    def must_be_anothers(self, by: Any) -> None:
        """Raises OwnRating unless `by` may decide about it, or is None."""
        self._not_about(by)
        if by is not None and not self.may_be_decided_by(by):
            raise OwnRating(NEAR)

    def _not_about(self, by: Any) -> None:
        if by is not None and self.appraisal.person.account_id == by.pk:
            raise OwnRating("Nobody has a hand in their own rating.")

    def _must_be_on_scale(self, **values: ScaleValue | None) -> None:
        for aspect, value in values.items():
            if value is not None and (value.year_id != self.appraisal.year_id or value.aspect != aspect):
                raise IllegalMove("This value is not on the scale of that year.")

    # --- the row in hand ---

    def _held(self) -> "Rating | None":
        """The row as it stands now, held until the transaction ends; None where there is none."""
        rows = type(self)._base_manager.select_for_update(of=("self",), no_key=True)
        held: Rating | None = rows.filter(appraisal=self.appraisal_id).order_by("pk").first()
        if held:
            held.appraisal = self.appraisal
        return held

    def _hold_as_read(self) -> None:
        """Holds the row. Raises StaleMove where it is not any more what this instance says."""
        held = self._held()
        if held is None or any(getattr(held, field) != getattr(self, field) for field in self.DECIDED_BY):
            raise StaleMove(f"{self} has been changed by someone else. Open it again to see where it stands now.")

    def _begun(self, *, by: Any, seen: Any, values: dict[str, Any]) -> "Rating | None":
        """The row made with its first value, held; None where nothing is entered. Of two who begin it, one makes it."""
        if seen is not None:
            raise StaleMove(f"{self} has been emptied by someone else.")
        if not any(values.values()):
            return None
        first = type(self)(appraisal=self.appraisal, rater=by, **values)
        type(self)._base_manager.bulk_create([first], ignore_conflicts=True)
        return self._held()

    def _replace(self, aspect: str, value: ScaleValue | None, *, by: Any, voiding: bool) -> None:
        """Of the held row: one value in place of another, and what that does to where it stands."""
        if self.status == RatingStatus.MODERATED:
            if not voiding:
                raise Moderated(f"{self} has been moderated. Another value voids the moderation.")
            self._decide(DecisionKind.VOIDED, by=by, what=None, how=None)
            self.move_to(RatingStatus.PROVISIONAL, by=by, moderator=None, moderated_what=None, moderated_how=None)
        if value is None and self.status == RatingStatus.PROVISIONAL:
            self.move_to(RatingStatus.DRAFT, by=by)
        self._write(**{f"{aspect}_id": value and value.pk, "rater_id": by.pk if by else self.rater_id})

    def _write(self, **fields: Any) -> None:
        type(self)._base_manager.filter(pk=self.pk).update(**fields)
        for name, new in fields.items():
            setattr(self, name, new)

    def _take_over(self, held: "Rating") -> None:
        """This instance says from now on what the held row says."""
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(held, field.attname))
        self._state.adding = False

    def _decide(self, kind: str, *, by: Any, what: Any, how: Any, reason: str = "", panel: Any = None) -> None:
        """The decision alone keeps its reason: the rating's moves are read by the rater and the person as well."""
        self.decisions.create(kind=kind, by=by, what=what, how=how, reason=reason, panel=panel)


class RatingChange(StatusChange):
    record = StatusChange.of(Rating)
