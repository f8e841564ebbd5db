"""Addresses of the talent family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, path

from people.talent import views
from people.talent.learning_views import my_learning, team_learning

urlpatterns: list[URLPattern] = [
    path("my-learning/", my_learning, name="my-learning"),
    path("team/learning/", team_learning, name="team-learning"),
]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return views.urls(menu)
