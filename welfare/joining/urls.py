"""Addresses: needs told before joining, besides those of registers and record pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern

from welfare.joining import acts, agreeing, diary, intakes, own, public

urlpatterns: list[URLPattern] = [*public.urlpatterns, *agreeing.urlpatterns, *own.urlpatterns]


def section_urls(menu: Sequence[Any]) -> list[URLPattern]:
    """Below the RA officers' section, with its menu."""
    return [*intakes.urls(menu), *diary.urls(menu), *acts.section_urls()]
