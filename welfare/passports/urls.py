"""Addresses: passports and adjustments, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from welfare.passports import (
    adjustments_board,
    constraints,
    desk,
    own,
    own_adjustments,
    own_medical,
    own_questions,
    own_sending,
    owners,
    pdf,
    process_adjustments,
    ra_acts,
    reviews,
    shared_views,
    sharing_views,
    version_views,
)
from welfare.passports.adjustment_registers import TO_SEE_TO

urlpatterns: list[URLPattern] = [
    *own.urlpatterns,
    *own_questions.urlpatterns,
    *own_adjustments.urlpatterns,
    *own_medical.urlpatterns,
    *own_sending.urlpatterns,
]
urlpatterns += [*owners.urlpatterns, *TO_SEE_TO.urls()]
urlpatterns += [*reviews.urlpatterns, *pdf.urlpatterns, *process_adjustments.urlpatterns]
urlpatterns += [*sharing_views.urlpatterns, *version_views.urlpatterns, *shared_views.urlpatterns]


def section_urls(menu: Sequence[Any], also: Sequence[desk.Also] = ()) -> list[URLPattern]:
    """Below the RA officers' section, with its menu. `also`: what other families put on the desk."""
    found = [*adjustments_board.urls(menu), *constraints.urlpatterns]
    found += [*desk.urls(menu, also), *ra_acts.urlpatterns]
    return [*found, *version_views.section_urls(menu), *reviews.section_urls()]
