"""Addresses of this family besides those of its registers and records."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from change.places import SURVEY_TREND
from change.surveys.trend import trend_page
from wmp.lib.places import place_path

#: What stands below no section's step: pages that are anybody's.
urlpatterns: list[URLPattern] = []


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Pages of the section's work, with its menu."""
    return [place_path("survey-trend/", SURVEY_TREND, trend_page, menu)]
