"""Whose lines: those of one project, or those of a programme as a whole. What a grid shows and a page leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from change.portfolio.models import Programme, Project
from change.reviews.models import BenefitsReview, FinancialLine


@dataclass(frozen=True)
class Home:
    """Of a project, the lines under whichever programme they were entered; else those of the programme alone."""

    programme: Programme | None
    project: Project | None = None

    def __str__(self) -> str:
        return str(self.project) if self.project else f"{self.programme}, as a whole"

    @property
    def key(self) -> "HomeKey":
        return ("project", self.project.pk) if self.project else ("programme", getattr(self.programme, "pk", None))

    @property
    def record_url(self) -> str:
        if self.project:
            return reverse("change:projects-detail", args=[self.project.pk])
        assert self.programme
        return reverse("change:programmes-detail", args=[self.programme.pk])


#: Which home a line has: a project's key, else a programme's.
HomeKey = tuple[str, int | None]


def key_of_home(line: FinancialLine) -> HomeKey:
    return ("project", line.project_id) if line.project_id else ("programme", line.programme_id)


def lines_at(homes: Iterable[Home]) -> Q:
    """The lines of any of these."""
    keys = {home.key for home in homes}
    projects = [pk for kind, pk in keys if kind == "project"]
    return Q(project__in=projects) | Q(project=None, programme__in=[pk for kind, pk in keys if kind == "programme"])


def home_of(user: Any, *, project: int | None = None, programme: int | None = None) -> Home:
    """The project or the programme of an address. Raises Http404."""
    if project is not None:
        found = get_object_or_404(Project.objects.visible_to(user).select_related("programme"), pk=project)
        return Home(found.programme, found)
    if programme is None:
        raise Http404
    return Home(get_object_or_404(Programme.objects.visible_to(user), pk=programme))


def grid_url(review: int | BenefitsReview, *, project: int | None, programme: int | None = None, show: str = "") -> str:
    """Where the amounts of a project, or of a programme as a whole, are edited in a review."""
    pk = review.pk if isinstance(review, BenefitsReview) else review
    if project is not None:
        address = reverse("change:benefits-reviews-project", args=[pk, project])
    else:
        address = reverse("change:benefits-reviews-programme", args=[pk, programme])
    return f"{address}?show={show}" if show else address
