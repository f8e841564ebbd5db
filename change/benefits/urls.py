"""Addresses of this family besides those of its registers and records."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, path

from change.benefits.expected import expected_page
from change.benefits.handed_over import handover_page
from change.benefits.measuring import correct_page, measure_page
from change.benefits.overview import overview_page
from change.benefits.own import my_benefits
from change.places import BENEFITS_HANDOVER, BENEFITS_OVERVIEW
from wmp.lib.places import place_path

#: What stands below no section's step: pages that are anybody's.
urlpatterns: list[URLPattern] = [path("my-benefits/", my_benefits, name="my-benefits")]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Pages of the section's work, with its menu."""
    return [
        place_path("overview/", BENEFITS_OVERVIEW, overview_page, menu),
        place_path("handover/", BENEFITS_HANDOVER, handover_page, menu),
        path("benefits/<int:pk>/measure/", measure_page, name="benefits-measure"),
        path("benefits/<int:pk>/expected/", expected_page, name="benefits-expected"),
        path("measurements/<int:pk>/correct/", correct_page, name="measurements-correct"),
    ]
