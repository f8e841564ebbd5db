"""Addresses of this family besides those of its registers and records."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from change.places import COMPARE_REVIEWS
from change.reviews import fte_pages, grid_pages, opening, pasting_pages, workbook
from change.reviews.compare_lines import fte_lines, lines
from change.reviews.compare_pages import compared
from change.reviews.compare_workbook import download
from wmp.lib.places import place_path

#: What stands below no section's step: pages that are anybody's.
urlpatterns: list[URLPattern] = []


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Pages of the section's work, with its menu."""
    modules = (opening, grid_pages, pasting_pages, workbook, fte_pages)
    return [
        *(url for each in modules for url in each.section_urlpatterns),
        place_path("compare/", COMPARE_REVIEWS, compared, menu),
        place_path("compare/lines/", COMPARE_REVIEWS, lines, menu, name="reviews-compare-lines"),
        place_path("compare/fte-lines/", COMPARE_REVIEWS, fte_lines, menu, name="reviews-compare-fte-lines"),
        place_path("compare/workbook/", COMPARE_REVIEWS, download, menu, name="reviews-compare-workbook"),
    ]
