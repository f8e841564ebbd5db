"""Addresses of the promotion family: those of its section's pages of work, and those of everybody's own."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from people.promotion import applying_views, endorsing_views, letter_views, own, own_views

urlpatterns: list[URLPattern] = [*letter_views.urlpatterns]
urlpatterns += [*own.urlpatterns, *applying_views.urlpatterns, *own_views.urlpatterns, *endorsing_views.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""
    return []
