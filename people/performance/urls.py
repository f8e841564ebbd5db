"""Addresses of the performance family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.performance import conversation_pages, objective_pages, own_assessment, own_rating, own_year, progress, team

urlpatterns: list[URLPattern] = [
    *own_year.urlpatterns,
    *own_rating.urlpatterns,
    *own_assessment.urlpatterns,
    *objective_pages.urlpatterns,
    *conversation_pages.urlpatterns,
    *team.urlpatterns,
]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return [*progress.urls(menu)]
