"""Addresses of this family besides those of its registers and records."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from change.portfolio import accounts, overview_views

#: What stands below no section's step: pages that are anybody's.
urlpatterns: list[URLPattern] = [*accounts.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Pages of the section's work, with its menu."""
    return overview_views.urls(menu)
