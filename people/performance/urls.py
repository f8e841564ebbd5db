"""Addresses of the performance family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.performance import (
    conversation_pages,
    grid_views,
    late_pages,
    minutes,
    moderation_case,
    moderation_cases,
    moderation_home,
    moderation_view,
    objective_pages,
    own_assessment,
    own_rating_pages,
    own_year,
    panel_pages,
    progress,
    releasing_pages,
    review_pages,
    submitting,
    team,
)

urlpatterns: list[URLPattern] = [
    *own_year.urlpatterns,
    *own_rating_pages.urlpatterns,
    *own_assessment.urlpatterns,
    *objective_pages.urlpatterns,
    *conversation_pages.urlpatterns,
    *team.urlpatterns,
    *grid_views.urlpatterns,
    *submitting.urlpatterns,
    *moderation_home.urlpatterns,
]

MODERATION: list[URLPattern] = [
    *panel_pages.urlpatterns,
    *moderation_view.urlpatterns,
    *moderation_cases.urlpatterns,
    *moderation_case.urlpatterns,
    *minutes.urlpatterns,
    *releasing_pages.urlpatterns,
    *late_pages.urlpatterns,
    *review_pages.urlpatterns,
]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return [*progress.urls(menu), *MODERATION]
