"""Addresses of the recruitment family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.recruitment import comparison, projection_views

urlpatterns: list[URLPattern] = []


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return [*comparison.urls(menu), *projection_views.urls(menu)]
