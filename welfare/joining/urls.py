"""Addresses: needs told before joining, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Below the RA officers' section, with its menu."""
    return []
