"""Addresses: passports and adjustments, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from welfare.passports import desk, own

urlpatterns: list[URLPattern] = [*own.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Below the RA officers' section, with its menu."""
    return [*desk.urls(menu)]
