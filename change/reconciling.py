"""What a benefits review says against the benefits register: asked here, since neither family knows the other."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from change.benefits.choices import BenefitKind
from change.benefits.models import Benefit
from change.portfolio.models import ProjectStatus
from change.reviews.closing import Check, Concern, Mend
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, FinancialLine, LineKind

LINE_KINDS = {BenefitKind.CASHABLE: LineKind.CASHABLE, BenefitKind.NON_CASHABLE: LineKind.NON_CASHABLE}


def without_a_line(review: BenefitsReview, user: Any) -> Concern | None:
    """Financial benefits of the register, of projects that are not closed, whose project or programme has no line of
    their kind in the review."""
    lines = FinancialLine.objects.visible_to(user).filter(review=review)
    missing = Q()
    for kind, line_kind in LINE_KINDS.items():
        there = lines.filter(kind=line_kind)
        of_project = there.filter(
            Q(project=OuterRef("project")) | Q(project=None, programme=OuterRef("project__programme"))
        )
        of_programme = there.filter(Q(programme=OuterRef("programme")) | Q(project__programme=OuterRef("programme")))
        has_line = Q(Exists(of_project)) | (Q(project=None) & Q(Exists(of_programme)))
        missing |= Q(kind=kind) & ~has_line
    found = Benefit.objects.visible_to(user).identified_by(review.as_at).filter(missing, disbenefit=False)
    found = found.exclude(project__status=ProjectStatus.CLOSED)
    placed = found.filter(Q(project__isnull=False) | Q(programme__isnull=False))
    places = [
        Mend(
            f"{each}: {each.get_kind_display().lower()}",
            grid_url(review, project=each.project_id, programme=each.programme_id),
        )
        for each in placed
    ]
    if not places:
        return None
    text = (
        "The register promises them in pounds, and the review has no line of their kind for the project or programme."
    )
    return Concern("Benefits of the register without a line", text, places)


#: Beside the review's own checks.
FURTHER: list[Check] = [without_a_line]
