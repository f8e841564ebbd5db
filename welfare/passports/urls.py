"""Addresses: passports and adjustments, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from welfare.passports import desk, own, own_adjustments, own_medical, own_sending, shared_views, sharing_views, version_views

urlpatterns: list[URLPattern] = [*own.urlpatterns, *own_adjustments.urlpatterns, *own_medical.urlpatterns, *own_sending.urlpatterns]
urlpatterns += [*sharing_views.urlpatterns, *version_views.urlpatterns, *shared_views.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Below the RA officers' section, with its menu."""
    return [*desk.urls(menu), *version_views.section_urls(menu)]
