"""Ratings: a "what" and a "how" value each, provisional, moderated and final. All three are kept."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from people.performance.choices import Aspect, DecisionKind, RatingStatus, ReviewStatus
from people.performance.models import Appraisal, ScaleValue
from people.performance.panels import ModerationPanel
from people.roles import Role, line_reports_of, own_person
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow


class OwnRating(ValueError):
    """Nobody rates, moderates or makes final what they rated or what is about themselves."""


def moderated_by(user: Reader, rating: str = "") -> Iterable[Q]:
    """Whose ratings `user` sees as a moderator: `rating` is the path to the rating, with its "__".

    The performance lead sees all but drafts; a member of an open panel those of its departments that are under
    moderation. Nobody sees their own in this way.
    """
    others = ~among(f"{rating}appraisal__person", own_person(user))
    if user.has_role(Role.PERFORMANCE_LEAD):
        yield ~Q((f"{rating}status", RatingStatus.DRAFT)) & others
    before_panel = Q((f"{rating}status__in", [RatingStatus.PROVISIONAL, RatingStatus.MODERATED]))
    yield among(f"{rating}appraisal", ModerationPanel.appraisals_of(user)) & before_panel & others


class RatingQuerySet(ScopedQuerySet["Rating"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Who gave it, the line manager of today, moderators; and the person themselves once it is shared."""
        yield Q(rater=user.pk)
        yield among("appraisal__person", line_reports_of(user))
        yield among("appraisal__person", own_person(user)) & Q(status=RatingStatus.SHARED)
        yield from moderated_by(user)


RatingManager = models.Manager.from_queryset(RatingQuerySet)


def _value(words: str, **options: Any) -> Any:
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
    #: Where the rater may still enter values.
    ENTERED: ClassVar[frozenset[str]] = frozenset({"draft", "provisional", "moderated"})

    appraisal = models.OneToOneField(Appraisal, models.CASCADE, related_name="+", related_query_name="rating")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    what = _value("what")
    how = _value("how")
    evidence = models.TextField("evidence", max_length=4000, blank=True)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    moderated_what = _value("what, moderated", editable=False)
    moderated_how = _value("how, moderated", editable=False)
    final_what = _value("what, final", editable=False)
    final_how = _value("how, final", editable=False)
    final_on = models.DateField("final", null=True, editable=False)
    shared_at = models.DateTimeField("shared", null=True, editable=False)
    comment = models.TextField("the person's comment", max_length=4000, blank=True, editable=False)
    commented_at = models.DateTimeField(null=True, editable=False)
    status = Workflow.status_field(RatingStatus, first=RatingStatus.DRAFT)

    # The reverse sides of ModerationDecision and RatingReview.
    decisions: Any
    reviews: Any

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

    # --- the rater's ---

    @transaction.atomic
    def enter(self, aspect: str, value: ScaleValue | None, *, by: Any, seen: int | None) -> None:
        """Puts one provisional value in place of the one that `by` saw (its key, None for none).

        Voids a moderation. Raises OwnRating, IllegalMove where it is final, and StaleMove where somebody else entered
        another value meanwhile.
        """
        aspect = Aspect(aspect)
        self._not_about(by)
        if value is not None and (value.year_id != self.appraisal.year_id or value.aspect != aspect):
            raise IllegalMove("This value is not on the scale of that year.")
        held = self._held(self.ENTERED)
        if getattr(held, f"{aspect}_id") != seen:
            raise StaleMove(f"{self} has been changed by someone else. Both values are shown.")
        if held.status == RatingStatus.MODERATED:
            held._decide(DecisionKind.VOIDED, by=by, what=None, how=None)
            held.move_to(RatingStatus.PROVISIONAL, by=by, moderator=None, moderated_what=None, moderated_how=None)
        if value is None and held.status == RatingStatus.PROVISIONAL:
            held.move_to(RatingStatus.DRAFT, by=by)
        type(self)._base_manager.filter(pk=self.pk).update(**{aspect: value, "rater": by})
        self.refresh_from_db()

    def submit(self, *, by: Any) -> None:
        """Sends it to moderation. Raises IllegalMove where a value is missing."""
        self._not_about(by)
        if self.what_id is None or self.how_id is None:
            raise IllegalMove(f"{self} needs both values before it goes to moderation.")
        self.move_to(RatingStatus.PROVISIONAL, by=by, standing={RatingStatus.DRAFT}, rater=by)

    # --- the moderators' ---

    @transaction.atomic
    def moderate(
        self, what: ScaleValue, how: ScaleValue, *, by: Any, reason: str = "", panel: ModerationPanel | None = None
    ) -> None:
        """Confirms both provisional values, or changes them for a reason. May be done again while it is not final."""
        self._not_by_rater(by)
        self._not_about(by)
        changed = (what.pk, how.pk) != (self.what_id, self.how_id)
        if changed and not reason.strip():
            raise IllegalMove("A change of the provisional rating needs a reason.")
        standing = {RatingStatus.PROVISIONAL, RatingStatus.MODERATED}
        kind = DecisionKind.CHANGED if changed else DecisionKind.CONFIRMED
        self.move_to(
            RatingStatus.MODERATED,
            by=by,
            reason=reason,
            standing=standing,
            moderator=by,
            moderated_what=what,
            moderated_how=how,
        )
        self._decide(kind, by=by, what=what, how=how, reason=reason, panel=panel)

    def finalise(self, *, by: Any) -> None:
        """The moderated values become final. Whoever rated or is rated does not say so."""
        self._not_by_rater(by)
        self._not_about(by)
        # As they stand in the row at that moment, not as they were read.
        final: dict[str, Any] = {"final_what": F("moderated_what"), "final_how": F("moderated_how")}
        self.move_to(RatingStatus.FINAL, by=by, standing={RatingStatus.MODERATED}, final_on=clock.today(), **final)

    def share(self, *, by: Any) -> None:
        """The person may read it from now on. A year shares all of its final ratings at one moment."""
        self.move_to(RatingStatus.SHARED, by=by, standing={RatingStatus.FINAL}, shared_at=clock.now())

    @transaction.atomic
    def change_late(self, what: ScaleValue, how: ScaleValue, *, by: Any, reason: str) -> None:
        """Changes final values, for a reason: after a review, or because of a mistake."""
        self._not_by_rater(by)
        self._not_about(by)
        if not reason.strip():
            raise IllegalMove("A late change needs a reason.")
        self.move_to(self.status, by=by, reason=reason, standing={"final", "shared"}, final_what=what, final_how=how)
        self._decide(DecisionKind.LATE, by=by, what=what, how=how, reason=reason)

    # --- the person's ---

    def say(self, comment: str, *, by: Any) -> None:
        """The person's own comment, once it is shared. Raises IllegalMove before that."""
        if self.appraisal.person.account_id != by.pk:
            raise OwnRating("Only the person themselves comments on their rating.")
        records = type(self)._base_manager.filter(pk=self.pk, status=RatingStatus.SHARED)
        if not records.update(comment=comment, commented_at=clock.now()):
            raise IllegalMove(f"{self} has not been shared yet.")
        self.refresh_from_db()

    # --- rules ---

    def _not_about(self, by: Any) -> None:
        if by is not None and self.appraisal.person.account_id == by.pk:
            raise OwnRating("Nobody has a hand in their own rating.")

    def _not_by_rater(self, by: Any) -> None:
        if by is not None and self.rater_id == by.pk:
            raise OwnRating("Somebody else than the rater moderates.")

    def _held(self, standing: Iterable[str]) -> "Rating":
        """The row as it stands now, held until the transaction ends."""
        held: Rating = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if held.status not in standing:
            raise IllegalMove(f"{self} is {held.get_status_display().lower()}, so its values stand.")
        return held

    def _decide(self, kind: str, *, by: Any, what: Any, how: Any, reason: str = "", panel: Any = None) -> None:
        self.decisions.create(kind=kind, by=by, what=what, how=how, reason=reason, panel=panel)


class RatingChange(StatusChange):
    record = StatusChange.of(Rating)


class DecisionQuerySet(ScopedQuerySet["ModerationDecision"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Moderators; and whoever gave the rating, once it is final."""
        yield from moderated_by(user, "rating__")
        yield Q(rating__rater=user.pk, rating__final_on__isnull=False)


class ModerationDecision(ScopedModel):
    """One decision about one rating, with its reason. Added, never edited: minutes are made of these."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="decisions")
    panel = models.ForeignKey(ModerationPanel, models.PROTECT, null=True, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    what = _value("what")
    how = _value("how")
    reason = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["changed", "late"]) | ~Q(reason=""),
                name="moderation_change_has_a_reason",
                violation_error_message="A change needs a reason.",
            )
        ]
        triggers = never_edited("moderation_decision")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.rating}"

    def account_concerned(self) -> Any:
        return self.rating.appraisal.person.account_id


class RatingReviewQuerySet(ScopedQuerySet["RatingReview"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever asked, and the performance lead, but for their own."""
        yield among("rating__appraisal__person", own_person(user))
        if user.has_role(Role.PERFORMANCE_LEAD):
            yield EVERYTHING


@tracked
class RatingReview(Workflow, ScopedModel):
    """Somebody asks for their shared rating to be looked at again, and is answered."""

    MOVES = {"asked": {"upheld", "not upheld"}, "upheld": set(), "not upheld": set()}

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="reviews")
    reason = models.TextField("why it should be looked at again", max_length=4000)
    asked_at = models.DateTimeField("asked", default=clock.now)
    answer = models.TextField(max_length=4000, blank=True, editable=False)
    answered_at = models.DateTimeField("answered", null=True, editable=False)
    status = Workflow.status_field(ReviewStatus, first=ReviewStatus.ASKED)

    objects = RatingReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rating"],
                condition=Q(status="asked"),
                name="rating_review_one_open",
                violation_error_message="A review has been asked for already.",
            ),
            models.CheckConstraint(
                condition=Q(status="asked") | ~Q(answer=""),
                name="rating_review_ends_with_an_answer",
                violation_error_message="Whoever asked for the review wants an answer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.rating.appraisal}"

    def account_concerned(self) -> Any:
        return self.rating.appraisal.person.account_id

    def answer_with(self, upheld: bool, *, by: Any, answer: str) -> None:
        """Answers it. Where it is upheld the values are changed by `Rating.change_late`, in the same transaction."""
        self.rating._not_about(by)
        new = ReviewStatus.UPHELD if upheld else ReviewStatus.NOT_UPHELD
        self.move_to(new, by=by, answer=answer, answered_at=clock.now())


class RatingReviewChange(StatusChange):
    record = StatusChange.of(RatingReview)
