"""Addresses of this family besides those of its registers and records."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from change.reviews import compare_lines, compare_pages, fte_pages, grid_pages, opening, pasting_pages, workbook

#: What stands below no section's step: pages that are anybody's.
urlpatterns: list[URLPattern] = []


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Pages of the section's work, with its menu."""
    pages = [url for each in (opening, grid_pages, pasting_pages, workbook) for url in each.section_urlpatterns]
    return [*pages, *compare_pages.urls(menu), *compare_lines.urls(menu), *fte_pages.section_urlpatterns]
