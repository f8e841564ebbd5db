"""Addresses: referrals to occupational health, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from welfare.referrals import managing, own

urlpatterns: list[URLPattern] = [*own.urlpatterns, *managing.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Below the RA officers' section, with its menu."""
    return managing.section_urlpatterns
