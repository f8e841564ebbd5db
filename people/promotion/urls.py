"""Addresses of the promotion family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.promotion import letter_views

urlpatterns: list[URLPattern] = [*letter_views.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return []
