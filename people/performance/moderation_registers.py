"""Registers of moderation: panels, ratings, and reviews that people asked for. The performance lead's."""

from typing import Any

import django_tables2 as tables
from django.db.models import F, Q, QuerySet

from people.performance.choices import PanelStatus, RatingStatus, ReviewStatus
from people.performance.decisions import RatingReview
from people.performance.models import PerformanceYear
from people.performance.panels import ModerationPanel
from people.performance.ratings import Rating
from people.roles import Role, own_person
from people.workforce.models import Department, Rank
from wmp.lib.access import Reader
from wmp.lib.keys import among
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, NumberFilter, ReferenceFilter

PANEL_COLOURS = {"open": "green", "closed": "grey"}
RATING_COLOURS = {"draft": "grey", "provisional": "blue", "moderated": "purple", "final": "teal", "shared": "green"}
REVIEW_COLOURS = {"asked": "yellow", "upheld": "green", "not upheld": "grey"}
LEADS = (Role.PERFORMANCE_LEAD,)


class PanelTable(tables.Table):
    name = Column(orderable=True)
    year = ReferenceColumn(orderable=False)
    held_on = Column(orderable=True)
    status = TagColumn(PANEL_COLOURS, orderable=False)


class PanelFilters(Filters):
    year = ReferenceFilter(PerformanceYear, label="Year")
    status = ChoiceFilter(choices=PanelStatus.choices)


class PanelRegister(Register):
    model = ModerationPanel
    title = "Moderation panels"
    slug = "moderation-panels"
    namespace = "people"
    table = PanelTable
    filters = PanelFilters
    order = "-held_on"
    readers = LEADS
    editors = LEADS

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        """Members have the page of the panel's work, and none of how it is set up."""
        panels: QuerySet[Any] = ModerationPanel.objects.visible_to(user)
        return panels if user.has_role(*LEADS) else panels.none()


def _changed(new: str, old: str) -> Q:
    """One of the two values of a stage is not that of the stage before."""
    other = ~Q((f"{new}what", F(f"{old}what"))) | ~Q((f"{new}how", F(f"{old}how")))
    return Q((f"{new}what__isnull", False)) & other


class RatingTable(tables.Table):
    person = Column(accessor="appraisal__person__name", verbose_name="Person", orderable=True)
    employee_number = Column(accessor="appraisal__person__employee_number", orderable=False)
    department = ReferenceColumn("appraisal__department__name", accessor="appraisal__department", orderable=False)
    rank = ReferenceColumn("appraisal__rank__name", accessor="appraisal__rank", orderable=False)
    year = ReferenceColumn(accessor="appraisal__year", orderable=False)
    status = TagColumn(RATING_COLOURS, verbose_name="Status", orderable=False)
    what = ReferenceColumn(verbose_name="What", orderable=False)
    how = ReferenceColumn(verbose_name="How", orderable=False)
    moderated_what = ReferenceColumn(verbose_name="What, moderated", orderable=False)
    moderated_how = ReferenceColumn(verbose_name="How, moderated", orderable=False)
    final_what = ReferenceColumn(verbose_name="What, final", orderable=False)
    final_how = ReferenceColumn(verbose_name="How, final", orderable=False)
    rater = Column(accessor="rater__last_name", verbose_name="Rated by", orderable=False)


class RatingFilters(Filters):
    year = ReferenceFilter(PerformanceYear, field_name="appraisal__year", label="Year")
    department = ReferenceFilter(Department, field_name="appraisal__department", label="Department")
    rank = ReferenceFilter(Rank, field_name="appraisal__rank", label="Rank")
    status = ChoiceFilter(choices=[each for each in RatingStatus.choices if each[0] != RatingStatus.DRAFT])
    what = NumberFilter("what__number", "What, provisional (1 is the lowest)")
    how = NumberFilter("how__number", "How, provisional (1 is the lowest)")
    changed = ConditionFilter(
        {
            "moderation": ("By moderation", lambda: _changed("moderated_", "")),
            "late": ("Late, after it was final", lambda: _changed("final_", "moderated_")),
        },
        label="Changed",
    )


class RatingRegister(Register):
    """Of ratings that were sent to moderation, but for the lead's own. Others have pages of their own for theirs."""

    model = Rating
    title = "Ratings"
    slug = "ratings"
    namespace = "people"
    table = RatingTable
    filters = RatingFilters
    search = ("appraisal__person__name",)
    numbers = ("appraisal__person__employee_number", "appraisal__person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "person"
    readers = LEADS
    hidden = ("employee_number", "rank", "final_what", "final_how", "rater")

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        seen: QuerySet[Any] = Rating.objects.visible_to(user).exclude(status=RatingStatus.DRAFT)
        return not_own(seen, user, "appraisal__person") if user.has_role(*LEADS) else seen.none()


class ReviewTable(tables.Table):
    person = Column(accessor="rating__appraisal__person__name", verbose_name="Person", orderable=True)
    year = ReferenceColumn(accessor="rating__appraisal__year", verbose_name="Year", orderable=False)
    department = ReferenceColumn(accessor="rating__appraisal__department", verbose_name="Department", orderable=False)
    asked_at = Column(orderable=True)
    answered_at = Column(orderable=False)
    status = TagColumn(REVIEW_COLOURS, verbose_name="Status", orderable=False)


class ReviewFilters(Filters):
    year = ReferenceFilter(PerformanceYear, field_name="rating__appraisal__year", label="Year")
    status = ChoiceFilter(choices=ReviewStatus.choices)


class ReviewRegister(Register):
    model = RatingReview
    title = "Reviews of ratings"
    slug = "rating-reviews"
    namespace = "people"
    table = ReviewTable
    filters = ReviewFilters
    search = ("rating__appraisal__person__name",)
    search_label = "Search by name"
    order = "-asked_at"
    readers = LEADS

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        seen: QuerySet[Any] = RatingReview.objects.visible_to(user)
        return not_own(seen, user, "rating__appraisal__person") if user.has_role(*LEADS) else seen.none()


def not_own(records: QuerySet[Any], user: Reader, person: str) -> QuerySet[Any]:
    return records.filter(~among(person, own_person(user)))


PANELS = PanelRegister()
RATINGS = RatingRegister()
REVIEWS = ReviewRegister()

REGISTERS: list[Register] = [PANELS, RATINGS, REVIEWS]
